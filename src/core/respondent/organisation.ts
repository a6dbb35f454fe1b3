/** A workplace, school or club: legal forms, articles and the word "and" dropped, written without blanks. */

import { asciiLower } from "./ascii.ts";
import type { NoteCode } from "./identifier.ts";
import { isAnyWorkplace } from "./stand-ins.ts";
import { plainText, words } from "./text.ts";

const AND = words("and y et und");
const ARTICLES = words("the la le les el los las der die das il lo os");
const LEGAL_FORMS = words(
  `inc incorporated corp corporation co company companies ltd limited llc lllp llp lp plc pllc pc pbc cic cio
  gmbh ggmbh mbh ag kg kgaa ohg gbr ug ev eg se
  sa sas sasu sarl eurl sci scop snc selarl sl slu sau slp sll srl srls spa sapi sab scs sca sprl bv bvba nv vof vzw asbl
  ltda limitada eireli sociedad anonima oy oyj ab as asa aps hb kb doo dd ad kft zrt sro spzoo pty pte pvt sdn bhd kk yk gk
  ooo oao zao pao pt tbk cv decv savdecv derl sderl sadecv sderldecv sapidecv cvba`,
);
/** Said before the name in some languages. */
const LEADING_LEGAL_FORMS = words("sarl sas sasu eurl sci scop asbl ooo oao zao pao pt");
/** Legal forms of several words, written as one before anything else is looked at. */
const LONG_FORMS: readonly (readonly [RegExp, string])[] = [
  [/\bs ?a ?(?:b )?(?:p ?i )?de c ?v\b/g, "sadecv"],
  [/\bs ?de r ?l(?: de c ?v)?\b/g, "sderl"],
  [/\bsp z o ?o\b/g, "spzoo"],
  [/\bd o o\b/g, "doo"],
];
const SPELLED_OUT = new Map([
  ["univ", "university"],
  ["uni", "university"],
  ["centre", "center"],
  ["ctr", "center"],
  ["theatre", "theater"],
  ["intl", "international"],
  ["assn", "association"],
  ["assoc", "association"],
  ["dept", "department"],
  ["hosp", "hospital"],
  ["saint", "st"],
  ["mount", "mt"],
]);
/** Letters that stand alone next to one another are one word: `S. A.`, `I B M`. */
const LONE_LETTERS = /\b([a-z0-9]) (?=[a-z0-9]\b)/g;
/** L'Exemple, d'Exemple. */
const ELISION = /^\s*[ld]['’]/iu;
const MAX_PASSES = 5;

/** One form of an organisation's name; "" when there is nothing to compare. */
export type PlaceName = { readonly text: string; readonly notes: readonly NoteCode[] };

export function readOrganisation(value: string): PlaceName {
  const spelled = wordsOf(plainText(value));
  const bare = withoutForms(spelled);
  const text = settled(bare.join(""));
  return {
    text: isAnyWorkplace(text) || isAnyWorkplace(value) ? "" : text,
    notes: bare.length < spelled.length ? ["legal-form-dropped"] : [],
  };
}

/** What is joined can read as a word of the tables itself; once more, until it stays. */
function settled(text: string, passes = MAX_PASSES): string {
  const again = withoutForms(wordsOf(text)).join("");
  return again === text || passes === 0 ? again : settled(again, passes - 1);
}

function wordsOf(name: string): string[] {
  const plain = asciiLower(name.replace(/\([^()]*\)/gu, " ").replace(ELISION, ""))
    .replace(/[&+]/g, " and ")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
  const formed = LONG_FORMS.reduce((text, [pattern, form]) => text.replace(pattern, form), plain);
  const spelled = formed
    .replace(LONE_LETTERS, "$1")
    .split(" ")
    .map((word) => SPELLED_OUT.get(word) ?? word)
    .filter((word) => word !== "");
  const without = spelled.filter((word) => !AND.has(word));
  return without.length > 0 ? without : spelled;
}

function withoutForms(spelled: readonly string[]): string[] {
  const kept = [...spelled];
  while (kept.length > 1 && (ARTICLES.has(kept[0] ?? "") || LEADING_LEGAL_FORMS.has(kept[0] ?? ""))) kept.shift();
  while (kept.length > 1 && LEGAL_FORMS.has(kept.at(-1) ?? "")) kept.pop();
  return kept;
}
