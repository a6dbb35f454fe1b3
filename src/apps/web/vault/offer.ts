/** Passphrases drawn at random, in the reader's language. */
import { gentle, HARD_WORDS } from "../../../core/protocol/gentle-words.ts";
import { pickWords } from "../../../core/protocol/kit.ts";
import { browserRng } from "../../../edge/browser/platform.ts";
import { twice } from "../shell/twice.ts";
import { language } from "../words/words.svelte.ts";

export const WORD_COUNTS = [4, 5, 6] as const;
export const USUAL_WORDS = 5;
export type WordCount = (typeof WORD_COUNTS)[number];

/**
 * So many gentle words, each of some 1,640 by chance; without accents, because not every keyboard
 * has them. Rejects when the list of words does not come.
 */
export async function offerPassphrase(count: WordCount): Promise<string> {
  const words = pickWords(browserRng, await twice(() => wordsOf(language())), count);
  return words.join(" ").normalize("NFD").replace(/\p{M}/gu, "");
}

async function wordsOf(code: string): Promise<readonly string[]> {
  if (code === "es") return gentle((await import("@scure/bip39/wordlists/spanish.js")).wordlist, HARD_WORDS.es);
  if (code === "fr") return gentle((await import("@scure/bip39/wordlists/french.js")).wordlist, HARD_WORDS.fr);
  return gentle((await import("@scure/bip39/wordlists/english.js")).wordlist, HARD_WORDS.en);
}
