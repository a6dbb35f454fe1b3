/** Words that stand for random bytes (§15): a recovery kit's twenty-four, and the few that name a notebook. BIP39's lists. */
import { entropyToMnemonic, mnemonicToEntropy } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import type { Rng } from "../ports.ts";
import { gentle, HARD_WORDS } from "./gentle-words.ts";

const NAME_WORDS = 4;
const KIT_BYTES = 32;
const KIT_WORDS = 24;

/** A notebook's name: four gentle words by chance, 42 bits. It tells nothing, and two notebooks hardly ever share one. */
export function newName(rng: Rng): string {
  return pickWords(rng, gentle(wordlist, HARD_WORDS.en), NAME_WORDS).join(" ");
}

/** So many words of a list, each by chance alone. The list has at most 2¹⁶ words. */
export function pickWords(rng: Rng, list: readonly string[], count: number): string[] {
  return Array.from({ length: count }, () => list[numberBelow(rng, list.length)] ?? "");
}

/** By chance alone: numbers beyond the last whole multiple are drawn again, since they would favour the first words. */
function numberBelow(rng: Rng, end: number): number {
  const fair = 0x10000 - (0x10000 % end);
  for (;;) {
    const [high = 0, low = 0] = rng.bytes(2);
    const number = (high << 8) | low;
    if (number < fair) return number % end;
  }
}

/** A kit's secret. */
export function newKit(rng: Rng): Uint8Array {
  return rng.bytes(KIT_BYTES);
}

/** The twenty-four words of a kit. */
export function kitWords(entropy: Uint8Array): string[] {
  return entropyToMnemonic(entropy, wordlist).split(" ");
}

/** Reads a kit's words, however they were typed; undefined when they are not those of a kit. */
export function readKitWords(typed: string): Uint8Array | undefined {
  const words = typed.toLowerCase().match(/[a-z]+/g) ?? [];
  if (words.length !== KIT_WORDS) return undefined;
  try {
    return mnemonicToEntropy(words.join(" "), wordlist);
  } catch {
    return undefined;
  }
}
