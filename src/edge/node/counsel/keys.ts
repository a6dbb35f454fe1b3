/** Counsel's key file at the command line: mode 0600, under a passphrase if counsel wishes. */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type CounselKeys, counselKeysSchema } from "../../shared/counsel-keys.ts";
import { readKeyFile, writeKeyFile } from "../keyfile.ts";

const path = (folder: string) => join(folder, "counsel.key");

/** Keeps the keys that `make` makes, unless there are some already: those stand. */
export async function initCounsel(
  folder: string,
  make: () => Promise<CounselKeys>,
  passphrase?: string,
): Promise<CounselKeys> {
  if (existsSync(path(folder))) return readCounselKeys(folder, passphrase);
  const keys = await make();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await writeKeyFile(path(folder), keys, passphrase);
  return keys;
}

export function readCounselKeys(folder: string, passphrase?: string): Promise<CounselKeys> {
  return readKeyFile(path(folder), counselKeysSchema, passphrase);
}
