/** What is pointed out before a text is published. */
import { describe, expect, test } from "vitest";

type Sensitive = { readonly kind: string; readonly found: string };
/** The pages are a project of their own, so what is in them is fetched rather than imported. */
const place = new URL("../../src/apps/web/letters/sensitive.ts", import.meta.url).href;
const { sensitiveIn } = (await import(place)) as { sensitiveIn(text: string, names: readonly string[]): Sensitive[] };

const found = (text: string, names: string[] = []) =>
  sensitiveIn(text, names).map(({ kind, found: what }) => [kind, what]);

describe("sensitive details", () => {
  test("are addresses, numbers, links, exact dates in three languages, and names used in the room", () => {
    expect(found("Write to ada.b+x@mail.example.org, or call +44 20 7946 0123.")).toEqual([
      ["email", "ada.b+x@mail.example.org"],
      ["phone", "+44 20 7946 0123"],
    ]);
    expect(found("See https://example.org/a?b on 3 May 2014, 3 de mayo de 2014, 1er mai 2014 or 03/05/2014.")).toEqual([
      ["link", "https://example.org/a?b"],
      ["date", "03/05/2014"],
      ["date", "3 May 2014"],
      ["date", "3 de mayo de 2014"],
      ["date", "1er mai 2014"],
    ]);
    expect(found("Then ben came in.", ["Ben"])).toEqual([["name", "Ben"]]);
  });

  test("are not years, ages, times of day or ordinary words", () => {
    expect(found("It was around 2014, I was 19, at 11 in the evening, in room 204.")).toEqual([]);
  });
});
