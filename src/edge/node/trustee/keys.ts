/** A trustee's key file: its own keys, what it holds during a ceremony, and its shares afterwards. */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { generateHybridIdentity, identityToRecipient } from "age-encryption";
import * as v from "valibot";
import { boundedBytes, fixedBytes, text, version, whole } from "../../../core/bytes/schema.ts";
import { SCALAR_BYTES, SIGNING_KEY_BYTES } from "../../../core/bytes/sizes.ts";
import type { Signer } from "../../../core/ports.ts";
import type { TrusteeCard } from "../../../core/protocol/charter.ts";
import { readKeyFile, whileHeld, writeKeyFile } from "../keyfile.ts";
import { systemRng } from "../platform.ts";

const scalar = fixedBytes(SCALAR_BYTES);
const scalars = v.pipe(v.array(scalar), v.minLength(1));

const polynomials = v.strictObject({ k: scalars, z: scalars, x: scalars });
const sharesSchema = v.strictObject({
  index: whole(1, 255),
  epoch: v.optional(whole(0, 1_000_000), 0),
  k: scalar,
  z: scalar,
  x: scalar,
  charterId: fixedBytes(32),
});

const keysSchema = v.strictObject({
  v: version(1),
  name: text(120, 1),
  seed: fixedBytes(SIGNING_KEY_BYTES),
  identity: text(200, 1),
  /** Drawn when a ceremony begins, wiped when it ends: the proposal's id, the polynomials and the announcement. */
  ceremony: v.nullable(
    v.strictObject({
      id: fixedBytes(32),
      index: whole(1, 255),
      polynomials,
      announcement: boundedBytes(1, 64 * 1024),
    }),
  ),
  /** This trustee's shares, and the escrow and epoch that they belong to. */
  shares: v.nullable(sharesSchema),
  /** While a resharing is under way: its name and the polynomials dealt in it, drawn once. */
  resharing: v.optional(v.nullable(v.strictObject({ id: fixedBytes(32), dealer: whole(1, 255), polynomials })), null),
  /**
   * Shares of the epoch that follows, until the log shows that it has begun: one of each attempt that this trustee
   * signed, since any of them may be the one that is logged.
   */
  next: v.optional(v.pipe(v.array(sharesSchema), v.maxLength(64)), []),
});
export type TrusteeKeys = v.InferOutput<typeof keysSchema>;
export type HeldShares = v.InferOutput<typeof sharesSchema>;

/** Where the key file of a data folder is. */
export function trusteeKeyPath(folder: string): string {
  return join(folder, "trustee.key");
}

/** Makes a trustee's keys unless they are there. */
export async function initTrustee(folder: string, name: string, passphrase?: string): Promise<TrusteeKeys> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = trusteeKeyPath(folder);
  if (existsSync(path)) return readKeyFile(path, keysSchema, passphrase);
  const identity = await generateHybridIdentity();
  const keys: TrusteeKeys = {
    v: 1,
    name,
    seed: systemRng.bytes(32),
    identity,
    ceremony: null,
    shares: null,
    resharing: null,
    next: [],
  };
  await writeKeyFile(path, keys, passphrase);
  return keys;
}

export function readTrusteeKeys(folder: string, passphrase?: string): Promise<TrusteeKeys> {
  return readKeyFile(trusteeKeyPath(folder), keysSchema, passphrase);
}

export function writeTrusteeKeys(folder: string, keys: TrusteeKeys, passphrase?: string): Promise<void> {
  return writeKeyFile(trusteeKeyPath(folder), keys, passphrase);
}

/**
 * Reads, changes and writes a trustee's key file, while no other process does. A trustee at work and a resharing share it.
 *
 * @throws ChorusError `conflict` when another process holds it for long
 */
export async function changeTrusteeKeys(
  folder: string,
  passphrase: string | undefined,
  change: (keys: TrusteeKeys) => TrusteeKeys,
): Promise<TrusteeKeys> {
  return whileHeld(`${trusteeKeyPath(folder)}.lock`, async () => {
    const keys = change(await readTrusteeKeys(folder, passphrase));
    await writeTrusteeKeys(folder, keys, passphrase);
    return keys;
  });
}

/** What the others learn of a trustee before the ceremony. */
export async function trusteeCard(signer: Signer, keys: TrusteeKeys): Promise<TrusteeCard> {
  const recipient = await identityToRecipient(keys.identity);
  return { name: keys.name, signingKey: signer.publicKey(keys.seed), recipient };
}
