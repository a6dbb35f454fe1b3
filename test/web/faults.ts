/** What is wrong with a page for those who see, hear or move otherwise. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** A page of 1280 px at 400 % is so wide and so high (WCAG 1.4.10). */
const NARROW = { width: 320, height: 256 };

/** What axe finds wrong on the page as it stands, light and dark, and whatever makes a narrow page scroll sideways. */
export async function faults(page: Page): Promise<string[]> {
  const found: string[] = [];
  const rules = { "color-contrast-enhanced": { enabled: true }, "target-size": { enabled: true } };
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).options({ rules }).analyze();
    for (const { id, nodes } of violations) found.push(`${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  }
  return [...found, ...(await tooWide(page))];
}

async function tooWide(page: Page): Promise<string[]> {
  const before = page.viewportSize();
  await page.setViewportSize(NARROW);
  const found = await page.evaluate((width) => {
    if (document.documentElement.scrollWidth <= width) return [];
    const over = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > width);
    return over.slice(-3).map((one) => `wider than ${width} px: ${one.outerHTML.slice(0, 200)}`);
  }, NARROW.width);
  if (before !== null) await page.setViewportSize(before);
  return found;
}
