/**
 * What an author writes into the two parts of a record. Only counsel ever reads it.
 *
 * `who` is how the author describes the respondent; `account` is everything else, with the ways in which the
 * author may be reached and the ways in which they must not.
 */
import * as v from "valibot";
import { decode, encode, validate } from "../bytes/cbor.ts";
import { boundedBytes, text, version } from "../bytes/schema.ts";
import { ACCOUNT_MAX_BYTES, ACCOUNT_RECEIPTS_MAX, ATTACHMENTS_MAX, WHO_MAX_BYTES } from "../bytes/sizes.ts";
import { attachmentSchema } from "./attachment.ts";
import { incidentSchema } from "./incident.ts";
import { talkAddressSchema } from "./talk-address.ts";

export const whoSchema = v.strictObject({
  v: version(1),
  /** The ways of naming the respondent, as the author typed them. */
  names: v.pipe(
    v.array(v.strictObject({ type: text(20, 1), value: text(1000), org: text(300), city: text(300) })),
    v.maxLength(16),
  ),
  description: text(10_000),
});
export type Who = v.InferOutput<typeof whoSchema>;

/** How the author may be reached, and how not. */
export const contactSchema = v.strictObject({
  /** Each way that is allowed, and what to say or not to say there. */
  ways: v.pipe(
    v.array(
      v.strictObject({
        kind: v.picklist(["text", "call", "email", "post", "other"]),
        value: text(500),
        note: text(1000),
      }),
    ),
    v.maxLength(8),
  ),
  never: text(2000),
});

const accountSchema = v.strictObject({
  v: version(1),
  incidents: v.pipe(v.array(incidentSchema), v.maxLength(200)),
  contact: contactSchema,
  /** Small files, whole. */
  attachments: v.pipe(
    v.array(v.strictObject({ name: text(255, 1), mediaType: text(127), bytes: boundedBytes(0, ACCOUNT_MAX_BYTES) })),
    v.maxLength(ATTACHMENTS_MAX),
  ),
  /** Files that lie sealed on the board, piece by piece: here is what opens and proves them (§16). */
  files: v.pipe(v.array(attachmentSchema), v.maxLength(ATTACHMENTS_MAX)),
  /** Where counsel can write to the author without an address (§18); absent where the author wants no such letters. */
  talk: v.exactOptional(talkAddressSchema),
  /** Receipts that its author had before (§9.7): of dated notes that hold these very pages, of the record whose place it takes. */
  receipts: v.exactOptional(v.pipe(v.array(boundedBytes(1, ACCOUNT_MAX_BYTES)), v.maxLength(ACCOUNT_RECEIPTS_MAX))),
});
export type Account = v.InferOutput<typeof accountSchema>;

/** @throws ChorusError `malformed` for what counsel would refuse, so that nothing unreadable is ever sealed */
export function encodeWho(who: Who): Uint8Array {
  return encode(validate(whoSchema, who, "description"));
}

export function readWho(bytes: Uint8Array): Who {
  return decode(whoSchema, bytes, "description", WHO_MAX_BYTES);
}

/** @throws ChorusError `malformed` for what counsel would refuse, so that nothing unreadable is ever sealed */
export function encodeAccount(account: Account): Uint8Array {
  return encode(validate(accountSchema, account, "account"));
}

export function readAccount(bytes: Uint8Array): Account {
  return decode(accountSchema, bytes, "account", ACCOUNT_MAX_BYTES);
}
