/** The tables: no label can be mistaken for another, no kind of entry for another. */
import { describe, expect, it } from "vitest";
import { LABELS } from "../../src/core/bytes/labels.ts";
import { ENTRY_TYPES } from "../../src/core/protocol/entry.ts";

const labels = Object.values(LABELS);

describe("the table of labels", () => {
  it("has no label twice", () => {
    expect(new Set(labels).size).toBe(labels.length);
  });

  it("gives every label the project's name and a version", () => {
    for (const label of labels) expect(label).toMatch(/^chorus\/v1\/[a-z]+(-[a-z]+)*\/?$/);
  });

  it("has no label that begins another", () => {
    for (const one of labels) {
      const longer = labels.filter((other) => other !== one && other.startsWith(one));
      expect(longer, `${one} begins`).toEqual([]);
    }
  });

  it("ends a label with a slash only where the escrow's id follows", () => {
    expect(labels.filter((label) => label.endsWith("/"))).toEqual([LABELS.identifier, LABELS.secondBase]);
  });
});

describe("the table of log entries", () => {
  it("gives no number twice and none above a byte", () => {
    const numbers = Object.values(ENTRY_TYPES);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const number of numbers) expect(number >= 1 && number <= 255).toBe(true);
  });
});
