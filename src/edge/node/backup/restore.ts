/** Putting a backup back on an empty machine, or only checking that it could be. */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { concat, equalBytes } from "../../../core/bytes/bytes.ts";
import { decode, encode } from "../../../core/bytes/cbor.ts";
import { conflict, rejected } from "../../../core/bytes/errors.ts";
import type { FileSealer } from "../../../core/ports.ts";
import { readCheckpointText } from "../../../core/tlog/checkpoint.ts";
import { append, EMPTY_FRONTIER, leafHash, rootOf } from "../../../core/tlog/merkle.ts";
import { readNote } from "../../../core/tlog/note.ts";
import type { PieceStore } from "../../../roles/board/ports.ts";
import { openDatabase, schemaVersion } from "../database.ts";
import { writeWhole } from "../write-whole.ts";
import { type BackupList, LIST_MAX_BYTES, listSchema, PIECES, pieceSchema } from "./backup.ts";
import { PARTY_DATA, type Party } from "./parties.ts";
import { type AnyDb, goOnCounting, putRows, type Row, tablesOf } from "./tables.ts";
import { BackupFolder } from "./vault.ts";

export type RestoreOptions = {
  readonly party: Party;
  readonly from: string;
  readonly identity: string;
  readonly sealer: FileSealer;
  readonly folder: string;
  readonly database?: string;
  /** Where a board's pieces of files are to lie. */
  readonly pieces?: PieceStore;
  /** Told how many pieces of the backup have been read, and how many there are. */
  readonly advance?: (done: number, all: number) => void;
};

export type Restored = { readonly made: number; readonly rows: number; readonly files: number };

/** Reads the newest backup whole, and holds every piece, and the board's log, against what they must be. */
export async function checkBackup(options: Omit<RestoreOptions, "folder" | "database">): Promise<Restored> {
  const { list, rowsIn, fileOf } = await newest(options);
  let rows = 0;
  const log = new LogCheck();
  for (const table of list.tables) {
    for await (const piece of rowsIn(table)) {
      rows += piece.length;
      if (list.party === "board") log.take(table.name, table.columns, piece);
    }
  }
  log.finish();
  for (const file of list.files) await fileOf(file);
  return { made: list.made, rows, files: list.files.length };
}

/** Puts the newest backup back. There must be nothing where it goes. */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const { party, folder, pieces } = options;
  const { database, create } = PARTY_DATA[party];
  const { list, rowsIn, fileOf } = await newest(options);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (list.files.some(({ path }) => existsSync(join(folder, path)))) throw notEmpty();
  for await (const _ of pieces?.list() ?? []) throw notEmpty();
  const { db, dialect } = openDatabase<never>(options.database ?? join(folder, database));
  let rows = 0;
  try {
    if ((await tablesOf(db as AnyDb, dialect)).length > 0) throw notEmpty();
    await create(db as AnyDb, dialect);
    if ((await schemaVersion(db as AnyDb)) !== list.schema) {
      throw conflict(
        "restore-version",
        "the backup is of another version of Chorus: restore it with that one, then upgrade",
      );
    }
    const made = new Map((await tablesOf(db as AnyDb, dialect)).map((table) => [table.name, table]));
    await (db as AnyDb).transaction().execute(async (transaction) => {
      for (const table of list.tables) {
        const now = made.get(table.name);
        if (now === undefined)
          throw conflict("restore-version", "the backup has a table that this version does not know");
        await transaction.deleteFrom(table.name).execute();
        for await (const piece of rowsIn(table)) {
          await putRows(transaction, table.name, table.columns, piece);
          rows += piece.length;
        }
        await goOnCounting(transaction, dialect, now);
      }
      if (party === "trustee") {
        await transaction
          .insertInto("state")
          .values({ key: "restored", value: encode(true) })
          .execute();
      }
    });
  } finally {
    await db.destroy();
  }
  for (const file of list.files) {
    const [shelf, , name] = file.path.split("/");
    if (shelf === PIECES && name !== undefined) await required(pieces).put(name, one(await fileOf(file)));
    else writeWhole(join(folder, file.path), await fileOf(file));
  }
  return { made: list.made, rows, files: list.files.length };
}

function required(pieces: PieceStore | undefined): PieceStore {
  if (pieces === undefined)
    throw rejected("restore-pieces", "the backup holds files, and there is nowhere to put them");
  return pieces;
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function notEmpty() {
  return conflict("restore-not-empty", "there is something already where the backup is to go; nothing was changed");
}

async function newest({ party, from, identity, sealer, advance }: Omit<RestoreOptions, "folder" | "database">) {
  const folder = new BackupFolder(from, sealer);
  const [time] = folder.times();
  if (time === undefined) throw rejected("backup-none", "there is no backup in this folder");
  const list: BackupList = decode(listSchema, await folder.list(time, identity), "backup", LIST_MAX_BYTES);
  if (list.party !== party) throw rejected("backup-party", `this is the backup of a ${list.party}`);
  const all = [...list.tables, ...list.files].reduce((sum, { pieces }) => sum + pieces.length, 0);
  let read = 0;
  const piece = async (name: string) => {
    const bytes = await folder.piece(name, identity, list.key, list.recipients);
    advance?.(++read, all);
    return bytes;
  };
  async function* rowsIn(table: BackupList["tables"][number]): AsyncGenerator<Row[]> {
    for (const name of table.pieces) yield decode(pieceSchema, await piece(name), "piece", LIST_MAX_BYTES);
  }
  const fileOf = async (file: BackupList["files"][number]) => {
    const parts = [];
    for (const name of file.pieces) parts.push(await piece(name));
    return concat(...parts);
  };
  return { list, rowsIn, fileOf };
}

/** Does the board's tree, built anew from its leaves, have the root of its newest checkpoint? */
class LogCheck {
  #frontier = EMPTY_FRONTIER;
  #checkpoints = new Map<number, string>();

  take(table: string, columns: readonly string[], rows: readonly Row[]): void {
    const at = (name: string) => columns.indexOf(name);
    for (const row of rows) {
      if (table === "entries")
        this.#frontier = append(this.#frontier, leafHash(row[at("leaf")] as Uint8Array)).frontier;
      if (table === "checkpoints") this.#checkpoints.set(row[at("size")] as number, row[at("note")] as string);
    }
  }

  finish(): void {
    const { size } = this.#frontier;
    if (size === 0) return;
    const note = this.#checkpoints.get(size);
    const holds =
      note !== undefined && equalBytes(readCheckpointText(readNote(note).text).root, rootOf(this.#frontier));
    if (!holds) throw rejected("backup-log", "the log in the backup does not fit its own checkpoint");
  }
}
