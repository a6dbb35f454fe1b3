/** Two implementations of the group, one set of answers. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHex } from "../../src/core/bytes/bytes.ts";
import { type Group, randomPoint, randomScalar } from "../../src/core/crypto/group.ts";
import { nobleGroup } from "../../src/core/crypto/group-noble.ts";
import { sodiumGroup } from "../../src/core/crypto/group-sodium.ts";
import { seededRng } from "../actors.ts";

const sodium = await sodiumGroup();
const uniform = fc.uint8Array({ minLength: 64, maxLength: 64 });
const runs = { numRuns: 25 };

/** Every operation of the interface on the same inputs, written as hex. */
function everything(group: Group, seed: string): Record<string, string> {
  const rng = seededRng(seed);
  const [p, q] = [randomPoint(group, rng), randomPoint(group, rng)];
  const [a, b] = [randomScalar(group, rng), randomScalar(group, rng)];
  const answers = {
    p,
    a,
    add: group.add(p, q),
    subtract: group.subtract(p, q),
    mulPublic: group.mulPublic(a, p),
    mulSecret: group.mulSecret(a, p, rng),
    mulBase: group.mulBase(a),
    combine: group.combine([a, b], [p, q]),
    scalarAdd: group.scalarAdd(a, b),
    scalarSubtract: group.scalarSubtract(a, b),
    scalarMultiply: group.scalarMultiply(a, b),
    scalarInvert: group.scalarInvert(a),
  };
  return Object.fromEntries(Object.entries(answers).map(([name, bytes]) => [name, toHex(bytes)]));
}

describe("the two groups", () => {
  it("agree on every operation", () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        expect(everything(nobleGroup, seed)).toEqual(everything(sodium, seed));
      }),
      runs,
    );
  });

  it("agree on which bytes are elements and scalars", () => {
    const small = fc.uint8Array({ minLength: 0, maxLength: 33 });
    const wide = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(fc.oneof(small, wide, fc.constant(new Uint8Array(32))), (bytes) => {
        expect(nobleGroup.isPoint(bytes)).toBe(sodium.isPoint(bytes));
        expect(nobleGroup.isScalar(bytes)).toBe(sodium.isScalar(bytes));
      }),
      { numRuns: 200 },
    );
  });

  it("give a point the one encoding: no flipped bit of it is the same point", () => {
    fc.assert(
      fc.property(uniform, fc.nat(255), (bytes, bit) => {
        const point = sodium.pointFromUniform(bytes);
        const flipped = point.slice();
        flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
        expect(nobleGroup.isPoint(flipped)).toBe(sodium.isPoint(flipped));
        expect(toHex(nobleGroup.pointFromUniform(bytes))).toBe(toHex(point));
      }),
      runs,
    );
  });

  it("take small numbers as scalars alike, up to the largest index", () => {
    for (const value of [1, 2, 32, 255, 65_535, 4_294_967_295]) {
      expect(toHex(nobleGroup.scalarFromNumber(value))).toBe(toHex(sodium.scalarFromNumber(value)));
    }
    for (const group of [nobleGroup, sodium]) expect(() => group.scalarFromNumber(0)).toThrow("zero");
  });

  it("do not change what they are given", () => {
    for (const group of [nobleGroup, sodium]) {
      const rng = seededRng(group.name);
      const [p, a] = [randomPoint(group, rng), randomScalar(group, rng)];
      const before = [toHex(p), toHex(a)];
      group.mulSecret(a, p, rng);
      group.add(p, p);
      group.scalarMultiply(a, a);
      group.scalarInvert(a);
      expect([toHex(p), toHex(a)]).toEqual(before);
    }
  });
});
