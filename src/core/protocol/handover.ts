/**
 * The state that trustees hand to one that has just come (§4.5): what they know of authors, counsel, records and tags
 * after the entry that brought the new charter. It travels sealed to the newcomer alone, row by row, from each of the
 * trustees before; a row counts when a threshold of them sent the same bytes.
 */
import * as v from "valibot";
import { decode, encode } from "../bytes/cbor.ts";
import { LABELS } from "../bytes/labels.ts";
import { boundedBytes, version, whole } from "../bytes/schema.ts";
import { ENTRY_MAX_BYTES } from "../bytes/sizes.ts";
import { hash256 } from "../crypto/hash.ts";
import { STANCES } from "./stance.ts";

/** Rows of one message weigh about this much at most, apart from its last row. */
export const PART_BYTES = 512 * 1024;
const ROW_MAX_BYTES = ENTRY_MAX_BYTES + 64 * 1024;
const PART_MAX_BYTES = PART_BYTES + ROW_MAX_BYTES + 1024;

const partSchema = v.strictObject({
  v: version(1),
  /** The epoch that begins. */
  epoch: whole(1, 1_000_000),
  part: whole(0, 10_000_000),
  last: v.boolean(),
  rows: v.array(boundedBytes(1, ROW_MAX_BYTES)),
});
/** One message's worth of a trustee's state. */
export type StatePart = v.InferOutput<typeof partSchema>;

export function encodeStatePart(part: Omit<StatePart, "v">): Uint8Array {
  return encode({ v: 1, ...part });
}

export function readStatePart(bytes: Uint8Array): StatePart {
  return decode(partSchema, bytes, "state", PART_MAX_BYTES);
}

const hex = (bytes: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`)));
const count = whole(0, Number.MAX_SAFE_INTEGER);
const rowSchema = v.variant("kind", [
  v.strictObject({ kind: v.literal("issued"), issued: count }),
  v.strictObject({ kind: v.literal("author"), author: hex(32) }),
  v.strictObject({ kind: v.literal("counsel"), id: hex(16), admitted: boundedBytes(1, ENTRY_MAX_BYTES) }),
  v.strictObject({ kind: v.literal("verdict"), caseId: hex(32), record: hex(16), same: v.array(hex(16)) }),
  v.strictObject({ kind: v.literal("opened"), record: hex(16), position: count }),
  v.strictObject({ kind: v.literal("stance"), caseId: hex(32), counsel: hex(16), stance: v.picklist(STANCES) }),
  v.strictObject({
    kind: v.literal("record"),
    record: hex(16),
    position: count,
    author: hex(32),
    hour: count,
    quorum: whole(0, 50),
    slots: whole(0, 16),
    counsel: v.array(hex(16)),
    replaces: v.nullable(hex(16)),
    status: v.picklist(["accepted", "rejected", "withdrawn"]),
    header: v.nullable(boundedBytes(1, ENTRY_MAX_BYTES)),
    released: v.array(v.picklist(["who", "account"])),
    tags: v.array(
      v.strictObject({ tag: hex(32), slot: whole(0, 15), confirmFirst: v.boolean(), caseId: hex(32), salt: hex(32) }),
    ),
  }),
]);
export type StateRow = v.InferOutput<typeof rowSchema>;

export function encodeStateRow(row: StateRow): Uint8Array {
  return encode(row);
}

export function readStateRow(bytes: Uint8Array): StateRow {
  return decode(rowSchema, bytes, "state row", ROW_MAX_BYTES);
}

/** What rows of different senders are compared by. */
export function stateRowHash(row: Uint8Array): Uint8Array {
  return hash256(LABELS.stateRow, row);
}
