/** A whole escrow with the built pages on its board, for tests that go through the browser as people do. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { type LocalEscrow, startLocalEscrow } from "../../src/apps/cli/local-escrow.ts";
import { openDesks, waitForAdmission } from "../../src/apps/cli/rehearse/counsels.ts";
import { sodiumGroup } from "../../src/core/crypto/group-sodium.ts";
import { sodiumSigner } from "../../src/core/crypto/signer-sodium.ts";
import { boardClient } from "../../src/edge/shared/board-client.ts";
import { meetEscrow } from "../../src/edge/shared/escrow.ts";
import { launchBrowser } from "./browser.ts";
import { newContext } from "./context.ts";
import { buildSite } from "./site.ts";

export interface Town {
  /** The board's address, with the pages on it. */
  url(): string;
  escrow(): LocalEscrow;
  /** Where everything is kept. */
  folder(): string;
  /** A person with a browser of their own. */
  person(): Promise<Person>;
  /** A key made and admitted as by the command line; answers the folder of its file. */
  counsel(name: string): Promise<string>;
}
export interface Person {
  readonly page: Page;
  /** What any policy refused, and errors of any script. */
  readonly refused: string[];
  /** Addresses asked for outside the board. */
  readonly strangers: string[];
  close(): Promise<void>;
}

/**
 * Starts everything before the first test of a file, ends it after the last.
 *
 * @param prepare puts things into the folder of the escrow before it is founded
 */
export function town(prepare: (folder: string) => Promise<void> = async () => {}): Town {
  let site: string | undefined;
  let local: LocalEscrow | undefined;
  let browser: Browser | undefined;
  const folder = mkdtempSync(join(tmpdir(), "chorus-town-"));

  beforeAll(async () => {
    await prepare(folder);
    site = await buildSite();
    const options = { name: "A trial", trustees: 3, threshold: 2, port: 0, requestsPerMinute: 100_000, web: site };
    [local, browser] = await Promise.all([startLocalEscrow({ folder, ...options }), launchBrowser()]);
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await local?.stop();
    rmSync(folder, { recursive: true, force: true });
    if (site) rmSync(site, { recursive: true, force: true });
  });

  function running<T>(thing: T | undefined): T {
    if (thing === undefined) throw new Error("the escrow runs only while tests run");
    return thing;
  }

  return {
    url: () => running(local).url,
    escrow: () => running(local),
    folder: () => folder,
    person: () => arrive(running(browser), running(local).url),
    async counsel(name) {
      const board = boardClient(running(local).url);
      const signer = await sodiumSigner();
      const desks = await openDesks(folder, running(local).url, [name]);
      await waitForAdmission(board, signer, await meetEscrow(board, await sodiumGroup(), signer), desks);
      return join(folder, `counsel-${name}`);
    },
  };
}

async function arrive(browser: Browser, url: string): Promise<Person> {
  const context = await newContext(browser, { locale: "en-GB", viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const refused: string[] = [];
  const strangers: string[] = [];
  page.on("pageerror", (error) => refused.push(error.message));
  page.on("console", (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) refused.push(message.text());
  });
  page.on("request", (request) => {
    const to = new URL(request.url());
    if (to.protocol.startsWith("http") && to.origin !== url) strangers.push(request.url());
  });
  await page.goto(url);
  return { page, refused, strangers, close: () => context.close() };
}
