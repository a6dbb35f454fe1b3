/**
 * What a board signed and must not have signed (§9), kept by whoever caught it: the newest checkpoint that was believed,
 * and the one that does not go with it, both with their signatures, so that others can judge for themselves.
 */
import * as v from "valibot";
import { equalBytes } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { fixedBytes, text, version, whole } from "../bytes/schema.ts";
import { HASH_BYTES } from "../bytes/sizes.ts";
import type { Signer } from "../ports.ts";
import { logKey, openCheckpoint } from "../tlog/checkpoint.ts";
import { NOTE_MAX_CHARACTERS } from "../tlog/note.ts";
import type { BoardCard } from "./charter.ts";

/**
 * `shrunk`: a newest checkpoint smaller than one before · `rewritten`: a checkpoint that what was read does not lead to ·
 * `split-view`: another witness cosigned another history · `hours`: an entry's hour runs backwards or ahead
 */
export const MISCONDUCT_KINDS = ["shrunk", "rewritten", "split-view", "hours"] as const;
export type MisconductKind = (typeof MISCONDUCT_KINDS)[number];

const note = text(NOTE_MAX_CHARACTERS, 1);
const schema = v.strictObject({
  v: version(1),
  kind: v.picklist(MISCONDUCT_KINDS),
  /** When it was noticed, in seconds since 1970. */
  seconds: whole(0, Number.MAX_SAFE_INTEGER),
  /** The newest checkpoint that the finder had believed; null when there was none. */
  believed: v.nullable(note),
  /** The checkpoint that does not go with it. */
  shown: note,
  /** The root that the finder computed for the size of `shown`; null when it cannot. */
  root: v.nullable(fixedBytes(HASH_BYTES)),
});
export type Misconduct = v.InferOutput<typeof schema>;

export function encodeMisconduct(found: Misconduct): Uint8Array {
  return encode(found satisfies Misconduct);
}

export function readMisconduct(bytes: Uint8Array): Misconduct {
  return decode(schema, bytes, "evidence of misconduct", 3 * NOTE_MAX_CHARACTERS);
}

/**
 * Does this convict the board by its own signatures alone? Two checkpoints of one size with two roots do. Everything
 * else rests on the finder's word about what it had read.
 */
export function convicts(signer: Signer, { origin, signingKey }: BoardCard, found: Misconduct): boolean {
  if (found.believed === null) return false;
  const key = logKey(origin, signingKey);
  const [a, b] = [found.believed, found.shown].map((one) => openCheckpoint(signer, key, one).checkpoint);
  return a !== undefined && b !== undefined && a.size === b.size && !equalBytes(a.root, b.root);
}
