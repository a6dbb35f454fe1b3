/** What a page must not show to anyone who looks, listens or steals the device. */
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

/** Everything that the browser has stored for the site, as one text, bytes read as Latin letters. */
export const stored = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const latin = (value: unknown) =>
      value instanceof Uint8Array
        ? Array.from(value, (byte) => String.fromCharCode(byte)).join("")
        : JSON.stringify(value);
    const all = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const asked = indexedDB.open(name ?? "");
        asked.onsuccess = () => resolve(asked.result);
      });
      for (const store of database.objectStoreNames) {
        const values = await new Promise<unknown[]>((resolve) => {
          const asked = database.transaction(store).objectStore(store).getAll();
          asked.onsuccess = () => resolve(asked.result);
        });
        all.push(...values.map(latin));
      }
      database.close();
    }
    return all.join("\n");
  });
