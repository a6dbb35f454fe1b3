import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { pages, patience, served } from "./visit.ts";

const { open, origin } = served();

describe.each(pages)("%s", (path) => {
  test(
    "has nothing that axe finds wrong, light or dark, contrast at 7:1 included",
    async () => {
      const { page, close, strangers, refused } = await open(path, { reducedMotion: "reduce" });
      const rules = { "color-contrast-enhanced": { enabled: true }, "target-size": { enabled: true } };
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await new AxeBuilder({ page }).options({ rules }).analyze();
        const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
        expect({ colorScheme, found }).toEqual({ colorScheme, found: [] });
      }
      expect(strangers).toEqual([]);
      expect(refused).toEqual([]);
      await close();
    },
    patience,
  );

  test(
    "needs no sideways scrolling at 320 px in any language, nor with text twice as large",
    async () => {
      const { page, close } = await open(path);
      for (const language of ["en", "es", "fr", "ar-XB"]) {
        await page.setViewportSize({ width: 320, height: 256 });
        await page.goto(`${origin()}${path}?language=${language}`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await unfold(page);
        expect({ language, width: await widest(page) }).toEqual({ language, width: 320 });
        await page.setViewportSize({ width: 640, height: 800 });
        await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
        expect({ language, width: await widest(page) }).toEqual({ language, width: 640 });
      }
      await close();
    },
    patience,
  );

  test(
    "can be walked through by keyboard alone, each stop in sight and ringed",
    async () => {
      const { page, close } = await open(path, { viewport: { width: 390, height: 700 } });
      const stops = await walk(page);
      expect(stops[0]?.name).toBe("Skip to the text");
      expect(stops[1]?.name).toBe("Leave quickly");
      expect(stops.filter(({ seen, ringed }) => !seen || !ringed)).toEqual([]);
      expect(stops.length).toBe(await reachable(page));
      await close();
    },
    patience,
  );
});

const unfold = (page: Page) =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });

const widest = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

interface Stop {
  name: string;
  seen: boolean;
  ringed: boolean;
}

/** Presses Tab until the focus leaves the page, and says of each stop whether it could be seen. */
async function walk(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let press = 0; press < 200; press += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const ringedBy = element.matches("input[type=radio], input[type=checkbox]") ? element.closest("label") : element;
      const [box = element.getBoundingClientRect()] = element.getClientRects();
      const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      return {
        name: element.textContent?.trim() || element.id,
        seen:
          box.top >= 0 &&
          box.bottom <= innerHeight + 1 &&
          (element === top || element.contains(top) || !!top?.closest("label")?.contains(element)),
        ringed: ringedBy !== null && getComputedStyle(ringedBy).outlineStyle === "solid",
      };
    });
    if (!stop) return stops;
    stops.push(stop);
  }
  throw new Error("the focus never leaves the page");
}

/** How many stops a keyboard must come by: every control in sight, a group of radio buttons counting as one. */
const reachable = (page: Page) =>
  page.evaluate(() => {
    const controls = [...document.querySelectorAll<HTMLElement>("a[href], button, summary, input, select, textarea")];
    const visible = controls.filter((control) => control.checkVisibility());
    const radios = visible.filter((control): control is HTMLInputElement => control.matches("input[type=radio]"));
    return visible.length - radios.length + new Set(radios.map(({ name }) => name)).size;
  });

describe("a button", () => {
  test(
    "begins nothing more while what it began goes on",
    async () => {
      const { page, close } = await open("/design");
      const look = page.getByRole("button", { name: "Look for a while" });
      await look.evaluate((button: HTMLElement) => {
        for (let presses = 0; presses < 5; presses += 1) button.click();
      });
      await page.getByText("Looks begun: 1", { exact: true }).waitFor();
      await look.click();
      await page.getByText("Looks begun: 2", { exact: true }).waitFor();
      await close();
    },
    patience,
  );
});

describe("a dialog", () => {
  test(
    "holds the focus, closes on Escape, and gives the focus back",
    async () => {
      const { page, close } = await open("/design");
      const opener = page.getByRole("button", { name: "Open a dialog" });
      await opener.click();
      const dialog = page.getByRole("dialog", { name: "Take it back?" });
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
      const { violations } = await new AxeBuilder({ page }).include("dialog").analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
      await page.keyboard.press("Escape");
      expect(await dialog.isVisible()).toBe(false);
      expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true);
      await opener.click();
      expect(await dialog.isVisible()).toBe(true);
      await close();
    },
    patience,
  );
});
