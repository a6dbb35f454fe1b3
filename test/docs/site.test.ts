/** The documents as a site: every page is there, every link within leads somewhere, and it reads well with nothing but the files. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildDocs } from "../../scripts/docs/build.ts";
import { launchBrowser } from "../web/browser.ts";
import { newContext } from "../web/context.ts";
import { faults } from "../web/faults.ts";

const root = join(import.meta.dirname, "..", "..");
const out = mkdtempSync(join(tmpdir(), "chorus-docs-"));
const { pages } = buildDocs(root, out);
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(out, { recursive: true });
});

const read = (page: string) => readFileSync(join(out, page), "utf8");
const idsIn = (html: string) => [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? "");

/** What is wrong with a link of a page; undefined when it leads somewhere within the site, or plainly out of it. */
function fault(page: string, link: string): string | undefined {
  if (/^https?:\/\//.test(link)) return undefined;
  const [file = "", heading] = link.split("#");
  const target = file === "" ? join(out, page) : join(out, dirname(page), file);
  if (!existsSync(target)) return `${link}: no such file`;
  if (heading !== undefined && !idsIn(readFileSync(target, "utf8")).includes(heading))
    return `${link}: no such heading`;
  return undefined;
}

describe("the site of the documents", () => {
  test("holds a page for each document, and each link in it leads somewhere", () => {
    expect(pages).toContain("index.html");
    expect(pages).toContain("guides/survivor.html");
    const links = (page: string) => [...read(page).matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, link]) => link ?? "");
    expect(pages.flatMap((page) => links(page).flatMap((link) => fault(page, link) ?? []))).toEqual([]);
    expect(pages.filter((page) => / href="[^"]*\.md["#]/.test(read(page)))).toEqual([]);
  });

  test("has no id twice on a page, and no script", () => {
    for (const page of pages) {
      const ids = idsIn(read(page));
      expect(new Set(ids).size, page).toBe(ids.length);
      expect(read(page), page).not.toMatch(/<script|<[^>]* on[a-z]+=/i);
    }
  });

  test.each([
    ["a phone, light", { width: 320, height: 700 }, "light", ["index.html", "guides/survivor.html", "databases.html"]],
    ["a wide screen, dark", { width: 1440, height: 900 }, "dark", ["guides/auditor.html", "decisions/index.html"]],
  ] as const)("reads well on %s, from the files alone", async (_, viewport, colorScheme, names) => {
    const context = await newContext(browser, { viewport, colorScheme });
    const asked: string[] = [];
    const page = await context.newPage();
    page.on("request", (request) => asked.push(request.url()));
    for (const name of names) {
      await page.goto(pathToFileURL(join(out, name)).href);
      expect(await faults(page), name).toEqual([]);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wider, name).toBeLessThanOrEqual(0);
    }
    expect(asked.filter((url) => !url.startsWith(pathToFileURL(out).href))).toEqual([]);
    await context.close();
  });
});
