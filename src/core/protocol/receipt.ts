/**
 * A receipt (§9.3): complete evidence, without asking anyone, that something stood in an escrow's log by a certain time.
 * Entry, inclusion proof, cosigned checkpoint, charter. It outlives the escrow. Whoever reads it needs this code and,
 * to be sure whose escrow it is, the charterId from somewhere else.
 */
import * as v from "valibot";
import { decode, encode } from "../bytes/cbor.ts";
import { ChorusError, rejected } from "../bytes/errors.ts";
import { boundedBytes, fixedBytes, text, version, whole } from "../bytes/schema.ts";
import { HASH_BYTES, TIME_STAMP_MAX_BYTES } from "../bytes/sizes.ts";
import type { Group } from "../crypto/group.ts";
import type { Signer, TimeStamp, TimeStampVerifier } from "../ports.ts";
import { leafHash, verifyInclusion } from "../tlog/merkle.ts";
import { NOTE_MAX_CHARACTERS } from "../tlog/note.ts";
import { CHARTER_MAX_BYTES, type Escrow } from "./charter.ts";
import { checkOpenedNote, openedNoteSchema } from "./dated-note.ts";
import { type Entry, leafOf, readEntry } from "./entry.ts";
import { type Logged, openLogged } from "./logged.ts";
import { openCharters } from "./succession.ts";
import { openWitnessed, type Witnessed } from "./witnessed.ts";

export const RECEIPT_MAX_BYTES = 2 * 1024 * 1024;

const hashes = v.pipe(v.array(fixedBytes(HASH_BYTES)), v.maxLength(64));
const checkpoint = text(NOTE_MAX_CHARACTERS, 1);

/** Where a leaf stands in a log that was cosigned, and how that is seen. */
export const placeSchema = v.strictObject({
  position: whole(0, Number.MAX_SAFE_INTEGER),
  path: hashes,
  checkpoint,
});
export type Place = v.InferOutput<typeof placeSchema>;

/** An outside authority's time-stamp (RFC 3161) on a checkpoint, which may be a later one than the receipt's own. */
export const stampedSchema = v.strictObject({ path: hashes, checkpoint, token: boundedBytes(1, TIME_STAMP_MAX_BYTES) });
export type Stamped = v.InferOutput<typeof stampedSchema>;

export const receiptSchema = v.strictObject({
  v: version(1),
  kind: v.literal("receipt"),
  charter: boundedBytes(1, 2 * CHARTER_MAX_BYTES),
  /** The charters that followed, where the trustees had changed before the checkpoint was cosigned. */
  successors: v.optional(v.pipe(v.array(boundedBytes(1, 2 * CHARTER_MAX_BYTES)), v.minLength(1))),
  entry: boundedBytes(1, 2 * CHARTER_MAX_BYTES + 256),
  place: placeSchema,
  stamp: v.nullable(stampedSchema),
  /** Of a dated note: what it was made on, as far as its owner shows it. */
  opened: v.nullable(openedNoteSchema),
});
export type Receipt = v.InferOutput<typeof receiptSchema>;

/** What the board hands out for a receipt (docs/http.md). `hour` is null once the entry has been erased. */
export const receiptAnswerSchema = v.strictObject({
  v: version(1),
  hour: v.nullable(whole(0, 10_000_000)),
  place: placeSchema,
  stamp: v.nullable(stampedSchema),
});
export type ReceiptAnswer = v.InferOutput<typeof receiptAnswerSchema>;

/** What a receipt proves. Times are seconds since 1970. */
export type ReceiptFacts = {
  readonly escrow: Escrow;
  readonly entry: Entry;
  /** What was logged, read and checked as far as anyone can. */
  readonly logged: Logged;
  readonly position: number;
  readonly witnessed: Witnessed;
  /** When an outside authority had seen the log with the entry in it. */
  readonly stamp: TimeStamp | undefined;
  /** SHA-256 of what a dated note is shown to have been made on. */
  readonly items: readonly Uint8Array[];
};

/** What reading evidence asks of its surroundings. */
export type EvidencePorts = {
  readonly group: Group;
  readonly signer: Signer;
  readonly timeStamps: TimeStampVerifier;
};

export function encodeReceipt(receipt: Receipt): Uint8Array {
  return encode(receipt);
}

/** Reads the form alone. @throws ChorusError `malformed` */
export function readReceipt(bytes: Uint8Array): Receipt {
  return decode(receiptSchema, bytes, "receipt", RECEIPT_MAX_BYTES);
}

/**
 * Checks everything that a receipt says.
 *
 * @param pinned the escrow that is expected; undefined when the reader will judge the one that is named
 * @throws ChorusError `malformed` or `rejected`, naming what does not hold
 */
export async function verifyReceipt(
  { group, signer, timeStamps }: EvidencePorts,
  receipt: Receipt,
  pinned?: Uint8Array,
): Promise<ReceiptFacts> {
  const escrow = openCharters(group, signer, receipt.charter, receipt.successors ?? [], pinned);
  const entry = readEntry(receipt.entry);
  const logged = openLogged(group, signer, escrow, entry);
  const witnessed = checkPlace(signer, escrow, receipt.entry, receipt.place);
  const { position } = receipt.place;
  const stamp = receipt.stamp && (await checkStamp({ group, signer, timeStamps }, escrow, receipt, receipt.stamp));
  if (receipt.opened !== null && entry.type !== "note") {
    throw rejected("receipt-opened", "only a dated note can be opened in a receipt");
  }
  const items = receipt.opened === null ? [] : checkOpenedNote(entry.body, receipt.opened);
  return { escrow, entry, logged, position, witnessed, stamp: stamp ?? undefined, items };
}

/**
 * Does the entry's leaf stand at its place in the log of this escrow, cosigned by enough of its trustees?
 *
 * @throws ChorusError `rejected` or `malformed`
 */
export function checkPlace(signer: Signer, escrow: Escrow, entry: Uint8Array, place: Place): Witnessed {
  const witnessed = openWitnessedIn(signer, escrow, place.checkpoint);
  const { size, root } = witnessed.checkpoint;
  if (!verifyInclusion(leafHash(leafOf(entry)), place.position, size, place.path, root)) {
    throw rejected("receipt-inclusion", "the log that the trustees cosigned does not hold this entry at this place");
  }
  return witnessed;
}

/** By the trustees of any one epoch: a checkpoint does not say of which it is. */
function openWitnessedIn(signer: Signer, { charter, earlier }: Escrow, checkpoint: string): Witnessed {
  for (const before of earlier) {
    try {
      return openWitnessed(signer, before, checkpoint);
    } catch (error) {
      if (!(error instanceof ChorusError)) throw error;
    }
  }
  return openWitnessed(signer, charter, checkpoint);
}

async function checkStamp(
  { signer, timeStamps }: EvidencePorts,
  escrow: Escrow,
  { entry, place }: Receipt,
  { token, path, checkpoint }: Stamped,
): Promise<TimeStamp> {
  const { text } = checkPlace(signer, escrow, entry, { position: place.position, path, checkpoint });
  return timeStamps.verify(token, text);
}
