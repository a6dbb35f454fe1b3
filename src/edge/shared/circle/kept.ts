/** A seat in a circle as bytes, for the vault. Secret: it holds the group's state and everything that was said. */
import * as v from "valibot";
import { decode, encode } from "../../../core/bytes/cbor.ts";
import { boundedBytes, fixedBytes, text, version, whole } from "../../../core/bytes/schema.ts";
import { CIRCLE_ID_BYTES, HASH_BYTES, ROOM_ID_BYTES, SIGNATURE_BYTES } from "../../../core/bytes/sizes.ts";
import { precedenceSchema } from "../../../core/protocol/precedence.ts";
import { type CircleView, EMPTY_VIEW } from "../../../roles/circle/view.ts";
import * as group from "./group.ts";

const KEPT_MAX_BYTES = 8 * 1024 * 1024;
const blob = boundedBytes(1, KEPT_MAX_BYTES);
const time = whole(0, Number.MAX_SAFE_INTEGER);
const voice = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** Maps and sets are written as lists, in the order in which they came about. */
const mapOf = <Schema extends v.GenericSchema>(value: Schema) =>
  v.pipe(
    v.array(v.strictTuple([voice, value])),
    v.transform((list) => new Map(list) as ReadonlyMap<string, v.InferOutput<Schema>>),
  );
const voices = v.pipe(
  v.array(voice),
  v.transform((list) => new Set(list) as ReadonlySet<string>),
);
const said = { voice, at: time, text: text(100_000) };

const viewSchema = v.strictObject({
  names: mapOf(text(80, 1)),
  words: v.array(v.strictObject(said)),
  comments: v.array(v.strictObject({ ...said, on: voice })),
  parts: mapOf(blob),
  shared: v.nullable(blob),
  versions: v.optional(
    v.array(v.strictObject({ on: v.union([voice, v.literal("shared")]), by: voice, at: time, state: blob })),
    [],
  ),
  signOffs: mapOf(
    v.strictObject({
      text: fixedBytes(HASH_BYTES),
      receipt: blob,
      signature: fixedBytes(SIGNATURE_BYTES),
      precedence: v.nullable(precedenceSchema),
      at: time,
    }),
  ),
  counselWelcome: mapOf(v.boolean()),
  published: v.optional(v.array(voice), []),
  leaving: voices,
  gone: voices,
});

const keptSchema = v.strictObject({
  v: version(1),
  circle: fixedBytes(CIRCLE_ID_BYTES),
  voiceSeed: fixedBytes(32),
  group: blob,
  room: fixedBytes(ROOM_ID_BYTES),
  /** How far this room has been read. */
  after: time,
  /** Said and encrypted, not yet read back. */
  sent: v.array(v.strictObject({ hash: fixedBytes(HASH_BYTES), file: blob, message: blob })),
  /** To be said at the next epoch, because a change of the group came first. */
  unsaid: v.array(blob),
  /** A change of the group that this member made and that has not been read back. */
  change: v.nullable(
    v.strictObject({
      commit: blob,
      next: blob,
      welcome: v.nullable(blob),
      welcomeRooms: v.array(fixedBytes(ROOM_ID_BYTES)),
    }),
  ),
  view: viewSchema,
  over: v.boolean(),
});
export type Kept = Omit<v.InferOutput<typeof keptSchema>, "view"> & { readonly view: CircleView };

/** A seat at the beginning of an epoch: of one who begins the circle, or who has just been taken in. */
export async function newSeat(circle: Uint8Array, voiceSeed: Uint8Array, state: group.GroupState): Promise<Kept> {
  return {
    v: 1,
    circle,
    voiceSeed,
    group: group.encodeState(state),
    room: await group.roomOf(state),
    after: 0,
    sent: [],
    unsaid: [],
    change: null,
    view: EMPTY_VIEW,
    over: false,
  };
}

export function encodeKept(kept: Kept): Uint8Array {
  const { names, parts, signOffs, counselWelcome, published, versions, leaving, gone } = kept.view;
  const lists = {
    names: [...names],
    parts: [...parts],
    signOffs: [...signOffs],
    counselWelcome: [...counselWelcome],
    published: [...published],
    versions: [...versions],
    leaving: [...leaving],
    gone: [...gone],
  };
  return encode({ ...kept, view: { ...kept.view, ...lists } });
}

export function readKept(bytes: Uint8Array): Kept {
  return decode(keptSchema, bytes, "seat", KEPT_MAX_BYTES);
}
