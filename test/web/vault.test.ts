/** Every way into a notebook, through the pages, a real board and Chromium's own virtual authenticator. */
import { execFileSync } from "node:child_process";
import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { withAuthenticator } from "./authenticator.ts";
import * as author from "./author.ts";
import { board } from "./board.ts";
import { faults } from "./faults.ts";

const { url, device, written, kill, start, refused } = board();
const patience = 300_000;
const words = "The corridor lights were on a timer.";
const area = (page: Page) => page.getByLabel("What happened");

/** A page of the notebook on a device, without waiting for anything of it. */
async function notebookOn(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${url()}/write`);
  return page;
}

async function lock(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Lock the notebook" }).click();
  await page.getByRole("heading", { name: "Your notebook is locked" }).waitFor();
}

async function settings(page: Page): Promise<void> {
  await page.goto(`${url()}/settings`);
  await author.unlock(page);
  await page.getByRole("heading", { name: "What opens it" }).waitFor();
}

/** Begins a notebook with a passphrase; answers its name. */
async function begun(context: BrowserContext): Promise<{ page: Page; name: string }> {
  const page = await context.newPage();
  await author.beginNotebook(page, url());
  return { page, name: await author.nameOf(page) };
}

describe("a passkey", () => {
  test(
    "begins a notebook in one touch, opens it again, and brings it to a device that has nothing of it",
    async () => {
      const context = await device();
      const page = await context.newPage();
      await withAuthenticator(page);
      await page.goto(`${url()}/write`);
      await page.getByRole("button", { name: "Begin with a passkey" }).click();
      await area(page).waitFor();
      await author.write(page, words);
      await lock(page);
      expect(await faults(page)).toEqual([]);
      await page.getByRole("button", { name: "Open with a passkey" }).click();
      await area(page).waitFor();
      expect(await area(page).inputValue()).toBe(words);

      await author.forgetDevice(page);
      await page.getByRole("button", { name: "I have a notebook already" }).click();
      await page.getByLabel("With a passkey").check();
      expect(await faults(page)).toEqual([]);
      await page.getByRole("button", { name: "Open", exact: true }).click();
      await area(page).waitFor();
      expect(await area(page).inputValue()).toBe(words);
      await context.close();
    },
    patience,
  );

  test(
    "is added and removed again, and then opens nothing",
    async () => {
      const context = await device();
      const { page } = await begun(context);
      await withAuthenticator(page);
      await settings(page);
      await page.getByRole("button", { name: "Remove: A passphrase" }).click();
      await page.getByText("This is the only way in", { exact: false }).waitFor();
      await page.getByRole("button", { name: "Add a passkey" }).click();
      await page.getByText("It opens the notebook from now on.").waitFor();
      await lock(page);
      await page.getByRole("button", { name: "Open with a passkey" }).click();
      await page.getByRole("button", { name: "Remove: A passkey" }).click();
      await page.getByRole("button", { name: "Remove it" }).click();
      await page.getByText("It was removed.").waitFor();
      await lock(page);
      expect(await page.getByRole("button", { name: "Open with a passkey" }).count()).toBe(0);

      await author.forgetDevice(page);
      await page.getByRole("button", { name: "I have a notebook already" }).click();
      await page.getByLabel("With a passkey").check();
      await page.getByRole("button", { name: "Open", exact: true }).click();
      await page.getByText("This passkey opens no notebook here.", { exact: false }).waitFor();
      await context.close();
    },
    patience,
  );
});

describe("a passphrase", () => {
  test(
    "opens the notebook on another device with its name, and both devices have what either wrote",
    async () => {
      const [phone, laptop] = [await device(), await device()];
      const { page, name } = await begun(phone);
      expect(name).toMatch(/^[a-z]+( [a-z]+){3}$/);
      await author.write(page, words);
      const other = await notebookOn(laptop);
      await author.signIn(other, name.toUpperCase(), author.passphrase);
      await area(other).waitFor();
      await expect.poll(() => area(other).inputValue()).toBe(words);
      await author.write(other, `${words} There was rain.`);
      await lock(other);
      await lock(page);
      const secrets = ["corridor", "timer", "rain", author.passphrase];
      for (const one of [await author.stored(other), written()]) {
        expect(one.length).toBeGreaterThan(5000);
        for (const secret of secrets) expect(one).not.toContain(secret);
      }
      expect(written()).not.toContain(name);
      await page.getByLabel("Passphrase").fill(author.passphrase);
      await page.keyboard.press("Enter");
      await area(page).waitFor();
      await page.waitForTimeout(1000);
      await lock(page);
      await author.unlock(page);
      await expect.poll(() => area(page).inputValue()).toBe(`${words} There was rain.`);
      await Promise.all([phone.close(), laptop.close()]);
    },
    patience,
  );

  test(
    "that is wrong tells nothing, whether or not there is such a notebook, and soon has to wait",
    async () => {
      const [phone, stranger] = [await device(), await device()];
      const { name } = await begun(phone);
      const page = await notebookOn(stranger);
      const answers: (string | null)[] = [];
      for (const one of [name, "able about above absent"]) {
        await author.signIn(page, one, "not this passphrase at all");
        answers.push(await page.getByRole("alert").textContent());
        await page.reload();
      }
      expect(answers[0]).toMatch(/This opens no notebook/);
      expect(answers[1]).toBe(answers[0]);
      await author.signIn(page, name, "not this passphrase at all");
      for (let attempt = 0; attempt < 10; attempt++) {
        await page.getByRole("button", { name: "Open", exact: true }).click();
        await page.getByRole("button", { name: "Opening" }).waitFor({ state: "hidden" });
      }
      await page.getByText("There were too many attempts.", { exact: false }).waitFor();
      await page.getByLabel("Passphrase", { exact: true }).fill(author.passphrase);
      await page.getByRole("button", { name: "Open", exact: true }).click();
      await page.getByText("There were too many attempts.", { exact: false }).waitFor();
      await Promise.all([phone.close(), stranger.close()]);
    },
    patience,
  );

  test(
    "is said to be weak or strong in words, can be drawn at random, and can be changed",
    async () => {
      const context = await device();
      const { page, name } = await begun(context);
      await settings(page);
      await page.getByRole("button", { name: "Change the passphrase" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Choose a passphrase").fill("password123456");
      await dialog.getByText("could find this within days", { exact: false }).waitFor();
      await dialog.getByRole("button", { name: "Use this passphrase" }).click();
      await dialog.getByText("Somebody could find this by trying.", { exact: false }).waitFor();
      await dialog.getByRole("button", { name: "Offer me words" }).click();
      await dialog.getByRole("button", { name: "6 words" }).click();
      await expect.poll(() => dialog.getByLabel("Choose a passphrase").inputValue()).toMatch(/^[a-z]+( [a-z]+){5}$/);
      const drawn = await dialog.getByLabel("Choose a passphrase").inputValue();
      await dialog.getByText("far longer than a lifetime", { exact: false }).waitFor();
      expect(await faults(page)).toEqual([]);
      await dialog.getByRole("button", { name: "Use this passphrase" }).click();
      await page.getByText("The new passphrase opens the notebook from now on", { exact: false }).waitFor();
      await lock(page);
      await page.getByLabel("Passphrase").fill(author.passphrase);
      await page.keyboard.press("Enter");
      await page.getByText("This passphrase does not open the notebook.", { exact: false }).waitFor();
      await page.getByLabel("Passphrase").fill(drawn);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "What opens it" }).waitFor();

      const other = await notebookOn(await device());
      await expect
        .poll(
          async () => {
            await other.reload();
            await author.signIn(other, name, drawn);
            return Promise.race([
              area(other)
                .waitFor()
                .then(() => "open"),
              other
                .getByRole("alert")
                .waitFor()
                .then(() => "not yet"),
            ]);
          },
          { timeout: 90_000 },
        )
        .toBe("open");
      await other.context().close();
      await context.close();
    },
    patience,
  );
});

describe("a recovery kit", () => {
  test(
    "opens the notebook by its words alone, and its sheet says nothing of what it is for",
    async () => {
      const context = await device();
      const { page } = await begun(context);
      await author.write(page, words);
      await settings(page);
      await page.getByRole("button", { name: "Make a recovery kit" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("listitem").first().waitFor();
      const kit = await dialog.getByRole("listitem").allTextContents();
      expect(kit.length).toBe(24);
      await dialog.getByText("The same words as a code", { exact: false }).first().click();
      expect(await faults(page)).toEqual([]);
      const sheet = async () => {
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          dialog.getByRole("button", { name: "Save the sheet as a PDF" }).click(),
        ]);
        expect(download.suggestedFilename()).toBe("notes.pdf");
        return execFileSync("pdftotext", ["-layout", await download.path(), "-"], { encoding: "utf8" });
      };
      const plain = await sheet();
      for (const word of kit) expect(plain).toContain(word);
      expect(
        plain
          .replace(/[\d\s]+/g, " ")
          .trim()
          .split(" ")
          .sort(),
      ).toEqual([...kit].sort());
      await dialog.getByLabel("Say on the sheet what it is for").check();
      expect(await sheet()).toContain("Recovery kit for a notebook kept at localhost");
      await dialog.getByRole("button", { name: "I have them" }).click();
      await page.getByRole("heading", { name: "A recovery kit" }).waitFor();

      const other = await notebookOn(await device());
      await other.getByRole("button", { name: "I have a notebook already" }).click();
      await other.getByLabel("With the words of a recovery kit").check();
      await other.getByLabel("The 24 words of the kit").fill(kit.slice(1).join(" "));
      await other.getByRole("button", { name: "Open", exact: true }).click();
      await other.getByText("These are not the words of a kit.", { exact: false }).waitFor();
      await other.getByLabel("The 24 words of the kit").fill(kit.join("\n"));
      await other.getByRole("button", { name: "Open", exact: true }).click();
      await area(other).waitFor();
      expect(await area(other).inputValue()).toBe(words);
      await other.context().close();
      await context.close();
    },
    patience,
  );
});

describe("the notebook", () => {
  test(
    "leaves nothing on a device that is not one's own, and is there again from the board",
    async () => {
      const context = await device();
      const page = await notebookOn(context);
      await page.getByLabel("No, leave nothing here").check();
      await page.getByLabel("Choose a passphrase").fill(author.passphrase);
      await page.getByLabel("The same passphrase once more").fill(author.passphrase);
      await page.getByRole("button", { name: "Begin", exact: true }).click();
      await area(page).waitFor();
      const name = await author.nameOf(page);
      await author.write(page, words);
      const kept = await author.stored(page);
      expect(kept).not.toContain("passphrase");
      await expect.poll(() => page.evaluate(async () => (await caches.keys()).length), { timeout: 90_000 }).toBe(0);
      await page.reload();
      await page.getByRole("heading", { name: "Begin a notebook" }).waitFor();
      await author.signIn(page, name, author.passphrase);
      await area(page).waitFor();
      expect(await area(page).inputValue()).toBe(words);
      await context.close();
    },
    patience,
  );

  test(
    "locks itself when nothing was touched, and opens at the same place in the text",
    async () => {
      const context = await device();
      const page = await context.newPage();
      await page.clock.install();
      await author.beginNotebook(page, url());
      const long = Array.from({ length: 200 }, (_, line) => `Line ${line} of what there is.`).join("\n");
      await area(page).fill(long);
      await page.clock.runFor(3000);
      await area(page).evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(3000, 3010));
      await page.evaluate(() => scrollTo(0, 1200));
      await page.clock.runFor(3000);
      const before = await page.evaluate(() => Math.round(scrollY));
      expect(before).toBeGreaterThan(500);
      await page.clock.runFor(4 * 60_000);
      await page.keyboard.press("Shift"); // whoever is there is not locked out
      await page.clock.runFor(3 * 60_000);
      expect(await area(page).count()).toBe(1);
      await page.clock.runFor(3 * 60_000);
      await page.getByRole("heading", { name: "Your notebook is locked" }).waitFor();
      expect(await page.evaluate(() => document.body.innerText)).not.toContain("Line 7");
      await page.getByLabel("Passphrase").fill(author.passphrase);
      await page.getByRole("button", { name: "Open", exact: true }).click();
      await area(page).waitFor();
      await page.clock.runFor(3000);
      const selected = await area(page).evaluate((field: HTMLTextAreaElement) => [
        field.selectionStart,
        field.selectionEnd,
        document.activeElement === field,
      ]);
      expect(selected).toEqual([3000, 3010, true]);
      expect(Math.abs((await page.evaluate(() => scrollY)) - before)).toBeLessThan(50);

      // And where it is locked by hand, which takes the focus out of the text.
      await area(page).evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(40, 44));
      await lock(page);
      await page.getByLabel("Passphrase").fill(author.passphrase);
      await page.getByRole("button", { name: "Open", exact: true }).click();
      await area(page).waitFor();
      await page.clock.runFor(3000);
      const again = await area(page).evaluate((field: HTMLTextAreaElement) => [
        field.selectionStart,
        field.selectionEnd,
      ]);
      expect(again).toEqual([40, 44]);
      await context.close();
    },
    patience,
  );

  test(
    "has the last letter, though it is locked in the very moment in which it was typed",
    async () => {
      const context = await device();
      const { page } = await begun(context);
      await author.write(page, words);
      const typedAndLocked = await page.evaluate(() => {
        const field = document.querySelector<HTMLTextAreaElement>("main textarea");
        field?.focus();
        field?.setSelectionRange(field.value.length, field.value.length);
        document.execCommand("insertText", false, " And");
        const said = field?.value;
        [...document.querySelectorAll("button")]
          .find(({ textContent }) => textContent?.includes("Lock the notebook"))
          ?.click();
        return said;
      });
      expect(typedAndLocked).toBe(`${words} And`);
      await author.unlock(page);
      expect(await area(page).inputValue()).toBe(`${words} And`);
      await context.close();
    },
    patience,
  );

  test(
    "is erased in two steps, at once, here and at the board",
    async () => {
      const context = await device();
      const { page, name } = await begun(context);
      await author.write(page, words);
      await settings(page);
      await page.waitForTimeout(2500);
      const rows = written().length;
      expect(rows).toBeGreaterThan(0);
      await kill();
      await page.getByRole("button", { name: "Erase the notebook" }).click();
      expect(await faults(page)).toEqual([]);
      await page.getByRole("button", { name: "Erase it for good" }).click();
      await page.getByText("nothing has been erased yet", { exact: false }).waitFor();
      await start();
      await page.getByRole("button", { name: "Erase it for good" }).click();
      await page.getByRole("heading", { name: "Begin a notebook" }).waitFor();
      expect(await author.stored(page)).not.toContain("passphrase");
      const other = await notebookOn(await device());
      await author.signIn(other, name, author.passphrase);
      await other.getByText("This opens no notebook.", { exact: false }).waitFor();
      await other.context().close();
      await context.close();
    },
    patience,
  );
});

test("no script failed and no policy refused anything meanwhile", () => {
  expect(refused).toEqual([]);
});
