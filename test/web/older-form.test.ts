/** What lies on a device outlives a change of the form in which it is kept. */
import { expect, test } from "vitest";
import * as author from "./author.ts";
import { board } from "./board.ts";

const { url, device } = board();
const patience = 300_000;
const words = "The corridor lights were on a timer.";

test(
  "a notebook is still there when newer pages keep things in another form",
  async () => {
    const context = await device();
    const page = await context.newPage();
    await author.beginNotebook(page, url());
    await author.write(page, words);
    await page.goto(url());
    await page.evaluate(asAnOlderVersionKeptIt);
    await page.goto(`${url()}/write`);
    await author.unlock(page);
    expect(await page.getByLabel("What happened").inputValue()).toBe(words);
    await context.close();
  },
  patience,
);

/** Puts the notebook of this device back as it lay there before the pages kept files as well. */
async function asAnOlderVersionKeptIt(): Promise<void> {
  const done = <T>(asked: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  const now = await done(indexedDB.open("notes"));
  const rowsOf = async (name: string) => {
    const store = now.transaction(name).objectStore(name);
    const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
    return keys.map((key, at) => [key, values[at]] as const);
  };
  const kept = { ways: await rowsOf("ways"), log: await rowsOf("log"), notes: await rowsOf("notes") };
  now.close();
  await done(indexedDB.deleteDatabase("notes"));
  const asked = indexedDB.open("notes", 2);
  asked.onupgradeneeded = () => {
    const ways = asked.result.createObjectStore("ways", { keyPath: "door" });
    for (const [, way] of kept.ways) ways.add(way);
    const log = asked.result.createObjectStore("log", { autoIncrement: true });
    for (const [key, row] of kept.log) log.add(row, key);
    const notes = asked.result.createObjectStore("notes");
    for (const [key, note] of kept.notes) notes.add(note, key);
  };
  (await done(asked)).close();
}
