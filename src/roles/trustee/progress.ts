/** How far a trustee has come, kept as small numbers among its tables. */
import { decode, encode } from "../../core/bytes/cbor.ts";
import { whole } from "../../core/bytes/schema.ts";
import type { TrusteeTables } from "./ports.ts";

/**
 * `read`: entries read and checked against the tree · `acted`: the prefix that enough trustees cosigned ·
 * `admitted`: entries whose validity is decided · `settled`: entries that have had all their effect ·
 * `mail`: the last mail taken in · `issued`: credentials that the registrar has logged · `authors`: how many keys have
 * sealed anything · `hour`: the newest entry's
 */
export const PROGRESS_NAMES = ["read", "acted", "admitted", "settled", "mail", "issued", "authors", "hour"] as const;
export type ProgressName = (typeof PROGRESS_NAMES)[number];

const number = whole(0, Number.MAX_SAFE_INTEGER);

export async function progress(tables: TrusteeTables, name: ProgressName): Promise<number> {
  const bytes = await tables.get(`progress/${name}`);
  return bytes === undefined ? 0 : decode(number, bytes, "progress", 16);
}

export async function setProgress(tables: TrusteeTables, name: ProgressName, value: number): Promise<void> {
  await tables.put(`progress/${name}`, encode(value));
}
