/**
 * The group by @noble/curves: small enough for a first page load, and the second opinion in tests.
 *
 * noble blinds a secret scalar only against the base point. `mulSecret` therefore splits it: with a fresh
 * random r, sP = rP + (s - r)P, so that no multiplication ever sees the same scalar twice
 * (docs/decisions/0003).
 */
import { ristretto255, ristretto255_hasher } from "@noble/curves/ed25519.js";
import { bytesToNumberLE } from "@noble/curves/utils.js";
import { equalBytes } from "../bytes/bytes.ts";
import { malformed } from "../bytes/errors.ts";
import { SCALAR_BYTES, UNIFORM_BYTES } from "../bytes/sizes.ts";
import type { Rng } from "../ports.ts";
import type { Group, Point, Scalar } from "./group.ts";

const Element = ristretto255.Point;
type Element = InstanceType<typeof Element>;
const Field = Element.Fn;

const element = (point: Point): Element => Element.fromBytes(point);
const number = (scalar: Scalar): bigint => Field.fromBytes(scalar);

function pointOf(value: Element): Point {
  if (value.is0()) throw malformed("identity", "an operation gave the identity element");
  return value.toBytes() as Uint8Array as Point;
}

function scalarOf(value: bigint): Scalar {
  if (Field.is0(value)) throw malformed("zero", "an operation gave the zero scalar");
  return Field.toBytes(value) as Uint8Array as Scalar;
}

function splitMultiply(s: bigint, p: Element, rng: Rng): Element {
  const r = Field.create(bytesToNumberLE(rng.bytes(UNIFORM_BYTES)));
  const rest = Field.sub(s, r);
  // Either half is zero with probability 2^-252; multiply() refuses zero, and failing closed is right.
  return p.multiply(r).add(p.multiply(rest));
}

/** The group in pure TypeScript. */
export const nobleGroup: Group = {
  name: "noble",

  isPoint(bytes) {
    try {
      const p = Element.fromBytes(bytes);
      return !p.is0() && equalBytes(p.toBytes(), bytes);
    } catch {
      return false;
    }
  },
  isScalar(bytes) {
    if (bytes.length !== SCALAR_BYTES) return false;
    const value = bytesToNumberLE(bytes);
    return value > 0n && value < Field.ORDER;
  },

  add: (p, q) => pointOf(element(p).add(element(q))),
  subtract: (p, q) => pointOf(element(p).subtract(element(q))),
  mulPublic: (s, p) => pointOf(element(p).multiplyUnsafe(number(s))),
  mulSecret: (s, p, rng) => pointOf(splitMultiply(number(s), element(p), rng)),
  mulBase: (s) => pointOf(Element.BASE.multiply(number(s))),
  combine(scalars, points) {
    let sum = Element.ZERO;
    points.forEach((point, i) => {
      sum = sum.add(element(point).multiplyUnsafe(number(scalars[i] as Scalar)));
    });
    return pointOf(sum);
  },

  pointFromUniform: (bytes) => pointOf(ristretto255_hasher.deriveToCurve?.(bytes) as Element),
  scalarFromUniform: (bytes) => scalarOf(Field.create(bytesToNumberLE(bytes))),
  scalarFromNumber: (value) => scalarOf(BigInt(value)),
  scalarAdd: (a, b) => scalarOf(Field.add(number(a), number(b))),
  scalarSubtract: (a, b) => scalarOf(Field.sub(number(a), number(b))),
  scalarMultiply: (a, b) => scalarOf(Field.mul(number(a), number(b))),
  scalarInvert: (a) => scalarOf(Field.inv(number(a))),
};
