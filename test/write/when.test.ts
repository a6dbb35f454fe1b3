import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { faultOf, type Known, rangeOf, YEAR_PARTS } from "../../src/apps/web/write/document/when.ts";

const range = (known: Known) => {
  const { from, to } = rangeOf({ known, about: false, words: "" });
  return [from, to];
};

describe("the days that are meant", () => {
  test.each<[string, Known, string, string]>([
    ["a day", { kind: "day", day: "2014-03-05" }, "2014-03-05", "2014-03-05"],
    ["a month", { kind: "month", month: { year: 2012, month: 2 } }, "2012-02-01", "2012-02-29"],
    ["a month that is not known", { kind: "month", month: { year: 2012, month: 0 } }, "2012-01-01", "2012-12-31"],
    ["a year", { kind: "year", year: 1999 }, "1999-01-01", "1999-12-31"],
    ["a spring", { kind: "season", year: 2014, part: "first", south: false }, "2014-03-01", "2014-05-31"],
    [
      "the winter that a year began in",
      { kind: "season", year: 2014, part: "beginning", south: false },
      "2013-12-01",
      "2014-02-28",
    ],
    [
      "the winter that a year ended in",
      { kind: "season", year: 2015, part: "end", south: false },
      "2015-12-01",
      "2016-02-29",
    ],
    [
      "between two months",
      { kind: "between", from: { year: 2013, month: 11 }, to: { year: 2014, month: 1 } },
      "2013-11-01",
      "2014-01-31",
    ],
    [
      "between two years",
      { kind: "between", from: { year: 2013, month: 0 }, to: { year: 2015, month: 0 } },
      "2013-01-01",
      "2015-12-31",
    ],
  ])("%s", (_, known, from, to) => {
    expect(range(known)).toEqual([from, to]);
  });

  test("I do not know: no day, and what was typed is kept as it was", () => {
    const said = { known: { kind: "unknown" }, about: true, words: "summer after second year" } as const;
    expect(rangeOf(said)).toEqual({ from: "", to: "", about: false, words: "summer after second year" });
  });

  test("always lie in order, and a year’s parts follow each other without a gap", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2200 }), fc.boolean(), (year, south) => {
        const parts = YEAR_PARTS.map((part) => range({ kind: "season", year, part, south }));
        for (const [from, to] of parts) expect(from && to && from <= to).toBe(true);
        for (const [i, [, to = ""]] of parts.slice(0, -1).entries())
          expect(Date.parse(parts[i + 1]?.[0] ?? "") - Date.parse(to)).toBe(86_400_000);
      }),
    );
  });
});

test.each<[string, Known, ReturnType<typeof faultOf>]>([
  ["a day that there is none of", { kind: "day", day: "2014-02-30" }, "day"],
  ["no day yet", { kind: "day", day: "" }, "day"],
  ["a year of three digits", { kind: "year", year: 201 }, "year"],
  [
    "an end before the beginning",
    { kind: "between", from: { year: 2015, month: 0 }, to: { year: 2014, month: 6 } },
    "order",
  ],
  ["nothing known", { kind: "unknown" }, undefined],
  [
    "a month within a year",
    { kind: "between", from: { year: 2014, month: 0 }, to: { year: 2014, month: 6 } },
    undefined,
  ],
])("says what is wrong with %s", (_, known, fault) => {
  expect(faultOf(known)).toBe(fault);
});
