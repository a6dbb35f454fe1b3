/**
 * The vault (§15): a secret made in the browser, under which everything is kept that an author keeps. What the board
 * stores is a chain of sealed updates; each names the hash of the one before it, so that a device which has seen some
 * link notices when the board takes it away or shows another.
 */
import * as v from "valibot";
import { concat, uintBytes, utf8 } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { LABELS, type Label } from "../bytes/labels.ts";
import { boundedBytes, fixedBytes, version, whole } from "../bytes/schema.ts";
import { HASH_BYTES, VAULT_ID_BYTES, VAULT_KEY_BYTES, VAULT_SNAPSHOT_MAX_BYTES } from "../bytes/sizes.ts";
import { deriveKey, sha256 } from "../crypto/hash.ts";
import { openUnder, sealUnder } from "../crypto/sealed.ts";
import type { Rng } from "../ports.ts";

/** `id` is the vault's name at the board; `secret` is known to its author's devices alone. */
export type Vault = { readonly id: Uint8Array; readonly secret: Uint8Array };

/** What the documents of a vault take over from an update: empty bytes where nothing changed. */
export type Changes = { readonly pages: Uint8Array; readonly ring: Uint8Array };
/** A place in the chain: how many updates there were, and the hash of the last. */
export type ChainPlace = { readonly seq: number; readonly hash: Uint8Array };

/** Before the first update. */
export const CHAIN_START: ChainPlace = { seq: 0, hash: new Uint8Array(HASH_BYTES) };

const documentBytes = boundedBytes(0, VAULT_SNAPSHOT_MAX_BYTES);
const updateSchema = v.strictObject({
  v: version(1),
  after: fixedBytes(HASH_BYTES),
  pages: documentBytes,
  ring: documentBytes,
});
const snapshotSchema = v.strictObject({
  v: version(1),
  through: whole(1, Number.MAX_SAFE_INTEGER),
  hash: fixedBytes(HASH_BYTES),
  pages: documentBytes,
  ring: documentBytes,
});

export function newVault(rng: Rng): Vault {
  return { id: rng.bytes(VAULT_ID_BYTES), secret: rng.bytes(VAULT_KEY_BYTES) };
}

/** A key of the vault for one purpose, which the label names. */
export function vaultKey(vault: Vault, label: Label): Uint8Array {
  return deriveKey(vault.secret, vault.id, utf8(label), VAULT_KEY_BYTES);
}

/** What shows the board that the caller may read and write the vault. */
export function accessKey(vault: Vault): Uint8Array {
  return vaultKey(vault, LABELS.vaultAccess);
}

/** Seals changes as the update that follows `last`. */
export function sealUpdate(rng: Rng, vault: Vault, last: ChainPlace, { pages, ring }: Changes): Uint8Array {
  const content = encode({ v: 1, after: last.hash, pages, ring });
  return sealUnder(rng, vaultKey(vault, LABELS.vaultUpdate), updateContext(vault, last.seq + 1), content);
}

/** Opens update number `seq`. `follows` is the hash of the update that its author saw before it. */
export function openUpdate(vault: Vault, seq: number, sealed: Uint8Array): Changes & { readonly follows: Uint8Array } {
  const content = openUnder(vaultKey(vault, LABELS.vaultUpdate), updateContext(vault, seq), sealed);
  const { after, pages, ring } = decode(updateSchema, content, "update", VAULT_SNAPSHOT_MAX_BYTES);
  return { follows: after, pages, ring };
}

/** The place in the chain that an update stands at. */
export function placeOf(seq: number, sealed: Uint8Array): ChainPlace {
  return { seq, hash: sha256(sealed) };
}

/** Seals the whole of the documents in place of all updates up to `place`. */
export function sealSnapshot(rng: Rng, vault: Vault, place: ChainPlace, { pages, ring }: Changes): Uint8Array {
  const content = encode({ v: 1, through: place.seq, hash: place.hash, pages, ring });
  return sealUnder(rng, vaultKey(vault, LABELS.vaultSnapshot), vault.id, content);
}

export function openSnapshot(vault: Vault, sealed: Uint8Array): Changes & { readonly place: ChainPlace } {
  const content = openUnder(vaultKey(vault, LABELS.vaultSnapshot), vault.id, sealed);
  const { through, hash, pages, ring } = decode(snapshotSchema, content, "snapshot", 2 * VAULT_SNAPSHOT_MAX_BYTES);
  return { place: { seq: through, hash }, pages, ring };
}

function updateContext(vault: Vault, seq: number): Uint8Array {
  return concat(vault.id, uintBytes(seq, 8));
}
