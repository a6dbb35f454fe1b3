/** What every trustee enforces for itself, and authors of ill will who try to make the trustees disagree. */
import { afterEach, describe, expect, test } from "vitest";
import { toHex } from "../../src/core/bytes/bytes.ts";
import { openEnvelope, signEnvelope } from "../../src/core/protocol/record.ts";
import type { SealedRecord } from "../../src/core/protocol/seal.ts";
import { ageSealer } from "../../src/edge/shared/age.ts";
import { alice, author, bob, carol, type TestAuthor } from "../actors.ts";
import { texts } from "./story-desk.ts";
import { Story, type StoryOptions } from "./world.ts";

const dave = author("dave");
const mallory = author("mallory");
const about = (value: string) => [{ type: "email", value }] as const;

let story: Story;
afterEach(() => story.close());

async function begin(options: StoryOptions, ...people: TestAuthor[]): Promise<void> {
  story = await Story.begin(options);
  for (const person of people) await story.enrol(person);
}

/** The same record with its header sealed to these trustees only. */
async function sealedOnlyTo(trustees: readonly number[], by: TestAuthor, sealed: SealedRecord): Promise<SealedRecord> {
  const { escrow, signer, trustees: all } = story.world;
  const { signature: _, ...said } = openEnvelope(signer, escrow, sealed.envelope);
  const signedHeader = (await ageSealer.open(said.header, all[0]?.identity ?? "")) as Uint8Array;
  const recipients = trustees.map((index) => escrow.charter.trustees[index - 1]?.recipient ?? "");
  const header = await ageSealer.seal(signedHeader, recipients);
  return { ...sealed, envelope: signEnvelope(signer, { ...said, header }, by.seed) };
}

async function expectNobodyWaits(): Promise<void> {
  for (const state of (await story.states()) as { waitingEntries: unknown[]; contributions: unknown[] }[]) {
    expect(state).toMatchObject({ waitingEntries: [], contributions: [] });
  }
}

const refusals = (record: Uint8Array) =>
  story.trustees.map(({ notices }) => notices.filter((one) => one.record === toHex(record)).map(({ rule }) => rule));

test("more authors than credentials that the registrar logged are refused by every trustee", async () => {
  await begin({}, alice);
  await story.seal(alice, about("r@example.org"));
  const minted = await story.seal(bob, about("r@example.org"));
  await story.settle();
  expect(refusals(minted.record)).toEqual([["issuance"], ["issuance"], ["issuance"]]);
  expect(texts(await story.desk())).toEqual([]);
  await expectNobodyWaits();
});

test("more slots a year than the charter allows are refused by every trustee, until a year has gone by", async () => {
  await begin({ slotsPerYear: 8 }, alice, bob);
  for (const name of ["a", "b"]) await story.seal(alice, about(`${name}@example.org`));
  const third = await story.prepare(alice, about("c@example.org"));
  await expect(story.send(third)).rejects.toMatchObject({ rule: "quota" });
  await story.slipIn(third);
  await story.settle();
  expect(refusals(third.record)).toEqual([["quota"], ["quota"], ["quota"]]);
  story.clock.advanceHours(366 * 24);
  await story.seal(alice, about("d@example.org"));
  await story.seal(bob, about("d@example.org"));
  await story.settle();
  expect(texts(await story.desk())).toHaveLength(2);
});

test("more records a year than the charter allows are refused, by the board and by every trustee", async () => {
  await begin({ recordsPerYear: 2 }, alice);
  for (const name of ["a", "b"]) await story.seal(alice, about(`${name}@example.org`));
  const third = await story.prepare(alice, about("c@example.org"));
  await expect(story.send(third)).rejects.toMatchObject({ rule: "quota" });
  await story.slipIn(third);
  await story.settle();
  expect(refusals(third.record)).toEqual([["quota"], ["quota"], ["quota"]]);
});

test("a false credential and a counsel that nobody admitted are refused by every trustee", async () => {
  await begin({}, alice, bob);
  const sealed = await story.prepare(alice, about("r@example.org"), {
    change: { counsel: [{ id: new Uint8Array(16).fill(1), card: story.world.counsel.card }] },
  });
  await story.send(sealed);
  await story.settle();
  expect(refusals(sealed.record)).toEqual([["counsel-unknown"], ["counsel-unknown"], ["counsel-unknown"]]);
  const credential = { prefix: new Uint8Array(32), signature: new Uint8Array(256) };
  await expect(story.seal(bob, about("r@example.org"), { change: { credential } })).rejects.toMatchObject({
    rule: "credential",
  });
});

test("a trustee that slept through a withdrawal accepts what the others refuse, is told, and goes on", async () => {
  await begin({ recordsPerYear: 1 }, alice, bob, carol);
  story.trustee(3).away = true;
  const first = await story.seal(alice, about("a@example.org"));
  await story.settle();
  await story.withdraw(alice, first);
  await story.settle(); // erased: trustee 3 will never know that alice's year is used up
  await story.slipIn(await story.prepare(alice, about("b@example.org")));
  for (const person of [bob, carol]) await story.seal(person, about("r@example.org"));
  story.trustee(3).away = false;
  await story.settle();
  await expectNobodyWaits();
  story.trustee(1).away = true;
  expect(story.trustee(3).notices).toContainEqual(expect.objectContaining({ rule: "refused-by-others" }));
  expect(texts(await story.desk())).toEqual(["bob tells what happened", "carol tells what happened"]);
});

describe("a header that is not sealed to every trustee", () => {
  test("is passed on, and all admit the record to the same state", async () => {
    await begin({}, alice, bob);
    await story.send(await sealedOnlyTo([2], alice, await story.prepare(alice, about("r@example.org"))));
    await story.settle();
    await story.seal(bob, about("r@example.org"));
    await story.settle();
    expect(texts(await story.desk())).toHaveLength(2);
    await expectNobodyWaits();
    const [first, ...others] = await story.states();
    for (const other of others) expect(other).toEqual(first);
  });

  test("and that nobody can read stops nobody", async () => {
    await begin({}, mallory, alice, bob);
    const sealed = await story.prepare(mallory, about("r@example.org"));
    const { escrow, signer } = story.world;
    const { signature: _, ...said } = openEnvelope(signer, escrow, sealed.envelope);
    await story.send({
      ...sealed,
      envelope: signEnvelope(signer, { ...said, header: new Uint8Array(300) }, mallory.seed),
    });
    for (const person of [alice, bob]) await story.seal(person, about("r@example.org"));
    await story.settle();
    expect(texts(await story.desk())).toEqual(["alice tells what happened", "bob tells what happened"]);
  });

  test("and is taken back before it was passed on, is never admitted", async () => {
    await begin({}, alice, bob);
    const sealed = await sealedOnlyTo([2], alice, await story.prepare(alice, about("r@example.org")));
    story.trustee(2).away = true;
    await story.send(sealed);
    await story.settle();
    story.trustee(2).away = false;
    await story.withdraw(alice, sealed);
    await story.seal(bob, about("r@example.org"));
    await story.settle();
    expect(await story.answers(sealed)).toEqual(["erased", "erased", "erased"]);
    expect(texts(await story.desk())).toEqual([]);
    for (const { database } of story.trustees) {
      const tags = await database.selectFrom("tags").select("record").where("record", "=", sealed.record).execute();
      expect(tags).toEqual([]);
    }
  });

  test("and so makes one trustee admit what the others refuse, stops neither that trustee nor anybody's match", async () => {
    await begin({ slotsPerYear: 8 }, mallory, alice, bob, carol, dave);
    // Trustee 1 alone can read the first. Were only readable ones counted, the others would count otherwise.
    await story.slipIn(await sealedOnlyTo([1], mallory, await story.prepare(mallory, about("a@example.org"))));
    for (const name of ["b", "c"]) await story.slipIn(await story.prepare(mallory, about(`${name}@example.org`)));
    for (const person of [alice, bob]) await story.seal(person, about("r@example.org"));
    await story.settle();
    await expectNobodyWaits();
    expect(texts(await story.desk())).toEqual(["alice tells what happened", "bob tells what happened"]);
    // Trustee 1 must be of use to a later case as well, when another is away.
    story.trustee(2).away = true;
    for (const person of [carol, dave]) await story.seal(person, about("other@example.org"));
    await story.settle();
    expect(texts(await story.desk())).toHaveLength(4);
  });

  test("does not spoil the contributions to other people's records that travel with it", async () => {
    await begin({ slotsPerYear: 8 }, mallory, alice, bob);
    story.trustee(3).away = true;
    await story.slipIn(await sealedOnlyTo([1], mallory, await story.prepare(mallory, about("a@example.org"))));
    for (const name of ["b", "c"]) await story.slipIn(await story.prepare(mallory, about(`${name}@example.org`)));
    for (const person of [alice, bob]) await story.seal(person, about("r@example.org"));
    await story.settle();
    expect(texts(await story.desk())).toHaveLength(2);
  });
});

test("two records whose slots cancel to nothing do not stop the log", async () => {
  await begin({}, alice, bob);
  await story.seal(alice, about("r@example.org"));
  await expect(story.send(await story.prepare(alice, about("r@example.org")))).resolves.toBeGreaterThan(0);
  await story.seal(bob, about("r@example.org"));
  await story.settle();
  expect(texts(await story.desk())).toHaveLength(3);
});
