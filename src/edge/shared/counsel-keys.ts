/**
 * Counsel's keys: the Ed25519 seed that signs, the age identity that records are sealed to (post-quantum hybrid), and
 * an ordinary X25519 age identity for what is exported, which every `age` tool knows. One file, the same whether the
 * keys were made in a browser or at the command line, so that each reads what the other made.
 */
import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from "age-encryption";
import * as v from "valibot";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { fixedBytes, text, version } from "../../core/bytes/schema.ts";
import { HASH_BYTES } from "../../core/bytes/sizes.ts";
import type { Rng, Signer } from "../../core/ports.ts";
import type { Escrow } from "../../core/protocol/charter.ts";
import type { CounselCard } from "../../core/protocol/counsel.ts";
import { openWithPassphrase, sealWithPassphrase } from "./age.ts";

export const counselKeysSchema = v.strictObject({
  v: version(1),
  board: text(500, 1),
  /** The escrow that the keys were made for; no other is believed later. */
  charter: fixedBytes(HASH_BYTES),
  name: text(120, 1),
  profession: v.picklist(["lawyer", "advocate", "reporter"]),
  about: text(2000),
  seed: fixedBytes(32),
  identity: text(200, 1),
  exportIdentity: text(200, 1),
  /** The colleague whose device this is, with the key that the practice's notes are wrapped to (§18). */
  member: v.strictObject({ name: text(120, 1), identity: text(200, 1) }),
});
export type CounselKeys = v.InferOutput<typeof counselKeysSchema>;

/** Who counsel is, and at which board. */
export type CounselPerson = Pick<CounselKeys, "board" | "name" | "profession" | "about">;

const KEY_FILE_MAX_BYTES = 64 * 1024;

/** Makes the keys of one counsel at one escrow. */
export async function makeCounselKeys(person: CounselPerson, escrow: Escrow, rng: Rng): Promise<CounselKeys> {
  const { board, name, profession, about } = person;
  return {
    v: 1,
    board,
    charter: escrow.charterId,
    name,
    profession,
    about,
    seed: rng.bytes(32),
    identity: await generateHybridIdentity(),
    exportIdentity: await generateX25519Identity(),
    member: { name, identity: await generateHybridIdentity() },
  };
}

/** What survivors and trustees see of this counsel. */
export async function counselCard(signer: Signer, keys: CounselKeys): Promise<CounselCard> {
  const { name, profession, about } = keys;
  const recipient = await identityToRecipient(keys.identity);
  return { v: 1, name, profession, about, signingKey: signer.publicKey(keys.seed), recipient };
}

export function encodeCounselKeys(keys: CounselKeys): Uint8Array {
  return encode(keys);
}

/** @throws ChorusError `malformed` when these are no keys */
export function readCounselKeys(bytes: Uint8Array): CounselKeys {
  return decode(counselKeysSchema, bytes, "key file", KEY_FILE_MAX_BYTES);
}

/** The key file under a passphrase. */
export function sealCounselKeys(keys: CounselKeys, passphrase: string): Promise<Uint8Array> {
  return sealWithPassphrase(encodeCounselKeys(keys), passphrase);
}

/**
 * Reads a key file that a passphrase protects.
 *
 * @returns undefined when the passphrase is another
 * @throws ChorusError `malformed` when it is not a key file
 */
export async function openCounselKeys(file: Uint8Array, passphrase: string): Promise<CounselKeys | undefined> {
  const bytes = await openWithPassphrase(file, passphrase);
  return bytes && readCounselKeys(bytes);
}
