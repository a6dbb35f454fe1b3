/**
 * The group by libsodium: constant-time multiplication of any point, about ten times noble's speed.
 *
 * libsodium is WebAssembly here and must be awaited once, so this backend is made, not imported ready.
 */
import sodium from "libsodium-wrappers-sumo";
import { equalBytes } from "../bytes/bytes.ts";
import { malformed } from "../bytes/errors.ts";
import { POINT_BYTES, SCALAR_BYTES } from "../bytes/sizes.ts";
import type { Group, Point, Scalar } from "./group.ts";

const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

function pointOf(bytes: Uint8Array): Point {
  if (isZero(bytes)) throw malformed("identity", "an operation gave the identity element");
  return bytes as Point;
}

function scalarOf(bytes: Uint8Array): Scalar {
  if (isZero(bytes)) throw malformed("zero", "an operation gave the zero scalar");
  return bytes as Scalar;
}

/** libsodium throws its own error when a product is the identity; the project has one class of errors. */
function multiply(s: Scalar, p: Point): Point {
  try {
    return pointOf(sodium.crypto_scalarmult_ristretto255(s, p));
  } catch {
    throw malformed("identity", "a multiplication was refused");
  }
}

const ONE = new Uint8Array(SCALAR_BYTES).fill(1, 0, 1);

/** For public scalars, whose value may show in the time. */
function multiplyUnlessOne(s: Scalar, p: Point): Uint8Array {
  return equalBytes(s, ONE) ? p : multiply(s, p);
}

/** Waits for libsodium and gives the group on top of it. */
export async function sodiumGroup(): Promise<Group> {
  await sodium.ready;
  const reduced = (bytes: Uint8Array): Uint8Array => sodium.crypto_core_ristretto255_scalar_reduce(bytes);
  return {
    name: "sodium",

    isPoint: (bytes) =>
      bytes.length === POINT_BYTES && !isZero(bytes) && sodium.crypto_core_ristretto255_is_valid_point(bytes),
    isScalar(bytes) {
      if (bytes.length !== SCALAR_BYTES || isZero(bytes)) return false;
      const wide = new Uint8Array(64);
      wide.set(bytes);
      return reduced(wide).every((byte, i) => byte === bytes[i]);
    },

    add: (p, q) => pointOf(sodium.crypto_core_ristretto255_add(p, q)),
    subtract: (p, q) => pointOf(sodium.crypto_core_ristretto255_sub(p, q)),
    mulPublic: multiply,
    mulSecret: multiply,
    mulBase: (s) => pointOf(sodium.crypto_scalarmult_ristretto255_base(s)),
    combine(scalars, points) {
      const products: Uint8Array[] = points.map((point, i) => multiplyUnlessOne(scalars[i] as Scalar, point));
      const [first = new Uint8Array(POINT_BYTES), ...rest] = products;
      return pointOf(rest.reduce((sum, product) => sodium.crypto_core_ristretto255_add(sum, product), first));
    },

    pointFromUniform: (bytes) => pointOf(sodium.crypto_core_ristretto255_from_hash(bytes)),
    scalarFromUniform: (bytes) => scalarOf(reduced(bytes)),
    scalarFromNumber(value) {
      const wide = new Uint8Array(64);
      new DataView(wide.buffer).setUint32(0, value, true);
      return scalarOf(reduced(wide));
    },
    scalarAdd: (a, b) => scalarOf(sodium.crypto_core_ristretto255_scalar_add(a, b)),
    scalarSubtract: (a, b) => scalarOf(sodium.crypto_core_ristretto255_scalar_sub(a, b)),
    scalarMultiply: (a, b) => scalarOf(sodium.crypto_core_ristretto255_scalar_mul(a, b)),
    scalarInvert: (a) => scalarOf(sodium.crypto_core_ristretto255_scalar_invert(a)),
  };
}
