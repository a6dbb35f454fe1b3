/** Padding hides how much somebody wrote, and gives back exactly that. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PADDED_MIN_BYTES, pad, padmeLength, unpad } from "../../src/core/bytes/padding.ts";

describe("padding", () => {
  it("gives the content back", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000 }), (content) => {
        expect(unpad(pad(content))).toEqual(content);
      }),
      { numRuns: 50 },
    );
  });

  it("makes every short account look alike", () => {
    for (const length of [0, 1, 100, PADDED_MIN_BYTES - 8])
      expect(pad(new Uint8Array(length))).toHaveLength(PADDED_MIN_BYTES);
    expect(pad(new Uint8Array(PADDED_MIN_BYTES - 7)).length).toBeGreaterThan(PADDED_MIN_BYTES);
  });

  it("adds at most 12 % above the least size, never shrinks, and leaves few lengths", () => {
    fc.assert(
      fc.property(fc.integer({ min: PADDED_MIN_BYTES, max: 2 ** 31 }), (length) => {
        const padded = padmeLength(length);
        expect(padded).toBeGreaterThanOrEqual(length);
        expect(padded).toBeLessThanOrEqual(length * 1.12);
        expect(padmeLength(padded)).toBe(padded);
      }),
    );
    const lengths = new Set<number>();
    for (let length = 8192; length < 16_384; length++) lengths.add(padmeLength(length));
    expect(lengths.size).toBeLessThanOrEqual(17);
  });

  it("refuses padding that is not empty, a length that lies, and a length that is not PADMÉ's", () => {
    const padded = pad(new Uint8Array([1, 2, 3]));
    const dirty = padded.slice();
    dirty[dirty.length - 1] = 1;
    const lying = padded.slice();
    lying[7] = 2;
    const huge = padded.slice();
    huge.fill(0xff, 0, 8);
    const longer = new Uint8Array(padded.length + 1);
    longer.set(padded);
    for (const bad of [dirty, lying, huge, longer, padded.subarray(1), new Uint8Array(7), new Uint8Array()]) {
      expect(() => unpad(bad)).toThrow("padd");
    }
  });

  it("reads content that stands inside a larger buffer", () => {
    const buffer = new Uint8Array(PADDED_MIN_BYTES + 5);
    buffer.set(pad(new Uint8Array([9, 8])), 5);
    expect(unpad(buffer.subarray(5))).toEqual(new Uint8Array([9, 8]));
  });
});
