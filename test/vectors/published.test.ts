/** Both group backends and the hashing against the vectors that the RFCs print. */
import { expand_message_xmd } from "@noble/curves/abstract/hash-to-curve.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { describe, expect, it } from "vitest";
import { fromHex, toHex, utf8 } from "../../src/core/bytes/bytes.ts";
import { wirePoint, wireScalar } from "../../src/core/crypto/group.ts";
import { nobleGroup } from "../../src/core/crypto/group-noble.ts";
import { sodiumGroup } from "../../src/core/crypto/group-sodium.ts";
import { seededRng } from "../actors.ts";
import { BAD_ENCODINGS, DERIVED, EXPANDED, MULTIPLES, OPRF, XMD_DST } from "./published.ts";

const rng = seededRng("published vectors");

describe.each([nobleGroup, await sodiumGroup()])("the group by $name", (group) => {
  it("gives the published multiples of the base (RFC 9496 A.1)", () => {
    const base = wirePoint(group, fromHex(MULTIPLES[1] as string), "base");
    MULTIPLES.slice(1).forEach((encoding, i) => {
      const scalar = group.scalarFromNumber(i + 1);
      expect(toHex(group.mulBase(scalar))).toBe(encoding);
      expect(toHex(group.mulPublic(scalar, base))).toBe(encoding);
      expect(toHex(group.mulSecret(scalar, base, rng))).toBe(encoding);
      expect(group.isPoint(fromHex(encoding))).toBe(true);
    });
  });

  it("takes the identity for no element", () => {
    expect(group.isPoint(fromHex(MULTIPLES[0] as string))).toBe(false);
    const point = group.mulBase(group.scalarFromNumber(7));
    expect(() => group.subtract(point, point)).toThrow("identity");
  });

  it.each(BAD_ENCODINGS)("refuses the bad encoding %s (RFC 9496 A.2)", (encoding) => {
    expect(group.isPoint(fromHex(encoding))).toBe(false);
    expect(() => wirePoint(group, fromHex(encoding), "point")).toThrow("canonical");
  });

  it.each(DERIVED)("derives the published element from «%s» (RFC 9496 A.3)", (text, encoding) => {
    expect(toHex(group.pointFromUniform(sha512(utf8(text))))).toBe(encoding);
  });

  it("hashes to the group and multiplies as RFC 9497 A.1.1 prints", () => {
    const uniform = expand_message_xmd(fromHex(OPRF.input), utf8(OPRF.dst), 64, sha512);
    const blinded = group.mulSecret(wireScalar(group, fromHex(OPRF.blind), "r"), group.pointFromUniform(uniform), rng);
    expect(toHex(blinded)).toBe(OPRF.blinded);
    const key = wireScalar(group, fromHex(OPRF.key), "k");
    expect(toHex(group.mulSecret(key, blinded, rng))).toBe(OPRF.evaluated);
  });

  it("refuses zero, the order, and anything above as a scalar", () => {
    const order = fromHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    const below = order.slice();
    below[0] = 0xec;
    expect(group.isScalar(below)).toBe(true);
    for (const bytes of [new Uint8Array(32), order, new Uint8Array(32).fill(0xff), below.subarray(1)]) {
      expect(group.isScalar(bytes)).toBe(false);
    }
  });
});

describe("expand_message_xmd with SHA-512 (RFC 9380 K.3)", () => {
  it.each(
    EXPANDED.map(([message, expected]) => ({ message, expected, length: expected.length / 2 })),
  )("$length bytes of «$message»", ({ message, expected, length }) => {
    expect(toHex(expand_message_xmd(utf8(message), utf8(XMD_DST), length, sha512))).toBe(expected);
  });
});
