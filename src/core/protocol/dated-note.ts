/**
 * A dated note (§9.4): proof that something existed, without giving any of it away. What was there is a list of items
 * (a text, a picture); the log gets 32 bytes that depend on all of them and on random salts. Later any item can be
 * shown alone: the salts of the others stay secret, so nobody can test guesses on them.
 */
import * as v from "valibot";
import { equalBytes } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { rejected } from "../bytes/errors.ts";
import { LABELS } from "../bytes/labels.ts";
import { fixedBytes, version, whole } from "../bytes/schema.ts";
import { HASH_BYTES, NOTE_ITEMS_MAX } from "../bytes/sizes.ts";
import { hash256 } from "../crypto/hash.ts";
import type { Rng } from "../ports.ts";

const hash = fixedBytes(HASH_BYTES);
const bodySchema = v.strictObject({ v: version(1), commitment: hash });

/** What is needed to show items of a note: the note's salt, every item's commitment, salt and hash of those shown. */
export const openedNoteSchema = v.strictObject({
  salt: hash,
  items: v.pipe(v.array(hash), v.minLength(1), v.maxLength(NOTE_ITEMS_MAX)),
  shown: v.pipe(
    v.array(v.strictObject({ at: whole(0, NOTE_ITEMS_MAX - 1), salt: hash, hash })),
    v.maxLength(NOTE_ITEMS_MAX),
  ),
});
export type OpenedNote = v.InferOutput<typeof openedNoteSchema>;

/** Makes the body of a `note` entry for the SHA-256 of each item, and what opens it. Every note has fresh salts. */
export function makeDatedNote(
  rng: Rng,
  hashes: readonly Uint8Array[],
): { readonly body: Uint8Array; readonly opened: OpenedNote } {
  const shown = hashes.map((one, at) => ({ at, salt: rng.bytes(HASH_BYTES), hash: one }));
  const salt = rng.bytes(HASH_BYTES);
  const items = shown.map((one) => itemOf(one.salt, one.hash));
  return { body: encode({ v: 1, commitment: commitmentOf(salt, items) }), opened: { salt, items, shown } };
}

/** The same opening, showing only the items with these hashes. */
export function showOnly(opened: OpenedNote, hashes: readonly Uint8Array[]): OpenedNote {
  const shown = opened.shown.filter((one) => hashes.some((wanted) => equalBytes(wanted, one.hash)));
  return { ...opened, shown };
}

/** The 32 bytes in the body of a `note` entry. */
export function readDatedNote(body: Uint8Array): Uint8Array {
  return decode(bodySchema, body, "dated note", 128).commitment;
}

/**
 * Checks that an opening is that of a note's body.
 *
 * @returns SHA-256 of each item that is shown
 * @throws ChorusError `rejected`
 */
export function checkOpenedNote(body: Uint8Array, { salt, items, shown }: OpenedNote): Uint8Array[] {
  if (!equalBytes(commitmentOf(salt, items), readDatedNote(body))) {
    throw rejected("note-commitment", "the note in the log was made on something else");
  }
  return shown.map((one, i) => {
    const item = items[one.at];
    if (item === undefined || !equalBytes(item, itemOf(one.salt, one.hash)) || one.at <= (shown[i - 1]?.at ?? -1)) {
      throw rejected("note-item", "an item that is shown was not part of the note");
    }
    return one.hash;
  });
}

function itemOf(salt: Uint8Array, itemHash: Uint8Array): Uint8Array {
  return hash256(LABELS.noteItem, salt, itemHash);
}

function commitmentOf(salt: Uint8Array, items: readonly Uint8Array[]): Uint8Array {
  return hash256(LABELS.noteCommitment, salt, ...items);
}
