/**
 * A party's secret keys in one file of mode 0600: deterministic CBOR, inside a passphrase-protected age file when
 * the operator wants one. Written whole or not at all.
 */
import {
  chmodSync,
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type * as v from "valibot";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { conflict, rejected } from "../../core/bytes/errors.ts";
import { openApart, sealApart } from "./passphrase.ts";

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

const HOLD_TRIES = 400;
const HOLD_PAUSE_MILLISECONDS = 25;

/** Does something while no other process holds `lock`. One left by a process that is gone is taken over. */
export async function whileHeld<Result>(lock: string, work: () => Promise<Result>): Promise<Result> {
  for (let tries = 0; !takeLock(lock); tries++) {
    if (tries >= HOLD_TRIES) throw conflict("key-file-held", "another process is changing the key file");
    await sleep(HOLD_PAUSE_MILLISECONDS);
  }
  try {
    return await work();
  } finally {
    unlinkSync(lock);
  }
}

function takeLock(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== "EEXIST") throw error;
    if (holderIsGone(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function holderIsGone(lock: string): boolean {
  try {
    const holder = Number(readFileSync(lock, "utf8"));
    if (holder > 0) process.kill(holder, 0);
    return false;
  } catch (error) {
    return (error as { code?: string }).code === "ESRCH";
  }
}

/**
 * Replaces the file in one step; after a crash either the old or the new one is there. The old bytes are overwritten, as
 * far as the disk lets a program do that.
 */
export async function writeKeyFile(path: string, value: unknown, passphrase?: string): Promise<void> {
  const plain = encode(value);
  const bytes = passphrase === undefined ? plain : await sealApart(plain, passphrase);
  const temporary = `${path}.new`;
  const file = openSync(temporary, "w", 0o600);
  writeSync(file, bytes);
  fsyncSync(file);
  closeSync(file);
  chmodSync(temporary, 0o600);
  const old = existsSync(path) ? openSync(path, "r+") : undefined;
  renameSync(temporary, path);
  if (old !== undefined) overwrite(old);
  const folder = openSync(dirname(path), "r");
  fsyncSync(folder);
  closeSync(folder);
}

function overwrite(file: number): void {
  writeSync(file, new Uint8Array(fstatSync(file).size), 0, undefined, 0);
  fsyncSync(file);
  closeSync(file);
}

async function unseal(bytes: Uint8Array, passphrase: string | undefined): Promise<Uint8Array> {
  if (passphrase === undefined) throw rejected("key-file-passphrase", "the key file needs its passphrase");
  const plain = await openApart(bytes, passphrase);
  if (plain === undefined) throw rejected("key-file-passphrase", "the passphrase does not open the key file");
  return plain;
}
