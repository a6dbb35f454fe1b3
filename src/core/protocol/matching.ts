/**
 * Matching (§6): one contribution from each trustee, and from any t of them the tag.
 *
 * T = Σ λᵢSᵢ = k·B - z·A = k·H1(identifier). The blinding cancels, so one round is enough, and nobody has seen
 * H1(identifier). T is known to trustees alone; only hashes of it are stored.
 */
import * as v from "valibot";
import { toHex } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { ChorusError, rejected } from "../bytes/errors.ts";
import { LABELS } from "../bytes/labels.ts";
import { boundedBytes, fixedBytes, version, whole } from "../bytes/schema.ts";
import { ENTRY_MAX_BYTES, HASH_BYTES, POINT_BYTES, RECORD_ID_BYTES, SCALAR_BYTES } from "../bytes/sizes.ts";
import { type Group, type Point, type Scalar, wirePoint, wireScalar } from "../crypto/group.ts";
import { hash256 } from "../crypto/hash.ts";
import { trusteeCulprit } from "../crypto/keygen.ts";
import { contribute, type SlotPoints, verifyContribution } from "../crypto/proofs.ts";
import { shareCombiner } from "../crypto/shamir.ts";
import type { Rng } from "../ports.ts";
import { type Escrow, findCharter, trusteeKeys } from "./charter.ts";
import { type Header, slotPoints } from "./record.ts";

/** How many records one contribution may cover. */
export const CONTRIBUTION_RECORDS_MAX = 256;
export const CONTRIBUTION_MAX_BYTES = 2 * 1024 * 1024;

const contributionSchema = v.strictObject({
  v: version(1),
  epoch: whole(0, 1_000_000),
  trustee: whole(1, 255),
  /** The prefix of the log that the trustee acted on; two that disagree are evidence of a split view. */
  prefix: v.strictObject({ size: whole(1, Number.MAX_SAFE_INTEGER), root: fixedBytes(HASH_BYTES) }),
  records: v.pipe(
    v.array(
      v.strictObject({
        record: fixedBytes(RECORD_ID_BYTES),
        /** The signed header, for trustees to whom the author did not seal it (record.ts, `headerHash`). */
        header: boundedBytes(1, ENTRY_MAX_BYTES),
        results: v.pipe(v.array(fixedBytes(POINT_BYTES)), v.minLength(4), v.maxLength(16)),
      }),
    ),
    v.minLength(1),
    v.maxLength(CONTRIBUTION_RECORDS_MAX),
  ),
  proof: v.strictObject({
    challenge: fixedBytes(SCALAR_BYTES),
    k: fixedBytes(SCALAR_BYTES),
    z: fixedBytes(SCALAR_BYTES),
  }),
});
export type Contribution = v.InferOutput<typeof contributionSchema>;

/** A header that passed every check, and the bytes it was read from. */
export type AcceptedHeader = { readonly header: Header; readonly signedHeader: Uint8Array };

/** Makes one trustee's contribution to a batch of accepted records; its own results are given back to be kept. */
export function makeContribution(
  group: Group,
  escrow: Escrow,
  trustee: { readonly index: number; readonly k: Scalar; readonly z: Scalar },
  prefix: Contribution["prefix"],
  accepted: readonly AcceptedHeader[],
  rng: Rng,
): { readonly message: Uint8Array; readonly results: readonly Point[][] } {
  const keys = trusteeKeys(group, escrow.charter, trustee.index);
  const slots = accepted.map(({ header }) => slotPoints(group, header));
  const records = accepted.map(({ header }) => header.record);
  const { charterId, charter } = escrow;
  const context = contributionContext(charterId, charter.epoch, trustee.index, prefix, records);
  const { results, proof } = contribute(group, context, trustee, keys, slots.flat(), rng);
  const perRecord = splitLike(slots, results);
  const message = encode({
    v: 1,
    epoch: escrow.charter.epoch,
    trustee: trustee.index,
    prefix,
    records: accepted.map(({ header, signedHeader }, i) => ({
      record: header.record,
      header: signedHeader,
      results: perRecord[i] as Point[],
    })),
    proof: { challenge: proof.challenge, k: proof.k, z: proof.z },
  } satisfies Contribution);
  return { message, results: perRecord };
}

/** Reads a contribution; `checkContribution` must follow once the headers are at hand. */
export function readContribution(bytes: Uint8Array): Contribution {
  return decode(contributionSchema, bytes, "contribution", CONTRIBUTION_MAX_BYTES);
}

/**
 * Checks a contribution against the headers of its records, in its order.
 *
 * @returns Sᵢ of every slot, a list a record
 * @throws ChorusError `rejected` with the trustee as culprit when any result was not made by its committed shares
 */
export function checkContribution(
  group: Group,
  escrow: Escrow,
  contribution: Contribution,
  headers: readonly Header[],
): Point[][] {
  const { epoch, trustee, records } = contribution;
  const charter = findCharter(escrow, epoch);
  if (charter === undefined) throw wrongContribution(trustee);
  const keys = trusteeKeys(group, charter, trustee);
  const slots = headers.map((header) => slotPoints(group, header));
  const results = records.map((one, i) =>
    one.results.map((point, j) => wirePoint(group, point, `records.${i}.results.${j}`)),
  );
  const fits = results.every((list, i) => list.length === slots[i]?.length);
  const context = contributionContext(
    escrow.charterId,
    epoch,
    trustee,
    contribution.prefix,
    records.map((one) => one.record),
  );
  const proof = {
    challenge: wireScalar(group, contribution.proof.challenge, "proof.challenge"),
    k: wireScalar(group, contribution.proof.k, "proof.k"),
    z: wireScalar(group, contribution.proof.z, "proof.z"),
  };
  if (!fits || !verifyContribution(group, context, keys, slots.flat() as SlotPoints[], results.flat(), proof)) {
    throw wrongContribution(trustee);
  }
  return results;
}

function wrongContribution(trustee: number): ChorusError {
  const message = `trustee ${trustee} sent a contribution that does not hold`;
  return rejected("contribution-proof", message, trusteeCulprit(trustee));
}

/**
 * T for each slot, from any t valid contributions to a record. Undefined where T is the identity: an author who seals
 * B = rZ has blinded nothing, every proof holds, and only here does it show. Such a slot has no tag.
 *
 * @param results of each trustee at `indexes`, Sᵢ of every slot
 */
export function combineSlots(
  group: Group,
  indexes: readonly number[],
  results: readonly (readonly Point[])[],
): (Point | undefined)[] {
  const combine = shareCombiner(group, indexes);
  const [first = []] = results;
  return first.map((_, slot) => unlessIdentity(() => combine(results.map((list) => list[slot] as Point))));
}

function unlessIdentity(sum: () => Point): Point | undefined {
  try {
    return sum();
  } catch (error) {
    if (error instanceof ChorusError && error.rule === "identity") return undefined;
    throw error;
  }
}

/** The tag: a trustee-only pseudonym of an identifier. */
export function tagOf(joint: Point): Uint8Array {
  return hash256(LABELS.tag, joint);
}

/** The name of the case that grows around a tag; known to counsel, and no way back to the tag. */
export function caseIdOf(joint: Point): Uint8Array {
  return hash256(LABELS.caseId, joint);
}

/** Hides what an opening's leaf says until counsel shows it; the same for every trustee, unknown to the board. */
export function openingSaltOf(joint: Point): Uint8Array {
  return hash256(LABELS.openingSalt, joint);
}

function contributionContext(
  charterId: Uint8Array,
  epoch: number,
  trustee: number,
  prefix: Contribution["prefix"],
  records: readonly Uint8Array[],
): Uint8Array {
  return encode([charterId, epoch, trustee, prefix, records.map(toHex)]);
}

function splitLike(shape: readonly (readonly unknown[])[], flat: readonly Point[]): Point[][] {
  let start = 0;
  return shape.map((part) => {
    start += part.length;
    return flat.slice(start - part.length, start);
  });
}
