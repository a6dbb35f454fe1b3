/**
 * The whole story with five invented people in browsers of their own, and two counsel. They spell one name in different
 * ways and ask for two, three or five; the first counsel has a conflict; one stays silent when asked to be connected, two
 * come late, one leaves before anything is published; the named person replies; and what was published proves itself.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as author from "./author.ts";
import * as circle from "./circle.ts";
import * as counsel from "./counsel.ts";
import { type Person, town } from "./escrow.ts";
import { faults } from "./faults.ts";

const { url, person, escrow } = town();
const patience = 420_000;
const ALL = ["alice", "bob", "carol", "dora", "erin"] as const;
type Name = (typeof ALL)[number];

/** How each names the respondent, for how many they wait, and what they tell. */
const PEOPLE: Readonly<Record<Name, { readonly name: string; readonly quorum: number; readonly words: string }>> = {
  alice: { name: "https://m.instagram.com/J.Doe/?hl=en", quorum: 2, words: "The corridor lights were on a timer." },
  bob: { name: "https://www.instagram.com/j.doe/", quorum: 2, words: "He closed the door of the rehearsal room." },
  carol: { name: "  https://instagram.com/J.DOE", quorum: 3, words: "It was after the reading." },
  dora: { name: "http://instagram.com/j.doe?igshid=1", quorum: 5, words: "I was told to wait in the car." },
  erin: { name: "https://www.instagram.com/J.doe", quorum: 2, words: "Years later, in another city." },
};
const here = new Map<Name | "first counsel" | "counsel", Person>();
const pageOf = (who: Name | "first counsel" | "counsel") => (here.get(who) as Person).page;
let address: string;

async function seal(who: Name): Promise<void> {
  const one = await person();
  here.set(who, one);
  const { name, quorum, words } = PEOPLE[who];
  await author.beginNotebook(one.page, url());
  await author.write(one.page, words);
  const reader = { counsel: "Bay Law Clinic", next: "Harbour Advocates" };
  await author.prepare(one.page, { names: [name], quorum, ...reader });
  await author.seal(one.page);
}

/** Counsel comes to the case anew, which hands on whatever is due. */
async function counselLooks(): Promise<void> {
  const page = pageOf("counsel");
  await page.reload();
  await counsel.unlock(page);
  await page.getByRole("heading", { name: "Connect them, if they want it" }).waitFor();
}

async function ask(words: string): Promise<void> {
  const page = pageOf("counsel");
  await page.getByLabel("What you write to each of them").fill(words);
  await page.getByRole("button", { name: "Ask those who were not asked yet" }).click();
  await page.getByText("Every author who can be written to has been asked.").waitFor();
}

async function accounts(): Promise<number> {
  return pageOf("counsel")
    .getByRole("heading", { name: /^Account \d/ })
    .count();
}

beforeAll(async () => {
  for (const [who, name] of [
    ["first counsel", "Bay Law Clinic"],
    ["counsel", "Harbour Advocates"],
  ] as const) {
    here.set(who, await person());
    await counsel.openDesk(pageOf(who), url(), name);
  }
}, patience);
afterAll(async () => {
  for (const one of here.values()) await one.close();
});

describe("five people", () => {
  test(
    "who name one person in different ways are read by the next counsel, when the first has a conflict",
    async () => {
      for (const who of ["alice", "bob", "carol"] as const) await seal(who);
      await escrow().settle();
      const first = pageOf("first counsel");
      await counsel.openCase(first, "J.Doe");
      await first.getByRole("button", { name: "There is a conflict" }).click();
      await first.getByText("Each account goes on, unread,", { exact: false }).waitFor();
      await escrow().settle();
      for (const { words } of Object.values(PEOPLE)) expect(await first.getByText(words).count()).toBe(0);

      const page = pageOf("counsel");
      await counsel.openCase(page, "J.Doe");
      await page.getByRole("button", { name: "No conflict: go on" }).click();
      await page.getByRole("heading", { name: "Connect them, if they want it" }).waitFor();
      expect(await accounts()).toBe(3);
    },
    patience,
  );

  test(
    "of whom three are asked and two say yes: they have a room, and nobody learns of the third",
    async () => {
      await ask("Do you wish to meet the others?");
      for (const who of ["alice", "bob", "carol"] as const) {
        await circle.letters(pageOf(who), url());
        await circle.until(pageOf(who), "Do you wish to meet the others?");
      }
      for (const who of ["alice", "bob"] as const) await circle.accept(pageOf(who));
      await counselLooks();
      await Promise.all([
        circle.until(pageOf("alice"), "Go to the room"),
        circle.until(pageOf("bob"), "Go to the room"),
      ]);
      await circle.comeIn(pageOf("alice"), "Ada");
      await circle.comeIn(pageOf("bob"), "Ben");
      await circle.say(pageOf("alice"), "I thought I was the only one.");
      await pageOf("bob").getByText("I thought I was the only one.").waitFor();
    },
    patience,
  );

  test(
    "two more come late: who waited for five is opened now, and both find the room",
    async () => {
      for (const who of ["dora", "erin"] as const) await seal(who);
      await escrow().settle();
      await counselLooks();
      await expect.poll(accounts, { timeout: 120_000 }).toBe(5);
      await ask("There is a room. Do you wish to come in?");
      for (const who of ["dora", "erin"] as const) {
        await circle.letters(pageOf(who), url());
        await circle.until(pageOf(who), "Do you wish to come in?");
        await circle.accept(pageOf(who));
      }
      await counselLooks();
      for (const [who, called] of [
        ["dora", "Dee"],
        ["erin", "Eve"],
      ] as const) {
        await circle.until(pageOf(who), "Go to the room");
        await circle.comeIn(pageOf(who), called);
      }
      await circle.say(pageOf("erin"), "I came late.");
      await pageOf("alice").getByText("I came late.").waitFor();
      expect(await pageOf("erin").getByText("I thought I was the only one.").count()).toBe(0);
    },
    patience,
  );

  test(
    "write together; one leaves and takes her part along; the reply stands as it was given; and they publish",
    async () => {
      const alice = pageOf("alice");
      await circle.speak(alice, "It was in May, after the rehearsal.", "What we say together");
      await circle.speak(pageOf("bob"), "Years before, elsewhere.");
      await circle.speak(pageOf("dora"), "I take this with me when I go.");
      await circle.speak(pageOf("erin"), "I came late, and say the same.");
      await alice.getByText("I take this with me when I go.").waitFor();
      await circle.leave(pageOf("dora"));
      await alice.getByText("I take this with me when I go.").waitFor({ state: "detached" });

      await alice.getByText("The right of reply", { exact: true }).click();
      await alice.getByLabel("Your letter to them").fill("We ask you to answer.");
      await alice.getByLabel("When it was sent").fill("2026-10-01");
      await alice.getByLabel("Until when they can answer").fill("2026-10-15");
      await alice.getByLabel("Their answer, word for word").fill("I remember it otherwise.");
      await alice.getByLabel("When it came").fill("2026-10-12");
      const reply = alice.locator("form", { has: alice.getByLabel("Your letter to them") });
      await reply.getByRole("button", { name: "Keep it" }).click();
      await reply.getByText("Kept. The others see it now.").waitFor();
      await expect
        .poll(() => pageOf("erin").getByLabel("When it came").inputValue(), { timeout: 120_000 })
        .toBe("2026-10-12");
      await expect
        .poll(() => pageOf("bob").getByLabel("When it came").inputValue(), { timeout: 120_000 })
        .toBe("2026-10-12");

      for (const [who, called] of [
        ["alice", "Ada"],
        ["bob", "Ben"],
        ["erin", "Eve"],
      ] as const) {
        await pageOf(who).getByRole("button", { name: "I sign exactly these words" }).click();
        await pageOf(who).getByText(`${called} has signed these words.`).waitFor();
      }
      address = await circle.publishedAt(alice);
      expect(await faults(alice)).toEqual([]);
    },
    patience,
  );

  test(
    "what they published reads well, is checked without a connection, and a changed comma is found",
    async () => {
      const html = await (await fetch(address)).text();
      const reader = await person();
      const { page } = reader;
      await page.goto(address);
      expect(await faults(page)).toEqual([]);
      for (const text of ["Ada", "Ben", "Eve", "It was in May,", "I remember it otherwise.", "12 October 2026"])
        expect(html).toContain(text);
      for (const text of ["Dee", "I take this with me", "Carol", PEOPLE.carol.words]) expect(html).not.toContain(text);

      await page.goto(`${url()}/verify`);
      await page.getByLabel("Files").waitFor();
      await page.context().setOffline(true);
      const file = (name: string, text: string) => ({ name, mimeType: "text/html", buffer: Buffer.from(text) });
      await page.getByLabel("Files").setInputFiles(file("statement.html", html));
      await page.getByRole("heading", { name: "statement.html holds" }).waitFor();
      await page.getByText("not a comma has changed", { exact: false }).waitFor();
      await page.getByLabel("Files").setInputFiles(file("changed.html", html.replace("in May,", "in May")));
      await page.getByRole("heading", { name: "changed.html does not hold" }).waitFor();
      await page.context().setOffline(false);
      for (const one of [reader, ...here.values()]) {
        expect(one.refused).toEqual([]);
        expect(one.strangers).toEqual([]);
      }
      await reader.close();
    },
    patience,
  );
});
