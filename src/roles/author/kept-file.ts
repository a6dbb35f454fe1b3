/**
 * A file that an author keeps in the vault: what it is, and how far it has come. This stands in the vault's own documents;
 * the pieces lie beside them on the board.
 */
import * as v from "valibot";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { fixedBytes, text, version, whole } from "../../core/bytes/schema.ts";
import {
  ATTACHMENT_ID_BYTES,
  ATTACHMENT_MAX_BYTES,
  ATTACHMENT_PIECES_MAX,
  HASH_BYTES,
} from "../../core/bytes/sizes.ts";
import type { Attachment } from "../../core/protocol/attachment.ts";

/** Whether it goes along when something is sealed: not at all, without its hidden details, or exactly as it is. */
export const SHARES = ["stays", "clean", "original"] as const;
export type Share = (typeof SHARES)[number];

const keptFileSchema = v.strictObject({
  v: version(1),
  attachment: fixedBytes(ATTACHMENT_ID_BYTES),
  name: text(255, 1),
  mediaType: text(127),
  size: whole(0, ATTACHMENT_MAX_BYTES),
  identity: text(200, 1),
  /** When it was added, in seconds. */
  addedAt: whole(0, 2 ** 40),
  share: v.picklist(SHARES),
  /** Once the board has every piece. */
  whole: v.nullable(
    v.strictObject({
      hash: fixedBytes(HASH_BYTES),
      pieces: v.pipe(v.array(fixedBytes(HASH_BYTES)), v.minLength(1), v.maxLength(ATTACHMENT_PIECES_MAX)),
    }),
  ),
});
export type KeptFile = v.InferOutput<typeof keptFileSchema>;

export function encodeKeptFile(file: KeptFile): Uint8Array {
  return encode(file);
}

/** @throws ChorusError `malformed` */
export function readKeptFile(bytes: Uint8Array): KeptFile {
  return decode(keptFileSchema, bytes, "kept file", 128 * 1024);
}

/** The share with which a file goes along; undefined for one that stays, or is not whole yet. */
export function goesAlong({ share, whole }: KeptFile): Exclude<Share, "stays"> | undefined {
  return share === "stays" || whole === null ? undefined : share;
}

/** The manifest of a file that is whole. */
export function manifestOf({ attachment, name, mediaType, size, identity, whole }: KeptFile): Attachment | undefined {
  return whole === null ? undefined : { v: 1, attachment, name, mediaType, size, identity, ...whole };
}
