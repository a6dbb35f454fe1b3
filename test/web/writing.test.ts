/** A person writes over days, in a real browser: several things that happened, questions, dates, and earlier words. */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import * as author from "./author.ts";
import { town } from "./escrow.ts";
import { faults } from "./faults.ts";

const { url, person, counsel } = town();
const patience = 300_000;
const corridor = "The corridor lights were on a timer.";
const day = 24 * 3600 * 1000;

beforeAll(() => counsel("Bay Law Clinic"), patience);

async function sound(page: Page, state: string): Promise<void> {
  expect({ state, faults: await faults(page) }).toEqual({ state, faults: [] });
}

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name }).waitFor();

describe("writing", () => {
  test(
    "takes several things that happened, each with answers, a date in words, and a name",
    async () => {
      const { page, refused, strangers, close } = await person();
      await author.beginNotebook(page, url());
      await sound(page, "an empty page");
      await author.write(page, corridor);
      await page.getByRole("button", { name: "Questions, if they help" }).click();
      await page.getByText("When was it, roughly?").click();
      await page.getByLabel("In your own words").fill("summer after second year");
      await page.getByLabel("How closely").selectOption("season");
      await page.getByLabel("Season", { exact: true }).selectOption("middle");
      await page.getByLabel("Year").fill("201");
      await page.getByLabel("Year").blur();
      await page.getByText("Give the year in four digits").waitFor();
      await page.getByLabel("Year").fill("2014");
      await page.getByLabel("Year").blur();
      await page.getByText("It stands as: around summer 2014").waitFor();
      await sound(page, "a date");
      await page.getByText("What did you do or say").click();
      await page.getByText("It was not your fault.", { exact: false }).waitFor();
      await page.getByLabel("What did you do or say").fill("I counted the doors.");
      await sound(page, "a question");
      await page.getByLabel("A name for this page").fill("The corridor");
      await page.getByLabel("A name for this page").blur();
      await heading(page, "The corridor");

      await page.getByRole("link", { name: "Something else happened" }).click();
      await heading(page, "What happened");
      await page.getByLabel("What happened").fill("Again in autumn, at the rehearsal.");
      await page.getByRole("link", { name: "All your pages" }).click();
      await heading(page, "Your notebook");
      await page.getByText("around summer 2014 · 11 words").waitFor();
      await sound(page, "the list");

      await page.getByRole("link", { name: "Again in autumn" }).click();
      await page.getByRole("button", { name: "Put this page away" }).click();
      await heading(page, "The corridor");
      await page.getByText("Put away", { exact: true }).click();
      await sound(page, "put away");
      await page.getByRole("button", { name: "Erase it for good" }).click();
      await sound(page, "the question before erasing");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Bring it back" }).click();
      await heading(page, "Your notebook");
      expect(refused).toEqual([]);
      expect(strangers).toEqual([]);
      await close();
    },
    patience,
  );

  test(
    "lets what was written on another day stand: additions have their own date, and an edit keeps the earlier words",
    async () => {
      const { page, close } = await person();
      await page.clock.install({ time: Date.now() - 3 * day });
      await author.beginNotebook(page, url());
      await author.write(page, corridor);
      await page.clock.setSystemTime(Date.now());
      await page.getByRole("link", { name: "Something else happened" }).click();
      await page.getByRole("heading", { level: 1, name: "What happened" }).waitFor();
      await page.goBack();
      await page.getByText("Written on").waitFor();
      await page.getByLabel("Add to it").fill("It smelled of floor polish.");
      await sound(page, "an addition");
      await page.getByRole("button", { name: "Change these words" }).click();
      await page.getByLabel("Written on").fill("The corridor lights went out.");
      await sound(page, "a change");
      await page.getByRole("button", { name: "Done" }).click();
      await page.getByRole("link", { name: "Earlier words" }).click();
      await heading(page, "Earlier words");
      const lines = await page.locator("ol .words").allTextContents();
      expect(lines).toEqual([corridor, "The corridor lights went out.", "It smelled of floor polish."]);
      await sound(page, "earlier words");
      await close();
    },
    patience,
  );

  test(
    "goes by keyboard alone: words, a question, a date, another page, and away with it",
    async () => {
      const { page, close } = await person();
      await author.beginNotebook(page, url());
      const press = async (label: string, key: string) => {
        await author.tabTo(page, label);
        await page.keyboard.press(key);
      };
      await page.getByLabel("What happened").focus();
      await page.keyboard.type(corridor);
      await press("Questions, if they help", "Enter");
      await press("When was it, roughly?", "Enter");
      await page.getByLabel("In your own words").waitFor();
      await author.tabTo(page, "In your own words");
      await page.keyboard.type("before the summer");
      await press("Where was it?", "Enter");
      await page.getByLabel("Where was it?").waitFor();
      await page.keyboard.press("Tab");
      await page.keyboard.type("On the third floor.");
      await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("Enter");
      await page.getByText("Something is written here").waitFor();
      await press("Something else happened", "Enter");
      await expect.poll(() => page.getByLabel("What happened").inputValue()).toBe("");
      await author.tabTo(page, "What happened");
      await page.keyboard.type("Again.");
      await press("Put this page away", "Enter");
      await page.getByText("before the summer").waitFor();
      await press("Put away", "Enter");
      await press("Bring it back", "Enter");
      await page.getByText("before the summer · 11 words").waitFor();
      await close();
    },
    patience,
  );
});

/** Keeps back what the board answers there until it is released. */
async function hold(page: Page, where: string): Promise<{ release(): void }> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.context().route(where, async (route) => {
    await released;
    await route.continue();
  });
  return { release };
}

describe("sealing", () => {
  test(
    "takes the pages that were chosen, says what stays and who will see what, and can be done anew",
    async () => {
      const { page, close } = await person();
      await author.beginNotebook(page, url());
      await author.write(page, corridor);
      await page.getByRole("link", { name: "Something else happened" }).click();
      await page.getByLabel("What happened").fill("For me alone.");
      await page.getByRole("link", { name: "Seal it, so that it opens" }).click();
      await heading(page, "Who was it?");
      await author.name(page, "https://m.instagram.com/J.Doe/?hl=en");
      const onward = page.getByRole("button", { name: "Go on" });
      await onward.click();
      await heading(page, "What goes into it?");
      await page.getByLabel("For me alone.").uncheck();
      await sound(page, "the pages");
      await onward.click();
      await heading(page, "When may it open?");
      await onward.click();
      await page.getByLabel("Bay Law Clinic").check();
      await onward.click();
      await page.getByText("cannot ask you first", { exact: false }).waitFor();
      await onward.click();
      await page.getByText("Who will see what, and when").waitFor();
      const stays = page.locator("dl div", { hasText: "Stays in your notebook alone" });
      expect(await stays.textContent()).toContain("For me alone.");
      await page.getByText("Instagram: j.doe").waitFor();
      await page.getByText("What can never be undone").waitFor();
      await sound(page, "the last page");
      await author.seal(page);
      await sound(page, "sealed");

      await page.getByRole("link", { name: "Change it or add to it" }).click();
      await heading(page, "Who was it?");
      await onward.click();
      await page.getByLabel("For me alone.").check();
      await onward.click();
      await heading(page, "When may it open?");
      // Pressed before the escrow has answered, the button waits; what was chosen before still stands.
      const { release } = await hold(page, "**/v1/counsel");
      await onward.click();
      await heading(page, "Who may read it?");
      await onward.click();
      release();
      await heading(page, "How may they reach you?");
      await onward.click();
      await page.getByText("This takes the place of what you sealed on", { exact: false }).waitFor();
      await page.getByRole("button", { name: "Seal it" }).click();
      await page.getByText("the newer one takes its place", { exact: false }).waitFor();
      expect(await page.getByRole("link", { name: "Change it or add to it" }).count()).toBe(1);
      await close();
    },
    patience,
  );
});

describe("taking along", () => {
  /** Presses the button, reads what stays behind, goes on, and gives the path of the file that comes. */
  async function taken(page: Page, label: string, state: string): Promise<string> {
    await page.getByRole("button", { name: label }).click();
    await page.getByRole("dialog").getByText("is saved on this device", { exact: false }).waitFor();
    await sound(page, state);
    const coming = page.waitForEvent("download");
    await page.getByRole("dialog").getByRole("button", { name: label }).click();
    return (await coming).path();
  }
  const whole = (page: Page, name: string) =>
    page.getByRole("article", { name }).getByText("Wholly kept, and checked.", { exact: false }).waitFor();

  async function addFiles(page: Page, paths: readonly string[]): Promise<void> {
    await page.goto(`${url()}/files`);
    await author.unlock(page);
    await page.getByLabel("Choose files", { exact: true }).first().setInputFiles(paths);
    for (const path of paths) await whole(page, basename(path));
  }
  const run = (program: string, ...options: string[]) =>
    execFileSync(program, options, { encoding: "utf8", stdio: "pipe" });

  test(
    "gives a tagged PDF, and a locked copy that the age tool and another notebook open",
    async () => {
      const alice = await person();
      await author.beginNotebook(alice.page, url());
      await author.write(alice.page, corridor);
      await alice.page.getByRole("link", { name: "Take it with you" }).click();
      await heading(alice.page, "Take it with you");
      await sound(alice.page, "taking along");
      const pdf = await taken(alice.page, "Make a PDF", "before a PDF");
      expect(run("pdftotext", pdf, "-")).toContain(corridor);
      expect(run("pdfinfo", pdf)).toMatch(/Tagged: +yes/);

      const folder = mkdtempSync(join(tmpdir(), "chorus-take-"));
      const key = join(folder, "key");
      run("age-keygen", "-o", key);
      await alice.page.getByLabel("An age key of mine").check();
      await alice.page.getByLabel("Your age recipient").fill("age1nobody");
      await alice.page.getByRole("button", { name: "Make the locked copy" }).click();
      await alice.page.getByRole("dialog").getByRole("button", { name: "Make the locked copy" }).click();
      await alice.page.getByText("This is not an age recipient").waitFor();
      await alice.page.getByLabel("Your age recipient").fill(run("age-keygen", "-y", key).trim());
      const copy = await taken(alice.page, "Make the locked copy", "before a locked copy");
      expect(JSON.parse(run("age", "-d", "-i", key, copy)).incidents[0].passages[0].text).toBe(corridor);
      expect(alice.refused).toEqual([]);
      expect(alice.strangers).toEqual([]);

      const { page, close } = await person();
      await author.beginNotebook(page, url());
      await author.write(page, "Something of my own.");
      await page.getByRole("link", { name: "Take it with you" }).click();
      await page.getByLabel("The locked copy").setInputFiles(copy);
      await page.getByLabel("Its passphrase").fill("not the passphrase");
      await page.getByRole("button", { name: "Bring it in" }).click();
      await page.getByText("This does not open the copy", { exact: false }).waitFor();
      await page.getByLabel("Its passphrase").fill(/AGE-SECRET-KEY-\S+/.exec(readFileSync(key, "utf8"))?.[0] ?? "");
      await page.getByRole("button", { name: "Bring it in" }).click();
      await page.getByText("with 1 page that was not here", { exact: false }).waitFor();
      await page.getByRole("link", { name: "Back to your notebook" }).click();
      await page.getByRole("link", { name: "The corridor lights" }).waitFor();
      await page.getByRole("link", { name: "Something of my own" }).waitFor();
      rmSync(folder, { recursive: true });
      await close();
      await alice.close();
    },
    patience,
  );

  test(
    "takes the files along, in an archive that age and tar lay out, and brings each in once",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "chorus-take-"));
      const [recording, note] = [randomBytes(2.5 * 1024 * 1024), Buffer.from("She said it was not the first time.")];
      writeFileSync(join(folder, "harbour at night.ogg"), recording);
      writeFileSync(join(folder, "note.txt"), note);
      const alice = await person();
      await author.beginNotebook(alice.page, url());
      await author.write(alice.page, corridor);
      await addFiles(alice.page, [join(folder, "harbour at night.ogg"), join(folder, "note.txt")]);
      await alice.page.goto(`${url()}/take`);
      await author.unlock(alice.page);
      await alice.page.getByRole("checkbox", { name: /The 2 files that you keep, .*2.6/ }).waitFor();
      await sound(alice.page, "taking files along");
      const pdf = await taken(alice.page, "Make a PDF", "before a PDF");
      expect(run("pdftotext", pdf, "-")).toMatch(/harbour at night.ogg, 2.6.MB, added on/);
      await alice.page.getByLabel("Passphrase for this copy").fill("seven lamps in the hall");
      const copy = await taken(alice.page, "Make the locked copy", "before a locked copy");
      expect(readFileSync(copy).subarray(0, 30).toString()).toContain("age-encryption.org/v1");

      const { page, close } = await person();
      await author.beginNotebook(page, url());
      await page.goto(`${url()}/take`);
      await author.unlock(page);
      const bringIn = async (path: string, passphrase: string) => {
        await page.getByLabel("The locked copy").setInputFiles(path);
        await page.getByLabel("Its passphrase").fill(passphrase);
        await page.getByRole("button", { name: "Bring it in" }).click();
      };
      const cut = join(folder, "cut.age");
      writeFileSync(cut, readFileSync(copy).subarray(0, -70_000));
      await bringIn(cut, "seven lamps in the hall");
      await page.getByText("This file is no copy of a notebook, or it was damaged.", { exact: false }).waitFor();
      await bringIn(copy, "seven lamps in the hall");
      await page.getByText("2 files came with it", { exact: false }).waitFor();
      await page.getByRole("link", { name: "See how far they are" }).click();
      for (const name of ["harbour at night.ogg", "note.txt"]) await whole(page, name);
      // What came in is what went out; and from here it goes into a copy that age and tar lay out.
      await page.goto(`${url()}/take`);
      await author.unlock(page);
      await bringIn(copy, "seven lamps in the hall");
      await page.getByText("It brought no page that you did not have.", { exact: false }).waitFor();
      expect(await page.getByText("came with it", { exact: false }).count()).toBe(0);
      const key = join(folder, "key");
      run("age-keygen", "-o", key);
      await page.getByLabel("An age key of mine").check();
      await page.getByLabel("Your age recipient").fill(run("age-keygen", "-y", key).trim());
      const again = await taken(page, "Make the locked copy", "before a locked copy");
      run("age", "-d", "-i", key, "-o", join(folder, "notes.tar"), again);
      run("tar", "-xf", join(folder, "notes.tar"), "-C", folder);
      const { files } = JSON.parse(readFileSync(join(folder, "notes.json"), "utf8"));
      expect(files.map(({ name }: { name: string }) => name).sort()).toEqual(["harbour at night.ogg", "note.txt"]);
      const contentOf = (name: string) =>
        readFileSync(join(folder, files.find((file: { name: string }) => file.name === name).path));
      expect(contentOf("harbour at night.ogg").equals(recording)).toBe(true);
      expect(contentOf("note.txt").equals(note)).toBe(true);
      expect([...alice.refused, ...alice.strangers]).toEqual([]);
      rmSync(folder, { recursive: true });
      await close();
      await alice.close();
    },
    patience,
  );
});
