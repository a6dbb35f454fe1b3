/** A person writes, seals and takes back, through the pages and a real escrow. */
import { readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { nobleGroup } from "../../src/core/crypto/group-noble.ts";
import { nobleSigner } from "../../src/core/crypto/signer-noble.ts";
import { judgeFiles, type NamedFile } from "../../src/core/protocol/judge.ts";
import { timeStamps } from "../../src/edge/shared/time-stamp.ts";
import * as author from "./author.ts";
import { town } from "./escrow.ts";
import { faults } from "./faults.ts";

const { url, person, counsel, escrow } = town();
const patience = 300_000;
const words = "It was the summer after second year. The corridor lights were on a timer.";

beforeAll(() => counsel("Bay Law Clinic"), patience);

/** What the browser saves when somebody does something. */
async function downloaded(page: Page, act: () => Promise<void>): Promise<NamedFile> {
  const [file] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: file.suggestedFilename(), bytes: new Uint8Array(readFileSync(await file.path())) };
}

const judged = (...files: NamedFile[]) => judgeFiles({ group: nobleGroup, signer: nobleSigner, timeStamps }, files);

describe("the notebook", () => {
  test(
    "keeps what is written, locked, and opens with the right passphrase only",
    async () => {
      const { page, refused, strangers, close } = await person();
      await page.goto(`${url()}/write`);
      await page.getByRole("heading", { name: "Begin a notebook" }).waitFor();
      expect(await faults(page)).toEqual([]);
      await page.getByLabel("Choose a passphrase").fill("short");
      await page.getByRole("button", { name: "Begin", exact: true }).click();
      await page.getByText("This is short enough to be guessed.", { exact: false }).waitFor();
      await author.beginNotebook(page, url());
      await author.write(page, words);
      expect(await faults(page)).toEqual([]);

      await page.reload();
      await page.getByRole("heading", { name: "Your notebook is locked" }).waitFor();
      expect(await faults(page)).toEqual([]);
      const kept = await author.stored(page);
      expect(kept).toContain("passphrase");
      for (const secret of ["summer", "corridor", author.passphrase]) expect(kept).not.toContain(secret);

      await page.getByLabel("Passphrase").fill("another four words here");
      await page.keyboard.press("Enter");
      await page.getByText("This passphrase does not open the notebook.", { exact: false }).waitFor();
      await page.getByLabel("Passphrase").fill(author.passphrase);
      await page.keyboard.press("Enter");
      const area = page.getByLabel("What happened");
      await area.waitFor();
      expect(await area.inputValue()).toBe(words);

      await page.getByRole("button", { name: "Lock the notebook" }).click();
      await page.getByRole("heading", { name: "Your notebook is locked" }).waitFor();
      expect(refused).toEqual([]);
      expect(strangers).toEqual([]);
      await close();
    },
    patience,
  );

  test(
    "is open in one tab at a time, and can be erased for good",
    async () => {
      const { page, close } = await person();
      await author.beginNotebook(page, url());
      await author.write(page, words);
      const other = await page.context().newPage();
      await other.goto(`${url()}/write`);
      await other.getByLabel("Passphrase").fill(author.passphrase);
      await other.keyboard.press("Enter");
      await other.getByRole("heading", { name: "open in another tab" }).waitFor();
      await page.getByRole("button", { name: "Lock the notebook" }).click();
      await page.getByRole("heading", { name: "Your notebook is locked" }).waitFor();
      await other.getByRole("button", { name: "Try again" }).click();
      await other.getByLabel("Passphrase").fill(author.passphrase);
      await other.keyboard.press("Enter");
      await other.getByLabel("What happened").waitFor();
      await other.getByRole("link", { name: "Keys and settings" }).first().click();
      await other.getByRole("button", { name: "Erase the notebook" }).click();
      await other.getByRole("button", { name: "Erase it for good" }).click();
      await other.getByRole("heading", { name: "Begin a notebook" }).waitFor();
      expect(await author.stored(other)).not.toContain("passphrase");
      await close();
    },
    patience,
  );

  test(
    "locks at once when a person leaves quickly",
    async () => {
      const { page, close } = await person();
      await page.context().route("https://www.bbc.com/**", (route) => route.fulfill({ body: "Sunny" }));
      await author.beginNotebook(page, url());
      await author.write(page, words);
      for (let press = 0; press < 3; press += 1) await page.keyboard.press("Shift");
      await page.waitForURL("https://www.bbc.com/**");
      await page.goto(`${url()}/write`);
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByRole("heading", { name: "Your notebook is locked" }).waitFor();
      await close();
    },
    patience,
  );
});

/** A locked copy is checked on the page for that, and taken in elsewhere: the dates are there too. */
async function travels(copy: NamedFile): Promise<void> {
  const { page, refused, close } = await person();
  const file = { name: copy.name, mimeType: "application/octet-stream", buffer: Buffer.from(copy.bytes) };
  await page.goto(`${url()}/verify`);
  await page.getByLabel("Files").setInputFiles(file);
  await page.getByRole("heading", { name: `${copy.name} is locked` }).waitFor();
  expect(await faults(page)).toEqual([]);
  const key = page.getByLabel("What opens the locked copy");
  await key.fill("another four words here");
  await page.getByRole("button", { name: "Open and check it" }).click();
  await page.getByText("What you typed does not open it.", { exact: false }).waitFor();
  await key.fill(author.passphrase);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: `${copy.name}/dated-1/note.receipt holds` }).waitFor();
  await page.getByRole("heading", { name: `${copy.name}/dated-1/page-1.txt is the one` }).waitFor();

  await author.beginNotebook(page, url());
  await author.write(page, "Something of my own.");
  await page.getByRole("link", { name: "Take it with you" }).click();
  await page.getByLabel("The locked copy").setInputFiles(file);
  await page.getByLabel("Its passphrase").fill(author.passphrase);
  await page.getByRole("button", { name: "Bring it in" }).click();
  await page.getByText("with 1 page that was not here", { exact: false }).waitFor();
  await page.getByRole("link", { name: "Back to your notebook" }).click();
  await page.getByRole("link", { name: "A date for what you have written" }).click();
  await page.getByText("These pages existed on", { exact: false }).waitFor();
  expect(refused).toEqual([]);
  await close();
}

describe("dating", () => {
  test(
    "shows later that the very pages existed, without sealing them",
    async () => {
      const { page, refused, strangers, close } = await person();
      await author.beginNotebook(page, url());
      await author.write(page, words);
      await page.getByRole("link", { name: "A date for what you have written" }).click();
      await page.getByText("Only a short code goes into a public log.", { exact: false }).waitFor();
      await page.getByRole("button", { name: "Date the pages as they are now" }).click();
      await page.getByText("These pages existed on", { exact: false }).waitFor();
      expect(await faults(page)).toEqual([]);
      await page.getByRole("button", { name: "Save it with the pages" }).click();
      const save = page.getByRole("dialog").getByRole("button", { name: "Save it with the pages" });
      const files = unzipSync((await downloaded(page, () => save.click())).bytes);
      const named = Object.entries(files).map(([name, bytes]) => ({ name, bytes }));
      expect((await judged(...named)).map(({ result }) => result)).toEqual(["proven", "covered"]);
      expect(new TextDecoder().decode(files["page-1.txt"])).toContain(words);

      await page.getByRole("link", { name: "Back to your notebook" }).click();
      await page.getByRole("link", { name: "Take it with you" }).click();
      await page.getByLabel("Passphrase for this copy").fill(author.passphrase);
      await page.getByRole("button", { name: "Make the locked copy" }).click();
      const lock = page.getByRole("dialog").getByRole("button", { name: "Make the locked copy" });
      const copy = await downloaded(page, () => lock.click());
      await travels(copy);
      expect([refused, strangers]).toEqual([[], []]);
      await close();
    },
    patience,
  );
});

describe("dating by itself", () => {
  test(
    "happens once a day at most, and only for who asked for it",
    async () => {
      const { page, close } = await person();
      const dates = page.getByText("These pages existed on", { exact: false });
      const dating = async () => {
        await page.goto(`${url()}/dated`);
        await author.unlock(page);
        await page.getByLabel("Date them by itself", { exact: false }).waitFor();
      };
      await author.beginNotebook(page, url());
      await author.write(page, words);
      await dating();
      expect(await dates.count()).toBe(0);
      await page.getByLabel("Date them by itself", { exact: false }).check();
      await page.getByRole("link", { name: "Back to your notebook" }).click();
      await page.getByText("Saved", { exact: false }).first().waitFor();
      await dating();
      await dates.waitFor();
      await page.getByRole("link", { name: "Back to your notebook" }).click();
      await author.write(page, `${words} It was cold.`);
      await dating();
      await dates.first().waitFor();
      expect(await dates.count()).toBe(1);
      await close();
    },
    patience,
  );
});

describe("sealing", () => {
  test(
    "leads through five parts, says what it understood, and can be taken back",
    async () => {
      const { page, refused, strangers, close } = await person();
      await author.beginNotebook(page, url());
      await author.write(page, words);
      await page.goto(`${url()}/seal`);
      await author.unlock(page);

      await page.getByRole("heading", { name: "Who was it?" }).waitFor();
      await page.getByRole("button", { name: "Go on" }).click();
      await page.getByText("Add at least one way of naming the person", { exact: false }).waitFor();
      await author.name(page, "https://m.instagram.com/J.Doe/?hl=en");
      await page.getByText("Understood as: j.doe").waitFor();
      await author.name(page, "nobody@example.net");
      await page.getByText("It reads like a stand-in", { exact: false }).waitFor();
      await author.name(page, "Jordan Doe", { kind: "A person’s name", org: "Harbour Choir" });
      await page.getByText("This is weak by itself.", { exact: false }).waitFor();
      expect(await faults(page)).toEqual([]);
      await page.getByRole("button", { name: "Remove nobody@example.net" }).click();
      await page.getByRole("button", { name: "Go on" }).click();

      await page.getByRole("heading", { name: "When may it open?" }).waitFor();
      await page.getByLabel("3 people name the same person").check();
      expect(await faults(page)).toEqual([]);
      await page.getByRole("button", { name: "Go on" }).click();

      await page.getByRole("heading", { name: "Who may read it?" }).waitFor();
      await page.getByLabel("Bay Law Clinic").check();
      expect(await faults(page)).toEqual([]);
      await page.getByRole("button", { name: "Go on" }).click();

      await page.getByRole("heading", { name: "How may they reach you?" }).waitFor();
      await page.getByLabel("Text message", { exact: true }).check();
      await page.getByLabel("Number for text messages").fill("+44 7700 900123");
      await page.getByLabel("What must never be done").fill("Never call.");
      expect(await faults(page)).toEqual([]);
      await page.getByRole("button", { name: "Go on" }).click();

      await page.getByRole("heading", { name: "Before you seal it" }).waitFor();
      await page.getByText("3 people, you included, name the same person").waitFor();
      await page.getByText("Never: Never call.").waitFor();
      await page.getByText("3 organisations that keep the keys", { exact: false }).waitFor();
      expect(await faults(page)).toEqual([]);
      await page.getByRole("button", { name: "Seal it" }).click();

      await page.getByRole("heading", { name: "What you have sealed" }).waitFor();
      await page.getByText("It is sealed.").waitFor();
      await page.getByText("A receipt shows that it existed on", { exact: false }).waitFor();
      expect(await faults(page)).toEqual([]);
      await escrow().settle();
      await page.getByRole("button", { name: "Save the receipt" }).click();
      await page.getByText("A saved file stays in this device’s downloads", { exact: false }).waitFor();
      const save = page.getByRole("dialog").getByRole("button", { name: "Save the receipt" });
      const [proof] = await judged(await downloaded(page, () => save.click()));
      expect(proof).toMatchObject({ result: "proven", proven: { entry: { type: "record" } } });
      await page.getByRole("button", { name: "Take it back" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Take it back" }).click();
      await page.getByText("You took it back on", { exact: false }).waitFor();
      await escrow().settle();
      await page.getByText("A receipt shows that you asked for it back on", { exact: false }).waitFor();
      await page.getByRole("button", { name: "Save the receipt" }).last().click();
      const [withdrawn] = await judged(await downloaded(page, () => save.click()));
      expect(withdrawn).toMatchObject({ result: "proven", proven: { entry: { type: "withdrawal" } } });
      await page.getByText("nobody has read it", { exact: false }).waitFor();
      expect(refused).toEqual([]);
      expect(strangers).toEqual([]);
      await close();
    },
    patience,
  );

  test(
    "loses nothing when the connection drops, and sends the very same record later",
    async () => {
      const { page, close } = await person();
      await author.beginNotebook(page, url());
      await author.write(page, words);
      await author.prepare(page, { names: ["+44 20 7946 0958"], quorum: 2, counsel: "Bay Law Clinic" });
      await page.context().route("**/v1/records", (route) => route.abort());
      await page.getByRole("button", { name: "Seal it" }).click();
      await page.getByText("Not sent yet.", { exact: false }).waitFor();
      await page.reload();
      await author.unlock(page);
      await page.getByText("Not sent yet.", { exact: false }).waitFor();
      await page.context().unroute("**/v1/records");
      await page.getByRole("button", { name: "Send it now" }).click();
      await page.getByText("It is sealed.").waitFor();
      await close();
    },
    patience,
  );

  test(
    "goes by keyboard alone",
    async () => {
      const { page, close } = await person();
      await author.beginNotebook(page, url());
      await author.write(page, words);
      await page.getByRole("link", { name: "Seal it, so that it opens" }).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Who was it?" }).waitFor();
      await author.tabTo(page, "A phone number, an e-mail");
      await page.keyboard.type("@j.doe");
      await page.keyboard.press("Enter");
      await author.tabTo(page, "A person’s name");
      await page.keyboard.press("ArrowDown");
      await author.tabTo(page, "Add");
      await page.keyboard.press("Enter");
      await page.getByText("Understood as: j.doe").waitFor();
      await author.tabTo(page, "Go on");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "When may it open?" }).waitFor();
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("When may it open?");
      await author.tabTo(page, "Go on");
      await page.keyboard.press("Enter");
      await page.getByLabel("Bay Law Clinic").waitFor();
      await author.tabTo(page, "Bay Law Clinic");
      await page.keyboard.press("Space");
      await author.tabTo(page, "Go on");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "How may they reach you?" }).waitFor();
      await author.tabTo(page, "Go on");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Before you seal it" }).waitFor();
      await author.tabTo(page, "Seal it");
      await page.keyboard.press("Enter");
      await page.getByText("It is sealed.").waitFor();
      await close();
    },
    patience,
  );
});
