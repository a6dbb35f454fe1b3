/**
 * Entries of the log (§9). A leaf is `type ‖ SHA-256(entry)`: it shows what kind of thing happened, and when,
 * and nothing of its content. The board stamps the hour; trustees refuse an hour that runs backwards or ahead.
 */
import * as v from "valibot";
import { concat } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { boundedBytes, fixedBytes, version, whole } from "../bytes/schema.ts";
import { HASH_BYTES } from "../bytes/sizes.ts";
import { sha256 } from "../crypto/hash.ts";
import { CHARTER_MAX_BYTES } from "./charter.ts";

/** The kinds of entries and their byte in the leaf. Numbers are never given twice. */
export const ENTRY_TYPES = {
  charter: 1, // a signed charter
  counsel: 2, // an admitted counsel
  issuance: 3, // a credential was issued
  record: 4, // an envelope
  withdrawal: 5,
  verdict: 6, // sealed to the trustees
  opening: 7, // a commitment to case and records
  note: 8, // a salted commitment to a vault's version
  statement: 9, // a published statement
  ceremony: 10, // a key ceremony or resharing
  site: 11, // the hash of a build of the pages (site.ts)
} as const;
export type EntryType = keyof typeof ENTRY_TYPES;

/** A charter of 32 trustees is the largest thing that is logged. */
const LARGEST_BODY = 2 * CHARTER_MAX_BYTES;

const entrySchema = v.strictObject({
  v: version(1),
  type: v.picklist(Object.keys(ENTRY_TYPES) as EntryType[]),
  /** Whole hours since 1970-01-01T00:00Z: times are coarse on purpose (§2.10). */
  hour: whole(0, 10_000_000),
  body: boundedBytes(1, LARGEST_BODY),
});
export type Entry = v.InferOutput<typeof entrySchema>;

export const SECONDS_PER_HOUR = 3600;

/** An entry as bytes: what the leaf hashes and trustees read. */
export function encodeEntry(type: EntryType, seconds: number, body: Uint8Array): Uint8Array {
  return encode({ v: 1, type, hour: Math.floor(seconds / SECONDS_PER_HOUR), body } satisfies Entry);
}

export function readEntry(bytes: Uint8Array): Entry {
  return decode(entrySchema, bytes, "log entry", LARGEST_BODY + 256);
}

/** One byte of type and a hash. */
export const LEAF_BYTES = 1 + HASH_BYTES;

/** The leaf of an entry. */
export function leafOf(entry: Uint8Array): Uint8Array {
  return leafOfType(readEntry(entry).type, entry);
}

/** The leaf of an entry whose type is known, because one has just written it. */
export function leafOfType(type: EntryType, entry: Uint8Array): Uint8Array {
  return concat(Uint8Array.of(ENTRY_TYPES[type]), sha256(entry));
}

/** The body of an `opening` entry: the commitment of opening.ts. */
export const openingEntrySchema = v.strictObject({
  v: version(1),
  charter: fixedBytes(HASH_BYTES),
  commitment: fixedBytes(HASH_BYTES),
});

export function encodeOpeningEntry(charterId: Uint8Array, commitment: Uint8Array): Uint8Array {
  return encode({ v: 1, charter: charterId, commitment });
}
