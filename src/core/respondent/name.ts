/**
 * A person's name. Alone it is far too weak to match on; with a workplace or a city it can, and even then counsel
 * compares the descriptions before any account opens (§7).
 */

import { readCity } from "./city.ts";
import type { CanonicalIdentifier, IdentifierType, Reading, RespondentInput } from "./identifier.ts";
import { asReading, unusable } from "./identifier.ts";
import type { PlaceName } from "./organisation.ts";
import { readOrganisation } from "./organisation.ts";
import type { NamePair } from "./person-name.ts";
import { readPersonName } from "./person-name.ts";

/** Reads a name with its `org`, its `city`, or both: each of the name's pairs with each of the places. */
export function readName(input: RespondentInput): Reading {
  const name = readPersonName(input.value);
  if (typeof name === "string") return unusable(name);
  const org = readOrganisation(input.org ?? "");
  const city = readCity(input.city ?? "");
  const identifiers = name.pairs.flatMap((pair) => [
    ...placed("name+org", pair, org),
    ...placed("name+city", pair, city),
  ]);
  return identifiers.length === 0 ? unusable("too-weak-alone") : asReading(identifiers);
}

function placed(type: IdentifierType, pair: NamePair, place: PlaceName): CanonicalIdentifier[] {
  if (place.text === "") return [];
  const text = `${type}:${pair.text}/${place.text}`;
  return [{ text, type, confirmFirst: true, notes: [...pair.notes, ...place.notes] }];
}

/** Whether a text may well be a person's name: two to six words without a digit, or a few Chinese or Korean signs. */
export function looksLikeName(text: string): boolean {
  const count = text.split(/\s+/u).length;
  const several = count > 1 || /^[\p{Script=Han}\p{Script=Hangul}]+$/u.test(text);
  return several && count <= 6 && !/[\p{Nd}@:/]/u.test(text) && typeof readPersonName(text) !== "string";
}
