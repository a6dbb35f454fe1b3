/**
 * The charter: the signed public description of one escrow (§1, §4). Clients pin the hash of the first one,
 * `charterId`; every later one (after a resharing) names it and carries the same joint keys.
 */
import * as v from "valibot";
import { equalBytes } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { malformed, rejected } from "../bytes/errors.ts";
import { LABELS } from "../bytes/labels.ts";
import { boundedBytes, fixedBytes, text, version, whole } from "../bytes/schema.ts";
import { HASH_BYTES, POINT_BYTES, SIGNATURE_BYTES, SIGNING_KEY_BYTES, TRUSTEES_MAX } from "../bytes/sizes.ts";
import { type Group, type Point, wirePoint } from "../crypto/group.ts";
import { hash256, secondBase } from "../crypto/hash.ts";
import { SECRET_NAMES } from "../crypto/keygen.ts";
import type { SealingBases } from "../crypto/proofs.ts";
import type { Signer } from "../ports.ts";
import { signStatement, verifyStatement } from "./statement.ts";

export const CHARTER_MAX_BYTES = 256 * 1024;

const points = v.strictObject({ k: fixedBytes(POINT_BYTES), z: fixedBytes(POINT_BYTES), x: fixedBytes(POINT_BYTES) });

/** A trustee as the others know it before any key is made. The recipient is age's, post-quantum hybrid. */
export const trusteeCardSchema = v.strictObject({
  name: text(120, 1),
  signingKey: fixedBytes(SIGNING_KEY_BYTES),
  recipient: text(4096, 1),
});
export type TrusteeCard = v.InferOutput<typeof trusteeCardSchema>;

/** The registrar: its Ed25519 key, its age recipient, and the RSA key (SPKI, DER) under which credentials verify. */
export const registrarCardSchema = v.strictObject({
  name: text(120, 1),
  signingKey: fixedBytes(SIGNING_KEY_BYTES),
  recipient: text(4096, 1),
  credentialKey: boundedBytes(256, 1024),
  admits: v.picklist(["open", "invite", "email", "oidc"]),
});
export type RegistrarCard = v.InferOutput<typeof registrarCardSchema>;

/** The board: the log's origin line (C2SP checkpoint) and the Ed25519 key that signs checkpoints. */
export const boardCardSchema = v.strictObject({ origin: text(200, 1), signingKey: fixedBytes(SIGNING_KEY_BYTES) });
export type BoardCard = v.InferOutput<typeof boardCardSchema>;

/**
 * Figures that every trustee enforces for itself. `witnesses` is how many cosignatures make a prefix of the
 * log one to act on; above (n + t - 1) / 2 no t - 1 corrupt trustees can help a board to show two histories.
 */
export const policySchema = v.strictObject({
  recordsPerYear: whole(1, 1000),
  slotsPerYear: whole(4, 16_000),
  witnesses: whole(1, TRUSTEES_MAX),
});
export type Policy = v.InferOutput<typeof policySchema>;

const trusteeSchema = v.strictObject({ ...trusteeCardSchema.entries, keys: points });

const charterSchema = v.strictObject({
  v: version(1),
  name: text(120, 1),
  /** Absent in the first charter; the hash of the first in every later one. */
  genesis: v.nullable(fixedBytes(HASH_BYTES)),
  epoch: whole(0, 1_000_000),
  threshold: whole(1, TRUSTEES_MAX),
  trustees: v.pipe(v.array(trusteeSchema), v.minLength(1), v.maxLength(TRUSTEES_MAX)),
  keys: points,
  registrar: registrarCardSchema,
  board: boardCardSchema,
  policy: policySchema,
  /** The hash of the ceremony or resharing that made the keys (keygen.ts, `transcriptHash`). */
  transcript: fixedBytes(HASH_BYTES),
});
export type Charter = v.InferOutput<typeof charterSchema>;

const signedCharterSchema = v.strictObject({
  v: version(1),
  charter: boundedBytes(1, CHARTER_MAX_BYTES),
  signatures: v.pipe(
    v.array(v.strictObject({ trustee: whole(1, TRUSTEES_MAX), signature: fixedBytes(SIGNATURE_BYTES) })),
    v.maxLength(TRUSTEES_MAX),
  ),
});
export type SignedCharter = v.InferOutput<typeof signedCharterSchema>;

/** A charter that has been read, checked and given its id: what everything else in the protocol takes. */
export type Escrow = {
  readonly charterId: Uint8Array;
  /** The newest charter that the reader knows. */
  readonly charter: Charter;
  /** Those before it, in order of their epochs. */
  readonly earlier: readonly Charter[];
  readonly bases: SealingBases;
  /** X as a group element, to which bodies are sealed. */
  readonly X: Point;
  readonly Z: Point;
};

export function encodeCharter(charter: Charter): Uint8Array {
  return encode(charter);
}

/** The pinned name of an escrow: the hash of its first charter (§1). */
export function charterIdOf(charter: Charter): Uint8Array {
  return charter.genesis ?? hash256(LABELS.charter, encodeCharter(charter));
}

/** One trustee's signature on a charter, under its Ed25519 key. */
export function signCharter(signer: Signer, charter: Charter, seed: Uint8Array): Uint8Array {
  return signStatement(signer, LABELS.charterSignature, encodeCharter(charter), seed);
}

export function encodeSignedCharter(signed: SignedCharter): Uint8Array {
  return encode(signed);
}

/**
 * Reads a first charter, checks its form, its keys and that every one of its trustees signed it.
 *
 * @param pinned the charterId that the reader expects; undefined only when meeting an escrow for the first time
 */
export function openCharter(group: Group, signer: Signer, bytes: Uint8Array, pinned?: Uint8Array): Escrow {
  const signed = decode(signedCharterSchema, bytes, "signed charter", CHARTER_MAX_BYTES + 8192);
  const charter = readCharter(group, signed.charter);
  charter.trustees.forEach((trustee, i) => {
    const signature = signed.signatures.find((one) => one.trustee === i + 1)?.signature;
    const holds =
      signature !== undefined &&
      verifyStatement(signer, LABELS.charterSignature, signed.charter, signature, trustee.signingKey);
    if (!holds) {
      throw rejected("charter-signature", `trustee ${i + 1} has not signed the charter`);
    }
  });
  if (signed.signatures.length !== charter.trustees.length) {
    throw malformed("charter-signatures", "the charter carries signatures of strangers", "signatures");
  }
  // A charter names its own genesis and its own signers, so a later one proves nothing by itself: anybody could
  // write one that names this escrow. It is to be checked against the charter before it, never alone.
  if (charter.genesis !== null) throw rejected("charter-first", "this is not the first charter of an escrow");
  const escrow = escrowOf(group, charter);
  if (pinned !== undefined && !equalBytes(escrow.charterId, pinned)) {
    throw rejected("charter-pinned", "this is not the escrow that was expected");
  }
  return escrow;
}

/** Reads the bytes of a charter and checks what does not need signatures. */
export function readCharter(group: Group, bytes: Uint8Array): Charter {
  const charter = decode(charterSchema, bytes, "charter", CHARTER_MAX_BYTES);
  const { trustees, threshold, policy } = charter;
  if (threshold < 2 || threshold * 2 <= trustees.length || threshold > trustees.length) {
    throw rejected(
      "charter-threshold",
      "the threshold must be two or more, more than half of the trustees, and at most all",
    );
  }
  if ((charter.genesis === null) !== (charter.epoch === 0)) {
    throw rejected("charter-epoch", "the first charter, and no other, is of epoch 0");
  }
  if (policy.witnesses < threshold || policy.witnesses > trustees.length) {
    throw rejected("charter-witnesses", "the witnesses must be at least the threshold, and at most all trustees");
  }
  for (const name of SECRET_NAMES) {
    wirePoint(group, charter.keys[name], `keys.${name}`);
    trustees.forEach((trustee, i) => {
      wirePoint(group, trustee.keys[name], `trustees.${i}.keys.${name}`);
    });
  }
  if (new Set(trustees.map((trustee) => trustee.signingKey.join())).size !== trustees.length) {
    throw rejected("charter-trustees", "two trustees have the same key");
  }
  return charter;
}

/** The values that sealing, matching and opening compute from a charter once. */
export function escrowOf(group: Group, charter: Charter, earlier: readonly Charter[] = []): Escrow {
  const charterId = charterIdOf(charter);
  return {
    charterId,
    charter,
    earlier,
    bases: {
      K: wirePoint(group, charter.keys.k, "keys.k"),
      K2: secondBase(group, charterId, "K"),
      G2: secondBase(group, charterId, "G"),
    },
    X: wirePoint(group, charter.keys.x, "keys.x"),
    Z: wirePoint(group, charter.keys.z, "keys.z"),
  };
}

/**
 * The charter of one epoch.
 *
 * @throws ChorusError `rejected` (`epoch`) when the reader knows of no such epoch
 */
export function charterOfEpoch(escrow: Escrow, epoch: number): Charter {
  const charter = findCharter(escrow, epoch);
  if (charter === undefined) throw rejected("epoch", "the escrow has no such epoch, or it is not known here yet");
  return charter;
}

/** The charter of one epoch, or undefined when the reader knows of none. */
export function findCharter({ charter, earlier }: Escrow, epoch: number): Charter | undefined {
  return epoch === charter.epoch ? charter : earlier[epoch];
}

/** Every charter of an escrow, the first one first. */
export function allCharters(escrow: Escrow): readonly Charter[] {
  return [...escrow.earlier, escrow.charter];
}

/** Which trustee of a charter has this signing key; undefined for a stranger. Counted from 1. */
export function trusteeWithKey(charter: Pick<Charter, "trustees">, signingKey: Uint8Array): number | undefined {
  const at = charter.trustees.findIndex((trustee) => equalBytes(trustee.signingKey, signingKey));
  return at < 0 ? undefined : at + 1;
}

/** A trustee's public keys as group elements. Indexes count from 1. */
export function trusteeKeys(group: Group, charter: Charter, index: number): { K: Point; Z: Point; X: Point } {
  const keys = charter.trustees[index - 1]?.keys;
  if (keys === undefined) throw rejected("trustee-index", "there is no such trustee");
  return {
    K: wirePoint(group, keys.k, "keys.k"),
    Z: wirePoint(group, keys.z, "keys.z"),
    X: wirePoint(group, keys.x, "keys.x"),
  };
}
