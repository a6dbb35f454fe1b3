/**
 * Words to compare by voice (§4.6): a hash as words of BIP39's English list, eleven bits each. People who hear the same
 * words from one another have seen the same bytes, whatever stood between them.
 */
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { LABELS } from "../bytes/labels.ts";
import { hash256 } from "../crypto/hash.ts";

const BITS_A_WORD = 11;

/**
 * Enough for what somebody may have prepared at leisure: 132 bits, so that no two cards, proposals or charters are found
 * that sound alike.
 */
export const FINGERPRINT_WORDS = 12;

/** Enough where everybody was bound by a commitment before: 66 bits, one guess a ceremony. */
export const TRANSCRIPT_WORDS = 6;

/** The words of some bytes. */
export function spokenWords(bytes: Uint8Array, count: number): string[] {
  const bits = [...hash256(LABELS.spokenWords, bytes)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return Array.from({ length: count }, (_, i) => {
    const index = Number.parseInt(bits.slice(i * BITS_A_WORD, (i + 1) * BITS_A_WORD), 2);
    return wordlist[index] as string;
  });
}
