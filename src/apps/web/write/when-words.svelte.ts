/** A time that is roughly known, in the reader's words. */

import { day } from "../words/measures.svelte.ts";
import { region, t } from "../words/words.svelte.ts";
import type { Known, Month, WhenSaid } from "./document/when.ts";

/** How it stands in a list: "around spring 2014", "between March 2013 and 2014"; the person's own words if there are none. */
export function whenInWords({ known, about, words }: WhenSaid): string {
  if (known.kind === "unknown") return words === "" ? t("pages.when.unknown") : words;
  const span = spanInWords(known);
  return about && known.kind !== "between" ? t("pages.when.around", { span }) : span;
}

function spanInWords(known: Exclude<Known, { kind: "unknown" }>): string {
  if (known.kind === "day") return day(new Date(`${known.day}T12:00:00`));
  if (known.kind === "month") return monthInWords(known.month);
  if (known.kind === "year") return String(known.year);
  if (known.kind === "between")
    return t("pages.when.between", { from: monthInWords(known.from), to: monthInWords(known.to) });
  return t(`pages.span.${known.south ? "south" : "north"}.${known.part}`, { year: String(known.year) });
}

function monthInWords({ year, month }: Month): string {
  if (month === 0) return String(year);
  return new Intl.DateTimeFormat(region(), { month: "long", year: "numeric" }).format(new Date(year, month - 1, 15));
}

/** The name of a month alone; 1 to 12. */
export function monthName(month: number): string {
  return new Intl.DateTimeFormat(region(), { month: "long" }).format(new Date(2001, month - 1, 15));
}

/** Countries most of whose people have winter in July. */
const SOUTHERN = "AR AU BO BR BW CL FJ LS MG MU MW MZ NA NC NZ PE PG PY RE SZ UY VU WS ZA ZM ZW".split(" ");

/** Whether the seasons are the south's, by the country that the browser names. */
export function isSouthern(): boolean {
  return SOUTHERN.includes(new Intl.Locale(navigator.language).region ?? "");
}
