/** The data that the rules lean on, and the page that explains them. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readCity } from "../../src/core/respondent/city.ts";
import { representativeName } from "../../src/core/respondent/given-names.ts";
import { IDENTIFIER_TYPES, NOTE_CODES, REASON_CODES } from "../../src/core/respondent/identifier.ts";
import { readPersonName } from "../../src/core/respondent/person-name.ts";

function source(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
}

/** The lines of the table that a data file keeps between backquotes, each divided at the separator. */
function table(path: string, separator: string): string[][] {
  const text = /= `\n([^`]+)`/.exec(source(path))?.[1] ?? "";
  return text
    .trim()
    .split("\n")
    .map((line) => line.split(separator));
}

describe("the classes of given names", () => {
  const classes = table("src/core/respondent/given-names.ts", " ");

  it("hold each word once, in plain ASCII", () => {
    const all = classes.flat();
    expect(all.length).toBeGreaterThan(600);
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
    expect(all.filter((name) => !/^[a-z]{2,}$/.test(name))).toEqual([]);
  });

  it("bring every name to a word that stays, and that no other rule takes away", () => {
    for (const [first = "", ...others] of classes) {
      expect(representativeName(first)).toBe(first);
      for (const name of [first, ...others]) {
        expect([name, readPersonName(`${name} roe`)]).toMatchObject([
          name,
          { pairs: [{ text: [first, "roe"].sort().join(" ") }] },
        ]);
      }
    }
  });
});

describe("the names of large cities", () => {
  const cities = table("src/core/respondent/city-names.ts", ", ");

  it("stand once each, and lead to the first of their line", () => {
    const all = cities.flat();
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
    for (const [first = "", ...others] of cities) {
      for (const name of [first, ...others]) expect([name, readCity(name).text]).toEqual([name, first]);
    }
  });
});

describe("docs/identifiers.md", () => {
  const page = source("docs/identifiers.md");

  it.each([...REASON_CODES, ...NOTE_CODES])("explains %s in a sentence", (code) => {
    expect(page).toMatch(new RegExp(`^\\| \`${code}\` \\| [^|]+\\.( |$)`, "m"));
  });

  it.each(IDENTIFIER_TYPES)("names the type %s", (type) => expect(page).toContain(`\`${type}\``));
});
