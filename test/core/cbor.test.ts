/** Bytes have one reading: whatever is not the one encoding of a value is refused. */
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { fromHex } from "../../src/core/bytes/bytes.ts";
import { decode, encode } from "../../src/core/bytes/cbor.ts";

const anything = v.unknown();
const read = (hex: string) => decode(anything, fromHex(hex), "thing", 1024);

describe("strict CBOR", () => {
  it.each([
    ["a number in more bytes than it needs", "1801"],
    ["a length in more bytes than it needs", "580141"],
    ["a whole number written as a float", "f93c00"],
    ["a float wider than it needs", "fb3ff8000000000000"],
    ["minus zero", "f98000"],
    ["not a number", "f97e00"],
    ["infinity", "f97c00"],
    ["undefined", "f7"],
    ["an indefinite array", "9f01ff"],
    ["an indefinite map", "bf616101ff"],
    ["an indefinite byte string", "5f4101ff"],
    ["a key twice", "a2616101616102"],
    ["keys out of order", "a2616201616101"],
    ["longer keys before shorter ones", "a26261610161620a"],
    ["a number as a key", "a10102"],
    ["a tag", "c11a00000001"],
    ["a big number by tag", "c249010000000000000000"],
    ["a number beyond 2^53", "1bffffffffffffffff"],
    ["text that is not UTF-8", "62c328"],
    ["half a surrogate", "63eda080"],
    ["bytes after the end", "0101"],
    ["an end too early", "4201"],
    ["nothing", ""],
  ])("refuses %s", (_, hex) => {
    expect(() => read(hex)).toThrow(/CBOR|canonical/);
  });

  it("writes plain bytes with memory of their own, whatever their length", () => {
    for (const length of [0, 1, 150, 250, 300, 5000]) {
      const bytes = encode({ a: new Uint8Array(length), b: [1, new Uint8Array(length)] });
      expect(Object.getPrototypeOf(bytes)).toBe(Uint8Array.prototype);
      expect(bytes.buffer.byteLength).toBe(bytes.length);
      const copy = bytes.slice();
      copy[0] = 0;
      expect(bytes[0]).not.toBe(0);
    }
  });

  it("reads back exactly what it wrote", () => {
    const value = fc.letrec((tie) => ({
      leaf: fc.oneof(fc.integer(), fc.string({ unit: "grapheme" }), fc.boolean(), fc.constant(null), fc.uint8Array()),
      node: fc.oneof(
        { depthSize: "small" },
        tie("leaf"),
        fc.array(tie("node"), { maxLength: 4 }),
        fc.dictionary(
          fc.string({ maxLength: 8 }).filter((key) => key !== "__proto__"),
          tie("node"),
          { maxKeys: 4, noNullPrototype: true },
        ),
      ),
    })).node;
    fc.assert(
      fc.property(value, (one) => {
        const bytes = encode(one);
        expect(encode(decode(anything, bytes, "thing", 1 << 20))).toEqual(bytes);
      }),
    );
  });

  it("has no second encoding one bit or byte away that means the same", () => {
    const bytes = encode({ a: [1, 300, "text"], b: new Uint8Array([1, 2]), c: null });
    const seen = new Set<string>([JSON.stringify(decode(anything, bytes, "thing", 1024))]);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = bytes.slice();
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      try {
        const text = JSON.stringify(decode(anything, changed, "thing", 1024));
        expect(seen.has(text)).toBe(false);
        seen.add(text);
      } catch {
        // refused, as most are
      }
    }
  });

  it("takes the prototype's name for an ordinary key, which a strict shape refuses", () => {
    const bytes = fromHex("a1695f5f70726f746f5f5fa1616101");
    const value = decode(anything, bytes, "thing", 1024) as Record<string, unknown>;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(value.a).toBeUndefined();
    expect(() => decode(v.strictObject({}), bytes, "thing", 1024)).toThrow("not in the right form");
  });

  it("survives arrays nested beyond reason", () => {
    expect(() => decode(anything, new Uint8Array(100_000).fill(0x81), "thing", 1 << 20)).toThrow("CBOR");
  });

  it("refuses more bytes than its limit before it reads them", () => {
    expect(() => decode(anything, new Uint8Array(11), "thing", 10)).toThrow("larger than 10 bytes");
  });

  it("names the field that is wrong, and never its value", () => {
    const schema = v.strictObject({ slots: v.array(v.strictObject({ name: v.number() })) });
    const bytes = encode({ slots: [{ name: 1 }, { name: "a secret" }] });
    expect(() => decode(schema, bytes, "record", 1024)).toThrow("(slots.1.name)");
    expect(() => decode(schema, bytes, "record", 1024)).not.toThrow("a secret");
    expect(() => decode(schema, encode({ slots: [], more: 1 }), "record", 1024)).toThrow("not in the right form");
  });
});
