/**
 * What people write when they do not know: "unknown", "n/a", "none". Two authors who both leave such a word in a field
 * must never meet by it, so it is refused, even where an account of that name exists. Data only, in ASCII.
 */

import { words } from "./service.ts";

const STAND_INS = words(
  `account anon anonima anonimo anonym anonyme anonymous asdf aucun aucune desconocida desconocido desconozco dontknow dunno
  empty example forgot forgotten handle idk inconnu inconnue jenesaispas na nada name nameunknown ninguna ninguno no
  noaccount nobody noemail noidea noinstagram nombre noname none noone nose nosocial notapplicable nothing notknown
  notsure null nunca oublie private profile pseudo qwerty redacted secret sinnombre someone somebody tbc tbd test testing
  them undefined unknown unknowns unnamed unsure unsureof user username userunknown void yes`,
);

/** Words for any workplace or any town: with a common name they say next to nothing. */
const ANY_PLACE = words(
  `academy bar business casa centro charity church city club clinic college collegue company ecole eglise empresa entreprise
  escuela factory firm freelance freelancer gym here home hopital hospital hotel house iglesia instituto internet job local
  office oficina online own police restaurant retired school self selfemployed shop station store street student studio
  theater theatre town trabajo travail unemployed university universidad universite village ville warehouse work workplace`,
);

const SAME_OR_COUNTING = /^(\d)\1+$|^0?1234567(?:89?0?)?$|^9876543(?:21?0?)?$/;

/** Whether a word stands for "I do not know". */
export function isStandIn(word: string): boolean {
  const letters = word.toLowerCase().replace(/[^a-z]+/g, "");
  return STAND_INS.has(letters) || /^x{2,}$|^z{3,}$/.test(letters);
}

/** Whether a workplace or town is none in particular. */
export function isAnyPlace(place: string): boolean {
  return isStandIn(place) || ANY_PLACE.has(place.replaceAll(" ", ""));
}

/** Whether a national number, without its country code, was made up: 000 000 000, 123 456 789. */
export function isMadeUpNumber(digits: string): boolean {
  return SAME_OR_COUNTING.test(digits);
}
