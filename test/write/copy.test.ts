import { describe, expect, test } from "vitest";
import { Doc } from "yjs";
import { copyOf, takeIn } from "../../src/apps/web/write/document/copy.ts";
import { addName, draftText, namesOf } from "../../src/apps/web/write/document/draft.ts";
import { callIt, date, eraseIncident, incidentsOf } from "../../src/apps/web/write/document/incidents.ts";
import { earlierOf, type Place, SITTING_SECONDS } from "../../src/apps/web/write/document/passages.ts";
import { wordsOf } from "../../src/apps/web/write/document/shape.ts";
import { add, type } from "./devices.ts";

const corridor: Place = { incident: "corridor", passage: "first", question: "happened" };
const textOf = (pages: Doc) => wordsOf(pages, "first").toString();
const NONE = { receipts: [], dated: [] };
const later = SITTING_SECONDS + 1;

function written(): Doc {
  const pages = new Doc();
  type(pages, corridor, "It was dark.", 0);
  type(pages, corridor, "It was dark and cold.", later);
  callIt(pages, "corridor", "The corridor", later);
  date(pages, "corridor", { known: { kind: "year", year: 2014 }, about: true, words: "" }, later);
  addName(pages, { type: "name", value: "J. Doe", org: "Choir", city: "" });
  draftText.never(pages).insert(0, "Never call.");
  return pages;
}

describe("a copy", () => {
  test("says everything in plain values too, for whoever opens it without Chorus", () => {
    const copy = JSON.parse(copyOf(written(), 77, NONE));
    expect(copy).toMatchObject({
      format: "chorus notebook",
      v: 1,
      made: 77,
      incidents: [{ title: "The corridor", when: { from: "2014-01-01", to: "2014-12-31", about: true } }],
      who: { names: [{ value: "J. Doe" }] },
      contact: { never: "Never call." },
    });
    expect(copy.incidents[0].passages[0]).toMatchObject({
      text: "It was dark and cold.",
      earlier: [{ text: "It was dark." }],
    });
  });

  test("brings everything into an empty notebook, earlier words and dates included", () => {
    const elsewhere = new Doc();
    expect(takeIn(elsewhere, copyOf(written(), 0, NONE)).brought).toBe(1);
    expect(incidentsOf(elsewhere)).toEqual(incidentsOf(written()));
    expect(earlierOf(elsewhere, "first")).toEqual([{ changed: 0, text: "It was dark." }]);
    expect(namesOf(elsewhere).map(({ value }) => value)).toEqual(["J. Doe"]);
  });

  test("joins what was written since, and brings nothing twice", () => {
    const pages = written();
    const copy = copyOf(pages, 0, NONE);
    add(pages, corridor, " I ran.", later);
    expect([takeIn(pages, copy).brought, takeIn(pages, copy).brought]).toEqual([0, 0]);
    expect(textOf(pages)).toBe("It was dark and cold. I ran.");
  });

  test("does not bring back what was erased for good", () => {
    const pages = written();
    const copy = copyOf(pages, 0, NONE);
    eraseIncident(pages, "corridor");
    takeIn(pages, copy);
    expect(incidentsOf(pages)).toEqual([]);
    expect(textOf(pages)).toBe("");
  });
});

test.each([
  ["no JSON", () => "notes"],
  ["another format", () => JSON.stringify({ ...JSON.parse(copyOf(written(), 0, NONE)), format: "diary" })],
  ["a field too many", () => JSON.stringify({ ...JSON.parse(copyOf(written(), 0, NONE)), mood: "calm" })],
  ["a document that is none", () => JSON.stringify({ ...JSON.parse(copyOf(written(), 0, NONE)), pages: "AAECAwQF" })],
  [
    "a document that says something else than its text",
    () =>
      JSON.stringify({
        ...JSON.parse(copyOf(written(), 0, NONE)),
        pages: JSON.parse(copyOf(new Doc(), 0, NONE)).pages,
      }),
  ],
])("refuses %s, and leaves the notebook as it was", (_, text) => {
  const pages = written();
  const before = copyOf(pages, 0, NONE);
  expect(() => takeIn(pages, text())).toThrow();
  expect(copyOf(pages, 0, NONE)).toBe(before);
});
