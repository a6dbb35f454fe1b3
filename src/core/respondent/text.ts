/** Pasted text, made plain before any rule looks at it. */

import type { ReasonCode } from "./identifier.ts";

/** An author's line is short; more than this is a mishap, and would only cost time. In UTF-16 code units. */
const INPUT_MAX_LENGTH = 2048;

const BLANKS = /[\p{Cc}\p{Z}\u2800]+/gu;
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const WRAPPING = /^["'“”‘’«»<>([{`\s]+|["'“”‘’«»<>)\]}`,;:!?…\s]+$/gu;

/** Why a text cannot be read at all: too long, or broken (half a character). Undefined when it can. */
export function illegible(text: string): ReasonCode | undefined {
  if (text.length > INPUT_MAX_LENGTH) return "too-long";
  return text.isWellFormed() ? undefined : "unreadable";
}

/**
 * NFKC, single blanks, nothing invisible: phones paste direction marks around numbers and joiners into handles.
 * Twice through NFKC, because taking an invisible character away can bring two composing ones together.
 */
export function plainText(text: string): string {
  const visible = text.normalize("NFKC").replace(BLANKS, " ").replace(INVISIBLE, "");
  return visible.normalize("NFKC").replace(BLANKS, " ").trim();
}

/** Lower case that stays what it is when folded again. */
export function fold(text: string): string {
  return text.toLowerCase().normalize("NFKC");
}

/** Takes quotes, brackets and the punctuation of a sentence from both ends. */
export function unwrapped(text: string): string {
  return text.replace(WRAPPING, "");
}

/** The words of a table that is written as running text. */
export function words(table: string): ReadonlySet<string> {
  return new Set(table.split(/\s+/u));
}
