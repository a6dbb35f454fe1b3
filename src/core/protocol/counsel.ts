/**
 * Counsel: the lawyer, advocate or reporter whom an author chose as the one reader (§1).
 *
 * A counsel's id is a hash of its keys, so that choosing an id chooses the keys. The trustees admit a card by
 * signing it; `t` signatures make it part of the escrow. The board alone can therefore not put forward a
 * counsel of its own.
 */
import * as v from "valibot";
import { utf8 } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { rejected } from "../bytes/errors.ts";
import { LABELS } from "../bytes/labels.ts";
import { boundedBytes, fixedBytes, text, version, whole } from "../bytes/schema.ts";
import { COUNSEL_ID_BYTES, ENTRY_MAX_BYTES, SIGNATURE_BYTES, SIGNING_KEY_BYTES, TRUSTEES_MAX } from "../bytes/sizes.ts";
import { hash256 } from "../crypto/hash.ts";
import type { Signer } from "../ports.ts";
import { allCharters, type Charter, type Escrow } from "./charter.ts";
import { signStatement, verifyStatement } from "./statement.ts";

/** What survivors read of a counsel, and the keys that reach it. The recipient is age's, post-quantum hybrid. */
export const counselCardSchema = v.strictObject({
  v: version(1),
  name: text(120, 1),
  profession: v.picklist(["lawyer", "advocate", "reporter"]),
  about: text(2000),
  signingKey: fixedBytes(SIGNING_KEY_BYTES),
  recipient: text(4096, 1),
});
export type CounselCard = v.InferOutput<typeof counselCardSchema>;

/** A counsel that has been read: its card and its id. */
export type Counsel = { readonly id: Uint8Array; readonly card: CounselCard };

const admittedSchema = v.strictObject({
  v: version(1),
  card: boundedBytes(1, 16 * 1024),
  admissions: v.pipe(
    v.array(v.strictObject({ trustee: whole(1, TRUSTEES_MAX), signature: fixedBytes(SIGNATURE_BYTES) })),
    v.minLength(1),
    v.maxLength(TRUSTEES_MAX),
  ),
});
export type AdmittedCounsel = v.InferOutput<typeof admittedSchema>;

/** Reads a card and computes its id. */
export function readCounselCard(bytes: Uint8Array): Counsel {
  const card = decode(counselCardSchema, bytes, "counsel card", 16 * 1024);
  return { id: counselIdOf(card), card };
}

export function encodeCounselCard(card: CounselCard): Uint8Array {
  return encode(card);
}

/** The id of a counsel: a hash of the two keys. A new name or text keeps the id; a new key does not. */
export function counselIdOf(card: CounselCard): Uint8Array {
  return hash256(LABELS.counselId, card.signingKey, utf8(card.recipient)).slice(0, COUNSEL_ID_BYTES);
}

/** A counsel asks to be admitted: its card under its own signature, so that nobody applies with another's keys. */
export function signCounselCard(signer: Signer, escrow: Escrow, card: Uint8Array, seed: Uint8Array): Uint8Array {
  return signStatement(signer, LABELS.counselCard, [escrow.charterId, card], seed);
}

export function verifyCounselCard(signer: Signer, escrow: Escrow, card: Uint8Array, signature: Uint8Array): boolean {
  const { signingKey } = readCounselCard(card).card;
  return verifyStatement(signer, LABELS.counselCard, [escrow.charterId, card], signature, signingKey);
}

/** One trustee's consent to a card. */
export function signAdmission(signer: Signer, escrow: Escrow, card: Uint8Array, seed: Uint8Array): Uint8Array {
  return signStatement(signer, LABELS.counselAdmission, [escrow.charterId, card], seed);
}

/** Does `signature` say that trustee `index` of a charter admits the card? */
export function verifyAdmission(
  signer: Signer,
  escrow: Escrow,
  card: Uint8Array,
  index: number,
  signature: Uint8Array,
  charter: Charter = escrow.charter,
): boolean {
  const key = charter.trustees[index - 1]?.signingKey;
  return (
    key !== undefined && verifyStatement(signer, LABELS.counselAdmission, [escrow.charterId, card], signature, key)
  );
}

export function encodeAdmitted(admitted: AdmittedCounsel): Uint8Array {
  return encode(admitted);
}

/** Reads an admitted card and checks that `t` different trustees signed it. */
export function openAdmitted(signer: Signer, escrow: Escrow, bytes: Uint8Array): Counsel {
  const { card, admissions } = decode(admittedSchema, bytes, "admitted counsel", ENTRY_MAX_BYTES);
  // A counsel stays admitted when the trustees change, so those of any one epoch may have signed.
  const admits = allCharters(escrow).some((charter) => {
    const signed = admissions.filter((one) =>
      verifyAdmission(signer, escrow, card, one.trustee, one.signature, charter),
    );
    return new Set(signed.map((one) => one.trustee)).size >= charter.threshold;
  });
  if (!admits) {
    throw rejected("counsel-admission", "too few trustees have admitted this counsel");
  }
  return readCounselCard(card);
}

/** The card inside an admitted counsel's bytes, for a reader that has checked the admissions before. */
export function readAdmittedCard(bytes: Uint8Array): Counsel {
  return readCounselCard(decode(admittedSchema, bytes, "admitted counsel", ENTRY_MAX_BYTES).card);
}
