/**
 * A person's name as one or a few pairs of words that other spellings of it share. Which word is the family name is
 * not known (`DUPONT Jean`, `Doe, Jane`, `Li Xiaoming`), so the two words of a pair are sorted, not ordered.
 */

import { asciiLower, isTransliterated } from "./ascii.ts";
import { representativeName } from "./given-names.ts";
import type { NoteCode, ReasonCode } from "./identifier.ts";
import { isUnknown } from "./stand-ins.ts";
import { plainText, words } from "./text.ts";

/** Each pair stands for the person by itself; the first is the likeliest. */
export type PersonName = { readonly pairs: readonly NamePair[] };
export type NamePair = { readonly text: string; readonly notes: readonly NoteCode[] };

const MAX_WORDS = 10;

/** Dropped wherever they stand: hardly anyone is called so. */
const TITLES = words(
  `mr mrs ms miss mx dr dra prof profa professor professeur sir rev revd reverend fr capt sgt lt col cpl pvt insp supt sr sra
  srta senor senora senorita dna arq mme mlle monsieur madame mademoiselle maitre dott dottssa signor signora drs doctor
  doctora docteur coach captain officer father brother sister`,
);
const SUFFIXES = words("jr ii iii iv 2nd 3rd 4th phd dphil edd esq esquire dds dvm cpa bsc msc mbe cbe qc llb llm");
/** Dropped at the beginning, or at the end, of three words and more: they are names as well. */
const TITLES_OR_NAMES = words(`dame don dona frau gen herr hon ing judge lady lic lord mag major me pastor sig`);
const SUFFIXES_OR_NAMES = words("junior senior md ma ba rn do mba obe");
/** Written before a family name and often together with it: `de la Cruz`, `Delacruz`. */
const PARTICLES = words(
  "van von der den ter ten de del della dello di da do dos das du des la las los le el al bin ibn bint abu st saint san santa mac mc o af zu zum zur vom",
);
/** Those of them that can begin a text whose family name comes first. */
const LEADING_PARTICLES = words("van von de del della dos das du mac mc o");
/** Those that the same person may leave out. */
const OMISSIBLE_PARTICLES = words("de da do dos das del du");
const BETWEEN_PEOPLE = words("and et und");

const ASIDES = /\([^()]*\)|\[[^[\]]*\]|["“«][^"“”«»]*["”»]/gu;
const MAIDEN_NAME = /\s(?:née|nee|né|nacida|geb\.?|formerly)\s.+$/iu;
const MARIA_ABBREVIATED = /(?<!\p{L})M\.?\s?ª(?!\p{L})/gu;
const LETTERS = /^[a-z]+$/;

/** Reads a name in full. @returns the reason when it is not one, or less than two words long. */
export function readPersonName(value: string): PersonName | ReasonCode {
  const text = plainText(value.replace(MARIA_ABBREVIATED, "Maria ")).replace(ASIDES, " ").replace(MAIDEN_NAME, "");
  const divided = text.split(/[,،;]/u).map(wordsIn);
  const parts = divided.filter((part, index) => index === 0 || isMoreThanTitles(part));
  if (parts.length > 2) return "not-a-name";
  const written = parts.reverse().flat(); // "Doe, Jane" → Jane Doe
  if (written.length > MAX_WORDS || written.some((word) => BETWEEN_PEOPLE.has(word))) return "not-a-name";
  const kept = withoutTitles(written);
  if (kept.some((word) => !LETTERS.test(word))) return "not-a-name";
  const [first, ...others] = withoutInitials(kept);
  if (first === undefined || others.length === 0) return "full-name-needed";
  if (kept.some(isUnknown)) return "stand-in";
  return { pairs: pairsOf([first, ...others], notesOn(text, divided.flat(), kept)) };
}

/** The words of one part, in ASCII. A dotted title stays whole (`Ph.D.`), other full stops divide (`J.R.`). */
function wordsIn(part: string): string[] {
  return familyNameApart(part.trim())
    .split(/[\s\-‐-―]+/u)
    .flatMap((word) => asciiLower(word).split(/[\s-]+/u))
    .flatMap((word) => {
      const undotted = word.replaceAll(".", "");
      return TITLES.has(undotted) || SUFFIXES.has(undotted) ? [undotted] : word.split(".");
    })
    .filter((word) => word !== "");
}

/** Chinese and Korean names come without a space: the first sign is the family name, or the first two of a few. */
function familyNameApart(part: string): string {
  if (!/^(?:\p{Script=Han}{2,4}|\p{Script=Hangul}{2,4})$/u.test(part)) return part;
  const signs = [...part];
  const two =
    signs.length > 2 && /^(?:欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|南宫|皇甫|남궁|황보|제갈|선우|독고)/u.test(part);
  return `${signs.slice(0, two ? 2 : 1).join("")} ${signs.slice(two ? 2 : 1).join("")}`;
}

function isMoreThanTitles(part: readonly string[]): boolean {
  return part.some((word) => !TITLES.has(word) && !SUFFIXES.has(word) && !SUFFIXES_OR_NAMES.has(word));
}

function withoutTitles(written: readonly string[]): string[] {
  const kept = written.filter((word) => !TITLES.has(word) && !SUFFIXES.has(word));
  while (kept.length > 2 && TITLES_OR_NAMES.has(kept[0] ?? "")) kept.shift();
  while (kept.length > 2 && SUFFIXES_OR_NAMES.has(kept.at(-1) ?? "")) kept.pop();
  return kept;
}

/** Initials are dropped, but for the O of `O Brien`, which is a particle. */
function withoutInitials(kept: readonly string[]): NameWord[] {
  const spelled = kept.filter((word) => word.length > 1 || word === "o");
  while (spelled.at(-1) === "o") spelled.pop();
  const joined = joinParticles(spelled);
  return joined.filter(({ text }) => text.length > 1);
}

/** A word with the particles before it; `base` is without them, and will do when the person may leave them out. */
type NameWord = { readonly text: string; readonly base: string; readonly omissible: boolean };

/** From the end, each particle joins the word after it, as long as two words remain. */
function joinParticles(kept: readonly string[]): NameWord[] {
  const joined: NameWord[] = [];
  for (const [index, word] of [...kept.entries()].reverse()) {
    const isParticle = (index === 0 ? LEADING_PARTICLES : PARTICLES).has(word);
    const next = isParticle && joined.length + index >= 2 ? joined.shift() : undefined;
    joined.unshift({
      text: (next !== undefined && word === "saint" ? "st" : word) + (next?.text ?? ""),
      base: next?.base ?? word,
      omissible: next !== undefined && (next.omissible || OMISSIBLE_PARTICLES.has(word)),
    });
  }
  return joined;
}

/** First and last word; of three or more also first and last but one, for people with two family names. */
function pairsOf([first, ...others]: readonly [NameWord, ...NameWord[]], notes: readonly NoteCode[]): NamePair[] {
  const last = others.at(-1) ?? first;
  const lastButOne = others.at(-2);
  const middle: NoteCode[] = lastButOne === undefined ? [] : ["middle-name-dropped"];
  const pairs = [pairOf(first.text, last.text, [...notes, ...middle])];
  if (lastButOne !== undefined) pairs.push(pairOf(first.text, lastButOne.text, [...notes, "second-reading"]));
  if (last.omissible) pairs.push(pairOf(first.text, last.base, [...notes, ...middle, "second-reading"]));
  else if (first.omissible) pairs.push(pairOf(first.base, last.text, [...notes, ...middle, "second-reading"]));
  return pairs;
}

function pairOf(one: string, other: string, notes: readonly NoteCode[]): NamePair {
  const pair = [representativeName(one), representativeName(other)];
  const short: NoteCode[] = pair[0] === one && pair[1] === other ? [] : ["short-form"];
  return { text: pair.sort().join(" "), notes: [...notes, ...short] };
}

function notesOn(text: string, written: readonly string[], kept: readonly string[]): NoteCode[] {
  const dropped = written.filter((word) => !kept.includes(word));
  const isSuffix = (word: string) => SUFFIXES.has(word) || SUFFIXES_OR_NAMES.has(word);
  return [
    ...(isTransliterated(text) ? (["transliterated"] as const) : []),
    ...(dropped.some((word) => !isSuffix(word)) ? (["title-dropped"] as const) : []),
    ...(dropped.some(isSuffix) ? (["suffix-dropped"] as const) : []),
  ];
}
