/**
 * Messages between parties, relayed by the board as age files (§1): signed inside, sealed outside. The board
 * sees a mailbox, a size and a time. A receiver acts on nothing whose signature does not hold.
 */
import * as v from "valibot";
import { equalBytes } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { rejected } from "../bytes/errors.ts";
import { LABELS } from "../bytes/labels.ts";
import { boundedBytes, fixedBytes, version, whole } from "../bytes/schema.ts";
import { HASH_BYTES, RECORD_ID_BYTES, SIGNATURE_BYTES } from "../bytes/sizes.ts";
import type { Signer } from "../ports.ts";
import { charterOfEpoch, type Escrow } from "./charter.ts";
import { signStatement, verifyStatement } from "./statement.ts";
import { WITHDRAWAL_OUTCOMES } from "./withdrawal.ts";

export const MESSAGE_MAX_BYTES = 8 * 1024 * 1024;

/**
 * `contribution` and `refusal` go to the other trustees, `state` to one that has just come, `opening` to counsel, `reply`
 * to an author who withdrew.
 */
export const MESSAGE_KINDS = ["contribution", "refusal", "state", "opening", "reply"] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

const messageSchema = v.strictObject({
  v: version(1),
  charter: fixedBytes(HASH_BYTES),
  /** The charter under which the trustee speaks; its index counts there. */
  epoch: whole(0, 1_000_000),
  trustee: whole(1, 255),
  kind: v.picklist(MESSAGE_KINDS),
  body: boundedBytes(1, MESSAGE_MAX_BYTES),
  signature: fixedBytes(SIGNATURE_BYTES),
});
export type Message = v.InferOutput<typeof messageSchema>;

/** A trustee signs a message. The caller seals it to its readers. */
export function makeMessage(
  signer: Signer,
  escrow: Escrow,
  trustee: number,
  kind: MessageKind,
  body: Uint8Array,
  seed: Uint8Array,
): Uint8Array {
  const { charterId, charter } = escrow;
  const said = { v: 1 as const, charter: charterId, epoch: charter.epoch, trustee, kind, body };
  return encode({ ...said, signature: signStatement(signer, LABELS.messageSignature, said, seed) });
}

/** Reads an opened message and checks its escrow, its sender's signature and that it is of one of these kinds. */
export function openMessage(
  signer: Signer,
  escrow: Escrow,
  kinds: MessageKind | readonly MessageKind[],
  bytes: Uint8Array,
): Message {
  const message = decode(messageSchema, bytes, "message", MESSAGE_MAX_BYTES + 1024);
  const { signature, ...said } = message;
  const key = charterOfEpoch(escrow, message.epoch).trustees[message.trustee - 1]?.signingKey;
  const holds = key !== undefined && verifyStatement(signer, LABELS.messageSignature, said, signature, key);
  if (!holds || ![kinds].flat().includes(message.kind) || !equalBytes(message.charter, escrow.charterId)) {
    throw rejected("message-signature", "the message is not signed by a trustee of this escrow");
  }
  return message;
}

const replySchema = v.strictObject({
  v: version(1),
  record: fixedBytes(RECORD_ID_BYTES),
  outcome: v.picklist(WITHDRAWAL_OUTCOMES),
  /** Texts of different lengths would tell the board the outcome by the size of the file. */
  padding: boundedBytes(0, 32),
});
export type Reply = v.InferOutput<typeof replySchema>;

const REPLY_BYTES = 16;

/** A trustee's answer to a withdrawal; every outcome gives the same number of bytes. */
export function encodeReply(record: Uint8Array, outcome: Reply["outcome"]): Uint8Array {
  return encode({ v: 1, record, outcome, padding: new Uint8Array(REPLY_BYTES - outcome.length) } satisfies Reply);
}

export function readReply(bytes: Uint8Array): Reply {
  return decode(replySchema, bytes, "reply", 1024);
}

const refusalSchema = v.strictObject({
  v: version(1),
  records: v.pipe(v.array(fixedBytes(RECORD_ID_BYTES)), v.minLength(1), v.maxLength(256)),
});

/**
 * A trustee tells the others that it will not contribute to these records. An author of ill will can bring it about
 * that trustees judge a record differently; whoever accepted it would otherwise wait for ever.
 */
export function encodeRefusal(records: readonly Uint8Array[]): Uint8Array {
  return encode({ v: 1, records });
}

export function readRefusal(bytes: Uint8Array): readonly Uint8Array[] {
  return decode(refusalSchema, bytes, "refusal", 16 * 1024).records;
}
