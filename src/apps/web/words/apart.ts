import type { Value } from "./translation.ts";

/** Letters that run right to left. */
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * Sets the texts that fill a message apart (Unicode isolates) where their direction may differ from the sentence's, so
 * that a name cannot turn the sentence round it about.
 */
export function setApart(values: Record<string, Value>, direction: "ltr" | "rtl"): Record<string, Value> {
  const apart = (value: Value) =>
    typeof value === "string" && (direction === "rtl" || rightToLeft.test(value)) ? `\u2068${value}\u2069` : value;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, apart(value)]));
}
