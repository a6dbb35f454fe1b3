import { region, t } from "./words.svelte.ts";

/** A day in words, as the reader's language writes it: "3 May 2024". */
export const day = (date: Date): string => new Intl.DateTimeFormat(region(), { dateStyle: "long" }).format(date);

/** A day with the time on the reader's clock. */
export const dayAndTime = (date: Date): string =>
  new Intl.DateTimeFormat(region(), { dateStyle: "long", timeStyle: "short" }).format(date);

export const count = (value: number): string => new Intl.NumberFormat(region()).format(value);

/** Several things in one phrase: "a, b and c". */
export const list = (items: readonly string[]): string =>
  new Intl.ListFormat(region(), { type: "conjunction" }).format(items);

/** A size in bytes for reading: "3.4 MB" (of 1000, as phones and shops count them). */
export function size(bytes: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  const power = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const options = { style: "unit", unit: units[power], unitDisplay: "short", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(region(), options).format(bytes / 1000 ** power);
}

/** How long ago, roughly and in words: "a moment ago", "5 minutes ago", "yesterday". */
export function ago(then: Date, now: Date): string {
  const seconds = (then.getTime() - now.getTime()) / 1000;
  if (seconds > -60) return t("time.momentAgo");
  const relative = new Intl.RelativeTimeFormat(region(), { numeric: "auto" });
  if (seconds > -3600) return relative.format(Math.trunc(seconds / 60), "minute");
  if (seconds > -86400) return relative.format(Math.trunc(seconds / 3600), "hour");
  return relative.format(Math.trunc(seconds / 86400), "day");
}
