/** Taking back: in time, too late, in between; and what is left of a record afterwards, which must be nothing. */
import { afterEach, describe, expect, test } from "vitest";
import { toHex } from "../../src/core/bytes/bytes.ts";
import { openEnvelope, readHeader } from "../../src/core/protocol/record.ts";
import type { SealedRecord } from "../../src/core/protocol/seal.ts";
import { ageSealer } from "../../src/edge/shared/age.ts";
import { alice, author, bob, carol } from "../actors.ts";
import { texts } from "./story-desk.ts";
import { hexOf, Story } from "./world.ts";

const dave = author("dave");
const named = [{ type: "email", value: "r@example.org" }] as const;
const weak = [{ type: "name", value: "Robin Respondent", org: "Example Works" }] as const;

let story: Story;
afterEach(() => story.close());

async function begin(...people: (typeof alice)[]): Promise<void> {
  story = await Story.begin();
  for (const person of people) await story.enrol(person);
}

/** What of a record may be left nowhere: its signed header, its points, the sealed header of the envelope. */
async function traces({ envelope }: SealedRecord): Promise<string[]> {
  const { escrow, signer, trustees } = story.world;
  const said = openEnvelope(signer, escrow, envelope);
  const signed = (await ageSealer.open(said.header, trustees[0]?.identity ?? "")) as Uint8Array;
  const { slots, who, account } = readHeader(signed);
  return [
    toHex(signed),
    toHex(said.header),
    ...slots.flatMap(({ anchor, blinded }) => [toHex(anchor), toHex(blinded)]),
    toHex(who.point),
    toHex(account.point),
  ];
}

async function expectNothingLeft(sealed: SealedRecord, tags: readonly string[] = []): Promise<void> {
  const looked = [...(await traces(sealed)), ...tags];
  for (const trustee of story.trustees) {
    const dump = await story.dump(trustee);
    for (const trace of looked)
      expect(dump.includes(trace), `trustee ${trustee.index} kept ${trace.slice(0, 16)}…`).toBe(false);
  }
}

async function onBoard(sealed: SealedRecord): Promise<{ who: boolean; account: boolean; entry: boolean }> {
  const id = toHex(sealed.record);
  return story.boardStore.transaction(async (tables) => {
    const { position = 0 } = (await tables.record(id)) ?? {};
    const [entry] = await tables.entries(position, 1);
    const part = async (name: "who" | "account") => (await tables.part(id, name)) !== undefined;
    return { who: await part("who"), account: await part("account"), entry: entry?.bytes !== null };
  });
}

const GONE = { who: false, account: false, entry: false };
const THERE = { who: true, account: true, entry: true };

test("in time: no trace at any trustee nor at the board, and the other author's record stays sealed", async () => {
  await begin(alice, bob);
  const sealed = await story.seal(alice, named);
  await story.settle();
  const [before] = (await story.states()) as [{ tags: { tag: string; case_id: string; salt: string }[] }];
  const tags = before.tags.flatMap(({ tag, case_id, salt }) => [tag, case_id, salt]);
  expect(tags.length).toBeGreaterThan(0);
  await story.withdraw(alice, sealed);
  await story.settle();
  expect(await story.answers(sealed)).toEqual(["erased", "erased", "erased"]);
  await expectNothingLeft(sealed, tags);
  expect(await onBoard(sealed)).toEqual(GONE);
  await story.seal(bob, named);
  await story.settle();
  expect(texts(await story.desk())).toEqual([]);
  const [first, ...others] = await story.states();
  for (const other of others) expect(other).toEqual(first);
});

test("too late: it has opened, the author is told, and nothing is erased", async () => {
  await begin(alice, bob);
  const sealed = await story.seal(alice, named);
  await story.seal(bob, named);
  await story.settle();
  await story.withdraw(alice, sealed);
  await story.settle();
  expect(await story.answers(sealed)).toEqual(["too-late", "too-late", "too-late"]);
  expect(await onBoard(sealed)).toEqual(THERE);
  expect(texts(await story.desk())).toHaveLength(2);
});

test("the order in the log decides, even when trustees see quorum and withdrawal at once", async () => {
  await begin(alice, bob, carol, dave);
  const first = await story.seal(alice, named);
  await story.withdraw(alice, first);
  await story.seal(bob, named);
  await story.settle();
  expect(await story.answers(first)).toEqual(["erased", "erased", "erased"]);
  expect(texts(await story.desk())).toEqual([]);
  const other = [{ type: "email", value: "other@example.org" }] as const;
  const late = await story.seal(carol, other);
  await story.seal(dave, other);
  await story.withdraw(carol, late);
  await story.settle();
  expect(await story.answers(late)).toEqual(["too-late", "too-late", "too-late"]);
  expect(texts(await story.desk())).toHaveLength(2);
});

test("partly open: counsel has read the description, the account stays sealed and is erased", async () => {
  await begin(alice, bob);
  const sealed = await story.seal(alice, weak);
  await story.seal(bob, weak);
  await story.settle();
  await story.withdraw(alice, sealed);
  await story.settle();
  expect(await story.answers(sealed)).toEqual(["partly-open", "partly-open", "partly-open"]);
  await expectNothingLeft(sealed);
  expect(await onBoard(sealed)).toEqual(GONE);
});

test("nobody else can take a record back", async () => {
  await begin(alice, bob);
  const sealed = await story.seal(alice, named);
  await expect(story.withdraw(bob, sealed)).rejects.toMatchObject({ rule: "withdrawal-author" });
  await story.settle();
  expect(await onBoard(sealed)).toEqual(THERE);
});

test("a second withdrawal is the first one", async () => {
  await begin(alice);
  const sealed = await story.seal(alice, named);
  await story.withdraw(alice, sealed);
  await story.settle();
  expect(await story.answers(sealed)).toEqual(["erased", "erased", "erased"]);
  const size = await story.boardStore.transaction((tables) => tables.size());
  await story.withdraw(alice, sealed);
  await story.settle();
  expect(await story.boardStore.transaction((tables) => tables.size())).toBe(size);
});

describe("replacing", () => {
  test("the new record counts, the old one is gone", async () => {
    await begin(alice, bob);
    const old = await story.seal(alice, named, { text: "first version" });
    await story.settle();
    await story.seal(alice, named, { replaces: old, text: "second version" });
    await story.settle();
    await expectNothingLeft(old);
    expect(await onBoard(old)).toEqual(GONE);
    await story.seal(bob, named);
    await story.settle();
    expect(texts(await story.desk())).toEqual(["second version", "bob tells what happened"]);
  });

  test("nobody can replace another author's record", async () => {
    await begin(alice, bob);
    const old = await story.seal(alice, named);
    const bad = await story.seal(bob, named, { replaces: old });
    await story.settle();
    for (const { notices } of story.trustees)
      expect(notices).toContainEqual(
        expect.objectContaining({ event: "record refused", rule: "replaces", record: toHex(bad.record) }),
      );
    expect(await onBoard(old)).toEqual(THERE);
    expect(texts(await story.desk())).toEqual([]);
  });
});

test("a trustee that comes back after the erasure never sees what was withdrawn, and goes on with the rest", async () => {
  await begin(alice, bob, carol);
  story.trustee(3).away = true;
  const sealed = await story.seal(alice, named, { text: "alice's secret" });
  await story.settle();
  await story.withdraw(alice, sealed);
  await story.settle();
  expect(await onBoard(sealed)).toEqual(GONE);
  await story.seal(bob, named);
  await story.seal(carol, named);
  story.trustee(3).away = false;
  await story.settle();
  expect(texts(await story.desk())).toEqual(["bob tells what happened", "carol tells what happened"]);
  const [, , third] = (await story.states()) as { waitingEntries: unknown[]; contributions: unknown[] }[];
  expect(third).toMatchObject({ waitingEntries: [], contributions: [] });
  await expectNothingLeft(sealed);
  expect((await story.dump(story.trustee(3))).includes(hexOf("alice's secret"))).toBe(false);
});

test("a record that trustees refused can be taken back as well: its files go, and the author is told so", async () => {
  await begin(alice);
  const stranger = await story.addCounsel();
  const unknown = { ...stranger, id: new Uint8Array(16).fill(9) };
  const sealed = await story.seal(alice, named, { counsel: [unknown] });
  await story.settle();
  for (const { notices } of story.trustees)
    expect(notices).toContainEqual(expect.objectContaining({ rule: "counsel-unknown" }));
  await story.withdraw(alice, sealed);
  await story.settle();
  expect(await story.answers(sealed)).toEqual(["erased", "erased", "erased"]);
  expect(await onBoard(sealed)).toEqual(GONE);
});
