/**
 * An attachment (§16): a file of any kind, cut into pieces that are sealed, sent, kept and fetched each by itself, so
 * that neither side ever holds it whole and a broken transfer goes on where it stopped.
 *
 * Every piece is an ordinary age file to an identity that this attachment has for itself. What the file is called, what
 * it is and which pieces make it stands in a manifest; the manifest lives inside what is sealed anyway (the vault, the
 * account) and never beside the pieces. Whoever keeps the pieces sees how many there are and nothing else.
 */
import * as v from "valibot";
import { equalBytes, uintBytes } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { malformed, rejected } from "../bytes/errors.ts";
import { LABELS } from "../bytes/labels.ts";
import { padmeLength } from "../bytes/padding.ts";
import { fixedBytes, text, version, whole } from "../bytes/schema.ts";
import {
  ATTACHMENT_ID_BYTES,
  ATTACHMENT_MAX_BYTES,
  ATTACHMENT_PIECES_MAX,
  HASH_BYTES,
  PIECE_BYTES,
  PIECE_ID_BYTES,
} from "../bytes/sizes.ts";
import { hash256, sha256 } from "../crypto/hash.ts";
import type { FileSealer } from "../ports.ts";

const MANIFEST_MAX_BYTES = 128 * 1024;

/** Everything that is needed to fetch, check and read an attachment. */
export const attachmentSchema = v.pipe(
  v.strictObject({
    v: version(1),
    /** Where its pieces lie. Random: on the board it says nothing of the record or the vault that it belongs to. */
    attachment: fixedBytes(ATTACHMENT_ID_BYTES),
    name: text(255, 1),
    mediaType: text(127),
    size: whole(0, ATTACHMENT_MAX_BYTES),
    /** SHA-256 of the file as it was. */
    hash: fixedBytes(HASH_BYTES),
    /** The age identity that opens its pieces and nothing else. Its recipient is told to nobody. */
    identity: text(200, 1),
    /** SHA-256 of each sealed piece, in order. */
    pieces: v.pipe(v.array(fixedBytes(HASH_BYTES)), v.minLength(1), v.maxLength(ATTACHMENT_PIECES_MAX)),
  }),
  v.check(({ size, pieces }) => pieces.length === pieceCount(size), "must have as many pieces as its size asks for"),
);
export type Attachment = v.InferOutput<typeof attachmentSchema>;

export function encodeAttachment(attachment: Attachment): Uint8Array {
  return encode(attachment);
}

/** @throws ChorusError `malformed` or `limit` */
export function readAttachment(bytes: Uint8Array): Attachment {
  return decode(attachmentSchema, bytes, "attachment", MANIFEST_MAX_BYTES);
}

/** How many pieces a file of this size is sealed in. */
export function pieceCount(size: number): number {
  return Math.ceil(padmeLength(size) / PIECE_BYTES);
}

/** Where the content of a piece stands in the file: from the first byte to before the last. */
export function pieceRange(size: number, index: number): { readonly start: number; readonly end: number } {
  return { start: Math.min(index * PIECE_BYTES, size), end: Math.min((index + 1) * PIECE_BYTES, size) };
}

/** The name of a piece in a vault: pieces of one attachment do not show that they belong together. */
export function vaultPieceName(attachment: Uint8Array, index: number): Uint8Array {
  return hash256(LABELS.attachmentPiece, attachment, uintBytes(index, 4)).slice(0, PIECE_ID_BYTES);
}

/**
 * Seals one piece. The file as a whole is padded by PADMÉ, so the last piece ends in zeros.
 *
 * @param content what stands in `pieceRange`
 */
export async function sealPiece(
  sealer: FileSealer,
  recipient: string,
  size: number,
  index: number,
  content: Uint8Array,
): Promise<Uint8Array> {
  const { start, end } = pieceRange(size, index);
  if (content.length !== end - start) throw malformed("piece-content", "a piece has another length than its place");
  const padded = new Uint8Array(paddedPieceLength(size, index));
  padded.set(content);
  return sealer.seal(padded, [recipient]);
}

/**
 * Checks that a file is the piece that stands in the manifest at this place, opens it, and takes the padding off.
 *
 * @throws ChorusError `rejected` (`piece-hash`) for any other file: swapped, cut, or another's
 */
export async function openPiece(
  sealer: FileSealer,
  attachment: Attachment,
  index: number,
  file: Uint8Array,
): Promise<Uint8Array> {
  const hash = attachment.pieces[index];
  if (hash === undefined || !equalBytes(sha256(file), hash)) {
    throw rejected("piece-hash", `piece ${index + 1} of an attachment is not the one that was sealed`);
  }
  const padded = await sealer.open(file, attachment.identity);
  const { start, end } = pieceRange(attachment.size, index);
  const isWhole = padded?.length === paddedPieceLength(attachment.size, index);
  if (padded === undefined || !isWhole || padded.subarray(end - start).some((byte) => byte !== 0)) {
    throw malformed("piece", `piece ${index + 1} of an attachment is not in the right form`);
  }
  return padded.subarray(0, end - start);
}

/** @throws ChorusError `rejected` (`attachment-hash`) when the pieces together are not the file that was sealed */
export function checkWhole(attachment: Attachment, hash: Uint8Array): void {
  if (!equalBytes(attachment.hash, hash)) {
    throw rejected("attachment-hash", "the pieces of an attachment are not the file that was sealed");
  }
}

function paddedPieceLength(size: number, index: number): number {
  return Math.min((index + 1) * PIECE_BYTES, padmeLength(size)) - index * PIECE_BYTES;
}
