/**
 * Successor charters (§4.4): how an escrow gets other trustees, and how a reader that has pinned the first charter
 * comes to believe the newest. Each is signed by all trustees that it names and by a threshold of those before them,
 * so nobody below the old threshold can put trustees of their own in their place.
 */
import * as v from "valibot";
import { equalBytes } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { ChorusError, rejected } from "../bytes/errors.ts";
import { LABELS } from "../bytes/labels.ts";
import { boundedBytes, fixedBytes, version, whole } from "../bytes/schema.ts";
import { SIGNATURE_BYTES, TRUSTEES_MAX } from "../bytes/sizes.ts";
import type { Group } from "../crypto/group.ts";
import type { Signer } from "../ports.ts";
import {
  allCharters,
  CHARTER_MAX_BYTES,
  type Charter,
  type Escrow,
  escrowOf,
  openCharter,
  readCharter,
} from "./charter.ts";
import { verifyStatement } from "./statement.ts";

const signatures = v.pipe(
  v.array(v.strictObject({ trustee: whole(1, TRUSTEES_MAX), signature: fixedBytes(SIGNATURE_BYTES) })),
  v.maxLength(TRUSTEES_MAX),
);
const successorSchema = v.strictObject({
  v: version(1),
  charter: boundedBytes(1, CHARTER_MAX_BYTES),
  /** By the trustees that the charter names. */
  signatures,
  /** By trustees of the charter before it, under the same statement. */
  predecessors: signatures,
});
export type SignedSuccessor = v.InferOutput<typeof successorSchema>;

export function encodeSuccessor(successor: SignedSuccessor): Uint8Array {
  return encode(successor);
}

/**
 * Reads a successor charter and checks it against the escrow as the reader knows it so far.
 *
 * @returns the escrow with the successor as its newest charter
 * @throws ChorusError `malformed` or `rejected`
 */
export function openSuccessor(group: Group, signer: Signer, escrow: Escrow, bytes: Uint8Array): Escrow {
  const signed = decode(successorSchema, bytes, "successor charter", CHARTER_MAX_BYTES + 16_384);
  const charter = readCharter(group, signed.charter);
  checkSameEscrow(escrow, charter);
  const signing = (trustees: Charter["trustees"], list: SignedSuccessor["signatures"]) =>
    trustees.filter((trustee, i) =>
      list.some(
        (one) =>
          one.trustee === i + 1 &&
          verifyStatement(signer, LABELS.charterSignature, signed.charter, one.signature, trustee.signingKey),
      ),
    ).length;
  if (signing(charter.trustees, signed.signatures) < charter.trustees.length) {
    throw rejected("successor-signatures", "not every trustee that the new charter names has signed it");
  }
  if (signing(escrow.charter.trustees, signed.predecessors) < escrow.charter.threshold) {
    throw rejected("successor-predecessors", "too few of the trustees before have signed the new charter");
  }
  return escrowOf(group, charter, allCharters(escrow));
}

/** A successor may change who the trustees are, how many open, and how many witness. Nothing else. */
function checkSameEscrow(escrow: Escrow, next: Charter): void {
  const { charterId, charter } = escrow;
  if (next.genesis === null || !equalBytes(next.genesis, charterId)) {
    throw rejected("successor-genesis", "the charter is of another escrow");
  }
  if (next.epoch !== charter.epoch + 1) {
    throw rejected("successor-epoch", "the charter does not follow the one before it");
  }
  const kept = ({ name, keys, registrar, board, policy }: Charter) =>
    encode([name, keys, registrar, board, { ...policy, witnesses: 0 }]);
  if (!equalBytes(kept(charter), kept(next))) {
    throw rejected("successor-same", "the charter changes what a change of trustees must not change");
  }
}

/**
 * Reads a charter that stands in the log of a known escrow: its first one, or one of those that followed.
 *
 * @throws ChorusError `malformed` or `rejected` when it is none of them
 */
export function openLoggedCharter(group: Group, signer: Signer, escrow: Escrow, bytes: Uint8Array): void {
  const charters = allCharters(escrow);
  const isSuccessor = charters.slice(0, -1).some((charter, i) => {
    try {
      openSuccessor(group, signer, escrowOf(group, charter, charters.slice(0, i)), bytes);
      return true;
    } catch (error) {
      if (error instanceof ChorusError) return false;
      throw error;
    }
  });
  if (!isSuccessor) openCharter(group, signer, bytes, escrow.charterId);
}

/**
 * Reads a first charter and all that follow it.
 *
 * @param pinned the charterId that the reader expects; undefined only when meeting an escrow for the first time
 */
export function openCharters(
  group: Group,
  signer: Signer,
  first: Uint8Array,
  successors: readonly Uint8Array[],
  pinned?: Uint8Array,
): Escrow {
  return successors.reduce<Escrow>(
    (escrow, bytes) => openSuccessor(group, signer, escrow, bytes),
    openCharter(group, signer, first, pinned),
  );
}
