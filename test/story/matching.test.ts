/** People who do not know of one another name the same person, and what each of them asked for is what happens. */
import { afterEach, describe, expect, test } from "vitest";
import { toHex } from "../../src/core/bytes/bytes.ts";
import { alice, author, bob, carol } from "../actors.ts";
import { texts } from "./story-desk.ts";
import { Story } from "./world.ts";

const dave = author("dave");
const erin = author("erin");
const email = (value: string) => ({ type: "email", value }) as const;
const instagram = (value: string) => ({ type: "instagram", value }) as const;

let story: Story;
afterEach(async () => {
  await expectOneState(story);
  await story.close();
});

/** All trustees know the same, and nobody has anything left to do. */
async function expectOneState(told: Story): Promise<void> {
  const [first, ...others] = await told.states();
  for (const other of others) expect(other).toEqual(first);
  expect(first).toMatchObject({ contributions: [], waitingEntries: [], parcels: [] });
}

async function enrolled(...people: (typeof alice)[]): Promise<void> {
  for (const person of people) await story.enrol(person);
}

test("two who spell the same address differently match, and counsel reads both accounts apart", async () => {
  story = await Story.begin();
  await enrolled(alice, bob, carol);
  await story.seal(alice, [email("Respondent@Example.org")]);
  await story.settle();
  expect((await story.desk()).cases).toHaveLength(0);
  await story.seal(carol, [email("somebody.else@example.org")]);
  await story.seal(bob, [instagram("@bob_knows"), email(" respondent@EXAMPLE.ORG ")]);
  await story.settle();
  const desk = await story.desk();
  expect(desk.faults).toEqual([]);
  expect(desk.cases).toHaveLength(1);
  expect(texts(desk)).toEqual(["alice tells what happened", "bob tells what happened"]);
  expect(desk.opened[0]?.map(({ who }) => who?.description)).toEqual(["alice's description", "bob's description"]);
});

describe("the author's own number", () => {
  test("one who asked for four waits for four; those who asked for two do not wait for them", async () => {
    story = await Story.begin();
    await enrolled(alice, bob, carol, dave);
    await story.seal(alice, [email("r@example.org")], { quorum: 4 });
    await story.seal(bob, [email("r@example.org")], { quorum: 2 });
    await story.settle();
    expect(texts(await story.desk())).toEqual([]); // alice is not content with two, so bob is alone
    await story.seal(carol, [email("r@example.org")], { quorum: 2 });
    await story.settle();
    expect(texts(await story.desk())).toEqual(["bob tells what happened", "carol tells what happened"]);
    await story.seal(dave, [email("r@example.org")], { quorum: 4 });
    await story.settle();
    const desk = await story.desk();
    expect(texts(desk)).toHaveLength(4);
    expect(desk.cases).toHaveLength(1);
  });

  test("whoever joins later opens as soon as the rule covers them", async () => {
    story = await Story.begin();
    await enrolled(alice, bob, carol);
    for (const person of [alice, bob]) await story.seal(person, [email("r@example.org")]);
    await story.settle();
    expect(texts(await story.desk())).toHaveLength(2);
    await story.seal(carol, [email("r@example.org")], { quorum: 3 });
    await story.settle();
    expect(texts(await story.desk())).toEqual([
      "alice tells what happened",
      "bob tells what happened",
      "carol tells what happened",
    ]);
  });

  test("one author who seals twice counts once", async () => {
    story = await Story.begin();
    await enrolled(alice, bob);
    await story.seal(alice, [email("r@example.org")]);
    await story.seal(alice, [email("r@example.org")], { text: "alice again" });
    await story.settle();
    expect(texts(await story.desk())).toEqual([]);
    await story.seal(bob, [email("r@example.org")]);
    await story.settle();
    expect(texts(await story.desk()).sort()).toEqual([
      "alice again",
      "alice tells what happened",
      "bob tells what happened",
    ]);
  });
});

test("two counsel each read their own authors' accounts and no other, and each can find the other", async () => {
  story = await Story.begin();
  const second = await story.addCounsel();
  const [first] = story.counsel;
  await enrolled(alice, bob, carol);
  const ofAlice = await story.seal(alice, [email("r@example.org")]);
  const ofBob = await story.seal(bob, [email("r@example.org")], { counsel: [second] });
  await story.settle();
  expect(texts(await story.desk(first))).toEqual(["alice tells what happened"]);
  const theirs = await story.desk(second);
  expect(texts(theirs)).toEqual(["bob tells what happened"]);
  const companions = theirs.cases[0]?.matters[0]?.companions;
  expect(companions?.get(toHex(ofAlice.record))).toEqual([toHex(first?.id as Uint8Array)]);
  expect(companions?.get(toHex(ofBob.record))).toEqual([toHex(second.id)]);
});

test("cases that share a record are one case to counsel", async () => {
  story = await Story.begin();
  await enrolled(alice, bob, carol);
  await story.seal(alice, [email("r@example.org")]);
  await story.seal(bob, [instagram("the_respondent")]);
  await story.settle();
  expect((await story.desk()).cases).toHaveLength(0);
  await story.seal(carol, [email("r@example.org"), instagram("@The_Respondent")]);
  await story.settle();
  const desk = await story.desk();
  expect(desk.cases).toHaveLength(1);
  expect(desk.cases[0]?.matters).toHaveLength(2);
  expect(texts(desk)).toHaveLength(3);
});

test("three of five: the escrow goes on while two trustees are away, and they catch up to the same state", async () => {
  story = await Story.begin({ trustees: 5, threshold: 3 });
  await enrolled(alice, bob, carol, erin);
  for (const index of [2, 5]) story.trustee(index).away = true;
  for (const person of [alice, bob]) await story.seal(person, [email("r@example.org")]);
  await story.settle();
  expect(texts(await story.desk())).toHaveLength(2);
  await story.seal(carol, [email("r@example.org")]);
  for (const index of [2, 5]) story.trustee(index).away = false;
  story.clock.advanceHours(30);
  await story.settle();
  expect(texts(await story.desk())).toHaveLength(3);
});
