/**
 * The notebook beside its pages: the author's key, and what has been sealed. It is written to no disk but encrypted.
 */
import * as v from "valibot";
import { decode } from "../../core/bytes/cbor.ts";
import { boundedBytes, fixedBytes, text, whole } from "../../core/bytes/schema.ts";
import {
  ATTACHMENT_ID_BYTES,
  ATTACHMENTS_MAX,
  QUORUM_MAX,
  QUORUM_MIN,
  RECORD_ID_BYTES,
} from "../../core/bytes/sizes.ts";

/** A long notebook with one record on its way; attachments do not live here. */
const NOTEBOOK_MAX_BYTES = 64 * 1024 * 1024;

const seconds = whole(0, 2 ** 40);
const authorSchema = v.strictObject({
  seed: fixedBytes(32),
  credential: v.strictObject({ prefix: boundedBytes(0, 64), signature: boundedBytes(1, 1024) }),
});

const sealedSchema = v.strictObject({
  record: fixedBytes(RECORD_ID_BYTES),
  sealedAt: seconds,
  names: v.array(text(1000)),
  quorum: whole(QUORUM_MIN, QUORUM_MAX),
  counsel: text(120),
  /** The pages that were sealed, by the names that they had. */
  pages: v.pipe(v.array(text(300)), v.maxLength(200)),
  /** The record that this one takes the place of. */
  replaces: v.nullable(fixedBytes(RECORD_ID_BYTES)),
  /** The record's bytes until the board has taken them, so that the very same record is sent again. */
  onItsWay: v.nullable(
    v.strictObject({
      envelope: boundedBytes(1, NOTEBOOK_MAX_BYTES),
      who: boundedBytes(1, NOTEBOOK_MAX_BYTES),
      account: boundedBytes(1, NOTEBOOK_MAX_BYTES),
      /** What goes along, by its names at the board. */
      attachments: v.pipe(v.array(fixedBytes(ATTACHMENT_ID_BYTES)), v.maxLength(ATTACHMENTS_MAX)),
    }),
  ),
  /** A withdrawal that was made: where the trustees answer, and the key that opens their answers. */
  takenBack: v.nullable(
    v.strictObject({
      at: seconds,
      box: fixedBytes(RECORD_ID_BYTES),
      identity: text(2000, 1),
      /** The withdrawal until the board has taken it. */
      onItsWay: v.nullable(boundedBytes(1, 4096)),
    }),
  ),
});

export type AuthorPart = v.InferOutput<typeof authorSchema>;
export type SealedNote = v.InferOutput<typeof sealedSchema>;
export type NotebookContent = {
  /** The escrow that was met first; no other is believed later. */
  readonly escrow: Uint8Array | null;
  readonly author: AuthorPart | null;
  readonly sealed: readonly SealedNote[];
};

/** The parts that are kept each by itself, so that two devices lose none of each other's. */
export const notebookParts = {
  author: authorSchema,
  sealed: sealedSchema,
} as const;

/** @throws ChorusError `malformed` */
export function readPart<Name extends keyof typeof notebookParts>(
  name: Name,
  bytes: Uint8Array,
): v.InferOutput<(typeof notebookParts)[Name]> {
  return decode(notebookParts[name], bytes, name, NOTEBOOK_MAX_BYTES);
}
