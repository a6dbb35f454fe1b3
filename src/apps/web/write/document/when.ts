/**
 * Roughly when: what a person can say of a time, and the days it comes to. Nothing is read out of a person's own words;
 * they are kept as they were typed.
 */
import type { When } from "../../../../core/protocol/incident.ts";

/** A month of a year; the month is 1 to 12, or 0 where it is not known. */
export type Month = { readonly year: number; readonly month: number };

/**
 * The parts of a year as people name them, in its order. Winter (in the south, summer) lies across the turn of the year,
 * and so is asked for twice: at the year's beginning and at its end.
 */
export const YEAR_PARTS = ["beginning", "first", "middle", "third", "end"] as const;
export type YearPart = (typeof YEAR_PARTS)[number];

/** How much is known. */
export type Known =
  | { readonly kind: "unknown" }
  | { readonly kind: "day"; readonly day: string }
  | { readonly kind: "month"; readonly month: Month }
  | { readonly kind: "season"; readonly year: number; readonly part: YearPart; readonly south: boolean }
  | { readonly kind: "year"; readonly year: number }
  | { readonly kind: "between"; readonly from: Month; readonly to: Month };

export type WhenSaid = { readonly known: Known; readonly about: boolean; readonly words: string };

export const NOTHING_SAID: WhenSaid = { known: { kind: "unknown" }, about: false, words: "" };

/** First month of each part; it may lie in the year before or after. Each part has three months. */
const FIRST_MONTH: Readonly<Record<YearPart, number>> = { beginning: 0, first: 3, middle: 6, third: 9, end: 12 };

/** The first and the last day that are meant, as in an account. */
export function rangeOf({ known, about, words }: WhenSaid): When {
  return { ...daysOf(known), about: about && known.kind !== "unknown", words };
}

function daysOf(known: Known): { from: string; to: string } {
  if (known.kind === "unknown") return { from: "", to: "" };
  if (known.kind === "day") return { from: known.day, to: known.day };
  if (known.kind === "month") return months(known.month, known.month);
  if (known.kind === "year") return months({ year: known.year, month: 0 }, { year: known.year, month: 0 });
  if (known.kind === "between") return months(known.from, known.to);
  const first = FIRST_MONTH[known.part];
  return { from: day(known.year, first, 1), to: day(known.year, first + 3, 0) };
}

/** From the first day of one month to the last of another; a month that is not known is the whole year. */
function months(from: Month, to: Month): { from: string; to: string } {
  return { from: day(from.year, from.month || 1, 1), to: day(to.year, (to.month || 12) + 1, 0) };
}

/** A day as year-month-day. Month 0 is the last December, day 0 the last of the month before. */
function day(year: number, month: number, date: number): string {
  return new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);
}

/** What is missing in an answer or cannot be; undefined if it says something that could be. */
export function faultOf(known: Known): "year" | "order" | "day" | undefined {
  if (known.kind === "unknown") return undefined;
  if (known.kind === "day") return isDay(known.day) ? undefined : "day";
  if (known.kind !== "between")
    return isYear(known.kind === "month" ? known.month.year : known.year) ? undefined : "year";
  if (!isYear(known.from.year) || !isYear(known.to.year)) return "year";
  const { from, to } = daysOf(known);
  return from <= to ? undefined : "order";
}

const isYear = (year: number) => Number.isInteger(year) && year >= 1900 && year <= 2200;

function isDay(text: string): boolean {
  const [year = 0, month = 0, date = 0] = text.split("-").map(Number);
  return isYear(year) && text === day(year, month, date);
}
