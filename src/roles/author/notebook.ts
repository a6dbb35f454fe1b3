/**
 * The notebook: what an author keeps for themselves alone, as one document. It holds the text, the draft of what may be
 * sealed, the author's key, and what has been sealed. It is written to no disk but encrypted.
 */
import * as v from "valibot";
import { decode } from "../../core/bytes/cbor.ts";
import { boundedBytes, fixedBytes, text, whole } from "../../core/bytes/schema.ts";
import { QUORUM_MAX, QUORUM_MIN, RECORD_ID_BYTES } from "../../core/bytes/sizes.ts";
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

export type NotebookName = v.InferOutput<typeof nameSchema>;
export type ContactWay = v.InferOutput<typeof waySchema>;
export type SealingDraft = v.InferOutput<typeof draftSchema>;
export type AuthorPart = v.InferOutput<typeof authorSchema>;
export type SealedNote = v.InferOutput<typeof sealedSchema>;
export type NotebookContent = {
  readonly text: string;
  /** When the text was last changed; zero when nothing was written yet. */
  readonly writtenAt: number;
  readonly draft: SealingDraft;
  /** The escrow that was met first; no other is believed later. */
  readonly escrow: Uint8Array | null;
  readonly author: AuthorPart | null;
  readonly sealed: readonly SealedNote[];
};

/** A notebook in which nothing has been written. */
export function emptyNotebook(): NotebookContent {
  const draft: SealingDraft = { names: [], description: "", quorum: QUORUM_MIN, counsel: "", ways: [], never: "" };
  return { text: "", writtenAt: 0, draft, escrow: null, author: null, sealed: [] };
}

/** The parts that are kept each by itself, so that two devices lose none of each other's. */
export const notebookParts = {
  draft: draftSchema,
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
