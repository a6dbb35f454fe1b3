/** What stands in the fields for a time while it is being entered: all of it text, as fields hold it. */
import type { Known, WhenSaid, YearPart } from "./document/when.ts";

export const KINDS = ["unknown", "year", "season", "month", "day", "between"] as const satisfies Known["kind"][];

/** The parts of a year with their first and last month, by which they are told apart where seasons are named otherwise. */
export const SEASONS: readonly { readonly part: YearPart; readonly first: number; readonly last: number }[] = [
  { part: "beginning", first: 12, last: 2 },
  { part: "first", first: 3, last: 5 },
  { part: "middle", first: 6, last: 8 },
  { part: "third", first: 9, last: 11 },
  { part: "end", first: 12, last: 2 },
];

export type Entry = {
  kind: Known["kind"];
  words: string;
  sure: "about" | "exactly";
  day: string;
  year: string;
  month: string;
  toYear: string;
  toMonth: string;
  part: YearPart;
  south: boolean;
};

/** The fields as they stand for what was said before. */
export function entryOf({ known, about, words }: WhenSaid, south: boolean): Entry {
  const sure = about || known.kind === "unknown" ? "about" : "exactly";
  const entry: Entry = {
    kind: known.kind,
    words,
    sure,
    day: "",
    year: "",
    month: "0",
    toYear: "",
    toMonth: "0",
    part: "first",
    south,
  };
  if (known.kind === "day") entry.day = known.day;
  if (known.kind === "year") entry.year = String(known.year);
  if (known.kind === "month") Object.assign(entry, monthFields(known.month));
  if (known.kind === "season") Object.assign(entry, { year: String(known.year), part: known.part, south: known.south });
  if (known.kind === "between") {
    const to = monthFields(known.to);
    Object.assign(entry, monthFields(known.from), { toYear: to.year, toMonth: to.month });
  }
  return entry;
}

const monthFields = ({ year, month }: { year: number; month: number }) => ({
  year: String(year),
  month: String(month),
});

/** What the fields say. It may be something that cannot be; `faultOf` tells. */
export function knownOf(entry: Entry): Known {
  const year = Number(entry.year.trim() || "0");
  const month = { year, month: Number(entry.month) };
  if (entry.kind === "unknown") return { kind: "unknown" };
  if (entry.kind === "day") return { kind: "day", day: entry.day };
  if (entry.kind === "year") return { kind: "year", year };
  if (entry.kind === "month") return { kind: "month", month };
  if (entry.kind === "season") return { kind: "season", year, part: entry.part, south: entry.south };
  const to = { year: Number(entry.toYear.trim() || "0"), month: Number(entry.toMonth) };
  return { kind: "between", from: month, to };
}
