/**
 * A knock: how counsel, if it wishes, is told outside the desk that something has come. The message says nothing else, and no
 * second one comes before counsel has looked. Here is what counsel asks of the board.
 */
import * as v from "valibot";
import { decode, encode } from "../bytes/cbor.ts";
import { version } from "../bytes/schema.ts";

/** RFC 5321 allows no longer path. */
const ADDRESS_MAX_CHARACTERS = 254;
const BROWSERS_MAX = 10;
export const KNOCK_MAX_BYTES = 12 * 1024;

export const knockSchema = v.strictObject({
  v: version(1),
  /** Where to send it; null for nowhere. */
  address: v.nullable(v.pipe(v.string(), v.maxLength(ADDRESS_MAX_CHARACTERS), v.email())),
  /** Where the push services of counsel's browsers take messages for them (RFC 8030). */
  browsers: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(1000), v.url())), v.maxLength(BROWSERS_MAX)), []),
  language: v.picklist(["en", "es", "fr"]),
});
export type Knock = v.InferOutput<typeof knockSchema>;

/** Nothing is asked for. */
export const NO_KNOCK: Knock = { v: 1, address: null, browsers: [], language: "en" };

/** Whether anything is asked for. */
export const isAsked = ({ address, browsers }: Knock): boolean => address !== null || browsers.length > 0;

export const encodeKnock = (knock: Knock): Uint8Array => encode(knock);

/** @throws ChorusError `malformed` */
export const readKnock = (bytes: Uint8Array): Knock => decode(knockSchema, bytes, "knock", KNOCK_MAX_BYTES);
