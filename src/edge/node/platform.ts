/** What Node gives the pure floors: randomness, time, and the check of an RSA-PSS signature. */
import { constants, createPublicKey, type KeyObject, randomBytes, verify } from "node:crypto";
import { equalBytes } from "../../core/bytes/bytes.ts";
import type { Clock, CredentialVerifier, Rng } from "../../core/ports.ts";

/** The operating system's generator. */
export const systemRng: Rng = {
  bytes: (length) => new Uint8Array(randomBytes(length)),
};

/** The operating system's clock. */
export const systemClock: Clock = {
  seconds: () => Math.floor(Date.now() / 1000),
};

/** The last key that was read: an escrow has one registrar, and reading a key takes as long as a check by it. */
let known: { readonly bytes: Uint8Array; readonly key: KeyObject } | undefined;

function publicKeyOf(bytes: Uint8Array): KeyObject {
  if (known === undefined || !equalBytes(known.bytes, bytes)) {
    const key = createPublicKey({ key: Buffer.from(bytes), format: "der", type: "spki" });
    known = { bytes: bytes.slice(), key };
  }
  return known.key;
}

/** A check takes less than handing it to another thread would; RSASSA-PSS, SHA-384, 48 bytes of salt (RFC 9474). A key or signature that cannot be read is simply not valid. */
export const nodeCredentialVerifier: CredentialVerifier = {
  async verify(publicKey, message, signature) {
    try {
      const pss = { key: publicKeyOf(publicKey), padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
      return verify("sha384", message, pss, signature);
    } catch {
      return false;
    }
  },
};
