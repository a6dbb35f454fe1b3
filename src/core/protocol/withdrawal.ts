/**
 * Withdrawal (§7): the author takes a record back. It counts if its entry stands before the entry that
 * completes the quorum. The trustees answer the author in a sealed reply that the board cannot read, and tell
 * the board to erase the files when the withdrawal came in time.
 */
import * as v from "valibot";
import { equalBytes } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { rejected } from "../bytes/errors.ts";
import { LABELS } from "../bytes/labels.ts";
import { fixedBytes, text, version, whole } from "../bytes/schema.ts";
import { HASH_BYTES, RECORD_ID_BYTES, SIGNATURE_BYTES, SIGNING_KEY_BYTES } from "../bytes/sizes.ts";
import type { Signer } from "../ports.ts";
import { charterOfEpoch, type Escrow } from "./charter.ts";
import { signStatement, verifyStatement } from "./statement.ts";

const WITHDRAWAL_MAX_BYTES = 8 * 1024;

const withdrawalSchema = v.strictObject({
  v: version(1),
  charter: fixedBytes(HASH_BYTES),
  record: fixedBytes(RECORD_ID_BYTES),
  author: fixedBytes(SIGNING_KEY_BYTES),
  /** Where and to whom the trustees answer: a mailbox of its own and a fresh age recipient. */
  reply: v.strictObject({ box: fixedBytes(RECORD_ID_BYTES), recipient: text(4096, 1) }),
  signature: fixedBytes(SIGNATURE_BYTES),
});
export type Withdrawal = v.InferOutput<typeof withdrawalSchema>;

/** The author's signed wish. */
export function makeWithdrawal(
  signer: Signer,
  escrow: Escrow,
  record: Uint8Array,
  reply: Withdrawal["reply"],
  authorSeed: Uint8Array,
): Uint8Array {
  const said = { v: 1 as const, charter: escrow.charterId, record, author: signer.publicKey(authorSeed), reply };
  return encode({ ...said, signature: signStatement(signer, LABELS.withdrawalSignature, said, authorSeed) });
}

/** Reads a withdrawal and checks its signature. Whether the author owns the record is the reader's to check. */
export function openWithdrawal(signer: Signer, escrow: Escrow, bytes: Uint8Array): Withdrawal {
  const withdrawal = decode(withdrawalSchema, bytes, "withdrawal", WITHDRAWAL_MAX_BYTES);
  const { signature, ...said } = withdrawal;
  if (!equalBytes(withdrawal.charter, escrow.charterId)) {
    throw rejected("withdrawal-charter", "the withdrawal is for another escrow");
  }
  if (!verifyStatement(signer, LABELS.withdrawalSignature, said, signature, withdrawal.author)) {
    throw rejected("withdrawal-signature", "the withdrawal is not signed by the author");
  }
  return withdrawal;
}

/**
 * What one trustee did. It erased the record; counsel had seen the description, and the account stays sealed and is
 * erased; the record had opened before; it knows no such record.
 */
export const WITHDRAWAL_OUTCOMES = ["erased", "partly-open", "too-late", "unknown"] as const;
export type WithdrawalOutcome = (typeof WITHDRAWAL_OUTCOMES)[number];

const erasureSchema = v.strictObject({
  v: version(1),
  charter: fixedBytes(HASH_BYTES),
  record: fixedBytes(RECORD_ID_BYTES),
  epoch: whole(0, 1_000_000),
  trustee: whole(1, 255),
  signature: fixedBytes(SIGNATURE_BYTES),
});
export type Erasure = v.InferOutput<typeof erasureSchema>;

/** One trustee's word to the board that a record's files may go. The board erases on the word of t. */
export function makeErasure(
  signer: Signer,
  escrow: Escrow,
  record: Uint8Array,
  trustee: number,
  seed: Uint8Array,
): Uint8Array {
  const { charterId, charter } = escrow;
  const said = { v: 1 as const, charter: charterId, record, epoch: charter.epoch, trustee };
  return encode({ ...said, signature: signStatement(signer, LABELS.erasureSignature, said, seed) });
}

/** Reads an erasure and checks that the trustee it names signed it. */
export function openErasure(signer: Signer, escrow: Escrow, bytes: Uint8Array): Erasure {
  const erasure = decode(erasureSchema, bytes, "erasure", 1024);
  const { signature, ...said } = erasure;
  const key = charterOfEpoch(escrow, erasure.epoch).trustees[erasure.trustee - 1]?.signingKey;
  const holds = key !== undefined && verifyStatement(signer, LABELS.erasureSignature, said, signature, key);
  if (!holds || !equalBytes(erasure.charter, escrow.charterId)) {
    throw rejected("erasure-signature", "the erasure is not signed by the trustee it names");
  }
  return erasure;
}
