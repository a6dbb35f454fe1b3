/**
 * An author's yes to a circle (§19): the key package by which the group takes them in, and who it is for. The record's
 * author key signs it and the record's envelope stands beside it, so that members can see that whoever is let in
 * sealed a record of the case, and that counsel has put nobody in between.
 */
import * as v from "valibot";
import { equalBytes } from "../../bytes/bytes.ts";
import { decode, encode } from "../../bytes/cbor.ts";
import { rejected } from "../../bytes/errors.ts";
import { LABELS } from "../../bytes/labels.ts";
import { boundedBytes, fixedBytes, version } from "../../bytes/schema.ts";
import {
  CIRCLE_ID_BYTES,
  ENTRY_MAX_BYTES,
  HASH_BYTES,
  ROOM_ID_BYTES,
  SIGNATURE_BYTES,
  SIGNING_KEY_BYTES,
} from "../../bytes/sizes.ts";
import type { Signer } from "../../ports.ts";
import type { Escrow } from "../charter.ts";
import { type Envelope, openEnvelope } from "../record.ts";
import { signStatement, verifyStatement } from "../statement.ts";

export const KEY_PACKAGE_MAX_BYTES = 16 * 1024;
export const JOINING_MAX_BYTES = ENTRY_MAX_BYTES + KEY_PACKAGE_MAX_BYTES + 4096;

const joiningSchema = v.strictObject({
  v: version(1),
  charter: fixedBytes(HASH_BYTES),
  circle: fixedBytes(CIRCLE_ID_BYTES),
  /** The key under which this member speaks in the circle; also the identity in the key package. */
  voice: fixedBytes(SIGNING_KEY_BYTES),
  /** An MLS key package (RFC 9420 §10). */
  keyPackage: boundedBytes(1, KEY_PACKAGE_MAX_BYTES),
  /** The room where the welcome is to be left. */
  welcome: fixedBytes(ROOM_ID_BYTES),
  /** The envelope of one of this author's records in the case. */
  envelope: boundedBytes(1, ENTRY_MAX_BYTES),
  signature: fixedBytes(SIGNATURE_BYTES),
});
export type Joining = v.InferOutput<typeof joiningSchema>;

/** The author says yes. `seed` is the author key of the record in `envelope`. */
export function makeJoining(
  signer: Signer,
  escrow: Escrow,
  said: Omit<Joining, "v" | "charter" | "signature">,
  seed: Uint8Array,
): Uint8Array {
  const statement = { v: 1 as const, charter: escrow.charterId, ...said };
  return encode({ ...statement, signature: signStatement(signer, LABELS.circleJoining, statement, seed) });
}

/** A joining whose author is known to have sealed the record beside it. */
export type OpenJoining = Joining & { readonly record: Envelope };

/** @throws ChorusError `malformed`, or `rejected` when it is for another circle or not the author's own */
export function openJoining(signer: Signer, escrow: Escrow, circle: Uint8Array, bytes: Uint8Array): OpenJoining {
  const joining = decode(joiningSchema, bytes, "acceptance", JOINING_MAX_BYTES);
  const { signature, ...said } = joining;
  if (!equalBytes(joining.charter, escrow.charterId) || !equalBytes(joining.circle, circle)) {
    throw rejected("joining-circle", "the acceptance is for another circle");
  }
  const record = openEnvelope(signer, escrow, joining.envelope);
  if (!verifyStatement(signer, LABELS.circleJoining, said, signature, record.author)) {
    throw rejected("joining-signature", "the acceptance is not signed by the author of its record");
  }
  return { ...joining, record };
}
