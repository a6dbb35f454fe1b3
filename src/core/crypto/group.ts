/**
 * The group: ristretto255 (RFC 9496), prime order `l`, base `G`.
 *
 * Elements and scalars are always their 32-byte canonical encodings. Bytes from outside pass `wirePoint` or
 * `wireScalar` once and are branded; everything else in the project takes the brands. Two backends stand
 * behind one interface and are tested equal: @noble/curves (small, for browsers) and libsodium (fast and
 * constant time, for servers).
 */
import { malformed } from "../bytes/errors.ts";
import { POINT_BYTES, SCALAR_BYTES } from "../bytes/sizes.ts";
import type { Rng } from "../ports.ts";

declare const pointBrand: unique symbol;
declare const scalarBrand: unique symbol;

/** A canonical encoding of an element other than the identity. */
export type Point = Uint8Array & { readonly [pointBrand]: true };

/** A canonical encoding of a whole number from 1 to l - 1, unless a comment allows 0. */
export type Scalar = Uint8Array & { readonly [scalarBrand]: true };

/** What the protocol asks of a group implementation. No operation changes its arguments. */
export interface Group {
  readonly name: "noble" | "sodium";

  /** Is this the canonical encoding of an element that is not the identity? */
  isPoint(bytes: Uint8Array): boolean;
  /** Is this the canonical encoding (below l) of a scalar that is not zero? */
  isScalar(bytes: Uint8Array): boolean;

  add(p: Point, q: Point): Point;
  subtract(p: Point, q: Point): Point;

  /** sP where neither is secret: may run in time that depends on both. */
  mulPublic(s: Scalar, p: Point): Point;
  /** sP for a secret s and a point that a stranger may have chosen: constant time or blinded (§3). */
  mulSecret(s: Scalar, p: Point, rng: Rng): Point;
  /** sG, for a secret or a public s. */
  mulBase(s: Scalar): Point;
  /** Σ sᵢPᵢ over public values. Throws `malformed` if the sum is the identity. */
  combine(scalars: readonly Scalar[], points: readonly Point[]): Point;

  /** The ristretto255 map applied to 64 uniform bytes (RFC 9496 §4.3.4). */
  pointFromUniform(bytes: Uint8Array): Point;
  /** 64 uniform little-endian bytes modulo l. Zero, which cannot happen by chance, throws. */
  scalarFromUniform(bytes: Uint8Array): Scalar;
  /** A small whole number, at least 1. */
  scalarFromNumber(value: number): Scalar;
  scalarAdd(a: Scalar, b: Scalar): Scalar;
  scalarSubtract(a: Scalar, b: Scalar): Scalar;
  scalarMultiply(a: Scalar, b: Scalar): Scalar;
  scalarInvert(a: Scalar): Scalar;
}

/** Decodes an element from outside. Identity and non-canonical forms are refused, as RFC 9497 §2.1 asks. */
export function wirePoint(group: Group, bytes: Uint8Array, field: string): Point {
  if (bytes.length !== POINT_BYTES || !group.isPoint(bytes)) {
    throw malformed("group-element", `${field} is not a canonical group element`, field);
  }
  return bytes as Point;
}

/** Decodes a scalar from outside. Zero and non-canonical forms are refused. */
export function wireScalar(group: Group, bytes: Uint8Array, field: string): Scalar {
  if (bytes.length !== SCALAR_BYTES || !group.isScalar(bytes)) {
    throw malformed("scalar", `${field} is not a canonical scalar`, field);
  }
  return bytes as Scalar;
}

/** A uniform non-zero scalar. */
export function randomScalar(group: Group, rng: Rng): Scalar {
  return group.scalarFromUniform(rng.bytes(64));
}

/** A uniform element whose discrete logarithm nobody knows: what a dummy slot carries. */
export function randomPoint(group: Group, rng: Rng): Point {
  return group.pointFromUniform(rng.bytes(64));
}
