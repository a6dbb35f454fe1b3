/**
 * The folder of a backup: sealed pieces, each named by a keyed hash of what it holds, and a sealed list for each time.
 *
 *   pieces/NAME.age    a piece; one that is there already is not written again
 *   TIME.age           what was backed up at that time, and in which pieces
 *   TIME.names         the names of those pieces, so that what no list needs any more can go
 *
 * Names come from a key that lies with the data and inside the lists: who has the folder alone learns sizes and times.
 */
import { createHmac, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { equalBytes, fromHex, toHex, utf8 } from "../../../core/bytes/bytes.ts";
import { rejected } from "../../../core/bytes/errors.ts";
import type { FileSealer } from "../../../core/ports.ts";
import { writeWhole } from "../write-whole.ts";

export const KEY_BYTES = 32;
const TIME = /^(\d{12})\.age$/;

/** Writes into the folder. */
export class BackupFolder {
  readonly #folder: string;
  readonly #sealer: FileSealer;

  constructor(folder: string, sealer: FileSealer) {
    this.#folder = folder;
    this.#sealer = sealer;
    mkdirSync(join(folder, "pieces"), { recursive: true, mode: 0o700 });
  }

  /** Keeps a piece, unless it is there for the same readers. Answers its name, and whether it was new. */
  async keep(
    key: Uint8Array,
    recipients: readonly string[],
    content: Uint8Array,
  ): Promise<{ name: string; fresh: boolean }> {
    const name = pieceName(key, recipients, content);
    const path = this.#piece(name);
    if (existsSync(path)) return { name, fresh: false };
    writeWhole(path, await this.#sealer.seal(content, recipients));
    return { name, fresh: true };
  }

  async keepList(
    seconds: number,
    recipients: readonly string[],
    list: Uint8Array,
    names: readonly string[],
  ): Promise<void> {
    const time = String(seconds).padStart(12, "0");
    writeWhole(join(this.#folder, `${time}.names`), utf8([...new Set(names)].sort().join("\n")));
    // The list comes last: a backup without one never was.
    writeWhole(join(this.#folder, `${time}.age`), await this.#sealer.seal(list, recipients));
  }

  /** The times of all backups here, the newest first. */
  times(): number[] {
    const times = readdirSync(this.#folder).flatMap((name) => TIME.exec(name)?.[1] ?? []);
    return times.map(Number).sort((a, b) => b - a);
  }

  /** Forgets backups older than that, but never the newest, and the pieces that none needs any more. */
  forgetBefore(seconds: number): void {
    const [newest, ...older] = this.times();
    for (const time of older.filter((one) => one < seconds)) {
      for (const end of ["age", "names"])
        rmSync(join(this.#folder, `${String(time).padStart(12, "0")}.${end}`), { force: true });
    }
    if (newest === undefined) return;
    const needed = new Set(this.times().flatMap((time) => this.#names(time)));
    for (const file of readdirSync(join(this.#folder, "pieces"))) {
      if (!needed.has(file.replace(/\.age$/, ""))) rmSync(join(this.#folder, "pieces", file), { force: true });
    }
  }

  #names(time: number): string[] {
    return readFileSync(join(this.#folder, `${String(time).padStart(12, "0")}.names`), "utf8").split("\n");
  }

  async list(seconds: number, identity: string): Promise<Uint8Array> {
    return this.#open(join(this.#folder, `${String(seconds).padStart(12, "0")}.age`), identity);
  }

  /** A piece, held against its name. */
  async piece(name: string, identity: string, key: Uint8Array, recipients: readonly string[]): Promise<Uint8Array> {
    const content = await this.#open(this.#piece(name), identity);
    if (!equalBytes(fromHex(pieceName(key, recipients, content)), fromHex(name))) {
      throw rejected("backup-piece", "a piece of the backup is not what its name says");
    }
    return content;
  }

  async #open(path: string, identity: string): Promise<Uint8Array> {
    if (!existsSync(path)) throw rejected("backup-missing", "a part of the backup is missing");
    const content = await this.#sealer.open(new Uint8Array(readFileSync(path)), identity);
    if (content === undefined) throw rejected("backup-recipient", "the backup is not addressed to this identity");
    return content;
  }

  #piece(name: string): string {
    return join(this.#folder, "pieces", `${name}.age`);
  }
}

function pieceName(key: Uint8Array, recipients: readonly string[], content: Uint8Array): string {
  const hmac = createHmac("sha256", key);
  hmac.update(`${[...recipients].sort().join("\n")}\n\n`);
  return toHex(new Uint8Array(hmac.update(content).digest()));
}

/** Remembers, beside the data, when it was last backed up whole. */
export function noteBackup(folder: string, seconds: number): void {
  writeWhole(join(folder, "backup.last"), utf8(String(seconds)));
}

/** When the data in a folder was last backed up whole, in seconds since 1970; null when it never was. */
export function lastBackup(folder: string): number | null {
  const path = join(folder, "backup.last");
  const seconds = existsSync(path) ? Number(readFileSync(path, "utf8")) : Number.NaN;
  return Number.isSafeInteger(seconds) ? seconds : null;
}

/** The key of names in a data folder; made when it is not there. */
export function backupKey(folder: string): Uint8Array {
  const path = join(folder, "backup.key");
  if (!existsSync(path)) writeWhole(path, new Uint8Array(randomBytes(KEY_BYTES)));
  return new Uint8Array(readFileSync(path));
}
