/** Telephone numbers, as E.164. An extension is kept: without it the number is the whole switchboard's. */

import type { CountryCode, PhoneNumber } from "libphonenumber-js/min";
import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { NoteCode, Reading, ReadingOptions } from "./identifier.ts";
import { identified, unusable } from "./identifier.ts";
import { isMadeUpNumber } from "./stand-ins.ts";

const DIGIT = /\p{Nd}/u;
/** Until 2019 mobiles in Mexico were dialled +52 1 …; address books still hold them so. */
const FORMER_MEXICAN_MOBILE = /^\+521(\d{10})$/;

/**
 * Reads a number in any common writing. `defaultRegion` tells the country of one written without its country code;
 * without either, the answer is `country-needed`.
 */
export function readPhone(text: string, options: ReadingOptions): Reading {
  if (!DIGIT.test(text) || text.includes("@")) return unusable("not-a-phone-number");
  const worldwide = parsePhoneNumberFromString(text);
  if (worldwide !== undefined) return asNumber(worldwide, []);
  if (text.includes("+")) return unusable("not-a-phone-number");
  const region = regionOf(options);
  if (region === undefined) return unusable(countDigits(text) < 5 ? "not-a-phone-number" : "country-needed");
  const national = parsePhoneNumberFromString(text, region);
  if (national === undefined) return unusable("not-a-phone-number");
  return asNumber(national, isInternational(text) ? [] : ["region-assumed"]);
}

/** Whether a text is a telephone number and little else. */
export function looksLikePhone(text: string): boolean {
  const digits = countDigits(text);
  return (
    digits >= 7 && digits <= 20 && /^(?:tel:|\+|\(|\p{Nd})[\p{Nd}\s().\-–/+]*(?:(?:ext|x)[.\s]*\p{Nd}+)?$/iu.test(text)
  );
}

function asNumber(parsed: PhoneNumber, notes: readonly NoteCode[]): Reading {
  const number = parsed.number.replace(FORMER_MEXICAN_MOBILE, "+52$1");
  const former = number !== parsed.number;
  if (!former && !parsed.isPossible()) return unusable("wrong-length");
  if (isMadeUpNumber(parsed.nationalNumber)) return unusable("stand-in");
  const unusual: NoteCode[] = former || parsed.isValid() ? [] : ["number-unusual"];
  if (parsed.ext === undefined) return identified("phone", number, [...notes, ...unusual]);
  return identified("phone", `${number};ext=${parsed.ext}`, [...notes, ...unusual, "extension-kept"]);
}

function regionOf({ defaultRegion }: ReadingOptions): CountryCode | undefined {
  const region = defaultRegion?.toUpperCase() as CountryCode | undefined;
  return region !== undefined && isSupportedCountry(region) ? region : undefined;
}

/** Dialled from abroad, with the 00 of most regions: the region told no more than that. */
function isInternational(text: string): boolean {
  return /^\D*00/u.test(text);
}

function countDigits(text: string): number {
  return text.match(/\p{Nd}/gu)?.length ?? 0;
}
