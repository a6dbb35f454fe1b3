/**
 * What people write when they do not know: "unknown", "n/a", "none". Two authors who both leave such a word in a field
 * must never meet by it, so it is refused, even where an account of that name exists. Data only, in ASCII.
 */

import { words } from "./text.ts";

const UNKNOWN = words(
  `anonima anonimo anonym anonyme anonymous desconocida desconocido desconozco dontknow dunno forgotten idk inconnu
  inconnue jenesaispas nameunknown nobody noname noone notknown notsure redacted sinnombre someone somebody unknown
  unknowns unnamed unsure unsureof userunknown`,
);

/** Words that may be part of a person's name (Nada, No, Test), yet are nobody's handle. */
const NO_HANDLE = words(
  `account anon asdf aucun aucune empty forgot handle na nada name ninguna ninguno no noaccount noemail noidea noinstagram
  nombre none nose nosocial notapplicable nothing null nunca oublie private profile pseudo qwerty secret tbc tbd test
  testing them undefined user username void yes`,
);

/** Words for any workplace: with a common name they say next to nothing. */
const ANY_WORKPLACE = words(
  `academy bar business casa centro charity church club clinic college company ecole eglise empresa entreprise escuela
  factory firm freelance freelancer gym home hopital hospital hotel house iglesia instituto internet job local office
  oficina online police restaurant retired school self selfemployed shop station store street student studio theater
  theatre trabajo travail unemployed university universidad universite warehouse work workplace`,
);
const ANY_TOWN = words("city ciudad here home pueblo town village ville");

const REPEATED_OR_COUNTING = /^(\d)\1+$|^0?1234567(?:89?0?)?$|^9876543(?:21?0?)?$/;
const CROSSED_OUT = /^(?:x{2,}|z{3,})$/;

/** Whether a word of a name stands for "I do not know". */
export function isUnknown(word: string): boolean {
  const plain = plainWord(word);
  return UNKNOWN.has(plain) || CROSSED_OUT.test(plain);
}

/** Whether a handle, or the part of an address before the @, stands for "I do not know" or "there is none". */
export function isStandIn(handle: string): boolean {
  return isUnknown(handle) || NO_HANDLE.has(plainWord(handle));
}

/** Whether a workplace is none in particular. */
export function isAnyWorkplace(name: string): boolean {
  return isStandIn(name) || ANY_WORKPLACE.has(plainWord(name));
}

/** Whether a town is none in particular. */
export function isAnyTown(name: string): boolean {
  return isStandIn(name) || ANY_TOWN.has(plainWord(name));
}

/** Whether a national number, without its country code, was made up: 000 000 000, 123 456 789. */
export function isMadeUpNumber(digits: string): boolean {
  return REPEATED_OR_COUNTING.test(digits);
}

function plainWord(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, "");
}
