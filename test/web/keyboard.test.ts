/** The notebook without a pointer: from the first page to erasing it, by Tab, Enter and what is typed alone. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { passphrase, tabTo } from "./author.ts";
import { town } from "./escrow.ts";

const { url, person } = town();
const patience = 300_000;
const words = "The corridor lights were on a timer.";
const other = "granite willow thimble harbour";

/** Where the focus is must be seen: on the control itself, or on the card that holds it. */
async function isSeen(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    let one = document.activeElement;
    for (let level = 0; one !== null && level < 4; level += 1, one = one.parentElement) {
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      if (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) return true;
    }
    return false;
  });
}

async function to(page: Page, label: string): Promise<void> {
  await tabTo(page, label);
  expect({ label, seen: await isSeen(page) }).toEqual({ label, seen: true });
}

async function press(page: Page, label: string): Promise<void> {
  await to(page, label);
  await page.keyboard.press("Enter");
}

async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await to(page, label);
  await page.keyboard.type(text);
}

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name }).waitFor();

test(
  "goes by keyboard alone, and shows at every step where one is",
  async () => {
    const { page, close } = await person();
    await page.goto(url());
    await press(page, "Write it down");
    await heading(page, "Begin a notebook");
    await typeInto(page, "Choose a passphrase", passphrase);
    await typeInto(page, "The same passphrase once more", passphrase);
    await press(page, "Begin");
    await heading(page, "What happened");
    await typeInto(page, "What happened", words);
    await page.getByText("Saved", { exact: false }).first().waitFor();

    await press(page, "A date for what you have written");
    await heading(page, "A date for what you have written");
    await press(page, "Date the pages as they are now");
    await page.getByText("These pages existed on", { exact: false }).waitFor();
    await press(page, "Back to your notebook");

    await page.getByLabel("What happened").waitFor();
    await press(page, "Take it with you");
    await heading(page, "Take it with you");
    await typeInto(page, "Passphrase for this copy", passphrase);
    await press(page, "Make the locked copy");
    await page.getByRole("dialog").waitFor();
    const coming = page.waitForEvent("download");
    await press(page, "Make the locked copy");
    const copy = await (await coming).path();
    const choosing = page.waitForEvent("filechooser");
    await press(page, "The locked copy");
    await (await choosing).setFiles(copy);
    await typeInto(page, "Its passphrase", passphrase);
    await page.keyboard.press("Enter");
    await page.getByText("It brought no page that you did not have.", { exact: false }).waitFor();
    await press(page, "Back to your notebook");

    await page.getByLabel("What happened").waitFor();
    await press(page, "Keys and settings");
    await heading(page, "Keys and settings");
    await press(page, "Change the passphrase");
    await typeInto(page, "Choose a passphrase", other);
    await typeInto(page, "The same passphrase once more", other);
    await press(page, "Use this passphrase");
    await page.getByText("The new passphrase opens the notebook", { exact: false }).waitFor();
    await press(page, "Lock the notebook");
    await heading(page, "Your notebook is locked");
    await typeInto(page, "Passphrase", other);
    await page.keyboard.press("Enter");

    await heading(page, "Keys and settings");
    await press(page, "Erase the notebook");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe("Erase the notebook");
    await page.keyboard.press("Enter");
    await press(page, "Erase it for good");
    await heading(page, "Begin a notebook");
    await close();
  },
  patience,
);
