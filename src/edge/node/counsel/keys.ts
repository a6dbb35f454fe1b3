/**
 * Counsel's key file: the Ed25519 seed that signs, the age identity that records are sealed to (post-quantum
 * hybrid), and an ordinary X25519 age identity for what is exported, which every `age` tool knows.
 */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from "age-encryption";
import * as v from "valibot";
import { fixedBytes, text, version } from "../../../core/bytes/schema.ts";
import type { Signer } from "../../../core/ports.ts";
import type { CounselCard } from "../../../core/protocol/counsel.ts";
import { readKeyFile, writeKeyFile } from "../keyfile.ts";
import { systemRng } from "../platform.ts";

const keysSchema = v.strictObject({
  v: version(1),
  board: text(500, 1),
  name: text(120, 1),
  profession: v.picklist(["lawyer", "advocate", "reporter"]),
  about: text(2000),
  seed: fixedBytes(32),
  identity: text(200, 1),
  exportIdentity: text(200, 1),
});
export type CounselKeys = v.InferOutput<typeof keysSchema>;

const path = (folder: string) => join(folder, "counsel.key");

/** Makes counsel's keys unless they are there. */
export async function initCounsel(
  folder: string,
  person: Pick<CounselKeys, "board" | "name" | "profession" | "about">,
  passphrase?: string,
): Promise<CounselKeys> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (existsSync(path(folder))) return readCounselKeys(folder, passphrase);
  const identity = await generateHybridIdentity();
  const exportIdentity = await generateX25519Identity();
  const keys: CounselKeys = { v: 1, ...person, seed: systemRng.bytes(32), identity, exportIdentity };
  await writeKeyFile(path(folder), keys, passphrase);
  return keys;
}

export function readCounselKeys(folder: string, passphrase?: string): Promise<CounselKeys> {
  return readKeyFile(path(folder), keysSchema, passphrase);
}

/** What survivors and trustees see of this counsel. */
export async function counselCard(signer: Signer, keys: CounselKeys): Promise<CounselCard> {
  const { name, profession, about } = keys;
  const recipient = await identityToRecipient(keys.identity);
  return { v: 1, name, profession, about, signingKey: signer.publicKey(keys.seed), recipient };
}
