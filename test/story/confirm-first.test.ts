/** A name with a workplace may be two people. Counsel compares the descriptions before any account opens. */
import { afterEach, expect, test } from "vitest";
import { alice, author, bob, carol, type TestAuthor, type TestCounsel } from "../actors.ts";
import { type StoryDesk, texts } from "./story-desk.ts";
import { Story } from "./world.ts";

const dave = author("dave");
const weak = [{ type: "name", value: "Robin Respondent", org: "Example Works" }] as const;

let story: Story;
afterEach(() => story.close());

async function begin(...people: TestAuthor[]): Promise<TestCounsel> {
  story = await Story.begin();
  for (const person of people) await story.enrol(person);
  return story.counsel[0] as TestCounsel;
}

const descriptions = ({ opened }: StoryDesk) => opened.flat().flatMap(({ who }) => (who ? [who.description] : []));
const onlyCase = (desk: StoryDesk): string => desk.cases[0]?.matters[0]?.caseId ?? "";

test("descriptions open first, and the accounts when counsel says that it is one person", async () => {
  const counsel = await begin(alice, bob);
  const ofAlice = await story.seal(alice, weak);
  const ofBob = await story.seal(bob, [{ type: "name", value: "robin  RESPONDENT", org: "Example Works" }]);
  await story.settle();
  const before = await story.desk();
  expect(descriptions(before)).toEqual(["alice's description", "bob's description"]);
  expect(texts(before)).toEqual([]);
  expect(before.cases[0]?.matters[0]?.confirmFirst).toBe(true);
  await story.verdict(counsel, onlyCase(before), ofAlice, [ofBob]);
  await story.settle();
  expect(texts(await story.desk())).toEqual(["alice tells what happened"]); // each record by a word about itself
  await story.verdict(counsel, onlyCase(before), ofBob, [ofAlice]);
  await story.settle();
  expect(texts(await story.desk())).toHaveLength(2);
});

test("different people: the accounts stay sealed, also when a third author comes", async () => {
  const counsel = await begin(alice, bob, carol);
  const ofAlice = await story.seal(alice, weak);
  const ofBob = await story.seal(bob, weak);
  await story.settle();
  const caseId = onlyCase(await story.desk());
  await story.verdict(counsel, caseId, ofAlice, [], [ofBob]);
  await story.verdict(counsel, caseId, ofBob, [], [ofAlice]);
  const ofCarol = await story.seal(carol, weak);
  await story.settle();
  expect(texts(await story.desk())).toEqual([]);
  await story.verdict(counsel, caseId, ofCarol, [ofAlice], [ofBob]);
  await story.verdict(counsel, caseId, ofAlice, [ofCarol], [ofBob]);
  await story.settle();
  expect(texts(await story.desk())).toEqual(["alice tells what happened", "carol tells what happened"]);
});

test("one who asked for three is not opened by a word about two", async () => {
  const counsel = await begin(alice, bob, carol);
  const ofAlice = await story.seal(alice, weak, { quorum: 3 });
  const ofBob = await story.seal(bob, weak);
  const ofCarol = await story.seal(carol, weak);
  await story.settle();
  const caseId = onlyCase(await story.desk());
  await story.verdict(counsel, caseId, ofAlice, [ofBob]);
  await story.settle();
  expect(texts(await story.desk())).toEqual([]);
  await story.verdict(counsel, caseId, ofAlice, [ofBob, ofCarol]);
  await story.settle();
  expect(texts(await story.desk())).toEqual(["alice tells what happened"]);
});

test("a counsel cannot open another counsel's record by its word", async () => {
  await begin(alice, bob, dave);
  const other = await story.addCounsel();
  const ofAlice = await story.seal(alice, weak);
  const ofBob = await story.seal(bob, weak, { counsel: [other] });
  await story.settle();
  const caseId = onlyCase(await story.desk(other));
  await story.verdict(other, caseId, ofAlice, [ofBob]);
  await story.settle();
  expect(texts(await story.desk())).toEqual([]);
  expect(texts(await story.desk(other))).toEqual([]);
});

test("a false match is stopped: no trustee released a share of an account, and counsel's desk never held one", async () => {
  const counsel = await begin(alice, bob);
  const ofAlice = await story.seal(alice, weak);
  const ofBob = await story.seal(bob, weak);
  await story.settle();
  const caseId = onlyCase(await story.desk());
  await story.verdict(counsel, caseId, ofAlice, [], [ofBob]);
  await story.verdict(counsel, caseId, ofBob, [], [ofAlice]);
  await story.settle();
  const { records } = (await story.desk()).cases[0] ?? { records: [] };
  expect(records.map(({ shares }) => shares.who.size > 0)).toEqual([true, true]);
  expect(records.map(({ shares }) => shares.account.size)).toEqual([0, 0]);
  for (const state of await story.states()) {
    const rows = (state as { records: { released: string }[] }).records;
    expect(rows.map(({ released }) => released)).toEqual(["who", "who"]);
  }
});
