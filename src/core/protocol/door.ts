/**
 * Ways into a vault (§15). Each has a door at the board: an id, the hash of a sign-in key, and the vault's secret wrapped
 * under a second key. Both keys follow from the way's own secret, and neither tells the other.
 */
import * as v from "valibot";
import { utf8 } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { LABELS } from "../bytes/labels.ts";
import { fixedBytes, version } from "../bytes/schema.ts";
import { DOOR_ID_BYTES, DOOR_WRAP_MAX_BYTES, VAULT_ID_BYTES, VAULT_KEY_BYTES } from "../bytes/sizes.ts";
import { deriveKey, hash256, sha256 } from "../crypto/hash.ts";
import { openUnder, sealUnder } from "../crypto/sealed.ts";
import type { Kdf, Rng } from "../ports.ts";
import type { Vault } from "./vault.ts";

/** `id` names the door at the board; `signIn` is shown there to get the wrap; `wrap` never leaves the device. */
export type DoorKeys = { readonly id: Uint8Array; readonly signIn: Uint8Array; readonly wrap: Uint8Array };

const wrapSchema = v.strictObject({
  v: version(1),
  vault: fixedBytes(VAULT_ID_BYTES),
  secret: fixedBytes(VAULT_KEY_BYTES),
});

/**
 * The door of a passphrase. Its id follows from the notebook's name alone, so that the board can limit attempts;
 * the keys follow from both, through Argon2id.
 *
 * @param name the notebook's name, in any spelling that `plainName` makes one
 */
export async function passphraseDoor(kdf: Kdf, name: string, passphrase: string): Promise<DoorKeys> {
  const plain = utf8(plainName(name));
  const id = hash256(LABELS.doorName, plain).slice(0, DOOR_ID_BYTES);
  const stretched = await kdf.argon2id(utf8(plainPassphrase(passphrase)), hash256(LABELS.doorSalt, plain));
  return keysOf(id, stretched);
}

/** The door of a passkey: `id` stands in the passkey itself, `prf` is what it answers (WebAuthn PRF, 32 bytes). */
export function passkeyDoor(id: Uint8Array, prf: Uint8Array): DoorKeys {
  return keysOf(id, prf);
}

/** The door of a recovery kit: the 32 bytes of its words are all that is needed. */
export function kitDoor(entropy: Uint8Array): DoorKeys {
  return keysOf(deriveKey(entropy, new Uint8Array(), utf8(LABELS.doorKit), DOOR_ID_BYTES), entropy);
}

/** What the board keeps and gives to whoever shows the sign-in key. */
export function wrapVault(rng: Rng, door: DoorKeys, vault: Vault): Uint8Array {
  return sealUnder(rng, door.wrap, door.id, encode({ v: 1, vault: vault.id, secret: vault.secret }));
}

/** @throws ChorusError `rejected` when the door's keys are others */
export function unwrapVault(door: DoorKeys, wrap: Uint8Array): Vault {
  const { vault, secret } = decode(wrapSchema, openUnder(door.wrap, door.id, wrap), "wrap", DOOR_WRAP_MAX_BYTES);
  return { id: vault, secret };
}

/** The hash of a sign-in key, as the board keeps it. */
export function signInHash(signIn: Uint8Array): Uint8Array {
  return sha256(signIn);
}

/** One spelling of a name: accents, case, and what stands between the words do not matter. */
export function plainName(name: string): string {
  const letters = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return letters
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .join("-");
}

/** One spelling of a passphrase: a keyboard's own habits with spaces and composed letters must not shut anyone out. */
export function plainPassphrase(passphrase: string): string {
  return passphrase.normalize("NFKC").trim().replace(/\s+/gu, " ");
}

function keysOf(id: Uint8Array, secret: Uint8Array): DoorKeys {
  const key = (label: typeof LABELS.doorSignIn | typeof LABELS.doorWrap) =>
    deriveKey(secret, id, utf8(label), VAULT_KEY_BYTES);
  return { id, signIn: key(LABELS.doorSignIn), wrap: key(LABELS.doorWrap) };
}
