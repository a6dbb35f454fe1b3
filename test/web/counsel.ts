/** What counsel does at the desk, for tests: make the key, look, read, take along. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";

export const passphrase = "harbour thimble granite willow";

/** Makes counsel's key on the page's device and waits until the trustees have admitted it. */
export async function openDesk(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/desk`);
  await page.getByLabel("Your name, or your practice’s").fill(name);
  await page.getByLabel("Lawyer").check();
  await page.getByLabel("Choose a passphrase").fill(passphrase);
  await page.getByLabel("The same passphrase once more").fill(passphrase);
  await page.getByRole("button", { name: "Make my key and ask to be admitted" }).click();
  await page.getByRole("heading", { name: "Your desk", exact: true }).waitFor();
  const nothing = page.getByText("Nothing has opened.", { exact: false });
  const look = page.getByRole("button", { name: "Look again" });
  for (const patience of Array.from({ length: 100 }, () => 200)) {
    if (await nothing.isVisible()) return;
    await look.click();
    await page.waitForTimeout(patience);
  }
  throw new Error("the trustees did not admit counsel");
}

/** Opens the desk again after it was locked or the page loaded anew. */
export async function unlock(page: Page): Promise<void> {
  await page.getByLabel("Passphrase").fill(passphrase);
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByRole("heading", { name: "Your desk is locked" }).waitFor({ state: "hidden" });
}

/** Goes to the one case of the desk that names `whom`, as far as its conflict check. */
export async function openCase(page: Page, whom: string): Promise<void> {
  await page.getByRole("button", { name: "Look again" }).click();
  await page.getByRole("link", { name: whom }).click();
  await page.getByRole("heading", { name: "Before you read" }).waitFor();
}

/** What pressing a button hands to the browser as a file. */
export async function downloaded(page: Page, button: string): Promise<{ name: string; bytes: Uint8Array }> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button, exact: true }).click(),
  ]);
  return { name: file.suggestedFilename(), bytes: new Uint8Array(await readFile(await file.path())) };
}
