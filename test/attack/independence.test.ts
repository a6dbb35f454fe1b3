/** The proof of independence, and everybody who would like it to say more than is so (R7–R9). */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../src/core/bytes/bytes.ts";
import { ChorusError } from "../../src/core/bytes/errors.ts";
import { encodeOpeningEntry } from "../../src/core/protocol/entry.ts";
import { readEvidence, verifyEvidence } from "../../src/core/protocol/evidence.ts";
import { encodeIndependence, type Independence } from "../../src/core/protocol/independence.ts";
import { openingCommitment } from "../../src/core/protocol/opening.ts";
import type { SealedRecord } from "../../src/core/protocol/seal.ts";
import { makeTestimony } from "../../src/core/protocol/testimony.ts";
import { acceptOpening } from "../../src/roles/board/board.ts";
import { alice, author, bob, carol } from "../actors.ts";
import { portsOf, proofOf, turnBit } from "../receipts/evidence.ts";
import { Story } from "../story/world.ts";

const alex = [{ type: "email", value: "alex@example.org" }] as const;
const robin = [{ type: "email", value: "robin@example.org" }] as const;
const dora = author("dora");

let story: Story;
let ofAlice: SealedRecord;
let ofBob: SealedRecord;
let ofCarol: SealedRecord;
let early: Uint8Array;
let late: Uint8Array;
let other: Uint8Array;

beforeAll(async () => {
  story = await Story.begin();
  for (const one of [alice, bob, carol, dora]) await story.enrol(one);
  ofAlice = await story.seal(alice, alex);
  story.clock.advanceHours(72);
  ofBob = await story.seal(bob, alex);
  await story.settle();
  early = await proofOf(story, ofAlice);
  story.clock.advanceHours(10);
  ofCarol = await story.seal(carol, alex);
  await story.settle();
  await story.seal(alice, robin);
  const ofDora = await story.seal(dora, robin);
  await story.settle();
  late = await proofOf(story, ofAlice);
  other = await proofOf(story, ofDora);
});
afterAll(() => story.close());

const read = (bytes: Uint8Array) => readEvidence(bytes) as Independence;
const verify = async (bytes: Uint8Array) => {
  const proven = await verifyEvidence(portsOf(story), readEvidence(bytes), story.world.escrow.charterId);
  if (proven.kind !== "independence") throw new Error("this is no proof of independence");
  return proven;
};
const refusal = (proof: Independence | Uint8Array) =>
  Promise.resolve()
    .then(() => verify(proof instanceof Uint8Array ? proof : encodeIndependence(proof)))
    .then(
      () => "holds",
      (error: unknown) => (error instanceof ChorusError ? error.rule : error),
    );

describe("a proof of independence", () => {
  test("shows that every record was sealed before any was opened, and how far apart", async () => {
    const { independent, records, opening } = await verify(early);
    expect(independent).toBe(true);
    expect(records.map(({ record }) => toHex(record))).toEqual([ofAlice, ofBob].map(({ record }) => toHex(record)));
    expect((records[1]?.hour ?? 0) - (records[0]?.hour ?? 0)).toBe(72);
    expect(opening.position).toBeGreaterThan(records[1]?.position ?? 0);
  });

  test("says of a record that came later that it came later", async () => {
    const { independent, records } = await verify(late);
    expect(independent).toBe(false);
    expect(records.map(({ record, before }) => [toHex(record), before])).toEqual([
      [toHex(ofAlice.record), true],
      [toHex(ofBob.record), true],
      [toHex(ofCarol.record), false],
    ]);
  });

  test("counts an opening by another of a record's names: whoever was read there could be copied here", async () => {
    const two = await Story.begin({ seed: "two cases" });
    for (const one of [alice, bob, carol]) await two.enrol(one);
    const both = await two.seal(alice, [...alex, ...robin]);
    await two.seal(bob, alex);
    await two.settle();
    const ofTwo = await two.seal(carol, robin);
    await two.settle();
    const bytes = await proofOf(two, ofTwo);
    const proven = await verifyEvidence(portsOf(two), readEvidence(bytes));
    if (proven.kind !== "independence") throw new Error("this is no proof of independence");
    expect(proven.independent).toBe(false);
    expect(proven.records.map(({ record, before }) => [toHex(record), before])).toEqual([
      [toHex(both.record), true],
      [toHex(ofTwo.record), false],
    ]);
    await two.close();
  });

  test("is refused, with a reason, after any change of one bit", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(early.length * 8 - 1), async (bit) => {
        const rule = await refusal(turnBit(early, bit));
        expect(rule).toEqual(expect.any(String));
        expect(rule).not.toBe("holds");
      }),
      { numRuns: 400 },
    );
  });
});

describe("a forger", () => {
  test("cannot swap a record for another's", async () => {
    const [first, second] = read(early).records as [Independence["records"][0], Independence["records"][0]];
    const stranger = read(other).records.find(({ entry }) => entry !== first.entry);
    const swapped = { ...read(early), records: [first, { ...second, entry: stranger?.entry ?? first.entry }] };
    expect(await refusal(swapped)).toBe("receipt-inclusion");
  });

  test("cannot say that a later record was opened as late as it was sealed", async () => {
    const proof = read(late);
    const last = Math.max(...proof.records.map(({ position }) => position));
    const forged = { ...proof, records: proof.records.map((one) => ({ ...one, opened: last })) };
    expect(await refusal(forged)).toBe("independence-testimony");
  });

  test("cannot leave a record out", async () => {
    const proof = read(late);
    expect(await refusal({ ...proof, records: proof.records.slice(1) })).toBe("independence-opening");
  });

  test("cannot bring the opening of another case, nor its testimonies", async () => {
    const foreign = read(other);
    const proof = read(late);
    const { opening, case: caseId, salt } = foreign;
    expect(await refusal({ ...proof, opening })).toBe("independence-opening");
    expect(await refusal({ ...proof, opening, case: caseId, salt })).toBe("independence-opening");
    expect(await refusal({ ...proof, opening: { ...opening, position: proof.opening.position } })).toBe(
      "receipt-inclusion",
    );
    const testimonies = { ...read(early), testimonies: foreign.testimonies };
    expect(await refusal(testimonies)).toBe("independence-testimony");
  });

  test("cannot pass off a later opening as the first, with one trustee who logs one and testifies to it", async () => {
    const proof = read(late);
    const { escrow, trustees, signer } = story.world;
    const corrupt = trustees[0] as (typeof trustees)[0];
    const ids = [ofAlice, ofBob, ofCarol].map(({ record }) => record);
    const commitment = openingCommitment(proof.salt, proof.case, ids);
    const { fresh } = await acceptOpening(story.board, escrow, encodeOpeningEntry(escrow.charterId, commitment));
    expect(fresh).toBe(false); // it is the very entry that the trustees logged
    const last = Math.max(...proof.records.map(({ position }) => position));
    const lie = (await verify(late)).records.map(({ record, position }) => ({ record, position, opened: last }));
    const { signature } = makeTestimony(signer, escrow, commitment, lie, corrupt.seed);
    const forged: Independence = {
      ...proof,
      records: proof.records.map((one) => ({ ...one, opened: last })),
      testimonies: [{ trustee: corrupt.index, signature }],
    };
    expect(await refusal(forged)).toBe("independence-testimonies");
    const twice = { ...forged, testimonies: [...forged.testimonies, ...forged.testimonies] };
    expect(await refusal(twice)).toBe("independence-testimony");
  });
});
