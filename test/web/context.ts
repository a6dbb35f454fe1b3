/**
 * Browsers of one's own for tests. When a test fails, what their pages showed last is told with it: a step that waited in
 * vain says only what it waited for.
 */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, type RunnerTask, type RunnerTestSuite } from "vitest";

/** Milliseconds that a page may take over one step on a machine that is busy with other things. */
const STEP = 120_000;
/** Often enough to see a page on which a step waits in vain, seldom enough to cost nothing. */
const LOOK_EVERY = 20_000;
const LOOK = 5000;
const SHOWN_CHARACTERS = 600;

type Seen = { address: string; text: string; readonly wrong: string[] };
const pages: Seen[] = [];

/** A browser of one's own for a test: nothing is shared with any other. */
export async function newContext(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(STEP);
  context.on("page", watch);
  return context;
}

function watch(page: Page): void {
  const seen: Seen = { address: "", text: "", wrong: [] };
  pages.push(seen);
  page.on("pageerror", ({ message }) => seen.wrong.push(message));
  page.on("crash", () => seen.wrong.push("the page crashed"));
  page.on("requestfailed", (request) => seen.wrong.push(`${request.url()} ${request.failure()?.errorText}`));
  const looking = setInterval(() => void look(page, seen), LOOK_EVERY).unref();
  page.on("close", () => clearInterval(looking));
}

async function look(page: Page, seen: Seen): Promise<void> {
  seen.address = page.url();
  seen.text = await page
    .locator("body")
    .innerText({ timeout: LOOK })
    .catch(() => "(no answer)");
}

declare module "vitest" {
  interface TaskMeta {
    /** For the end of the log: what pages showed last. */
    lastSeen?: string[];
  }
}

// biome-ignore lint/correctness/noEmptyPattern: the runner wants a pattern here, and nothing of it is needed.
afterAll(({}, suite) => {
  if (!hasFailed(suite as RunnerTestSuite)) return;
  suite.meta.lastSeen = pages
    .filter(({ address }) => address !== "")
    .map(({ address, text, wrong }) =>
      [`${address} showed last:`, text.slice(0, SHOWN_CHARACTERS), ...wrong].join("\n"),
    );
});

function hasFailed(task: RunnerTask): boolean {
  return task.result?.state === "fail" || ("tasks" in task && task.tasks.some(hasFailed));
}
