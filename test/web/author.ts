/** What an author does on the pages, for tests: begin, write, name, seal. */
import type { Page } from "playwright-core";

export const passphrase = "lantern violet kettle orbit";

/** Begins a notebook on the page's device. */
export async function beginNotebook(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/write`);
  await page.getByLabel("Choose a passphrase").fill(passphrase);
  await page.getByLabel("The same passphrase once more").fill(passphrase);
  await page.getByRole("button", { name: "Begin", exact: true }).click();
  await page.getByLabel("What happened").waitFor();
}

/** Writes, and waits until it is kept. */
export async function write(page: Page, words: string): Promise<void> {
  await page.getByLabel("What happened").fill(words);
  await page.getByText("Saved", { exact: false }).first().waitFor();
}

/** Dates the pages as they stand, and waits until the trustees have seen it; comes back to the notebook. */
export async function dateNow(page: Page): Promise<void> {
  await page.getByRole("link", { name: "A date for what you have written" }).click();
  await page.getByRole("button", { name: "Date the pages as they are now" }).click();
  await page.getByText("These pages existed on", { exact: false }).waitFor();
  await page.getByRole("link", { name: "Back to your notebook" }).click();
  await page.getByLabel("What happened").waitFor();
}

export async function unlock(page: Page): Promise<void> {
  await page.getByLabel("Passphrase").fill(passphrase);
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByRole("heading", { name: "Your notebook is locked" }).waitFor({ state: "hidden" });
}

/** Everything that the browser has stored for the site, as one text, bytes read as Latin letters. */
export const stored = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const latin = (value: unknown): string => {
      if (value instanceof Uint8Array) return Array.from(value, (byte) => String.fromCharCode(byte)).join("");
      if (typeof value === "object" && value !== null) return Object.entries(value).flat().map(latin).join("\n");
      return String(value);
    };
    const answered = <T>(asked: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    const all = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
    for (const { name } of await indexedDB.databases()) {
      const database = await answered(indexedDB.open(name ?? ""));
      for (const store of database.objectStoreNames) {
        const rows = database.transaction(store).objectStore(store);
        all.push(latin(await answered(rows.getAllKeys())), latin(await answered(rows.getAll())));
      }
      database.close();
    }
    return all.join("\n");
  });

/** Adds one way of naming the respondent. */
export async function name(page: Page, value: string, more: { kind?: string; org?: string } = {}): Promise<void> {
  await page.getByLabel("A phone number, an e-mail").fill(value);
  const add = page.getByRole("button", { name: "Add", exact: true });
  await add.click();
  const kind = page.getByLabel(more.kind ?? "", { exact: true });
  if (more.kind && (await kind.isVisible())) {
    await kind.check();
    if (!more.org) await add.click();
  }
  if (more.org) {
    await page.getByLabel("Where they work").fill(more.org);
    await add.click();
  }
  await page.getByText(`Added: ${value}`).waitFor();
}

export interface Sealing {
  readonly names: readonly string[];
  readonly quorum: number;
  readonly counsel: string;
  /** Who reads if that counsel must step back. */
  readonly next?: string;
  /** Where the respondent works: the names are then names of a person, and weak. */
  readonly org?: string;
}

/** Goes through the parts of sealing up to the last page. */
export async function prepare(page: Page, { names, quorum, counsel, next, org }: Sealing): Promise<void> {
  await page.getByRole("link", { name: "Seal it, so that it opens" }).click();
  await page.getByRole("heading", { name: "Who was it?" }).waitFor();
  for (const each of names) await name(page, each, org === undefined ? {} : { kind: "A person’s name", org });
  const onward = page.getByRole("button", { name: "Go on" });
  await onward.click();
  await page.getByLabel(`${quorum} people name the same person`).check();
  await onward.click();
  await page.getByLabel(counsel).check();
  if (next) await page.getByRole("group", { name: "And if they must step back?" }).getByLabel(next).check();
  await onward.click();
  await page.getByRole("heading", { name: "How may they reach you?" }).waitFor();
  await onward.click();
  await page.getByText("3 organisations that keep the keys", { exact: false }).waitFor();
}

/** Seals, and waits until the board has it. */
export async function seal(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Seal it" }).click();
  await page.getByText("It is sealed.").waitFor();
}

/** Presses Tab until the focus is on the control of that name. */
export async function tabTo(page: Page, label: string): Promise<void> {
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const element = document.activeElement;
      const labels =
        element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
          ? [...(element.labels ?? [])]
          : [];
      return [element?.getAttribute("aria-label"), element?.textContent, ...labels.map((one) => one.textContent)]
        .map((text) => text?.trim() ?? "")
        .filter((text) => text !== "");
    });
    if (here.some((text) => text.startsWith(label))) return;
  }
  throw new Error(`no control called “${label}” is reached by Tab`);
}

/** Opens on this device the notebook of that name. */
export async function signIn(page: Page, name: string, phrase = passphrase): Promise<void> {
  await page.getByRole("button", { name: "I have a notebook already" }).click();
  await page.getByLabel("With its name and passphrase").check();
  await page.getByLabel("The notebook’s name").fill(name);
  await page.getByLabel("Passphrase", { exact: true }).fill(phrase);
  await page.getByRole("button", { name: "Open", exact: true }).click();
}

/** The name of a notebook that was begun a moment ago with a passphrase. */
export async function nameOf(page: Page): Promise<string> {
  const told = page.getByText("Your notebook is called");
  await told.waitFor();
  return ((await told.textContent()) ?? "").replace("Your notebook is called", "").trim();
}

/** As if the browser's storage had been cleared: the same as another device to which passkeys are carried. */
export async function forgetDevice(page: Page): Promise<void> {
  const { origin } = new URL(page.url());
  const session = await page.context().newCDPSession(page);
  await page.goto("about:blank");
  await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
  await page.goto(`${origin}/write`);
}
