/** Symmetric sealing (§15): XChaCha20-Poly1305 under a key of one purpose, with random nonces, padded. */
import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { concat } from "../bytes/bytes.ts";
import { rejected } from "../bytes/errors.ts";
import { pad, unpad } from "../bytes/padding.ts";
import type { Rng } from "../ports.ts";

const NONCE_BYTES = 24;

/** @param context what the content is bound to: it opens under the same context only */
export function sealUnder(rng: Rng, key: Uint8Array, context: Uint8Array, content: Uint8Array): Uint8Array {
  const nonce = rng.bytes(NONCE_BYTES);
  return concat(nonce, xchacha20poly1305(key, nonce, context).encrypt(pad(content)));
}

/** @throws ChorusError `rejected` when key or context are others, or a bit was changed */
export function openUnder(key: Uint8Array, context: Uint8Array, sealed: Uint8Array): Uint8Array {
  return unpad(opened(key, context, sealed));
}

function opened(key: Uint8Array, context: Uint8Array, sealed: Uint8Array): Uint8Array {
  try {
    return xchacha20poly1305(key, sealed.subarray(0, NONCE_BYTES), context).decrypt(sealed.subarray(NONCE_BYTES));
  } catch {
    throw rejected("sealed", "this does not open: it was sealed under another key, or has been altered");
  }
}
