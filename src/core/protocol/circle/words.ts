/**
 * What members say in a circle's room (§19). Each message travels as an MLS application message and carries the
 * signature of the voice that says it: the group proves that a member wrote it, the signature which one.
 */
import * as v from "valibot";
import { equalBytes, toHex } from "../../bytes/bytes.ts";
import { decode, encode } from "../../bytes/cbor.ts";
import { rejected } from "../../bytes/errors.ts";
import { LABELS } from "../../bytes/labels.ts";
import { boundedBytes, fixedBytes, text, version, whole } from "../../bytes/schema.ts";
import { CIRCLE_ID_BYTES, HASH_BYTES, SIGNATURE_BYTES, SIGNING_KEY_BYTES } from "../../bytes/sizes.ts";
import type { Signer } from "../../ports.ts";
import { precedenceSchema } from "../precedence.ts";
import { signStatement, verifyStatement } from "../statement.ts";

/** The most that one message in a room may weigh. */
export const ROOM_MESSAGE_MAX_BYTES = 1024 * 1024;

const voice = fixedBytes(SIGNING_KEY_BYTES);
const update = boundedBytes(1, ROOM_MESSAGE_MAX_BYTES);

const bodySchema = v.variant("kind", [
  /** How a member wants to be called here. */
  v.strictObject({ kind: v.literal("name"), name: text(80, 1) }),
  v.strictObject({ kind: v.literal("words"), text: text(100_000, 1) }),
  /** A change to the speaker's own part of the statement; nobody else's client takes a change to it. */
  v.strictObject({ kind: v.literal("part"), update }),
  /** A change to what all write together: title, opening words, the letter to the respondent and the answer. */
  v.strictObject({ kind: v.literal("shared"), update }),
  v.strictObject({ kind: v.literal("comment"), on: voice, text: text(10_000, 1) }),
  /** The speaker signs the exact text with this hash (§17.2), and shows the receipt of the record whose key signs. */
  v.strictObject({
    kind: v.literal("sign-off"),
    text: fixedBytes(HASH_BYTES),
    receipt: boundedBytes(1, ROOM_MESSAGE_MAX_BYTES),
    signature: fixedBytes(SIGNATURE_BYTES),
    /** That this record was sealed before anything of its cases was opened (§7.9), where the speaker can show it. */
    precedence: v.nullable(precedenceSchema),
  }),
  /** Whether the speaker wants counsel in the room. Counsel is in it only while nobody objects. */
  v.strictObject({ kind: v.literal("counsel"), welcome: v.boolean() }),
  /** The speaker has published the statement with this SHA-256. */
  v.strictObject({ kind: v.literal("published"), publication: fixedBytes(HASH_BYTES) }),
  /** The speaker goes, and takes their part along. The next member who is there removes them from the group. */
  v.strictObject({ kind: v.literal("leave") }),
]);
export type RoomBody = v.InferOutput<typeof bodySchema>;

const messageSchema = v.strictObject({
  v: version(1),
  circle: fixedBytes(CIRCLE_ID_BYTES),
  voice,
  at: whole(0, Number.MAX_SAFE_INTEGER),
  body: bodySchema,
  signature: fixedBytes(SIGNATURE_BYTES),
});
export type RoomMessage = v.InferOutput<typeof messageSchema>;

/** Says something under one's voice. */
export function makeRoomMessage(
  signer: Signer,
  said: Omit<RoomMessage, "v" | "voice" | "signature">,
  seed: Uint8Array,
): Uint8Array {
  const statement = { v: 1 as const, voice: signer.publicKey(seed), ...said };
  return encode({ ...statement, signature: signStatement(signer, LABELS.circleMessage, statement, seed) });
}

/**
 * @param members the voices, in hex, that are in the group at the epoch of the message
 * @throws ChorusError `rejected` (`room-voice`) when no member of this circle says it
 */
export function openRoomMessage(
  signer: Signer,
  circle: Uint8Array,
  members: ReadonlySet<string>,
  bytes: Uint8Array,
): RoomMessage {
  const message = decode(messageSchema, bytes, "message", ROOM_MESSAGE_MAX_BYTES);
  const { signature, ...said } = message;
  const isMember = equalBytes(message.circle, circle) && members.has(toHex(message.voice));
  if (!isMember || !verifyStatement(signer, LABELS.circleMessage, said, signature, message.voice)) {
    throw rejected("room-voice", "the message is not from a member of this circle");
  }
  return message;
}
