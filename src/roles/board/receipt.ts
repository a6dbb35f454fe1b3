/** What the board hands out so that a receipt can be made: never an entry, which only those who have it can name. */
import { readEntry } from "../../core/protocol/entry.ts";
import type { ReceiptAnswer } from "../../core/protocol/receipt.ts";
import { proveInclusion } from "../../core/tlog/merkle.ts";
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
  return { v: 1, hour, place: { position, path, checkpoint }, stamp: null };
}
