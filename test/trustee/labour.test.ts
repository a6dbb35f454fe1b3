/** Work shared among processes of one trustee: whatever the others do or fail to do, it decides as one alone would. */
import { afterEach, expect, test } from "vitest";
import { encode } from "../../src/core/bytes/cbor.ts";
import { readJob } from "../../src/roles/trustee/jobs.ts";
import type { Labour } from "../../src/roles/trustee/labour.ts";
import { author } from "../actors.ts";
import { texts } from "../story/story-desk.ts";
import { Story } from "../story/world.ts";

const PAIRS = 20;
const email = (value: string) => ({ type: "email", value }) as const;

let story: Story;
afterEach(() => story.close());

/** Someone who helps the first two trustees, the third works alone: `change` is what they make of a result. */
function helper(change: (done: Uint8Array | undefined, count: number) => Uint8Array | undefined = (done) => done) {
  const kinds: string[] = [];
  let done = 0;
  const labour: Labour = {
    hands: async () => 1,
    async share(jobs, work) {
      const results = [];
      for (const job of jobs) {
        kinds.push(readJob(job).kind);
        const result = change(await work(job), kinds.length);
        if (result !== undefined) done += 1;
        results.push(result);
      }
      return results;
    },
  };
  return { kinds, done: () => done, labourFor: (index: number) => (index < 3 ? labour : undefined) };
}

/** So many pairs name somebody, a stranger without a credential in the log among them; then the trustees go to work. */
async function manyRecords(options: Parameters<typeof Story.begin>[0]): Promise<void> {
  story = await Story.begin(options);
  const people = Array.from({ length: 2 * PAIRS }, (_, i) => author(`person ${i}`));
  for (const one of people) await story.enrol(one);
  await story.settle();
  for (const [i, one] of people.entries()) await story.seal(one, [email(`r${i % PAIRS}@example.org`)]);
  await story.slipIn(await story.prepare(author("never enrolled"), [email("r0@example.org")]));
  await story.settle();
}

/** Those that were helped, and the one that worked alone, know the same; every pair opened and nothing else. */
async function expectAsAlone(): Promise<void> {
  const [first, ...others] = await story.states();
  for (const other of others) expect(first).toEqual(other);
  expect(first).toMatchObject({ contributions: [], waitingEntries: [], parcels: [] });
  const desk = await story.desk();
  expect(desk.faults).toEqual([]);
  expect(desk.cases).toHaveLength(PAIRS);
  expect(texts(desk)).toHaveLength(2 * PAIRS);
  const rules = (index: number) => story.trustee(index).notices.flatMap(({ rule }) => rule ?? []);
  for (const helped of [1, 2]) expect(rules(helped)).toEqual(rules(3));
  expect(rules(1)).toContain("issuance");
}

test("what others worked out is used, for headers, contributions and checks", async () => {
  const { kinds, done, labourFor } = helper();
  await manyRecords({ labourFor });
  await expectAsAlone();
  expect(new Set(kinds)).toEqual(new Set(["records", "check"]));
  expect(done()).toBe(kinds.length);
});

test("what they leave undone, or do in a form that is not known here, the leader does itself", async () => {
  const other = encode({ v: 2, headers: "of a later version" });
  const { kinds, labourFor } = helper((done, count) => [done, undefined, other][count % 3]);
  await manyRecords({ labourFor });
  await expectAsAlone();
  expect(kinds.length).toBeGreaterThan(3);
});

test("a contribution that does not hold is found out, and its sender named, as by one alone", async () => {
  const { labourFor } = helper();
  const cheat = (index: number, real: { k: Uint8Array }) =>
    index === 2 ? { ...real, k: real.k.map((byte, i) => (i === 0 ? byte ^ 1 : byte)) } : real;
  await manyRecords({ labourFor, secretsFor: cheat as never });
  const culprits = new Set(story.trustee(1).notices.map(({ culprit }) => culprit));
  expect(culprits).toContain("trustee 2");
  expect(texts(await story.desk())).toHaveLength(2 * PAIRS);
});
