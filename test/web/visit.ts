import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launchBrowser } from "./browser.ts";
import { newContext } from "./context.ts";
import { type Answer, type Site, serveSite } from "./site.ts";

/** Every page of the site; a new one is tested by being added here. */
export const pages = ["/", "/help-now", "/device", "/desk", "/verify", "/design", "/nowhere"];

/** Milliseconds for a test that a slow machine may need. */
export const patience = 300_000;

/** Where "Leave quickly" goes by default. The tests answer for it; nothing leaves this machine. */
export const weather = "https://www.bbc.com/weather";

/** A visit to the site that remembers what went against the rules of the house. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Addresses asked for outside the site's own origin, weather apart. */
  readonly strangers: string[];
  /** What the Content Security Policy or Trusted Types refused, and errors of any script. */
  readonly refused: string[];
  close(): Promise<void>;
}

/** What is kept for later visits is tested by itself; elsewhere it would answer in place of what a test sets up. */
const quiet = { serviceWorkers: "block" } as const;

/** Opens a page of the site in a context of its own. */
async function visit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
  prepare: (page: Page) => Promise<unknown> = async () => undefined,
): Promise<Visit> {
  const context = await newContext(browser, {
    locale: "en-GB",
    viewport: { width: 1280, height: 900 },
    ...quiet,
    ...options,
  });
  const page = await context.newPage();
  const strangers: string[] = [];
  const refused: string[] = [];
  const { origin } = new URL(address);
  await context.route(
    (url) => url.origin !== origin,
    (route) => {
      const url = route.request().url();
      if (url === weather) return route.fulfill({ contentType: "text/html", body: "<title>Weather</title>Sunny" });
      strangers.push(url);
      return route.abort();
    },
  );
  page.on("pageerror", (error) => refused.push(error.message));
  page.on("console", (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) refused.push(message.text());
  });
  await prepare(page);
  await page.goto(address);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return { page, context, strangers, refused, close: () => context.close() };
}

/** What a test file works with, from before its first test to after its last. */
export interface Served {
  /** Opens a path of the site in a fresh context; `prepare` is run before anything is loaded. */
  open(path: string, options?: BrowserContextOptions, prepare?: (page: Page) => Promise<unknown>): Promise<Visit>;
  /** A context with no rules laid on it. */
  bare(options: BrowserContextOptions): Promise<BrowserContext>;
  origin(): string;
  folder(): string;
}

/** Builds the web app, serves it, and starts a browser, for one test file. `answer` may play the board. */
export function served(answer?: Answer): Served {
  let browser: Browser | undefined;
  let site: Site | undefined;

  beforeAll(async () => {
    [site, browser] = await Promise.all([serveSite(answer), launchBrowser()]);
  }, patience);

  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  function running<T>(thing: T | undefined): T {
    if (!thing) throw new Error("the site is served only while tests run");
    return thing;
  }

  return {
    open: (path, options, prepare) => visit(running(browser), running(site).origin + path, options, prepare),
    bare: (options) => newContext(running(browser), options),
    origin: () => running(site).origin,
    folder: () => running(site).folder,
  };
}
