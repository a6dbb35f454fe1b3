/** What is wrong with a page for those who see, hear or move otherwise. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** What axe finds wrong on the page as it stands, light and dark. */
export async function faults(page: Page): Promise<string[]> {
  const found: string[] = [];
  const rules = { "color-contrast-enhanced": { enabled: true }, "target-size": { enabled: true } };
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).options({ rules }).analyze();
    for (const { id, nodes } of violations) found.push(`${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  }
  return found;
}
