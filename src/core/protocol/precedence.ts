/**
 * The precedence of a record (§7.9): t trustees' word that it was sealed before anything that names the same person had been
 * opened, so that its author spoke on their own. It says this of one record and nothing of any other, nor how many there
 * are: an author can show it without telling of somebody who stays silent.
 */
import * as v from "valibot";
import { rejected } from "../bytes/errors.ts";
import { LABELS } from "../bytes/labels.ts";
import { fixedBytes, whole } from "../bytes/schema.ts";
import { SIGNATURE_BYTES, TRUSTEES_MAX } from "../bytes/sizes.ts";
import type { Signer } from "../ports.ts";
import { charterOfEpoch, type Escrow, findCharter } from "./charter.ts";
import { signStatement, verifyStatement } from "./statement.ts";

export const precedenceSchema = v.strictObject({
  /** Of the trustees that say so. */
  epoch: whole(0, 1_000_000),
  /** In the order of the trustees. */
  words: v.pipe(
    v.array(v.strictObject({ trustee: whole(1, TRUSTEES_MAX), signature: fixedBytes(SIGNATURE_BYTES) })),
    v.minLength(1),
    v.maxLength(TRUSTEES_MAX),
  ),
});
export type Precedence = v.InferOutput<typeof precedenceSchema>;

/** One trustee's word. Given only where it is so; there is none for the contrary. */
export function signPrecedence(signer: Signer, escrow: Escrow, record: Uint8Array, seed: Uint8Array): Uint8Array {
  return signStatement(signer, LABELS.precedenceSignature, said(escrow, escrow.charter.epoch, record), seed);
}

/** Did this trustee of that epoch say so? */
export function precedenceWordHolds(
  signer: Signer,
  escrow: Escrow,
  record: Uint8Array,
  signature: Uint8Array,
  { epoch, trustee }: { readonly epoch: number; readonly trustee: number },
): boolean {
  const key = findCharter(escrow, epoch)?.trustees[trustee - 1]?.signingKey;
  const statement = said(escrow, epoch, record);
  return key !== undefined && verifyStatement(signer, LABELS.precedenceSignature, statement, signature, key);
}

/** @throws ChorusError `rejected` when it is not the word of enough trustees of one epoch about this record */
export function checkPrecedence(
  signer: Signer,
  escrow: Escrow,
  record: Uint8Array,
  { epoch, words }: Precedence,
): void {
  const inOrder = words.every(({ trustee }, i) => trustee > (words[i - 1]?.trustee ?? 0));
  const hold = words.every(({ trustee, signature }) =>
    precedenceWordHolds(signer, escrow, record, signature, { epoch, trustee }),
  );
  if (!inOrder || !hold || words.length < charterOfEpoch(escrow, epoch).threshold) {
    throw rejected("precedence", "too few trustees say that the record was sealed before any other was opened");
  }
}

function said({ charterId }: Escrow, epoch: number, record: Uint8Array): unknown {
  return [charterId, epoch, record];
}
