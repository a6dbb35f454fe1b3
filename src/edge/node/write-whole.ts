/** Writes a file so that after a crash it is there whole, or not at all. Readable by its owner alone. */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";

export function writeWhole(path: string, bytes: Uint8Array): void {
  const file = openSync(`${path}.new`, "w", 0o600);
  writeSync(file, bytes);
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.new`, path);
  const folder = openSync(dirname(path), "r");
  fsyncSync(folder);
  closeSync(folder);
}
