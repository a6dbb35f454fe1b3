/** What Node gives the pure floors: randomness, time, and the check of an RSA-PSS signature. */
import { constants, createPublicKey, randomBytes, verify } from "node:crypto";
import { promisify } from "node:util";
import type { Clock, CredentialVerifier, Rng } from "../../core/ports.ts";

const verifyAsync = promisify<string, Uint8Array, Parameters<typeof verify>[2], Uint8Array, boolean>(verify);

/** The operating system's generator. */
export const systemRng: Rng = {
  bytes: (length) => new Uint8Array(randomBytes(length)),
};

/** The operating system's clock. */
export const systemClock: Clock = {
  seconds: () => Math.floor(Date.now() / 1000),
};

/** RSASSA-PSS, SHA-384, 48 bytes of salt (RFC 9474). A key or signature that cannot be read is simply not valid. */
export const nodeCredentialVerifier: CredentialVerifier = {
  async verify(publicKey, message, signature) {
    try {
      const key = createPublicKey({ key: Buffer.from(publicKey), format: "der", type: "spki" });
      const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
      return await verifyAsync("sha384", message, pss, signature);
    } catch {
      return false;
    }
  },
};
