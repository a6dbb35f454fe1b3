/**
 * After a case has opened, in real browsers: counsel writes, two say yes and one says nothing, they talk, speak together
 * and publish; and what they published proves itself.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { utf8 } from "../../src/core/bytes/bytes.ts";
import { sodiumGroup } from "../../src/core/crypto/group-sodium.ts";
import { sodiumSigner } from "../../src/core/crypto/signer-sodium.ts";
import { type Publication, verifyPublication } from "../../src/core/protocol/publication.ts";
import { face } from "../../src/edge/node/face.ts";
import { judgeAll } from "../../src/edge/shared/judge-files.ts";
import { openPage } from "../../src/edge/shared/publication/page.ts";
import { publicationPaper } from "../../src/edge/shared/publication/paper.ts";
import { timeStamps } from "../../src/edge/shared/time-stamp.ts";
import * as author from "./author.ts";
import * as circle from "./circle.ts";
import * as counsel from "./counsel.ts";
import { type Person, town } from "./escrow.ts";
import { faults } from "./faults.ts";
import { CARRIED, phonePicture } from "./picture.ts";

const { url, person, escrow } = town();
const patience = 240_000;

let desk: Person;
let alice: Person;
let bob: Person;
let carol: Person;
let page: string;
let published: string;

/** One who writes and seals, and stays. */
async function sealed(words: string): Promise<Person> {
  const one = await person();
  await author.beginNotebook(one.page, url());
  await author.write(one.page, words);
  await author.prepare(one.page, { names: ["j.doe@example.org"], quorum: 2, counsel: "Bay Law Clinic" });
  await author.seal(one.page);
  return one;
}

/** Chooses files for a letter, as people do. */
async function choose(at: Page, files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
  const [chooser] = await Promise.all([
    at.waitForEvent("filechooser"),
    at.getByRole("button", { name: "Add files" }).first().click(),
  ]);
  await chooser.setFiles(files);
}

/** Counsel comes to the case anew, which hands on whatever is due. */
async function counselLooks(): Promise<void> {
  await desk.page.reload();
  await counsel.unlock(desk.page);
  await desk.page.getByRole("heading", { name: "Connect them, if they want it" }).waitFor();
}

beforeAll(async () => {
  desk = await person();
  await counsel.openDesk(desk.page, url(), "Bay Law Clinic");
  alice = await sealed("The corridor lights were on a timer.");
  bob = await sealed("He closed the door of the rehearsal room.");
  carol = await sealed("It was after the reading.");
  await escrow().settle();
  await counsel.openCase(desk.page, "j.doe@example.org");
  await desk.page.getByRole("button", { name: "No conflict: go on" }).click();
  await desk.page.getByRole("heading", { name: "Connect them, if they want it" }).waitFor();
}, patience);
afterAll(async () => {
  for (const one of [desk, alice, bob, carol]) await one?.close();
});

describe("after it has opened", () => {
  test(
    "counsel writes to each, and each answers alone; a no leaves no trace",
    async () => {
      await desk.page.getByLabel("What you write to each of them").fill("Do you wish to meet the others?");
      await desk.page.getByRole("button", { name: "Ask those who were not asked yet" }).click();
      await desk.page.getByText("Every author who can be written to has been asked.").waitFor();
      expect(await faults(desk.page)).toEqual([]);

      for (const { page: at } of [alice, bob, carol]) {
        await circle.letters(at, url());
        await circle.until(at, "Do you wish to meet the others?");
        expect(await faults(at)).toEqual([]);
      }
      for (const { page: at } of [alice, bob]) {
        await at.getByRole("button", { name: "Yes, connect me" }).click();
        await at.getByText("You said yes.").waitFor();
      }
      await alice.page.getByLabel("Your answer").fill("Mornings are better.");
      await alice.page.getByRole("button", { name: "Send it" }).click();
      await alice.page.getByText("Sent.").waitFor();

      await counselLooks();
      expect(await desk.page.getByText("Mornings are better.").count()).toBe(1);
      expect(await desk.page.getByText("They said yes to being connected.").count()).toBe(2);
      expect(await desk.page.getByText("a no is never sent").count()).toBe(1);
    },
    patience,
  );

  test(
    "files go with letters both ways, and pictures without their hidden details",
    async () => {
      const { page: at } = desk;
      const taken = await phonePicture(alice.page);
      await choose(alice.page, [
        { name: "corridor.jpg", mimeType: "image/jpeg", buffer: taken },
        { name: "dates.txt", mimeType: "text/plain", buffer: Buffer.from("Tuesdays") },
        { name: "wrong.txt", mimeType: "text/plain", buffer: Buffer.from("not this") },
      ]);
      await alice.page.getByRole("button", { name: "Leave wrong.txt out" }).click();
      expect(await faults(alice.page)).toEqual([]);
      await alice.page.getByRole("button", { name: "Send it" }).click();
      await alice.page.getByText("Sent.").waitFor();
      await alice.page.getByRole("listitem").filter({ hasText: "dates.txt" }).first().waitFor();

      await counselLooks();
      const letters = at.getByText("letters with this author", { exact: false }).first();
      await letters.click();
      const picture = Buffer.from((await counsel.downloaded(at, "Save corridor.jpg")).bytes);
      expect([taken.includes(CARRIED.model), picture.includes(CARRIED.model)]).toEqual([true, false]);
      expect(picture.subarray(0, 2)).toEqual(taken.subarray(0, 2));
      expect(Buffer.from((await counsel.downloaded(at, "Save dates.txt")).bytes).toString()).toBe("Tuesdays");
      expect(await at.getByText("wrong.txt").count()).toBe(0);

      const agreement = Buffer.from("%PDF-1.7 agreed");
      await choose(at, [{ name: "agreement.pdf", mimeType: "application/pdf", buffer: agreement }]);
      expect(await faults(at)).toEqual([]);
      await at.getByRole("button", { name: "Send it" }).first().click();
      await at.getByRole("button", { name: "Save agreement.pdf" }).waitFor();
      await circle.until(alice.page, "agreement.pdf");
      await alice.page.getByRole("button", { name: "Save agreement.pdf" }).click();
      expect(await faults(alice.page)).toEqual([]);
      const saved = await counsel.downloaded(alice.page, "Save it");
      expect(Buffer.from(saved.bytes)).toEqual(agreement);
    },
    patience,
  );

  test(
    "two who said yes have a room, and talk under the names they choose",
    async () => {
      // Whichever of the two counsel told to begin has to look first.
      await Promise.all([alice, bob].map((one) => circle.until(one.page, "Go to the room")));
      for (const [{ page: at }, called] of [
        [alice, "Ada"],
        [bob, "Ben"],
      ] as const) {
        await circle.comeIn(at, called);
      }
      await circle.say(alice.page, "I thought I was the only one.");
      await bob.page.getByText("I thought I was the only one.").waitFor();
      await bob.page.getByText("Ada", { exact: true }).waitFor();
      expect(await faults(alice.page)).toEqual([]);
    },
    patience,
  );

  test(
    "counsel is in their room only while all of them want it, and reads nothing from before",
    async () => {
      const wanted = "Counsel may be in this room";
      const { page: at } = desk;
      await counselLooks();
      await at.getByText("You are in only while all of them want it", { exact: false }).waitFor();
      await alice.page.getByLabel(wanted).check();
      await bob.page.getByLabel(wanted).check();
      await at.getByText("All of them want you here.", { exact: false }).waitFor({ timeout: 60_000 });
      await circle.say(alice.page, "Now counsel can read along.");
      await at.getByText("Now counsel can read along.").waitFor();
      expect(await at.getByText("I thought I was the only one.").count()).toBe(0);
      await at.getByRole("listitem").filter({ hasText: "Ada" }).waitFor();
      await circle.say(at, "I am glad that you let me in.");
      await bob.page.getByText("I am glad that you let me in.").waitFor();
      await bob.page
        .getByRole("listitem")
        .filter({ hasText: /^Counsel$/ })
        .waitFor();
      expect(await faults(at)).toEqual([]);

      await bob.page.getByLabel(wanted).uncheck();
      await at.getByText("You are in only while all of them want it", { exact: false }).waitFor({ timeout: 60_000 });
      await circle.say(alice.page, "Among ourselves again.");
      await bob.page.getByText("Among ourselves again.").waitFor();
      expect(await at.getByText("Among ourselves again.").count()).toBe(0);

      // Asked again, counsel comes in anew: what was said meanwhile stays among them.
      await bob.page.getByLabel(wanted).check();
      await at.getByText("All of them want you here.", { exact: false }).waitFor({ timeout: 60_000 });
      expect(await at.getByText("Among ourselves again.").count()).toBe(0);
      expect(desk.refused).toEqual([]);
    },
    patience,
  );

  test(
    "they write one text, sign exactly it, and publish a page that proves itself",
    async () => {
      for (const { page: at } of [alice, bob]) await at.getByText("Speaking together", { exact: true }).click();
      await alice.page.getByLabel("The title").fill("What we say together");
      await alice.page.getByLabel("Your part").fill("Half a sen");
      await circle.say(bob.page, "Take your time.");
      await alice.page.getByText("Take your time.").waitFor(); // news has come, and took nothing of what is being typed
      expect(await alice.page.getByLabel("The title").inputValue()).toBe("What we say together");
      expect(await alice.page.getByLabel("Your part").inputValue()).toBe("Half a sen");
      await alice.page.getByLabel("Your part").fill("In May, after the rehearsal. Write to ada@example.org.");
      await alice.page.getByText("an e-mail address: ada@example.org").waitFor();
      await alice.page.getByRole("button", { name: "Keep it" }).first().click();
      await alice.page.getByText("Kept. The others see it now.").waitFor();
      await bob.page.getByText("In May, after the rehearsal.", { exact: false }).first().waitFor();
      await bob.page.getByLabel("Your part").fill("Years before, elsewhere.");
      await bob.page.getByRole("button", { name: "Keep it" }).first().click();
      await bob.page.getByText("Kept. The others see it now.").waitFor();
      await alice.page.getByText("Years before, elsewhere.").waitFor();
      await bob.page.getByLabel("Your part").fill("Years before.");
      await bob.page.getByRole("button", { name: "Keep it" }).first().click();
      await bob.page.getByText("Earlier versions", { exact: true }).click();
      expect(await faults(bob.page)).toEqual([]);
      await bob.page.getByRole("button", { name: "Put this into my part again" }).click();
      expect(await bob.page.getByLabel("Your part").inputValue()).toBe("Years before, elsewhere.");
      await bob.page.getByRole("button", { name: "Keep it" }).first().click();
      await alice.page.getByText("Earlier versions", { exact: true }).click();
      await alice.page.getByText("Years before.", { exact: true }).waitFor();

      await alice.page.getByRole("button", { name: "I sign exactly these words" }).click();
      await bob.page.getByText("Ada has signed these words.").waitFor();
      await bob.page.getByRole("button", { name: "I sign exactly these words" }).click();
      await alice.page.getByText("Ben has signed these words.").waitFor();
      expect(await faults(alice.page)).toEqual([]);
      const address = await circle.publishedAt(alice.page);
      published = address;
      page = await (await fetch(address)).text();
      expect(page).toContain("All these accounts were sealed before any of them was opened.");

      const publication = openPage(utf8(page));
      const [group, signer] = [await sodiumGroup(), await sodiumSigner()];
      const facts = await verifyPublication({ group, signer, timeStamps }, publication);
      expect(facts.text.parts.map(({ name, text }) => [name, text]).sort()).toEqual([
        ["Ada", "In May, after the rehearsal. Write to ada@example.org."],
        ["Ben", "Years before, elsewhere."],
      ]);
      const kit = new Uint8Array(await (await fetch(`${address}/press-kit.zip`)).arrayBuffer());
      const paper = (one: Publication) => publicationPaper(one, face);
      const found = await judgeAll({ group, signer, timeStamps }, [{ name: "kit", bytes: kit }], { paper });
      expect(found.map(({ result }) => result)).toEqual(["proven", "covered", "proven", "covered"]);
      expect(() => openPage(utf8(page.replace("Years before,", "Years before")))).toThrow(
        "something in it was changed",
      );
    },
    patience,
  );

  test(
    "what they published can be corrected by them, and each can take their own part back, never in silence",
    async () => {
      const [a, b] = [alice.page, bob.page];
      for (const at of [a, b]) await at.getByRole("heading", { name: "What you have published" }).waitFor();
      await a.getByLabel("The title").fill("What we say, corrected");
      await a.getByRole("button", { name: "Keep it" }).first().click();
      await a.getByText("Kept. The others see it now.").waitFor();
      await expect
        .poll(() => b.getByLabel("The title").inputValue(), { timeout: 60_000 })
        .toBe("What we say, corrected");
      for (const [at, called] of [
        [a, "Ada"],
        [b, "Ben"],
      ] as const) {
        await at.getByRole("button", { name: "I sign exactly these words" }).click();
        await at.getByText(`${called} has signed these words.`).waitFor();
      }
      const second = await circle.publishedAt(b);
      const first = await (await fetch(published)).text();
      expect(first).toContain("have corrected this statement");
      expect(first).toContain(second.replace(url(), ""));
      await b.getByText("It was corrected since", { exact: false }).waitFor();

      await b.getByRole("button", { name: "Take my part back" }).first().click();
      expect(await faults(b)).toEqual([]);
      await b.getByRole("dialog").getByRole("button", { name: "Take my part back" }).click();
      await b.getByText("You have taken your part back.", { exact: false }).waitFor();
      expect(await (await fetch(second)).text()).toContain("Ben has taken their part of this statement back.");
    },
    patience,
  );

  test(
    "one who leaves reads nothing more, and nobody's page asked anyone but the board",
    async () => {
      await circle.leave(bob.page);
      await circle.say(alice.page, "After Ben went.");
      await alice.page.getByText("After Ben went.").waitFor();
      expect(await bob.page.getByText("After Ben went.").count()).toBe(0);
      for (const one of [desk, alice, bob, carol]) {
        expect(one.refused).toEqual([]);
        expect(one.strangers).toEqual([]);
      }
    },
    patience,
  );
});
