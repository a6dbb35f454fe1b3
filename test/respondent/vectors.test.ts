/** The messy spellings of vectors/respondent, which another language can read as well as we do. */

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Reading, RespondentInput } from "../../src/core/respondent/identifier.ts";
import { IDENTIFIER_RULES_VERSION, NOTE_CODES, REASON_CODES } from "../../src/core/respondent/identifier.ts";
import { guessInput, readRespondent } from "../../src/core/respondent/respondent.ts";

type Case = {
  readonly why?: string;
  readonly input: RespondentInput;
  readonly region?: string;
  readonly identifiers?: readonly string[];
  readonly notes?: readonly string[];
  readonly reason?: string;
};
type Pair = { readonly why: string; readonly one: RespondentInput; readonly other: RespondentInput };

const FOLDER = new URL("../../vectors/respondent/", import.meta.url);
const NOT_CASES = ["guess.json", "pairs.json"];
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith(".json") && !NOT_CASES.includes(name));

function load<Content>(name: string): Content & { readonly rules: number } {
  return JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"));
}

function read({ input, region }: Pick<Case, "input" | "region">): Reading {
  return readRespondent(input, region === undefined ? {} : { defaultRegion: region });
}

function textsOf(reading: Reading): readonly string[] {
  return reading.kind === "identifiers" ? reading.identifiers.map(({ text }) => text) : [`(${reading.reason})`];
}

function notesOf(reading: Reading): readonly string[] {
  return reading.kind === "identifiers" ? (reading.identifiers[0]?.notes ?? []) : [];
}

const ALL = FILES.flatMap((name) => load<{ readonly cases: readonly Case[] }>(name).cases);

describe.each(FILES)("the spellings of %s", (name) => {
  const { cases, rules } = load<{ readonly cases: readonly Case[] }>(name);

  it("are of the present rules", () => expect(rules).toBe(IDENTIFIER_RULES_VERSION));

  it.each(cases.map((each) => [JSON.stringify(each.input).slice(0, 120), each] as const))("%s", (_, each) => {
    const reading = read(each);
    expect(textsOf(reading)).toEqual(each.identifiers ?? [`(${each.reason})`]);
    if (each.notes !== undefined) expect(notesOf(reading)).toEqual(each.notes);
  });
});

describe("the vectors as a whole", () => {
  it("hold at least 250 spellings", () => expect(ALL.length).toBeGreaterThanOrEqual(250));

  it("show every reason and every note at least once", () => {
    const readings = ALL.map(read);
    const reasons = readings.flatMap((reading) => (reading.kind === "unusable" ? [reading.reason] : []));
    const notes = readings.flatMap((reading) =>
      reading.kind === "identifiers" ? reading.identifiers.flatMap((each) => each.notes) : [],
    );
    expect([...new Set(reasons)].sort()).toEqual([...REASON_CODES].sort());
    expect([...new Set(notes)].sort()).toEqual([...NOTE_CODES].sort());
  });
});

describe("pairs of spellings", () => {
  const { join, apart, region } = load<{ join: Pair[]; apart: Pair[]; region: string }>("pairs.json");
  const shared = ({ one, other }: Pair) => {
    const others = textsOf(read({ input: other, region }));
    return textsOf(read({ input: one, region })).filter((text) => others.includes(text));
  };

  it.each(join.map((pair) => [pair.why, pair] as const))("join: %s", (_, pair) => {
    const common = shared(pair);
    expect(common).not.toEqual([]);
    expect(common.join()).not.toContain("(");
  });

  it.each(apart.map((pair) => [pair.why, pair] as const))("stay apart: %s", (_, pair) => {
    expect(read({ input: pair.one, region }).kind).toBe("identifiers");
    expect(read({ input: pair.other, region }).kind).toBe("identifiers");
    expect(shared(pair)).toEqual([]);
  });
});

describe("guessing the kind of a pasted text", () => {
  const { cases } = load<{ cases: { pasted: string; type: string | null }[] }>("guess.json");

  it.each(cases.map(({ pasted, type }) => [JSON.stringify(pasted), pasted, type] as const))("%s", (_, pasted, type) => {
    expect(guessInput(pasted) ?? null).toBe(type);
  });
});
