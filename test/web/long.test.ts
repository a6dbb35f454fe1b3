/** A page that has grown very long: it stays one that a person writes on, leaves, and comes back to. */
import { type Browser, devices, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { beginNotebook, unlock } from "./author.ts";
import { launchBrowser } from "./browser.ts";
import { faults } from "./faults.ts";
import { serveSite } from "./site.ts";

const patience = 120_000;
/** No thumb is quicker at another key; a phone's keyboard says one thing in several ways, which have to be told apart. */
const THUMB_MILLISECONDS = 80;
const PARAGRAPH = `${"The corridor was dark and I remember the sound of the lift. ".repeat(12).trim()}\n\n`;

let site: Awaited<ReturnType<typeof serveSite>>;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [site, browser] = await Promise.all([serveSite(), launchBrowser()]);
}, patience);
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** What stands on the sheet, and where the caret is. */
const sheet = () =>
  page.locator("main long-sheet").evaluate((element) => {
    const { value, selectionEnd } = element as unknown as HTMLTextAreaElement;
    return { value, selectionEnd };
  });
const caretInSight = () =>
  page.locator("main long-sheet").evaluate(({ shadowRoot }) => {
    const { getSelection } = shadowRoot as unknown as { getSelection(): Selection };
    const { top, bottom } = getSelection.call(shadowRoot).getRangeAt(0).getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight && bottom > 0;
  });
/** Enter, as a thumb presses it. */
async function newLine(): Promise<void> {
  await page.waitForTimeout(THUMB_MILLISECONDS);
  await page.keyboard.press("Enter");
  await page.waitForTimeout(THUMB_MILLISECONDS);
}
const saved = () => page.getByText("Saved", { exact: false }).first().waitFor();

// A phone's keyboard speaks to a page in another way than a computer's.
const { userAgent, hasTouch, isMobile } = devices["Pixel 7"] as (typeof devices)[string];

describe.each([
  ["computer", {}],
  ["phone", { userAgent, hasTouch, isMobile }],
])("on a %s", (_, kind) => {
  beforeAll(async () => {
    const context = await browser.newContext({ locale: "en-GB", viewport: { width: 320, height: 640 }, ...kind });
    page = await context.newPage();
    await beginNotebook(page, site.origin);
  }, patience);

  test("what is pasted is all there, and writing goes on at the caret", { timeout: patience }, async () => {
    await page.getByLabel("What happened").fill(PARAGRAPH.repeat(40));
    await page.locator("main long-sheet").waitFor();
    await page.keyboard.type("The end.");
    await newLine();
    await page.keyboard.type("Or not.");
    expect((await sheet()).value).toBe(`${PARAGRAPH.repeat(40)}The end.\nOr not.`);
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("First: ");
    await page.keyboard.press("Control+z");
    expect((await sheet()).value).toBe(`${PARAGRAPH.repeat(40)}The end.\nOr not.`);
  });

  test("it has a name, nothing for axe to find, and the keyboard leaves it", { timeout: patience }, async () => {
    expect(await faults(page)).toEqual([]);
    expect(await page.getByRole("textbox", { name: "What happened" }).count()).toBe(1);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.localName)).not.toBe("long-sheet");
  });

  test("locked and opened again it stands as it was, the caret in its place", { timeout: patience }, async () => {
    await page.getByRole("textbox", { name: "What happened" }).focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.type("Nobody came. ");
    await saved();
    const before = await sheet();
    await page.getByRole("button", { name: "Lock" }).evaluate((button: HTMLElement) => button.click()); // the caret stays
    await unlock(page);
    await page.locator("main long-sheet").waitFor();
    await expect.poll(sheet).toEqual(before);
    expect(before.value).toContain("Nobody came. ");
    await page.keyboard.type("I waited. ");
    expect((await sheet()).value).toContain("Nobody came. I waited. ");
  });

  test("written fast, no letter is lost, and the caret stays in sight", { timeout: patience }, async () => {
    await page.getByRole("textbox", { name: "What happened" }).focus();
    await page.keyboard.press("Control+End");
    const before = (await sheet()).value;
    const lines = Array.from({ length: 15 }, (_, line) => `Line ${line} of what I remember.`);
    for (const line of lines) {
      await newLine();
      await page.keyboard.type(line);
    }
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("End");
    await page.keyboard.type(" Or so.");
    const written = [before, ...lines].join("\n").replace("13 of what I remember.", "13 of what I remember. Or so.");
    expect((await sheet()).value).toBe(written);
    await expect.poll(caretInSight).toBe(true);
    await saved();
    await page.getByRole("button", { name: "Lock" }).click();
    await unlock(page);
    await expect.poll(async () => (await sheet()).value).toBe(written);
  });
});
