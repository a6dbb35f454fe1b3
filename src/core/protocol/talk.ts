/**
 * Words between counsel and one author after a record has opened (§18). The sealed account names a box of its own, an
 * age recipient and a signing key, so counsel can write without the author's address, and the board sees a box, a
 * size and a time. What is said is padded, signed inside and sealed outside.
 */
import * as v from "valibot";
import { equalBytes } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { rejected } from "../bytes/errors.ts";
import { LABELS } from "../bytes/labels.ts";
import { pad, unpad } from "../bytes/padding.ts";
import { boundedBytes, fixedBytes, text, version, whole } from "../bytes/schema.ts";
import {
  BOX_ID_BYTES,
  CIRCLE_ID_BYTES,
  COUNSEL_ID_BYTES,
  HASH_BYTES,
  ROOM_ID_BYTES,
  SIGNATURE_BYTES,
  SIGNING_KEY_BYTES,
} from "../bytes/sizes.ts";
import type { FileSealer, Signer } from "../ports.ts";
import type { Escrow } from "./charter.ts";
import { JOINING_MAX_BYTES, KEY_PACKAGE_MAX_BYTES } from "./circle/joining.ts";
import { precedenceSchema } from "./precedence.ts";
import { signStatement, verifyStatement } from "./statement.ts";

/** The most that one message may weigh, sealed; files in it included. */
export const TALK_MAX_BYTES = 8 * 1024 * 1024;
/** What files in one message may weigh together, and how many there may be. */
export const TALK_FILES_MAX_BYTES = 6 * 1024 * 1024;
export const TALK_FILES_MAX = 20;

const circle = fixedBytes(CIRCLE_ID_BYTES);
const joining = boundedBytes(1, JOINING_MAX_BYTES);
const bodySchema = v.variant("kind", [
  v.strictObject({
    kind: v.literal("words"),
    text: text(200_000),
    files: v.pipe(
      v.array(
        v.strictObject({ name: text(255, 1), mediaType: text(127), bytes: boundedBytes(0, TALK_FILES_MAX_BYTES) }),
      ),
      v.maxLength(TALK_FILES_MAX),
    ),
  }),
  /** Counsel asks whether this author wants to be connected with the others of the case. */
  v.strictObject({
    kind: v.literal("invitation"),
    circle,
    text: text(10_000),
    /** By this counsel can be taken in, if every author in the circle wants it; null where counsel stays outside. */
    counsel: v.nullable(
      v.strictObject({
        voice: fixedBytes(SIGNING_KEY_BYTES),
        keyPackage: boundedBytes(1, KEY_PACKAGE_MAX_BYTES),
        welcome: fixedBytes(ROOM_ID_BYTES),
      }),
    ),
  }),
  /** The author's yes. A no is never sent: nobody can tell it from an answer that has not come yet. */
  v.strictObject({ kind: v.literal("acceptance"), circle, joining }),
  /** Counsel hands on the yes of others, so that a member can take them in; the first of all begins the group. */
  v.strictObject({
    kind: v.literal("introduction"),
    circle,
    begin: v.boolean(),
    joinings: v.pipe(v.array(joining), v.minLength(1), v.maxLength(50)),
    /** What this author can show of their own record's precedence (§7.9). */
    precedence: v.nullable(precedenceSchema),
  }),
]);
export type TalkBody = v.InferOutput<typeof bodySchema>;
export type TalkFile = Extract<TalkBody, { kind: "words" }>["files"][number];

const talkSchema = v.strictObject({
  v: version(1),
  charter: fixedBytes(HASH_BYTES),
  box: fixedBytes(BOX_ID_BYTES),
  counsel: fixedBytes(COUNSEL_ID_BYTES),
  from: v.picklist(["author", "counsel"]),
  /** Seconds since 1970, by the clock of whoever wrote. */
  at: whole(0, Number.MAX_SAFE_INTEGER),
  body: bodySchema,
  signature: fixedBytes(SIGNATURE_BYTES),
});
export type Talk = v.InferOutput<typeof talkSchema>;
export type TalkStatement = Omit<Talk, "v" | "charter" | "signature">;

/** Signs a message and seals it to its reader, and to its writer, so that counsel can read what counsel wrote. */
export async function sealTalk(
  { signer, sealer }: { readonly signer: Signer; readonly sealer: FileSealer },
  escrow: Escrow,
  statement: TalkStatement,
  seed: Uint8Array,
  recipients: readonly string[],
): Promise<Uint8Array> {
  const said = { v: 1 as const, charter: escrow.charterId, ...statement };
  const message = encode({ ...said, signature: signStatement(signer, LABELS.talkSignature, said, seed) });
  return sealer.seal(pad(message), recipients);
}

/**
 * Opens a message and checks who wrote it.
 *
 * @param keyOf whose key must have signed it, by who it says it is from; undefined for strangers
 * @returns undefined when the file is not sealed to this identity
 * @throws ChorusError `malformed` or `rejected` (`talk-signature`)
 */
export async function openTalk(
  { signer, sealer }: { readonly signer: Signer; readonly sealer: FileSealer },
  escrow: Escrow,
  identity: string,
  file: Uint8Array,
  keyOf: (talk: Pick<Talk, "from" | "box" | "counsel">) => Uint8Array | undefined,
): Promise<Talk | undefined> {
  const content = await sealer.open(file, identity);
  if (content === undefined) return undefined;
  const talk = decode(talkSchema, unpad(content), "message", TALK_MAX_BYTES);
  const { signature, ...said } = talk;
  const key = equalBytes(talk.charter, escrow.charterId) ? keyOf(talk) : undefined;
  if (key === undefined || !verifyStatement(signer, LABELS.talkSignature, said, signature, key)) {
    throw rejected("talk-signature", "the message is not from the other side of this conversation");
  }
  return talk;
}
