/** Without a network, and against a board that changes its pages: in a real browser, with a real board and real trustees. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LocalEscrow, startLocalEscrow } from "../../src/apps/cli/local-escrow.ts";
import { fileDigest, MANIFEST_PATH } from "../../src/core/protocol/site.ts";
import { boardClient } from "../../src/edge/shared/board-client.ts";
import { launchBrowser } from "./browser.ts";
import { newContext } from "./context.ts";
import { buildSite } from "./site.ts";
import { patience, weather } from "./visit.ts";

const folder = mkdtempSync(join(tmpdir(), "chorus-offline-"));
const web = join(folder, "web");
const trustees = ["trustee-1", "trustee-2", "trustee-3"];
let first: string;
let escrow: LocalEscrow;
let browser: Browser;

beforeAll(async () => {
  first = await buildSite();
  cpSync(first, web, { recursive: true });
  const options = { name: "Offline", trustees: 3, threshold: 2, port: 0, requestsPerMinute: 100_000, web };
  [escrow, browser] = await Promise.all([
    startLocalEscrow({ folder: join(folder, "data"), ...options }),
    launchBrowser(),
  ]);
  await cosigned();
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await escrow?.stop();
  for (const one of [folder, first]) rmSync(one, { recursive: true, force: true });
});

/** Waits until the pages being served are shown by a log that enough trustees cosigned. */
async function cosigned(): Promise<void> {
  for (;;) {
    if (
      (await boardClient(escrow.url)
        .site()
        .catch(() => undefined)) !== undefined
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Serves a build from now on, which differs from the first one by a word in its page. */
async function publish(word: string): Promise<void> {
  alter(web, word);
  await escrow.restart("board");
}

function alter(site: string, word: string): void {
  cpSync(first, site, { recursive: true });
  const html = readFileSync(join(first, "index.html"), "utf8").replace("<html ", `<html data-build="${word}" `);
  writeFileSync(join(site, "index.html"), html);
  const document = JSON.parse(readFileSync(join(first, MANIFEST_PATH), "utf8"));
  document.manifest.files["/index.html"] = fileDigest(readFileSync(join(site, "index.html")));
  writeFileSync(join(site, MANIFEST_PATH), JSON.stringify(document));
}

/** Does something while the board is away, and brings it back whatever came of it. */
async function withoutBoard(act: () => Promise<void>): Promise<void> {
  await escrow.kill("board");
  try {
    await act();
  } finally {
    await escrow.restart("board");
  }
}

type Guest = { readonly page: Page; readonly context: BrowserContext; readonly refused: string[] };

/** Someone who comes by for the first time, and stays until the pages are kept. */
async function guest(): Promise<Guest> {
  const context = await newContext(browser, { locale: "en-GB" });
  await context.route(
    (url) => url.origin !== new URL(escrow.url).origin,
    (route) => route.fulfill({ contentType: "text/html", body: "<title>Weather</title>Sunny" }),
  );
  const page = await context.newPage();
  const refused: string[] = [];
  page.on("pageerror", (error) => refused.push(error.message));
  page.on("console", (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) refused.push(message.text());
  });
  await page.goto(escrow.url);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 20));
  });
  return { page, context, refused };
}

/** Asks the worker, as the pages do by themselves. */
const look = (page: Page): Promise<{ verdict: string; rule?: string }> =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise<{ verdict: string; rule?: string }>((resolve) => {
      port1.onmessage = ({ data }) => resolve(data);
    });
    active?.postMessage({ ask: "look" }, [port2]);
    return answer;
  });

const shownBuild = (page: Page) => page.locator("html").getAttribute("data-build");
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });
const note = (page: Page) => page.getByText("You have the earlier version of these pages");

describe("without a network, after one visit", () => {
  test(
    "the pages open, those too that were never looked at, with the policy they came with",
    async () => {
      const { page, context, refused } = await guest();
      await withoutBoard(async () => {
        await context.setOffline(true);
        await page.reload();
        await heading(page, /Something happened/).waitFor();
        const answer = await page.goto(`${escrow.url}/help-now`);
        await page.getByRole("link", { name: "Call 112" }).first().waitFor();
        expect(answer?.fromServiceWorker()).toBe(true);
        expect(answer?.headers()["content-security-policy"]).toContain("require-trusted-types-for 'script'");
        expect(answer?.headers()["cross-origin-opener-policy"]).toBe("same-origin");
        await page.goto(`${escrow.url}/design`);
        await heading(page, /./).waitFor();
        expect(await note(page).count()).toBe(0);
        expect(refused).toEqual([]);
      });
      await context.close();
    },
    patience,
  );

  test(
    "one can leave quickly, and the page behind says nothing",
    async () => {
      const { page, context } = await guest();
      await withoutBoard(async () => {
        await page.reload();
        await page.goto(`${escrow.url}/help-now`);
        await page.getByRole("link", { name: "Leave quickly" }).click();
        await page.waitForURL(weather);
        await page.goBack();
        await heading(page, "Notes").waitFor();
        expect(await page.locator("#app").textContent()).toMatch(/^\s*Notes\s*Continue\s*$/);
      });
      await context.close();
    },
    patience,
  );

  test(
    "it can be installed under a neutral name and picture",
    async () => {
      const { page, context } = await guest();
      const protocol = await context.newCDPSession(page);
      const { errors, data } = await protocol.send("Page.getAppManifest");
      expect(errors).toEqual([]);
      expect(JSON.parse(data ?? "{}")).toMatchObject({ name: "Notes", short_name: "Notes" });
      // An incognito context, which tests run in, is the one reason that Chromium may give against it.
      const { installabilityErrors } = await protocol.send("Page.getInstallabilityErrors");
      expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);
      await context.close();
    },
    patience,
  );
});

describe("a newer version of the pages", () => {
  test(
    "is refused while the log does not show it with enough cosignatures, said calmly, and taken once it does",
    async () => {
      const { page, context, refused } = await guest();
      for (const trustee of trustees) await escrow.kill(trustee);
      await publish("second");

      await page.reload();
      await note(page).waitFor();
      expect(await look(page)).toEqual({ verdict: "refused", rule: "site-unlogged" });
      expect(await shownBuild(page)).toBeNull();
      await page.reload();
      expect(await shownBuild(page)).toBeNull();

      for (const trustee of trustees) await escrow.restart(trustee);
      await cosigned();
      expect(await look(page)).toEqual({ verdict: "taken" });
      expect(await shownBuild(page)).toBeNull();
      await page.reload();
      await heading(page, /Something happened/).waitFor();
      expect(await shownBuild(page)).toBe("second");
      expect(await note(page).count()).toBe(0);
      expect(refused).toEqual([]);
      await context.close();
    },
    patience,
  );

  test(
    "is refused when the log shows another one than is offered",
    async () => {
      const { page, context } = await guest();
      const forged = mkdtempSync(join(tmpdir(), "chorus-forged-"));
      alter(forged, "forged");
      const before = await shownBuild(page);
      await context.route("**/*", (route) => {
        const path = new URL(route.request().url()).pathname;
        if (![MANIFEST_PATH, "/index.html"].includes(path)) return route.fallback();
        return route.fulfill({ body: readFileSync(join(forged, path)) });
      });
      expect(await look(page)).toEqual({ verdict: "refused", rule: "site-manifest" });
      await page.reload();
      await note(page).waitFor();
      expect(await shownBuild(page)).toBe(before);
      await context.close();
      rmSync(forged, { recursive: true });
    },
    patience,
  );

  test(
    "is refused when a file of it is not what its manifest says",
    async () => {
      const { page, context } = await guest();
      await publish("third");
      await cosigned();
      await context.route("**/index.html", (route) => route.fulfill({ body: "<h1>Something else</h1>" }));
      expect(await look(page)).toEqual({ verdict: "refused", rule: "site-file" });
      await context.unroute("**/index.html");
      expect(await look(page)).toEqual({ verdict: "taken" });
      await context.close();
    },
    patience,
  );

  test(
    "is refused when it is an older one with its true place in the log, and taken when that is logged again",
    async () => {
      await publish("fourth");
      await cosigned();
      const { page, context } = await guest();
      const { url } = escrow;
      const proofOfFourth = Buffer.from(await (await fetch(`${url}/v1/site`)).arrayBuffer());
      const manifestOfFourth = await (await fetch(url + MANIFEST_PATH)).text();
      await publish("fifth");
      await cosigned();
      expect(await look(page)).toEqual({ verdict: "taken" });
      await page.reload();
      expect(await shownBuild(page)).toBe("fifth");

      await context.route(`**${MANIFEST_PATH}`, (route) => route.fulfill({ body: manifestOfFourth }));
      await context.route("**/v1/site", (route) => route.fulfill({ body: proofOfFourth }));
      expect(await look(page)).toEqual({ verdict: "refused", rule: "site-older" });
      await context.unrouteAll();

      await publish("fourth");
      await cosigned();
      expect(await look(page)).toEqual({ verdict: "taken" });
      await context.close();
    },
    patience,
  );
});
