/** What is typed is kept, whatever ends in the middle of it: the tab, the network, the board. */
import type { BrowserContext, Page } from "playwright-core";
import { expect, test } from "vitest";
import { seededRng } from "../actors.ts";
import * as author from "./author.ts";
import { board } from "./board.ts";

const { url, device, kill, start } = board();

const FAULTS = 50;
/** What the last moment may cost. */
const MAY_BE_LOST_MILLISECONDS = 2000;
const rng = seededRng("fifty faults");
const chance = () => (rng.bytes(1)[0] ?? 0) / 256;

type Typed = { readonly word: string; readonly at: number };

/** Somebody who goes on typing whatever happens. */
class Writer {
  readonly context: BrowserContext;
  page: Page;
  typed: Typed[] = [];
  #count = 0;

  constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
  }

  async type(words: number): Promise<void> {
    for (let index = 0; index < words; index++) {
      const word = `word${this.#count++}`;
      await this.page.keyboard.insertText(`${word} `);
      this.typed.push({ word, at: Date.now() });
    }
  }

  async words(page = this.page): Promise<string[]> {
    return (await page.getByLabel("What happened").inputValue()).split(" ").filter(Boolean);
  }

  /** The tab ends as when the device runs out of memory, and is opened again. Answers what was lost before that moment. */
  async crash(): Promise<Typed[]> {
    const session = await this.context.newCDPSession(this.page);
    const crashed = this.page.waitForEvent("crash");
    const at = Date.now();
    void session.send("Page.crash").catch(() => undefined);
    await crashed;
    await this.page.close();
    this.page = await this.context.newPage();
    await this.page.goto(`${url()}/write`);
    await author.unlock(this.page);
    await this.atTheEnd();
    const kept = new Set(await this.words());
    const lost = this.typed.filter(({ word }) => !kept.has(word));
    this.typed = this.typed.filter(({ word }) => kept.has(word));
    return lost.filter((one) => one.at < at - MAY_BE_LOST_MILLISECONDS);
  }

  async atTheEnd(): Promise<void> {
    await this.page.getByLabel("What happened").focus();
    await this.page.keyboard.press("Control+End");
  }
}

test("fifty ends of tab, network and board cost at most the last two seconds of typing", async () => {
  const context = await device();
  const first = await context.newPage();
  await author.beginNotebook(first, url());
  const name = await author.nameOf(first);
  const writer = new Writer(context, first);
  await writer.atTheEnd();
  // The pages themselves have to be on the device before the board may be away.
  await first.evaluate(() => navigator.serviceWorker.ready);

  let boardRuns = true;
  let online = true;
  const counts = { tab: 0, network: 0, board: 0 };
  for (let fault = 0; fault < FAULTS; fault++) {
    await writer.type(2 + Math.floor(chance() * 4));
    const which = chance();
    if (which < 0.2) {
      expect(await writer.crash()).toEqual([]);
      counts.tab += 1;
    } else if (which < 0.7) {
      online = !online;
      await context.setOffline(!online);
      counts.network += 1;
    } else {
      await (boardRuns ? kill() : start());
      boardRuns = !boardRuns;
      counts.board += 1;
    }
  }
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(3);

  if (!boardRuns) await start();
  await context.setOffline(false);
  await writer.type(1);
  const expected = writer.typed.map(({ word }) => word);
  expect(await writer.words()).toEqual(expected);
  await writer.page.getByRole("button", { name: "Lock the notebook" }).click();
  await author.unlock(writer.page);
  await writer.page.getByLabel("What happened").waitFor();

  const laptop = await device();
  await expect
    .poll(
      async () => {
        const page = await laptop.newPage();
        await page.goto(`${url()}/write`);
        await author.signIn(page, name);
        await page.getByLabel("What happened").waitFor();
        const found = await writer.words(page);
        await author.forgetDevice(page);
        await page.close();
        return found;
      },
      { timeout: 240_000, interval: 1000 },
    )
    .toEqual(expected);
  await Promise.all([context.close(), laptop.close()]);
}, 300_000);
