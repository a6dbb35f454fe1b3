/** At which entry of the log each record was first opened, by whichever of its tags: what a trustee testifies (§7.7). */
import { decode, encode } from "../../core/bytes/cbor.ts";
import { whole } from "../../core/bytes/schema.ts";
import { firstCovered } from "../../core/protocol/opening.ts";
import type { RecordRow, TrusteeTables } from "./ports.ts";

const key = (record: string) => `opened/${record}`;

/** Keeps what the rule finds on a tag, where it is earlier than what is known. */
export async function noteOpened(tables: TrusteeTables, live: readonly RecordRow[]): Promise<void> {
  for (const [{ record }, position] of firstCovered(live)) await keepOpened(tables, record, position);
}

export async function keepOpened(tables: TrusteeTables, record: string, position: number): Promise<void> {
  const before = await openedAt(tables, record);
  if (before === undefined || position < before) await tables.put(key(record), encode(position));
}

/**
 * Was nothing that names the same person open when this record was sealed (§7.9)? Whoever seals later than that may have
 * heard of another.
 */
export async function cameFirst(tables: TrusteeTables, { record, position }: RecordRow): Promise<boolean> {
  const tags = (await tables.tagsOfRecord(record)).map(({ tag }) => tag);
  const named = new Set((await tables.tagRows(tags)).map((row) => row.record));
  for (const other of named) {
    const opened = await openedAt(tables, other);
    if (opened !== undefined && opened < position) return false;
  }
  return true;
}

export async function openedAt(tables: TrusteeTables, record: string): Promise<number | undefined> {
  const bytes = await tables.get(key(record));
  return bytes && decode(whole(0, Number.MAX_SAFE_INTEGER), bytes, "stored position", 16);
}
