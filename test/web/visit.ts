import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

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

/** Opens a page of the site in a context of its own. */
export async function visit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
  prepare: (page: Page) => Promise<unknown> = async () => undefined,
): Promise<Visit> {
  const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const strangers: string[] = [];
  const refused: string[] = [];
  const { origin } = new URL(address);
  await context.route(
    (url) => url.origin !== origin,
    (route) => {
      const { url } = { url: route.request().url() };
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
