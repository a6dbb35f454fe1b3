/** Ed25519 (RFC 8032) by libsodium: for servers. */
import sodium from "libsodium-wrappers-sumo";
import { SIGNATURE_BYTES, SIGNING_KEY_BYTES } from "../bytes/sizes.ts";
import type { Signer } from "../ports.ts";

/** By libsodium, which also refuses keys of small order. Waits for the WebAssembly once. */
export async function sodiumSigner(): Promise<Signer> {
  await sodium.ready;
  return {
    publicKey: (seed) => sodium.crypto_sign_seed_keypair(seed).publicKey,
    sign: (message, seed) => sodium.crypto_sign_detached(message, sodium.crypto_sign_seed_keypair(seed).privateKey),
    verify: (signature, message, publicKey) =>
      signature.length === SIGNATURE_BYTES &&
      publicKey.length === SIGNING_KEY_BYTES &&
      sodium.crypto_sign_verify_detached(signature, message, publicKey),
  };
}
