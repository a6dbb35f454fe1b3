/**
 * Hashing, always under a label of the one table and with every input length-prefixed (§3), so that no two
 * lists of inputs can give the same bytes to hash.
 */
import { expand_message_xmd } from "@noble/curves/abstract/hash-to-curve.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 as nobleSha256, sha512 } from "@noble/hashes/sha2.js";
import { concat, toHex, uintBytes, utf8 } from "../bytes/bytes.ts";
import { LABELS, type Label } from "../bytes/labels.ts";
import { UNIFORM_BYTES } from "../bytes/sizes.ts";
import type { Group, Point, Scalar } from "./group.ts";

/** Joins inputs, each behind its length in 8 bytes big-endian. */
export function framed(inputs: readonly Uint8Array[]): Uint8Array {
  return concat(...inputs.flatMap((input) => [uintBytes(input.length, 8), input]));
}

/** SHA-256 of bare bytes: for files and log leaves, where a published format says so. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return nobleSha256(bytes);
}

/** SHA-256 of bytes that come one after the other: for files too large to be held whole. */
export function runningSha256(): RunningHash {
  return nobleSha256.create();
}
/** `digest` ends it; `clone` gives a second one that stands where this one stands. */
export type RunningHash = { update(bytes: Uint8Array): unknown; digest(): Uint8Array; clone(): RunningHash };

/** SHA-256 under a label. */
export function hash256(label: Label, ...inputs: readonly Uint8Array[]): Uint8Array {
  return nobleSha256(framed([utf8(label), ...inputs]));
}

/** SHA-512 under a label. */
export function hash512(label: Label, ...inputs: readonly Uint8Array[]): Uint8Array {
  return sha512(framed([utf8(label), ...inputs]));
}

/** HKDF-SHA-256 (RFC 5869). */
export function deriveKey(secret: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  return hkdf(nobleSha256, secret, salt, info, length);
}

/** H1: an identifier as an element of the group (§3), different in every escrow. */
export function hashToPoint(group: Group, charterId: Uint8Array, identifier: Uint8Array): Point {
  return mapToPoint(group, LABELS.identifier, charterId, identifier);
}

/** K' and G' (§5): bases whose logarithms nobody knows. They have a DST of their own, so no identifier can be one. */
export function secondBase(group: Group, charterId: Uint8Array, name: "K" | "G"): Point {
  return mapToPoint(group, LABELS.secondBase, charterId, utf8(name));
}

function mapToPoint(group: Group, label: Label, charterId: Uint8Array, message: Uint8Array): Point {
  const dst = utf8(label + toHex(charterId));
  return group.pointFromUniform(expand_message_xmd(message, dst, UNIFORM_BYTES, sha512));
}

/** Hs: a list of inputs as a scalar (§3). */
export function hashToScalar(group: Group, label: Label, ...inputs: readonly Uint8Array[]): Scalar {
  return group.scalarFromUniform(expand_message_xmd(framed(inputs), utf8(label), UNIFORM_BYTES, sha512));
}
