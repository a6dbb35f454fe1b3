/** A board alone, as a process of its own with the built pages, for tests of the notebook: it can be killed and started again. */
import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launchBrowser } from "./browser.ts";
import { newContext } from "./context.ts";
import { buildSite } from "./site.ts";

const main = fileURLToPath(new URL("../../src/apps/board/main.ts", import.meta.url));

export interface Board {
  /** Its address, by the name that passkeys need. */
  url(): string;
  /** Ends the process at once, as a power cut does. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** All that it has written: database and log, as Latin letters. */
  written(): string;
  /** Another device. */
  device(): Promise<BrowserContext>;
  /** Errors of scripts on any device so far, and what a policy refused. */
  readonly refused: readonly string[];
}

/** Starts it before the first test of a file, ends it after the last. */
export function board(): Board {
  const folder = mkdtempSync(join(tmpdir(), "chorus-board-"));
  let site = "";
  let port = 0;
  let child: ChildProcess | undefined;
  let browser: Browser | undefined;
  const refused: string[] = [];

  async function start(): Promise<void> {
    const log = openSync(join(folder, "log.jsonl"), "a", 0o600);
    const args = ["--data", folder, "--port", String(port), "--web", site, "--requests", "100000"];
    const started = fork(main, args, { stdio: ["ignore", "pipe", log, "ipc"] });
    child = started;
    await new Promise<void>((resolve, reject) => {
      started.stdout?.once("data", () => resolve());
      started.once("exit", () => reject(new Error("the board stopped before it was ready")));
    });
  }
  async function kill(): Promise<void> {
    const ending = child;
    child = undefined;
    if (ending === undefined || ending.exitCode !== null) return;
    const gone = new Promise((resolve) => ending.once("exit", resolve));
    ending.kill("SIGKILL");
    await gone;
  }

  beforeAll(async () => {
    [site, port, browser] = await Promise.all([buildSite(), freePort(), launchBrowser()]);
    await start();
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await kill();
    for (const one of [folder, site]) if (one !== "") rmSync(one, { recursive: true, force: true });
  });

  return {
    refused,
    url: () => `http://localhost:${port}`,
    kill,
    start,
    written: () =>
      readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
        .join("\n"),
    async device() {
      if (browser === undefined) throw new Error("the browser runs only while tests run");
      const context = await newContext(browser, { locale: "en-GB", viewport: { width: 390, height: 844 } });
      context.on("weberror", (event) => refused.push(event.error().message));
      context.on("console", (message) => {
        if (/Content Security Policy|Trusted/i.test(message.text())) refused.push(message.text());
      });
      return context;
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
