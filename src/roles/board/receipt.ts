/** What the board hands out so that a receipt can be made: never an entry, which only those who have it can name. */
import { readEntry } from "../../core/protocol/entry.ts";
import type { ReceiptAnswer, Stamped } from "../../core/protocol/receipt.ts";
import { proveInclusion } from "../../core/tlog/merkle.ts";
import { readNote } from "../../core/tlog/note.ts";
import { cosignedCheckpoint } from "./board.ts";
import type { BoardTables } from "./ports.ts";

/**
 * The hour of an entry and its place in the first checkpoint that enough trustees have cosigned since; so that a receipt
 * says as early a time as can be shown. Undefined while there is none.
 */
export async function receiptAnswer(
  tables: BoardTables,
  witnesses: number,
  position: number,
): Promise<ReceiptAnswer | undefined> {
  const size = await tables.firstCosigned(witnesses, position + 1);
  if (size === undefined) return undefined;
  const [row] = await tables.entries(position, 1);
  const checkpoint = await cosignedCheckpoint(tables, size);
  if (row === undefined || checkpoint === undefined) return undefined;
  const path = await proveInclusion(tables.readNodes, position, size);
  const hour = row.bytes === null ? null : readEntry(row.bytes).hour;
  return { v: 1, hour, place: { position, path, checkpoint }, stamp: await stampedPlace(tables, position) };
}

/** The entry's place in the first checkpoint since that an outside authority has stamped. */
async function stampedPlace(tables: BoardTables, position: number): Promise<Stamped | null> {
  const size = await tables.firstStamped(position + 1);
  if (size === undefined) return null;
  const token = await tables.stamp(size);
  const checkpoint = await cosignedCheckpoint(tables, size);
  if (token === undefined || checkpoint === undefined) return null;
  return { path: await proveInclusion(tables.readNodes, position, size), checkpoint, token };
}

/** The newest checkpoint that enough trustees have cosigned, unless it has been stamped: its size, and the text to stamp. */
export async function checkpointToStamp(
  tables: BoardTables,
  witnesses: number,
): Promise<{ readonly size: number; readonly text: string } | undefined> {
  const size = await tables.newestCosigned(witnesses);
  if (size === undefined || (await tables.firstStamped(size)) !== undefined) return undefined;
  const note = await tables.checkpoint(size);
  return note === undefined ? undefined : { size, text: readNote(note).text };
}
