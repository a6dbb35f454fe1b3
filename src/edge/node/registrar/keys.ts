/** The registrar's key file: its Ed25519 seed, its age identity, the RSA key of credentials, and the key of its memory. */
import { constants, createPrivateKey, createPublicKey, generateKeyPair, privateDecrypt } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { generateHybridIdentity, identityToRecipient } from "age-encryption";
import * as v from "valibot";
import { malformed } from "../../../core/bytes/errors.ts";
import { boundedBytes, fixedBytes, text, version } from "../../../core/bytes/schema.ts";
import type { Signer } from "../../../core/ports.ts";
import type { RegistrarCard } from "../../../core/protocol/charter.ts";
import { readKeyFile, writeKeyFile } from "../keyfile.ts";
import { systemRng } from "../platform.ts";

const MODULUS_BITS = 3072;

const keysSchema = v.strictObject({
  v: version(1),
  name: text(120, 1),
  admits: v.picklist(["open", "invite", "email", "oidc"]),
  seed: fixedBytes(32),
  identity: text(200, 1),
  credentialKey: boundedBytes(512, 8192), // PKCS #8, DER
  memoryKey: fixedBytes(32),
  /** Addresses in these domains are admitted; `smtp` is a URL, which may hold a password. */
  email: v.optional(
    v.strictObject({ domains: v.pipe(v.array(text(253, 3)), v.minLength(1)), smtp: text(1000, 8), from: text(320, 3) }),
  ),
  /** The provider; `redirect` is the address of the page to which it sends people back. */
  oidc: v.optional(
    v.strictObject({
      issuer: text(1000, 8),
      clientId: text(500, 1),
      clientSecret: text(1000),
      redirect: text(1000, 8),
    }),
  ),
});
export type RegistrarKeys = v.InferOutput<typeof keysSchema>;

const path = (folder: string) => join(folder, "registrar.key");

/** Makes the registrar's keys unless they are there. */
export async function initRegistrar(
  folder: string,
  name: string,
  admits: RegistrarKeys["admits"],
  passphrase?: string,
  settings: Pick<RegistrarKeys, "email" | "oidc"> = {},
): Promise<RegistrarKeys> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (existsSync(path(folder))) return readRegistrarKeys(folder, passphrase);
  const { privateKey } = await promisify(generateKeyPair)("rsa", {
    modulusLength: MODULUS_BITS,
    publicExponent: 65_537,
  });
  const keys: RegistrarKeys = {
    v: 1,
    name,
    admits,
    seed: systemRng.bytes(32),
    identity: await generateHybridIdentity(),
    credentialKey: new Uint8Array(privateKey.export({ format: "der", type: "pkcs8" })),
    memoryKey: systemRng.bytes(32),
    ...settings,
  };
  await writeKeyFile(path(folder), keys, passphrase);
  return keys;
}

export function readRegistrarKeys(folder: string, passphrase?: string): Promise<RegistrarKeys> {
  return readKeyFile(path(folder), keysSchema, passphrase);
}

function privateKeyOf(keys: RegistrarKeys) {
  return createPrivateKey({ key: Buffer.from(keys.credentialKey), format: "der", type: "pkcs8" });
}

/** What the charter says of the registrar. */
export async function registrarCard(signer: Signer, keys: RegistrarKeys): Promise<RegistrarCard> {
  const publicKey = createPublicKey(privateKeyOf(keys)).export({ format: "der", type: "spki" });
  return {
    name: keys.name,
    signingKey: signer.publicKey(keys.seed),
    recipient: await identityToRecipient(keys.identity),
    credentialKey: new Uint8Array(publicKey),
    admits: keys.admits,
  };
}

/**
 * RFC 9474 BlindSign: the raw RSA private operation, by OpenSSL, which blinds it against timing
 * (docs/decisions/0010).
 */
export function blindSignWith(keys: RegistrarKeys): (blinded: Uint8Array) => Promise<Uint8Array> {
  const key = privateKeyOf(keys);
  return async (blinded) => {
    try {
      return new Uint8Array(privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, Buffer.from(blinded)));
    } catch {
      throw malformed("blinded", "the blinded message does not fit the registrar's key", "blinded");
    }
  };
}
