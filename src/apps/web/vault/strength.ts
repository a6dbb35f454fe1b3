/** How hard a passphrase is to guess, in words. The lists that this needs are large, so they come when they are wanted. */
import { twice } from "../shell/twice.ts";
import type { PlainKey } from "../words/translation.ts";
import { language } from "../words/words.svelte.ts";

export const LEAST_CHARACTERS = 12;

/** Guesses, as powers of ten, by the estimate for words that people choose; of drawn words it says more than is so. Argon2id lets a rented computer try some thousands a second. */
const RUNGS = [
  { from: 22, says: "vault.strength.veryStrong", enough: true },
  { from: 16, says: "vault.strength.strong", enough: true },
  { from: 12.5, says: "vault.strength.fair", enough: true },
  { from: 0, says: "vault.strength.weak", enough: false },
] as const;

export type Strength = { readonly says: PlainKey; readonly enough: boolean };

type Checker = (passphrase: string) => number;
const checkers = new Map<string, Promise<Checker>>();

/** How strong a passphrase is; undefined when the lists could not be fetched. */
export async function strengthOf(passphrase: string): Promise<Strength | undefined> {
  const code = language();
  const checker = checkers.get(code) ?? twice(() => load(code));
  checkers.set(code, checker);
  try {
    const guesses = (await checker)(passphrase.toLowerCase());
    return RUNGS.find(({ from }) => guesses >= from) ?? RUNGS[3];
  } catch {
    checkers.delete(code);
    return undefined;
  }
}

async function load(code: string): Promise<Checker> {
  const [{ ZxcvbnFactory }, common, own] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    dictionaryOf(code),
  ]);
  const checker = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...own },
    graphs: common.adjacencyGraphs,
    maxLength: 128,
  });
  return (passphrase) => checker.check(passphrase).guessesLog10;
}

/** Of each language only its words: the packages' lists of names and articles are as long again. English comes with the common lists. */
async function dictionaryOf(code: string): Promise<Record<string, string[]>> {
  if (code === "es") return { es: (await import("@zxcvbn-ts/language-es-es/dist/commonWords.json.mjs")).default };
  if (code === "fr") return { fr: (await import("@zxcvbn-ts/language-fr/dist/commonWords.json.mjs")).default };
  return {};
}
