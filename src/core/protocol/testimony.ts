/**
 * What a trustee testifies of an opening (§7.7): where each record of the case stands in the log, and at which entry anything
 * of it was first released. Trustees are replicas of one machine, so t of them sign the same bytes. Only they know it: the
 * log's entry for an opening does not tell whether it was the first, and any one trustee could have it logged.
 */
import * as v from "valibot";
import { compareBytes } from "../bytes/bytes.ts";
import { LABELS } from "../bytes/labels.ts";
import { fixedBytes, whole } from "../bytes/schema.ts";
import { RECORD_ID_BYTES, SIGNATURE_BYTES } from "../bytes/sizes.ts";
import type { Signer } from "../ports.ts";
import { type Escrow, findCharter } from "./charter.ts";
import { signStatement, verifyStatement } from "./statement.ts";

const position = whole(0, Number.MAX_SAFE_INTEGER);
const testifiedSchema = v.strictObject({
  record: fixedBytes(RECORD_ID_BYTES),
  position,
  /** The entry at which a part of the record was first released. */
  opened: position,
});
export type Testified = v.InferOutput<typeof testifiedSchema>;

export const testifiedListSchema = v.pipe(v.array(testifiedSchema), v.maxLength(1000));
export const testimonySchema = v.strictObject({
  records: testifiedListSchema,
  signature: fixedBytes(SIGNATURE_BYTES),
});
export type Testimony = v.InferOutput<typeof testimonySchema>;

/** Signs what this trustee knows. `commitment` is that of the opening's entry, which names case and records (§7.5). */
export function makeTestimony(
  signer: Signer,
  escrow: Escrow,
  commitment: Uint8Array,
  records: readonly Testified[],
  seed: Uint8Array,
): Testimony {
  const inOrder = records.toSorted((a, b) => compareBytes(a.record, b.record));
  const said = statement(escrow, commitment, inOrder);
  return { records: inOrder, signature: signStatement(signer, LABELS.testimonySignature, said, seed) };
}

/** Did this trustee of that epoch sign it? */
export function testimonyHolds(
  signer: Signer,
  escrow: Escrow,
  commitment: Uint8Array,
  { records, signature }: Testimony,
  { epoch, trustee }: { readonly epoch: number; readonly trustee: number },
): boolean {
  const key = findCharter(escrow, epoch)?.trustees[trustee - 1]?.signingKey;
  const said = statement(escrow, commitment, records);
  return key !== undefined && verifyStatement(signer, LABELS.testimonySignature, said, signature, key);
}

function statement({ charterId }: Escrow, commitment: Uint8Array, records: readonly Testified[]): unknown {
  return { v: 1, charter: charterId, commitment, records };
}
