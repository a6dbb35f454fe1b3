/**
 * Counsel's place in a circle (§20.6): what counsel offers in an invitation, so that the authors' clients can take it in and
 * out as they wish, and the seat while it is in. A practice has one place in each circle.
 */
import * as v from "valibot";
import { decode, encode } from "../../../core/bytes/cbor.ts";
import { boundedBytes, fixedBytes, version, whole } from "../../../core/bytes/schema.ts";
import { CIRCLE_ID_BYTES, ROOM_ID_BYTES } from "../../../core/bytes/sizes.ts";
import type { Rng, Signer } from "../../../core/ports.ts";
import { KEY_PACKAGE_MAX_BYTES } from "../../../core/protocol/circle/joining.ts";
import { enterGroup, makeJoinKeys } from "./group.ts";
import { encodeKept, type Kept, newSeat, readKept } from "./kept.ts";
import type { CounselOffer, Rooms } from "./seat.ts";
import { joinSecretsSchema } from "./yes.ts";

const PLACE_MAX_BYTES = 9 * 1024 * 1024;
const placeSchema = v.strictObject({
  v: version(1),
  circle: fixedBytes(CIRCLE_ID_BYTES),
  voiceSeed: fixedBytes(32),
  keyPackage: boundedBytes(1, KEY_PACKAGE_MAX_BYTES),
  secrets: joinSecretsSchema,
  welcome: fixedBytes(ROOM_ID_BYTES),
  /** The last welcome that was tried: who is taken out and in again enters by a newer one. */
  tried: whole(0, Number.MAX_SAFE_INTEGER),
  seat: v.nullable(boundedBytes(1, PLACE_MAX_BYTES)),
});
/** Kept by the practice. Secret. */
export type CounselPlace = Omit<v.InferOutput<typeof placeSchema>, "seat"> & { readonly seat: Kept | null };

export function encodePlace(place: CounselPlace): Uint8Array {
  return encode({ ...place, seat: place.seat && encodeKept(place.seat) });
}

export function readPlace(bytes: Uint8Array): CounselPlace {
  const { seat, ...place } = decode(placeSchema, bytes, "place in a circle", PLACE_MAX_BYTES);
  return { ...place, seat: seat && readKept(seat) };
}

/** A place in a circle, with nobody having been asked yet. */
export async function makePlace(
  { signer, rng }: { readonly signer: Signer; readonly rng: Rng },
  circle: Uint8Array,
): Promise<CounselPlace> {
  const voiceSeed = rng.bytes(32);
  const { keyPackage, secrets } = await makeJoinKeys(signer.publicKey(voiceSeed));
  return { v: 1, circle, voiceSeed, keyPackage, secrets, welcome: rng.bytes(ROOM_ID_BYTES), tried: 0, seat: null };
}

/** What goes with an invitation: by this the authors' clients let counsel in. */
export function offerOf(signer: Signer, { voiceSeed, keyPackage, welcome }: CounselPlace): CounselOffer {
  return { voice: signer.publicKey(voiceSeed), keyPackage, welcome };
}

/** The place with a seat by the newest welcome that fits; undefined when there is none since the last that was tried. */
export async function enterPlace(rooms: Rooms, place: CounselPlace): Promise<CounselPlace | undefined> {
  const { circle, voiceSeed, keyPackage, secrets, welcome, tried } = place;
  const welcomes = await rooms.files(welcome, tried);
  for (const { seq, bytes } of welcomes.toReversed()) {
    const state = await enterGroup(circle, { keyPackage, secrets }, bytes).catch(() => undefined);
    if (state !== undefined) return { ...place, tried: seq, seat: await newSeat(circle, voiceSeed, state) };
  }
  return undefined;
}
