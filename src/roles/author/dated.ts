/** A dated note as its author keeps it: what it was made on, what opens it, and its receipt once there is one. */
import * as v from "valibot";
import { equalBytes, utf8 } from "../../core/bytes/bytes.ts";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { boundedBytes, text, version, whole } from "../../core/bytes/schema.ts";
import { sha256 } from "../../core/crypto/hash.ts";
import type { Rng } from "../../core/ports.ts";
import { makeDatedNote, openedNoteSchema, showOnly } from "../../core/protocol/dated-note.ts";
import { encodeReceipt, RECEIPT_MAX_BYTES, readReceipt } from "../../core/protocol/receipt.ts";

const DATED_MAX_BYTES = 32 * 1024 * 1024;

const pageSchema = v.strictObject({ name: text(300), text: text(2_000_000) });
const datedSchema = v.strictObject({
  v: version(1),
  at: whole(0, 2 ** 40),
  /** The pages as they stood, each an item of the note; the very text is needed to show it. */
  pages: v.pipe(v.array(pageSchema), v.minLength(1), v.maxLength(900)),
  body: boundedBytes(1, 128),
  opened: openedNoteSchema,
  receipt: v.nullable(boundedBytes(1, RECEIPT_MAX_BYTES)),
});
export type Dated = v.InferOutput<typeof datedSchema>;
export type DatedPage = Dated["pages"][number];

/** Makes a note of these pages and of files with these hashes. */
export function datePages(rng: Rng, at: number, pages: readonly DatedPage[], files: readonly Uint8Array[]): Dated {
  const hashes = [...pages.map((page) => sha256(utf8(page.text))), ...files];
  return { v: 1, at, pages: [...pages], ...makeDatedNote(rng, hashes), receipt: null };
}

/**
 * Receipts that show since when these very texts have been there (§9.7): for each text the oldest note that holds it, and of
 * that note nothing else. What was dated in other words is left out: its author may not want to show those.
 *
 * @param notes - Oldest first.
 */
export function receiptsOf(texts: readonly string[], notes: readonly Dated[]): Uint8Array[] {
  const wanted = texts.map((one) => sha256(utf8(one)));
  const holds = (note: Dated, hash: Uint8Array) => note.opened.shown.some((item) => equalBytes(item.hash, hash));
  const oldest = wanted.map((hash) => notes.find((note) => note.receipt !== null && holds(note, hash)));
  return [...new Set(oldest)].flatMap((note) => {
    if (!note?.receipt) return [];
    const own = wanted.filter((_, i) => oldest[i] === note);
    return [encodeReceipt({ ...readReceipt(note.receipt), opened: showOnly(note.opened, own) })];
  });
}

export function encodeDated(dated: Dated): Uint8Array {
  return encode(dated);
}

/** @throws ChorusError `malformed` */
export function readDated(bytes: Uint8Array): Dated {
  return decode(datedSchema, bytes, "dated note", DATED_MAX_BYTES);
}
