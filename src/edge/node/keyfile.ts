/**
 * A party's secret keys in one file of mode 0600: deterministic CBOR, inside a passphrase-protected age file when
 * the operator wants one. Written whole or not at all.
 */
import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type * as v from "valibot";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { rejected } from "../../core/bytes/errors.ts";
import { openWithPassphrase, sealWithPassphrase } from "../shared/age.ts";

const AGE_MAGIC = "age-encryption.org/v1";
const KEY_FILE_MAX_BYTES = 1024 * 1024;

/** @throws ChorusError when others may read the file, the passphrase is wrong, or the content is not what it should be */
export async function readKeyFile<Schema extends v.GenericSchema>(
  path: string,
  schema: Schema,
  passphrase?: string,
): Promise<v.InferOutput<Schema>> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw rejected("key-file-missing", "there is no key file in that folder");
  if ((found.mode & 0o077) !== 0) {
    throw rejected("key-file-mode", "the key file can be read by others on this machine; set its mode to 0600");
  }
  const bytes = new Uint8Array(readFileSync(path));
  const sealed = new TextDecoder().decode(bytes.subarray(0, AGE_MAGIC.length)) === AGE_MAGIC;
  return decode(schema, sealed ? await unseal(bytes, passphrase) : bytes, "key file", KEY_FILE_MAX_BYTES);
}

/** Replaces the file in one step; after a crash either the old or the new one is there. */
export async function writeKeyFile(path: string, value: unknown, passphrase?: string): Promise<void> {
  const plain = encode(value);
  const bytes = passphrase === undefined ? plain : await sealWithPassphrase(plain, passphrase);
  const temporary = `${path}.new`;
  const file = openSync(temporary, "w", 0o600);
  writeSync(file, bytes);
  fsyncSync(file);
  closeSync(file);
  chmodSync(temporary, 0o600);
  renameSync(temporary, path);
  const folder = openSync(dirname(path), "r");
  fsyncSync(folder);
  closeSync(folder);
}

async function unseal(bytes: Uint8Array, passphrase: string | undefined): Promise<Uint8Array> {
  if (passphrase === undefined) throw rejected("key-file-passphrase", "the key file needs its passphrase");
  const plain = await openWithPassphrase(bytes, passphrase);
  if (plain === undefined) throw rejected("key-file-passphrase", "the passphrase does not open the key file");
  return plain;
}
