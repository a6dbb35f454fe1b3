import { execFile } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { pages, patience, served, weather } from "./visit.ts";

const { open, origin, folder, bare } = served();

describe("leaving quickly", () => {
  test(
    "covers the page at once, and the ordinary page takes the place of this one in the history",
    async () => {
      const { page, close } = await open("/", {}, watchLeaving);
      await page.getByRole("link", { name: "Get help now" }).first().click();
      await page.getByRole("heading", { level: 1, name: "Get help now" }).waitFor();
      const entries = await page.evaluate(() => history.length);

      await page.getByRole("link", { name: "Leave quickly" }).click();
      await page.waitForURL(weather);
      expect(await page.evaluate(() => history.length)).toBe(entries);

      await page.goBack();
      expect(await wasCovered(page)).toBe("yes");
      expect(new URL(page.url()).pathname).toBe("/");
      await page.getByRole("heading", { name: "Notes" }).waitFor();
      expect(await page.locator("#app").textContent()).toMatch(/^\s*Notes\s*Continue\s*$/);
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByRole("heading", { name: "Something happened" }).waitFor();
      await close();
    },
    patience,
  );

  test(
    "by Shift three times, each press said to a screen reader, from within a field too",
    async () => {
      const { page, close } = await open("/design");
      await page.getByLabel("What happened").focus();
      const said = page.locator("[role=status]", { hasText: "Shift." });
      await page.keyboard.press("Shift");
      expect(await said.textContent()).toBe("Shift. Press 2 more times to leave.");
      await page.keyboard.press("Shift");
      expect(await said.textContent()).toBe("Shift. Press one more time to leave.");
      await page.keyboard.press("Shift");
      await page.waitForURL(weather);
      await close();
    },
    patience,
  );

  test(
    "stays within reach while a dialog is open, whose words go with the page",
    async () => {
      const { page, close } = await open("/", {}, watchLeaving);
      await page.goto(`${origin()}/design`);
      await page.getByRole("button", { name: "Open a dialog" }).click();
      const dialog = page.getByRole("dialog", { name: "Take it back?" });
      await dialog.getByRole("link", { name: "Leave quickly" }).click();
      await page.waitForURL(weather);
      await page.goBack();
      expect(await wasCovered(page)).toBe("yes");
      await close();
    },
    patience,
  );

  test(
    "needs no network",
    async () => {
      const { page, context, close } = await open("/");
      await context.setOffline(true);
      await page.route(weather, (route) => route.abort("internetdisconnected"));
      await page.getByRole("link", { name: "Leave quickly" }).click();
      await page.waitForURL(/chrome-error|bbc/);
      expect(await page.getByText("Something happened").count()).toBe(0);
      await close();
    },
    patience,
  );

  test(
    "works as a plain link before any script has run",
    async () => {
      const context = await bare({ javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(origin());
      expect(await page.getByRole("link", { name: "Leave quickly" }).getAttribute("href")).toBe(weather);
      expect(await page.locator("noscript p").allTextContents()).toHaveLength(3);
      await context.close();
    },
    patience,
  );
});

/** Notes, in the last moment of a page, whether nothing of it was left to see, to tab to, or to hear. */
const watchLeaving = (page: Page) =>
  page.addInitScript(() => {
    addEventListener("pagehide", () => {
      const [cover, ...more] = [...document.body.children].filter((child) => child.checkVisibility());
      const box = cover?.getBoundingClientRect();
      const whole = box?.width === innerWidth && box.height === innerHeight;
      const covered = more.length === 0 && cover?.className === "leave-cover" && whole;
      sessionStorage.setItem("covered", covered ? "yes" : "no");
    });
  });

const wasCovered = (page: Page) => page.evaluate(() => sessionStorage.getItem("covered"));

describe("the shell", () => {
  test(
    "moves without loading, says where one is, and keeps the tab neutral",
    async () => {
      const { page, close } = await open("/");
      await page.evaluate(() => Object.assign(window, { sameDocument: true }));
      await page.getByRole("link", { name: "Get help now" }).first().click();
      const title = page.getByRole("heading", { level: 1, name: "Get help now" });
      await title.waitFor();
      expect(await title.evaluate((heading) => heading === document.activeElement)).toBe(true);
      expect(await page.title()).toMatch(/^Notes/);
      await page.goBack();
      await page.getByRole("heading", { name: "Something happened" }).waitFor();
      expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
      expect(await page.title()).toBe("Notes");
      await close();
    },
    patience,
  );

  test(
    "brings the skip link's focus to the text, with no hash in the address",
    async () => {
      const { page, close } = await open("/");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
      expect(page.url()).toBe(`${origin()}/`);
      await close();
    },
    patience,
  );

  test(
    "speaks the browser's language, and another one when asked, also the next time",
    async () => {
      const { page, close } = await open("/", { locale: "es-MX" });
      expect(await page.locator("html").getAttribute("lang")).toBe("es");
      await page.getByLabel("Idioma").selectOption("fr");
      await page.getByRole("heading", { name: "Il s’est passé quelque chose" }).waitFor();
      await page.reload();
      await page.getByRole("heading", { name: "Il s’est passé quelque chose" }).waitFor();
      expect(await page.locator("html").getAttribute("lang")).toBe("fr");
      await close();
    },
    patience,
  );

  test(
    "is mirrored in a language that runs right to left",
    async () => {
      const { page, close } = await open("/?language=ar-XB", { viewport: { width: 1280, height: 900 } });
      expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
      const way = await page.locator(".leave a").boundingBox();
      expect(way?.x).toBeLessThan(200);
      const mark = await page.locator("header svg").evaluate((svg) => getComputedStyle(svg).transform);
      expect(mark).toBe("matrix(-1, 0, 0, 1, 0, 0)");
      await close();
    },
    patience,
  );

  test(
    "still gives the numbers that work everywhere when the operator's file does not come or is broken",
    async () => {
      for (const body of [
        "not json",
        '{"groups":[{"title":"x","lines":[{"name":"y","web":"javascript:alert(1)"}]}]}',
      ]) {
        const { page, refused, close } = await open("/help-now", {}, (fresh) =>
          fresh.route("**/help.json", (route) => route.fulfill({ body })),
        );
        await page.getByRole("link", { name: "Call 112" }).waitFor();
        expect(await page.getByRole("link", { name: "Call 911" }).getAttribute("href")).toBe("tel:911");
        expect(refused).toEqual([]);
        await close();
      }
    },
    patience,
  );

  test(
    "keeps no cookie, and in storage nothing but the language chosen",
    async () => {
      const { page, context, close } = await open("/");
      for (const path of pages) await page.goto(origin() + path);
      await page.getByLabel("Language").selectOption("es");
      await page.getByLabel("Idioma").waitFor();
      expect(await context.cookies()).toEqual([]);
      expect(await page.evaluate(() => ({ local: { ...localStorage }, session: { ...sessionStorage } }))).toEqual({
        local: { language: "es" },
        session: {},
      });
      await close();
    },
    patience,
  );
});

describe("the build", () => {
  test(
    "runs clean under a policy that trusts no template but Svelte's and no worker but ours, every page and move",
    async () => {
      const strict =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types svelte-trusted-html chorus-worker";
      const { page, refused, strangers, close } = await open("/", {}, (fresh) =>
        fresh.route(`${origin()}/**`, async (route) => {
          const response = await route.fetch();
          return route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": strict } });
        }),
      );
      for (const path of pages) {
        await page.goto(origin() + path);
        await page.getByRole("heading", { level: 1 }).waitFor();
      }
      await page.goto(origin());
      await page.getByRole("link", { name: "Get help now" }).first().click();
      await page.getByRole("link", { name: "Call 999" }).waitFor();
      await page.getByLabel("Language").selectOption("fr");
      await page.getByLabel("Langue").waitFor();
      expect(refused).toEqual([]);
      expect(strangers).toEqual([]);
      await close();
    },
    patience,
  );

  test(
    "says the same policy in index.html, for servers that forget the header",
    async () => {
      const { page, close } = await open("/");
      const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
      for (const rule of ["default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'"])
        expect(policy?.split("; ")).toContain(rule);
      expect(await page.locator("script:not([src]), style, [style]").count()).toBe(0);
      await close();
    },
    patience,
  );

  test(
    "weighs less than 110 KB, zipped, before the first page can be used",
    async () => {
      let weight = 0;
      const { close } = await open("/", {}, async (fresh) => {
        fresh.on("response", async (response) => {
          const body = await response.body().catch(() => Buffer.alloc(0));
          weight += response.url().endsWith(".woff2") ? body.length : gzipSync(body).length;
        });
      });
      expect(weight).toBeGreaterThan(20_000);
      expect(weight).toBeLessThan(110_000);
      await close();
    },
    patience,
  );

  test(
    "comes out the same wherever it is started from, and tells nothing of the machine it was made on",
    async () => {
      const again = await mkdtemp(join(tmpdir(), "chorus-web-"));
      const root = fileURLToPath(new URL("../../", import.meta.url));
      const vite = join(root, "node_modules/vite/bin/vite.js");
      const options = ["build", join(root, "src/apps/web"), "--outDir", again, "--emptyOutDir", "--logLevel", "error"];
      await promisify(execFile)(process.execPath, [vite, ...options], { cwd: tmpdir() });
      const files = (folder: string) =>
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name));
      const named = (folder: string) =>
        files(folder)
          .map((file) => relative(folder, file))
          .sort();
      expect(named(again)).toEqual(named(folder()));
      expect(files(again).filter((file) => file.endsWith(".map") || readFileSync(file).includes(root))).toEqual([]);
      rmSync(again, { recursive: true });
    },
    patience,
  );
});
