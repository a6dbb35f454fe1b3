/** From a yes to a seat (§19.2): what an author makes when they say yes, and how they come in once others did too. */

import * as v from "valibot";
import { decode, encode } from "../../../core/bytes/cbor.ts";
import { boundedBytes, fixedBytes, version } from "../../../core/bytes/schema.ts";
import { CIRCLE_ID_BYTES, ROOM_ID_BYTES } from "../../../core/bytes/sizes.ts";
import type { Rng, Signer } from "../../../core/ports.ts";
import type { Escrow } from "../../../core/protocol/charter.ts";
import { JOINING_MAX_BYTES, KEY_PACKAGE_MAX_BYTES, makeJoining } from "../../../core/protocol/circle/joining.ts";
import { beginGroup, enterGroup, makeJoinKeys } from "./group.ts";
import { type Kept, newSeat } from "./kept.ts";
import type { Rooms } from "./seat.ts";

const secret = boundedBytes(1, 256);
/** What whoever is to join keeps of the keys in its key package. */
export const joinSecretsSchema = v.strictObject({
  initPrivateKey: secret,
  hpkePrivateKey: secret,
  signaturePrivateKey: secret,
});
const yesSchema = v.strictObject({
  v: version(1),
  circle: fixedBytes(CIRCLE_ID_BYTES),
  voiceSeed: fixedBytes(32),
  keyPackage: boundedBytes(1, KEY_PACKAGE_MAX_BYTES),
  secrets: joinSecretsSchema,
  welcome: fixedBytes(ROOM_ID_BYTES),
  joining: boundedBytes(1, JOINING_MAX_BYTES),
});
/** Kept in the notebook until the seat is there. Secret. */
export type Yes = v.InferOutput<typeof yesSchema>;

export const encodeYes = (yes: Yes): Uint8Array => encode(yes);
export const readYes = (bytes: Uint8Array): Yes => decode(yesSchema, bytes, "yes", 2 * JOINING_MAX_BYTES);

/**
 * Says yes to a circle. `joining` goes to counsel; the rest is kept.
 *
 * @param record the envelope of a record of this author in the case, and the author key that sealed it
 */
export async function sayYes(
  { signer, rng }: { readonly signer: Signer; readonly rng: Rng },
  escrow: Escrow,
  circle: Uint8Array,
  record: { readonly envelope: Uint8Array; readonly authorSeed: Uint8Array },
): Promise<Yes> {
  const voiceSeed = rng.bytes(32);
  const voice = signer.publicKey(voiceSeed);
  const { keyPackage, secrets } = await makeJoinKeys(voice);
  const welcome = rng.bytes(ROOM_ID_BYTES);
  const said = { circle, voice, keyPackage, welcome, envelope: record.envelope };
  const joining = makeJoining(signer, escrow, said, record.authorSeed);
  return { v: 1, circle, voiceSeed, keyPackage, secrets, welcome, joining };
}

/** The seat of one who was welcomed; of one who begins, when counsel says so; undefined while it is too early. */
export async function comeIn(rooms: Rooms, yes: Yes, begins: boolean): Promise<Kept | undefined> {
  const { circle, voiceSeed, keyPackage, secrets, welcome } = yes;
  const keys = { keyPackage, secrets };
  for (const { bytes } of await rooms.files(welcome, 0)) {
    const state = await enterGroup(circle, keys, bytes).catch(() => undefined);
    if (state !== undefined) return newSeat(circle, voiceSeed, state);
  }
  return begins ? newSeat(circle, voiceSeed, await beginGroup(circle, keys)) : undefined;
}
