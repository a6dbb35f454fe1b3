/** Counsel that is bound to the respondent must not read first and pass on later, nor speak where another reads. */
import { afterEach, expect, test } from "vitest";
import { alice, bob, carol, type TestCounsel } from "../actors.ts";
import { texts } from "../story/story-desk.ts";
import { Story } from "../story/world.ts";

const strong = [{ type: "email", value: "r@example.org" }] as const;
const weak = [{ type: "name", value: "Robin Respondent", org: "Example Works" }] as const;

let story: Story;
let first: TestCounsel;
let second: TestCounsel;
afterEach(() => story.close());

async function begin(): Promise<void> {
  story = await Story.begin();
  for (const person of [alice, bob, carol]) await story.enrol(person);
  first = story.counsel[0] as TestCounsel;
  second = await story.addCounsel();
}

const caseAt = async (counsel: TestCounsel) => (await story.desk(counsel)).cases[0]?.matters[0]?.caseId ?? "";
const shares = async (counsel: TestCounsel) =>
  (await story.desk(counsel)).cases.flatMap(({ records }) => records.map((record) => record.shares.account.size));

test("until the first reader is free, nobody has one share of an account; who steps back never gets any", async () => {
  await begin();
  await story.seal(alice, strong, { counsel: [first, second] });
  await story.seal(bob, strong, { counsel: [first, second] });
  await story.settle();
  expect((await story.desk(first)).opened.flat().map(({ who }) => who?.description)).toHaveLength(2);
  expect(await shares(first)).toEqual([0, 0]);
  expect((await story.desk(second)).cases).toEqual([]);
  await story.stance(first, await caseAt(first), "recused");
  await story.settle();
  expect(await shares(first)).toEqual([0, 0]);
  expect(texts(await story.desk(second))).toEqual(["alice tells what happened", "bob tells what happened"]);
});

test("a reader that is free reads, and the next stays out", async () => {
  await begin();
  await story.seal(alice, strong, { counsel: [first, second] });
  await story.seal(bob, strong, { counsel: [first, second] });
  await story.settle();
  await story.stance(first, await caseAt(first), "clear");
  await story.settle();
  expect(texts(await story.desk(first))).toHaveLength(2);
  expect((await story.desk(second)).cases).toEqual([]);
});

test("who joins after a conflict was declared goes to the next at once", async () => {
  await begin();
  await story.seal(alice, strong, { counsel: [first, second] });
  await story.seal(bob, strong, { counsel: [first, second] });
  await story.settle();
  await story.stance(first, await caseAt(first), "recused");
  await story.seal(carol, strong, { counsel: [first, second] });
  await story.settle();
  expect(texts(await story.desk(second))).toHaveLength(3);
  expect((await story.desk(first)).cases[0]?.records).toHaveLength(2);
});

test("stepping back is final, and who stepped back has no say in a comparison", async () => {
  await begin();
  const ofAlice = await story.seal(alice, weak, { counsel: [first, second] });
  const ofBob = await story.seal(bob, weak, { counsel: [first, second] });
  await story.settle();
  const caseId = await caseAt(first);
  await story.stance(first, caseId, "recused");
  await story.stance(first, caseId, "clear");
  await story.verdict(first, caseId, ofAlice, [ofBob]);
  await story.verdict(first, caseId, ofBob, [ofAlice]);
  await story.settle();
  expect(texts(await story.desk(first))).toEqual([]);
  expect(texts(await story.desk(second))).toEqual([]);
  await story.verdict(second, caseId, ofAlice, [ofBob]);
  await story.verdict(second, caseId, ofBob, [ofAlice]);
  await story.settle();
  expect(texts(await story.desk(second))).toHaveLength(2);
});

test("a counsel that is not the reader cannot free an account, nor speak for the one that is", async () => {
  await begin();
  await story.seal(alice, strong, { counsel: [first, second] });
  await story.seal(bob, strong, { counsel: [first, second] });
  await story.settle();
  const caseId = await caseAt(first);
  await story.stance(second, caseId, "clear");
  await story.stance({ ...first, seed: second.seed }, caseId, "recused");
  await story.settle();
  expect(await shares(first)).toEqual([0, 0]);
  expect((await story.desk(second)).cases).toEqual([]);
});

test("where nobody is left to read, a record goes on counting for the others", async () => {
  await begin();
  await story.seal(alice, strong, { counsel: [first] });
  await story.seal(bob, strong, { counsel: [first] });
  await story.settle();
  await story.stance(first, await caseAt(first), "recused");
  await story.seal(carol, strong, { counsel: [second], quorum: 3 });
  await story.settle();
  expect(texts(await story.desk(second))).toEqual(["carol tells what happened"]);
  expect((await story.desk(first)).cases[0]?.records).toHaveLength(2);
});

test("all trustees come to the same state", async () => {
  await begin();
  await story.seal(alice, strong, { counsel: [first, second] });
  await story.seal(bob, strong, { counsel: [second, first] });
  await story.settle();
  await story.stance(first, await caseAt(first), "recused");
  await story.settle();
  const [one, ...others] = await story.states();
  for (const other of others) expect(other).toEqual(one);
  expect(texts(await story.desk(second))).toHaveLength(2);
});
