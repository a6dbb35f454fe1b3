/**
 * The notebook: what an author keeps for themselves alone, as one document. It holds the text, the draft of what may be
 * sealed, the author's key, and what has been sealed. It is written to no disk but encrypted.
 */
import * as v from "valibot";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { boundedBytes, fixedBytes, text, version, whole } from "../../core/bytes/schema.ts";
import { HASH_BYTES, QUORUM_MAX, QUORUM_MIN, RECORD_ID_BYTES } from "../../core/bytes/sizes.ts";
import { INPUT_TYPES } from "../../core/respondent/identifier.ts";

/** A long notebook with one record on its way; attachments do not live here. */
const NOTEBOOK_MAX_BYTES = 64 * 1024 * 1024;

const seconds = whole(0, 2 ** 40);
const nameSchema = v.strictObject({
  type: v.picklist(INPUT_TYPES),
  value: text(1000),
  org: text(300),
  city: text(300),
});
const waySchema = v.strictObject({
  kind: v.picklist(["text", "call", "email", "post", "other"]),
  value: text(500),
  note: text(1000),
});

const draftSchema = v.strictObject({
  names: v.pipe(v.array(nameSchema), v.maxLength(16)),
  description: text(10_000),
  quorum: whole(QUORUM_MIN, QUORUM_MAX),
  /** Counsel's id in hexadecimal; empty while none is chosen. */
  counsel: text(64),
  ways: v.pipe(v.array(waySchema), v.maxLength(8)),
  never: text(2000),
});

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
  /** The record's bytes until the board has taken them, so that the very same record is sent again. */
  onItsWay: v.nullable(
    v.strictObject({
      envelope: boundedBytes(1, NOTEBOOK_MAX_BYTES),
      who: boundedBytes(1, NOTEBOOK_MAX_BYTES),
      account: boundedBytes(1, NOTEBOOK_MAX_BYTES),
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

const notebookSchema = v.strictObject({
  v: version(1),
  text: text(2_000_000),
  /** When the text was last changed; zero when nothing was written yet. */
  writtenAt: seconds,
  draft: draftSchema,
  /** The escrow that was met first; no other is believed later. */
  escrow: v.nullable(fixedBytes(HASH_BYTES)),
  author: v.nullable(authorSchema),
  sealed: v.array(sealedSchema),
});

export type NotebookName = v.InferOutput<typeof nameSchema>;
export type ContactWay = v.InferOutput<typeof waySchema>;
export type SealingDraft = v.InferOutput<typeof draftSchema>;
export type SealedNote = v.InferOutput<typeof sealedSchema>;
export type NotebookContent = v.InferOutput<typeof notebookSchema>;

/** A notebook in which nothing has been written. */
export function emptyNotebook(): NotebookContent {
  const draft: SealingDraft = { names: [], description: "", quorum: QUORUM_MIN, counsel: "", ways: [], never: "" };
  return { v: 1, text: "", writtenAt: 0, draft, escrow: null, author: null, sealed: [] };
}

export function encodeNotebook(notebook: NotebookContent): Uint8Array {
  return encode(notebook);
}

/** @throws ChorusError `malformed` */
export function readNotebook(bytes: Uint8Array): NotebookContent {
  return decode(notebookSchema, bytes, "notebook", NOTEBOOK_MAX_BYTES);
}
