/** Names of people, organisations and places, brought to plain lower-case Latin letters. */

import anyAscii from "any-ascii";

const PICTURES = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}]/gu;
const APOSTROPHES = /['`"^]/g;

/** Any script in ASCII, lower case, without apostrophes: `Zoë O'Brien` → `zoe obrien`, `Иван` → `ivan`. */
export function asciiLower(text: string): string {
  return anyAscii(text.replace(PICTURES, " ")).toLowerCase().replace(APOSTROPHES, "");
}

/** Whether a text has letters of a script other than Latin, so that its spelling in Latin is only one of several. */
export function isTransliterated(text: string): boolean {
  return /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(text);
}
