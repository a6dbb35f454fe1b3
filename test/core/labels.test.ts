/** The tables: no label can be mistaken for another, no kind of entry for another. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
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

describe("the specification", () => {
  const text = readFileSync(join(import.meta.dirname, "..", "..", "docs", "protocol.md"), "utf8");

  it("lists every label as the code has it", () => {
    for (const [name, label] of Object.entries(LABELS)) {
      expect(text).toContain(`| \`${name}\` | \`${label.slice("chorus/v1/".length)}\` |`);
    }
  });

  it("lists every kind of log entry with its number", () => {
    for (const [type, number] of Object.entries(ENTRY_TYPES)) expect(text).toContain(`| \`${type}\` | ${number} |`);
  });
});

describe("the threat model", () => {
  const root = join(import.meta.dirname, "..", "..");
  const text = readFileSync(join(root, "docs", "threat-model.md"), "utf8");

  it("names tests that exist, and every test that attacks", () => {
    const named = [...text.matchAll(/`(test\/[\w/-]+\.test\.ts)`/g)].map((match) => match[1] as string);
    for (const path of named) expect(existsSync(join(root, path)), path).toBe(true);
    for (const name of readdirSync(join(root, "test", "attack"))) expect(named).toContain(`test/attack/${name}`);
  });
});
