import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const usual = "/usr/bin/chromium";

/** Chromium for the tests of the web app: `CHROMIUM_PATH`, or where Debian puts it. Says how to get one if there is none. */
export function chromiumPath(): string {
  const path = process.env.CHROMIUM_PATH ?? usual;
  if (existsSync(path)) return path;
  throw new Error(
    `The tests of the web app need Chromium, and there is none at ${path}. ` +
      "Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH to its binary.",
  );
}

/** Starts Chromium, silent towards the network: nothing is asked of anyone but the page under test. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
