/**
 * Passkeys that open counsel's desk on one device: each wraps the very keys that the passphrase's file holds, under what the
 * passkey answers (WebAuthn PRF). They stay on this device; the key file and its passphrase open the desk anywhere.
 */
import * as v from "valibot";
import { toHex, utf8 } from "../../core/bytes/bytes.ts";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { ChorusError } from "../../core/bytes/errors.ts";
import { LABELS } from "../../core/bytes/labels.ts";
import { boundedBytes, version, whole } from "../../core/bytes/schema.ts";
import { deriveKey } from "../../core/crypto/hash.ts";
import { openUnder, sealUnder } from "../../core/crypto/sealed.ts";
import { type CounselKeys, encodeCounselKeys, readCounselKeys } from "../shared/counsel-keys.ts";
import { keepPasskey, keptPasskeys } from "./counsel-store.ts";
import { browserClock, browserRng } from "./platform.ts";

/** What a passkey answered: the name that it was made with, and its secret of 32 bytes. */
export type PasskeyAnswer = { readonly door: Uint8Array; readonly prf: Uint8Array };

/** A passkey as the desk's page lists it. `addedAt` is in seconds since 1970. */
export type DeskPasskey = { readonly id: string; readonly addedAt: number };

const MAX_BYTES = 128 * 1024;
const schema = v.strictObject({ v: version(1), addedAt: whole(0, 2 ** 40), sealed: boundedBytes(1, MAX_BYTES) });

const keyOf = ({ door, prf }: PasskeyAnswer) => deriveKey(prf, door, utf8(LABELS.deskPasskey), 32);

export async function addDeskPasskey(answer: PasskeyAnswer, keys: CounselKeys): Promise<void> {
  const sealed = sealUnder(browserRng, keyOf(answer), answer.door, encodeCounselKeys(keys));
  await keepPasskey(toHex(answer.door), encode({ v: 1, addedAt: browserClock.seconds(), sealed }));
}

/** Those of this device, oldest first. */
export async function deskPasskeys(): Promise<DeskPasskey[]> {
  const kept = [...(await keptPasskeys())];
  return kept.map(([id, bytes]) => ({ id, addedAt: read(bytes).addedAt })).sort((a, b) => a.addedAt - b.addedAt);
}

/** The desk's keys; undefined when this passkey does not open this desk. */
export async function openByPasskey(answer: PasskeyAnswer): Promise<CounselKeys | undefined> {
  const bytes = (await keptPasskeys()).get(toHex(answer.door));
  if (bytes === undefined) return undefined;
  try {
    return readCounselKeys(openUnder(keyOf(answer), answer.door, read(bytes).sealed));
  } catch (error) {
    if (error instanceof ChorusError) return undefined;
    throw error;
  }
}

const read = (bytes: Uint8Array) => decode(schema, bytes, "passkey", MAX_BYTES);
