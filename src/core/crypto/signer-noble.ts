/** Ed25519 (RFC 8032) by @noble/curves: for browsers. `zip215: false` asks for RFC 8032's strict rules. */
import { ed25519 } from "@noble/curves/ed25519.js";
import { SIGNATURE_BYTES, SIGNING_KEY_BYTES } from "../bytes/sizes.ts";
import type { Signer } from "../ports.ts";

/** In pure TypeScript. */
export const nobleSigner: Signer = {
  publicKey: (seed) => ed25519.getPublicKey(seed),
  sign: (message, seed) => ed25519.sign(message, seed),
  verify(signature, message, publicKey) {
    if (signature.length !== SIGNATURE_BYTES || publicKey.length !== SIGNING_KEY_BYTES) return false;
    try {
      return ed25519.verify(signature, message, publicKey, { zip215: false });
    } catch {
      return false; // a key or signature that is no curve point
    }
  },
};
