/**
 * Pieces as files of a folder: the PieceStore port.
 *
 * A piece is written under `coming/`, flushed, and moved to its place; then the folder that names it is flushed. So after
 * a crash a file in its place is whole, and whatever lies in `coming/` is rubbish for the sweep.
 */
import { createReadStream, existsSync, mkdirSync } from "node:fs";
import { open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { utf8 } from "../../../core/bytes/bytes.ts";
import { malformed, unavailable } from "../../../core/bytes/errors.ts";
import type { PieceStore } from "../../../roles/board/ports.ts";
import { writeWhole } from "../write-whole.ts";

const COMING = "coming";
const OWNER = "owner";
const SHELVES = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, "0"));
/** The disk is full, or the operator's share of it. */
const NO_ROOM = ["ENOSPC", "EDQUOT"];

/** @param folder made when it is not there; it must be on one file system */
export function pieceFolder(folder: string): PieceStore {
  for (const shelf of [COMING, ...SHELVES]) mkdirSync(join(folder, shelf), { recursive: true, mode: 0o700 });
  const coming = (name: string) => join(folder, COMING, checked(name));
  const placeOf = (name: string) => join(folder, piecePath(name));

  return {
    async put(name, source) {
      try {
        await writeDurably(coming(name), source);
        await rename(coming(name), placeOf(name));
        await flushFolder(dirname(placeOf(name)));
      } catch (error) {
        await rm(coming(name), { force: true });
        await rm(placeOf(name), { force: true });
        if (!NO_ROOM.includes((error as { code?: string }).code ?? "")) throw error;
        throw unavailable("storage-full", "the board has no room for more now; nothing that was stored is lost");
      }
    },
    async get(name) {
      const file = await open(placeOf(name)).catch(() => undefined);
      return file && createReadStream("", { fd: file, highWaterMark: 64 * 1024 });
    },
    async delete(name) {
      await rm(placeOf(name), { force: true });
      await rm(coming(name), { force: true });
    },
    async *list() {
      for (const shelf of [COMING, ...SHELVES]) {
        for (const name of await readdir(join(folder, shelf))) {
          const found = await stat(join(folder, shelf, name)).catch(() => undefined);
          if (found) yield { name, seconds: Math.floor(found.mtimeMs / 1000) };
        }
      }
    },
    async claim(owner) {
      const path = join(folder, OWNER);
      if (!existsSync(path)) writeWhole(path, utf8(owner));
      return readFile(path, "utf8");
    },
  };
}

/** Where a piece lies, seen from the root of its store: on one of 256 shelves. */
export function piecePath(name: string): string {
  return `${checked(name).slice(0, 2)}/${name}`;
}

async function writeDurably(path: string, source: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    for await (const chunk of source) await file.write(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Names are the board's own; that they are is checked all the same, because they become paths. */
function checked(name: string): string {
  if (!/^[0-9a-f]{32}$/.test(name))
    throw malformed("piece-file", "the name of a piece's file is not one of the board's");
  return name;
}
