/**
 * The opening (§7): which records of a tag open, and the shares by which counsel opens them.
 *
 * The rule is one sentence. Let s be the largest number such that at least s authors have a live record with
 * quorum at most s; every record with quorum at most s opens. So a record opens only together with as many
 * others as its author asked for, each of whom is also content to open; nobody's sealed record is counted
 * towards, or betrayed by, somebody else's smaller quorum.
 */
import * as v from "valibot";
import { compareBytes, toHex } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { type ChorusError, rejected } from "../bytes/errors.ts";
import { LABELS } from "../bytes/labels.ts";
import { boundedBytes, fixedBytes, version, whole } from "../bytes/schema.ts";
import {
  COUNSEL_ID_BYTES,
  ENTRY_MAX_BYTES,
  HASH_BYTES,
  POINT_BYTES,
  QUORUM_MAX,
  RECORD_ID_BYTES,
  SCALAR_BYTES,
  SIGNATURE_BYTES,
} from "../bytes/sizes.ts";
import { type Group, type Point, type Scalar, wirePoint, wireScalar } from "../crypto/group.ts";
import { hash256 } from "../crypto/hash.ts";
import { trusteeCulprit } from "../crypto/keygen.ts";
import { openPoints, verifyOpening } from "../crypto/proofs.ts";
import { combineShares } from "../crypto/shamir.ts";
import type { Rng } from "../ports.ts";
import { type Escrow, findCharter, trusteeKeys } from "./charter.ts";
import { type Header, type PartName, partPoint } from "./record.ts";
import { testimonySchema } from "./testimony.ts";

// --- the rule -----------------------------------------------------------------------------------------

/** What the rule looks at. `author` is any text that is equal for records of one author. */
export type Countable = { readonly author: string; readonly quorum: number };

/**
 * The level s of the rule; 0 when nothing opens. An author counts once, with the smallest quorum among their
 * live records on the tag.
 */
export function openingLevel(live: readonly Countable[]): number {
  const smallest = new Map<string, number>();
  for (const { author, quorum } of live) {
    smallest.set(author, Math.min(quorum, smallest.get(author) ?? Number.POSITIVE_INFINITY));
  }
  const quorums = [...smallest.values()].sort((a, b) => a - b);
  // With quorums in order, the first i + 1 authors are content at level s ≥ quorums[i]; s is at most their number.
  for (let s = Math.min(quorums.length, QUORUM_MAX); s > 0; s--) {
    if (quorums.filter((quorum) => quorum <= s).length >= s) return s;
  }
  return 0;
}

/** The records of one tag that the rule opens. Records that opened before must still be in `live`. */
export function recordsToOpen<Item extends Countable>(live: readonly Item[]): Item[] {
  const level = openingLevel(live);
  return live.filter((item) => item.quorum <= level);
}

/** One live record of a tag as the rule sees it. */
type Standing = Countable & { readonly position: number };

/**
 * At which entry the rule, run again in the log's order, first covers each record of a tag. Whether a trustee learnt of a
 * record in time or late, it comes to the same answer.
 */
export function firstCovered<Item extends Standing>(live: readonly Item[]): ReadonlyMap<Item, number> {
  const covered = new Map<Item, number>();
  const inOrder = live.toSorted((a, b) => a.position - b.position);
  for (const [i, { position: at }] of inOrder.entries()) {
    for (const item of recordsToOpen(inOrder.slice(0, i + 1))) if (!covered.has(item)) covered.set(item, at);
  }
  return covered;
}

// --- the shares ---------------------------------------------------------------------------------------

export const OPENING_MAX_BYTES = 8 * 1024 * 1024;

const share = v.nullable(fixedBytes(POINT_BYTES));

const openingSchema = v.strictObject({
  v: version(1),
  epoch: whole(0, 1_000_000),
  trustee: whole(1, 255),
  case: fixedBytes(HASH_BYTES),
  /** The case rests on a weak identifier: counsel compares the descriptions before any account opens. */
  confirmFirst: v.boolean(),
  /** What the opening's leaf commits to, and the salt that shows it. */
  salt: fixedBytes(HASH_BYTES),
  /** The records of this counsel: the signed header, where its leaf stands, and Oᵢ of each released part. */
  records: v.pipe(
    v.array(
      v.strictObject({
        header: boundedBytes(1, ENTRY_MAX_BYTES),
        position: whole(0, Number.MAX_SAFE_INTEGER),
        who: share,
        account: share,
        /** This trustee's word that the record was sealed before anything of its cases was opened (§7.9); null where it was not. */
        precedence: v.nullable(fixedBytes(SIGNATURE_BYTES)),
      }),
    ),
    v.minLength(1),
    v.maxLength(1000),
  ),
  /** Every record that is open in the case, this counsel's and others', so that counsel can find each other. */
  companions: v.pipe(
    v.array(
      v.strictObject({
        record: fixedBytes(RECORD_ID_BYTES),
        counsel: v.pipe(v.array(fixedBytes(COUNSEL_ID_BYTES)), v.maxLength(8)),
      }),
    ),
    v.maxLength(1000),
  ),
  /** For the proof of independence: what this trustee knows of every record that is open in the case. */
  testimony: testimonySchema,
  proof: v.strictObject({ challenge: fixedBytes(SCALAR_BYTES), x: fixedBytes(SCALAR_BYTES) }),
});
export type Opening = v.InferOutput<typeof openingSchema>;

/** One record that opens: its header as read and as signed, its place in the log, and the parts that are released. */
export type OpeningRecord = {
  readonly header: Header;
  readonly signedHeader: Uint8Array;
  readonly position: number;
  readonly parts: readonly PartName[];
  /** This trustee's word of §7.9, or null. */
  readonly precedence: Uint8Array | null;
};

/** Everything of an opening that does not come from the trustee's share. */
export type OpeningStatement = Pick<Opening, "case" | "confirmFirst" | "salt" | "companions" | "testimony">;

/** Makes one trustee's opening shares for the records of one counsel in one case. */
export function makeOpening(
  group: Group,
  escrow: Escrow,
  trustee: { readonly index: number; readonly x: Scalar },
  statement: OpeningStatement,
  records: readonly OpeningRecord[],
  rng: Rng,
): Uint8Array {
  const points = records.flatMap(({ header, parts }) => parts.map((part) => partPoint(group, header, part)));
  const { charterId, charter } = escrow;
  const context = openingContext(charterId, charter.epoch, trustee.index, statement.case);
  const { X } = trusteeKeys(group, escrow.charter, trustee.index);
  const { results, proof } = openPoints(group, context, trustee.x, X, points, rng);
  const next = results[Symbol.iterator]();
  const shareOf = (parts: readonly PartName[], part: PartName) =>
    parts.includes(part) ? (next.next().value as Point) : null;
  return encode({
    v: 1,
    epoch: escrow.charter.epoch,
    trustee: trustee.index,
    ...statement,
    records: records.map(({ signedHeader, position, parts, precedence }) => ({
      header: signedHeader,
      position,
      who: shareOf(parts, "who"),
      account: shareOf(parts, "account"),
      precedence,
    })),
    proof: { challenge: proof.challenge, x: proof.x },
  } satisfies Opening);
}

/** Reads an opening; `checkOpening` must follow with the headers it carries. */
export function readOpening(bytes: Uint8Array): Opening {
  return decode(openingSchema, bytes, "opening", OPENING_MAX_BYTES);
}

/** The shares of one part of one record, checked. */
export type OpenedShare = { readonly record: string; readonly part: PartName; readonly share: Point };

/**
 * Checks every share of an opening against the trustee's Xᵢ.
 *
 * @param headers the headers that the opening carries, opened by `openHeader`, in its order
 * @throws ChorusError `rejected` with the trustee as culprit
 */
export function checkOpening(
  group: Group,
  escrow: Escrow,
  opening: Opening,
  headers: readonly Header[],
): OpenedShare[] {
  const charter = findCharter(escrow, opening.epoch);
  if (charter === undefined) throw wrongOpening(opening);
  const { X } = trusteeKeys(group, charter, opening.trustee);
  const shares = opening.records.flatMap((one, i) =>
    (["who", "account"] as const).flatMap((part) => {
      const bytes = one[part];
      const header = headers[i] as Header;
      if (bytes === null) return [];
      const point = wirePoint(group, bytes, `records.${i}.${part}`);
      return [{ record: toHex(header.record), part, share: point, base: partPoint(group, header, part) }];
    }),
  );
  const proof = {
    challenge: wireScalar(group, opening.proof.challenge, "proof.challenge"),
    x: wireScalar(group, opening.proof.x, "proof.x"),
  };
  const context = openingContext(escrow.charterId, opening.epoch, opening.trustee, opening.case);
  const bases = shares.map(({ base }) => base);
  const results = shares.map(({ share }) => share);
  const holds = verifyOpening(group, context, X, bases, results, proof);
  if (!holds) throw wrongOpening(opening);
  return shares.map(({ record, part, share }) => ({ record, part, share }));
}

function wrongOpening({ trustee }: Opening): ChorusError {
  const message = `trustee ${trustee} sent opening shares that do not hold`;
  return rejected("opening-proof", message, trusteeCulprit(trustee));
}

/** sX for one part, from the shares of any t trustees: what `quorumWrapKey` is derived from. */
export function combineOpening(group: Group, indexes: readonly number[], shares: readonly Point[]): Point {
  return combineShares(group, indexes, shares);
}

/** What an opening's leaf commits to: the case and its records, hidden behind a salt that only trustees and counsel know. */
export function openingCommitment(salt: Uint8Array, caseId: Uint8Array, records: readonly Uint8Array[]): Uint8Array {
  return hash256(LABELS.openingLeaf, salt, caseId, ...records.toSorted(compareBytes));
}

function openingContext(charterId: Uint8Array, epoch: number, trustee: number, caseId: Uint8Array): Uint8Array {
  return encode([charterId, epoch, trustee, caseId]);
}
