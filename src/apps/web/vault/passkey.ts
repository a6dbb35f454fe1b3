/**
 * Passkeys that open a notebook: each carries a door's id where others carry a person's, and answers with a secret of
 * its own (WebAuthn PRF). What a device's list of passkeys shows of it is "Notes".
 */
import { utf8 } from "../../../core/bytes/bytes.ts";
import { LABELS } from "../../../core/bytes/labels.ts";
import { DOOR_ID_BYTES } from "../../../core/bytes/sizes.ts";
import { browserRng } from "../../../edge/browser/platform.ts";
import type { Key } from "../../../edge/browser/vault/key.ts";

export type PasskeyOutcome = Extract<Key, { kind: "passkey" }> | "cancelled" | "unable";

const NEUTRAL_NAME = "Notes";
/** Ed25519, ECDSA P-256, RSA: whatever the device has. The signature itself is not used. */
const ALGORITHMS = [-8, -7, -257];

const extensions = () => ({ prf: { eval: { first: utf8(LABELS.doorPasskey) as BufferSource } } });
const challenge = () => browserRng.bytes(32) as BufferSource;

/** Whether this browser has passkeys at all, for a site of this kind: one that is known by an address alone has none. */
export function passkeysExist(): boolean {
  const isAddress = /^[\d.]+$|:/.test(location.hostname);
  return "PublicKeyCredential" in globalThis && !isAddress;
}

/**
 * Makes a passkey for a door that does not exist yet.
 *
 * @param called what the device's own list of passkeys is to show
 */
export async function makePasskey(called = NEUTRAL_NAME): Promise<PasskeyOutcome> {
  const door = browserRng.bytes(DOOR_ID_BYTES);
  const made = await asked(() =>
    navigator.credentials.create({
      publicKey: {
        rp: { name: NEUTRAL_NAME },
        user: { id: door as BufferSource, name: called, displayName: called },
        challenge: challenge(),
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        extensions: extensions(),
      },
    }),
  );
  if (made === undefined) return "cancelled";
  const prf = made.getClientExtensionResults().prf;
  if (prf?.results?.first !== undefined) return keyOf(door, prf.results.first);
  // Some answer with their secret only when they are asked a second time.
  return prf?.enabled === true ? usePasskey(made.rawId) : "unable";
}

/** Asks for a passkey of this site; `id` names one, otherwise the person chooses. */
export async function usePasskey(id?: ArrayBuffer): Promise<PasskeyOutcome> {
  const used = await asked(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: challenge(),
        userVerification: "required",
        ...(id === undefined ? {} : { allowCredentials: [{ type: "public-key", id }] }),
        extensions: extensions(),
      },
    }),
  );
  if (used === undefined) return "cancelled";
  const door = (used.response as AuthenticatorAssertionResponse).userHandle;
  const secret = used.getClientExtensionResults().prf?.results?.first;
  return door === null || secret === undefined ? "unable" : keyOf(new Uint8Array(door), secret);
}

function keyOf(door: Uint8Array, secret: BufferSource): PasskeyOutcome {
  const prf =
    secret instanceof ArrayBuffer
      ? new Uint8Array(secret)
      : new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength);
  return { kind: "passkey", door, prf: prf.slice() };
}

/** Whoever closes the device's window has cancelled; the browser does not tell that from a failure, on purpose. */
async function asked(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential | undefined> {
  try {
    return ((await ask()) as PublicKeyCredential | null) ?? undefined;
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
