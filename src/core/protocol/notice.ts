/**
 * What the log holds of a published statement (§17.4): that it was published, or that one of its authors took their part
 * back. Corrections are publications that name what they replace.
 */
import * as v from "valibot";
import { decode, encode } from "../bytes/cbor.ts";
import { LABELS } from "../bytes/labels.ts";
import { fixedBytes, version, whole } from "../bytes/schema.ts";
import { HASH_BYTES, PARTS_MAX, SIGNATURE_BYTES } from "../bytes/sizes.ts";
import type { Signer } from "../ports.ts";
import { signStatement, verifyStatement } from "./statement.ts";

const noticeSchema = v.variant("kind", [
  v.strictObject({
    v: version(1),
    kind: v.literal("published"),
    charter: fixedBytes(HASH_BYTES),
    /** SHA-256 of the publication. */
    publication: fixedBytes(HASH_BYTES),
    replaces: v.nullable(fixedBytes(HASH_BYTES)),
  }),
  /** One of its authors takes their name from a publication. It stays in the log that it was there. */
  v.strictObject({
    v: version(1),
    kind: v.literal("withdrawn"),
    charter: fixedBytes(HASH_BYTES),
    publication: fixedBytes(HASH_BYTES),
    at: whole(0, PARTS_MAX - 1),
    signature: fixedBytes(SIGNATURE_BYTES),
  }),
]);
export type StatementNotice = v.InferOutput<typeof noticeSchema>;

/** The body of a `statement` entry. */
export function encodeNotice(notice: StatementNotice): Uint8Array {
  return encode(notice);
}

export function readNotice(bytes: Uint8Array): StatementNotice {
  return decode(noticeSchema, bytes, "notice of a statement", 1024);
}

/** The author of part `at` takes it back. */
export function signStatementWithdrawal(
  signer: Signer,
  charterId: Uint8Array,
  publication: Uint8Array,
  at: number,
  authorSeed: Uint8Array,
): Uint8Array {
  return signStatement(signer, LABELS.statementWithdrawal, [charterId, publication, at], authorSeed);
}

export function isStatementWithdrawal(
  signer: Signer,
  charterId: Uint8Array,
  { publication, at, signature }: Extract<StatementNotice, { kind: "withdrawn" }>,
  author: Uint8Array,
): boolean {
  return verifyStatement(signer, LABELS.statementWithdrawal, [charterId, publication, at], signature, author);
}
