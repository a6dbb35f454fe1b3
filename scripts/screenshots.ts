/**
 * `npm run screenshots`: every page, 390 and 1280 px wide, light and dark, in three languages, into `screenshots/`.
 * An escrow of its own runs meanwhile, with an invented person's notebook in it.
 *
 *   node scripts/screenshots.ts                    everything
 *   node scripts/screenshots.ts --language fr      one language
 *   node scripts/screenshots.ts --only page        the pages whose name begins so
 *   node scripts/screenshots.ts --sight            what is in sight of each, not all of it
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { startLocalEscrow } from "../src/apps/cli/local-escrow.ts";
import { openDesks, waitForAdmission } from "../src/apps/cli/rehearse/counsels.ts";
import { sodiumGroup } from "../src/core/crypto/group-sodium.ts";
import { sodiumSigner } from "../src/core/crypto/signer-sodium.ts";
import { boardClient } from "../src/edge/shared/board-client.ts";
import { meetEscrow } from "../src/edge/shared/escrow.ts";
import { launchBrowser } from "../test/web/browser.ts";
import { buildSite } from "../test/web/site.ts";
import { type Say, tour } from "./screenshots/tour.ts";

const LANGUAGES = ["en", "es", "fr"] as const;
const WIDTHS = [390, 1280] as const;
const SCHEMES = ["light", "dark"] as const;

const { values } = parseArgs({
  options: {
    language: { type: "string", multiple: true },
    only: { type: "string", default: "" },
    sight: { type: "boolean" },
  },
});
const wanted = LANGUAGES.filter((code) => values.language?.includes(code) ?? true);
const target = join(import.meta.dirname, "..", "screenshots");
const folder = mkdtempSync(join(tmpdir(), "chorus-screenshots-"));

async function words(code: string): Promise<Say> {
  const { default: messages } = (await import(`../src/apps/web/words/${code}.ts`)) as {
    default: Record<string, string>;
  };
  return (key) => messages[key] ?? key;
}

/** The whole page in each width and scheme, under one name. */
async function shoot(page: Page, code: string, name: string): Promise<void> {
  if (!name.startsWith(values.only)) return;
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width < 500 ? 844 : 900 });
    await page.evaluate(() => scrollTo(0, 0));
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      await page.screenshot({
        path: join(target, code, `${name}-${width}-${colorScheme}.png`),
        fullPage: !values.sight,
      });
    }
  }
}

const web = await buildSite();
const options = { name: "Bay Area Keepers", trustees: 3, threshold: 2, port: 0, requestsPerMinute: 100_000, web };
const escrow = await startLocalEscrow({ folder, ...options });
const browser = await launchBrowser();
try {
  const board = boardClient(escrow.url);
  const signer = await sodiumSigner();
  const desks = await openDesks(folder, escrow.url, ["Bay Law Clinic", "Harbour Advocates"]);
  await waitForAdmission(board, signer, await meetEscrow(board, await sodiumGroup(), signer), desks);
  for (const code of wanted) {
    mkdirSync(join(target, code), { recursive: true });
    const context = await browser.newContext({ locale: code === "en" ? "en-GB" : code, deviceScaleFactor: 1 });
    const page = await context.newPage();
    await tour(page, escrow.url, await words(code), code, (name) => shoot(page, code, name));
    await context.close();
    console.log(`${code}: done`);
  }
} finally {
  await browser.close();
  await escrow.stop();
  for (const made of [folder, web]) rmSync(made, { recursive: true, force: true });
}
process.exit(0);
