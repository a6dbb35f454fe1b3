/** The charters of the escrow as the board keeps them: the first, and each successor with its place in the log. */
import * as v from "valibot";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { boundedBytes, version, whole } from "../../core/bytes/schema.ts";
import { CHARTER_MAX_BYTES } from "../../core/protocol/charter.ts";
import type { BoardTables } from "./ports.ts";

const count = whole(0, Number.MAX_SAFE_INTEGER);
const keptSchema = v.strictObject({
  v: version(1),
  position: count,
  /** The newest mail to the trustees when the charter was logged: nothing before it is for newcomers. */
  mail: count,
  charter: boundedBytes(1, 2 * CHARTER_MAX_BYTES),
});
/** A successor charter and where it stands. */
export type KeptCharter = v.InferOutput<typeof keptSchema>;

export async function keepSuccessor(tables: BoardTables, epoch: number, kept: Omit<KeptCharter, "v">): Promise<void> {
  await tables.put(`charter/${epoch}`, encode({ v: 1, ...kept }));
  await tables.put("epoch", encode(epoch));
}

/** How many times the trustees have changed. */
export async function newestEpoch(tables: BoardTables): Promise<number> {
  const bytes = await tables.get("epoch");
  return bytes === undefined ? 0 : decode(count, bytes, "epoch", 16);
}

export async function successor(tables: BoardTables, epoch: number): Promise<KeptCharter | undefined> {
  const bytes = await tables.get(`charter/${epoch}`);
  return bytes && decode(keptSchema, bytes, "kept charter", 3 * CHARTER_MAX_BYTES);
}

/** All successors, in the order of their epochs. */
export async function successors(tables: BoardTables): Promise<KeptCharter[]> {
  const newest = await newestEpoch(tables);
  return Promise.all(Array.from({ length: newest }, async (_, i) => (await successor(tables, i + 1)) as KeptCharter));
}

/** The epoch whose trustees cosign the checkpoint of a size: that of its last entry (§9). */
export async function epochOfSize(tables: BoardTables, size: number): Promise<number> {
  const places = (await successors(tables)).map(({ position }) => position);
  return places.filter((position) => position < size - 1).length;
}
