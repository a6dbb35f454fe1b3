/**
 * A backup of a board or a trustee while it runs: everything as it was at one moment, sealed to age recipients, of which
 * only what has changed is written. Rows are cut into pieces by their keys, so that one row more changes one piece.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { concat, utf8 } from "../../../core/bytes/bytes.ts";
import { encode } from "../../../core/bytes/cbor.ts";
import { rejected } from "../../../core/bytes/errors.ts";
import { boundedBytes, fixedBytes, text, version, whole } from "../../../core/bytes/schema.ts";
import type { FileSealer } from "../../../core/ports.ts";
import type { PieceStore } from "../../../roles/board/ports.ts";
import { piecePath } from "../board/piece-folder.ts";
import { openDatabase, schemaVersion } from "../database.ts";
import { PARTIES, PARTY_DATA, type Party } from "./parties.ts";
import { type AnyDb, countRows, type Row, rowsOf, type Table, tablesOf } from "./tables.ts";
import { BackupFolder, backupKey, KEY_BYTES, noteBackup } from "./vault.ts";

const names = v.array(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)));
export const listSchema = v.strictObject({
  v: version(1),
  party: v.picklist(PARTIES),
  made: whole(0, Number.MAX_SAFE_INTEGER),
  schema: whole(1, 1_000_000),
  key: fixedBytes(KEY_BYTES),
  recipients: v.pipe(v.array(text(4096, 1)), v.minLength(1)),
  tables: v.array(v.strictObject({ name: text(100, 1), columns: v.array(text(100, 1)), pieces: names })),
  files: v.array(v.strictObject({ path: v.pipe(v.string(), v.regex(/^[\w-]+(\.\w+)?(\/[\w-]+)*$/)), pieces: names })),
});
export type BackupList = v.InferOutput<typeof listSchema>;
export const LIST_MAX_BYTES = 256 * 1024 * 1024;
export const pieceSchema = v.array(v.array(v.union([v.number(), v.string(), v.null(), boundedBytes(0, 1 << 30)])));

/** A piece ends at a row whose key says so, about every 64th, or when it is this large. */
const PIECE_BYTES = 1024 * 1024;
/** Where pieces of files stand in the list, wherever they lie. */
export const PIECES = "pieces";
const ENDS_BELOW = 4;

export type BackupOptions = {
  readonly party: Party;
  readonly folder: string;
  readonly database?: string;
  /** Where a board's pieces of files lie; a trustee has none. */
  readonly pieces?: PieceStore;
  readonly to: string;
  readonly recipients: readonly string[];
  readonly sealer: FileSealer;
  readonly seconds: number;
  /** Backups older than so many days are forgotten. */
  readonly days: number;
  /** Told how many rows have been read, and how many there are. */
  readonly advance?: (done: number, all: number) => void;
};

/** @returns how many pieces there are, and how many of them had to be written */
export async function backUp(options: BackupOptions): Promise<{ readonly pieces: number; readonly written: number }> {
  const { party, folder, recipients, sealer, seconds } = options;
  const { database, files } = PARTY_DATA[party];
  const location = options.database ?? join(folder, database);
  if (options.database === undefined && !existsSync(location)) {
    throw rejected("backup-nothing", `there is no database of a ${party} in this folder`);
  }
  const to = new BackupFolder(options.to, sealer);
  const key = backupKey(folder);
  let written = 0;
  const keep = async (content: Uint8Array) => {
    const { name, fresh } = await to.keep(key, recipients, content);
    if (fresh) written++;
    return name;
  };
  const { db, dialect } = openDatabase<never>(location);
  try {
    const snapshot = await inSnapshot(db as AnyDb, dialect, async (transaction) => {
      const tables = [];
      const found = await tablesOf(transaction, dialect);
      const all = options.advance === undefined ? 0 : await countRows(transaction, found);
      let read = 0;
      for (const table of found) {
        const pieces = [];
        for await (const rows of cut(table, rowsOf(transaction, table))) {
          pieces.push(await keep(encode(rows)));
          read += rows.length;
          options.advance?.(read, all);
        }
        tables.push({ name: table.name, columns: [...table.columns], pieces });
      }
      return { tables, schema: await schemaVersion(transaction) };
    });
    const kept = [];
    for await (const { path, bytes } of filesOf(folder, files, options.pieces)) {
      kept.push({ path, pieces: await Promise.all(slices(bytes).map(keep)) });
    }
    const list: BackupList = { v: 1, party, made: seconds, ...snapshot, key, recipients: [...recipients], files: kept };
    const all = [...list.tables, ...list.files].flatMap(({ pieces }) => pieces);
    await to.keepList(seconds, recipients, encode(list), all);
    noteBackup(folder, seconds);
    to.forgetBefore(seconds - options.days * 86_400);
    return { pieces: all.length, written };
  } finally {
    await db.destroy();
  }
}

/** Everything is read as it was at one moment, whatever is written meanwhile. */
function inSnapshot<Result>(
  db: AnyDb,
  dialect: string,
  work: (transaction: AnyDb) => Promise<Result>,
): Promise<Result> {
  const transaction = db.transaction();
  return (dialect === "postgres" ? transaction.setIsolationLevel("repeatable read") : transaction).execute(work);
}

async function* cut({ columns, key }: Table, rows: AsyncIterable<Row>): AsyncGenerator<Row[]> {
  let piece: Row[] = [];
  let bytes = 0;
  for await (const row of rows) {
    piece.push(row);
    bytes += row.reduce<number>((sum, value) => sum + (value instanceof Uint8Array ? value.length : 16), 0);
    if (bytes < PIECE_BYTES && !endsPiece(columns, key, row)) continue;
    yield piece;
    piece = [];
    bytes = 0;
  }
  if (piece.length > 0) yield piece;
}

function endsPiece(columns: readonly string[], key: readonly string[], row: Row): boolean {
  const named = key.map((column) => row[columns.indexOf(column)] ?? null);
  const hash = createHash("sha256").update(utf8(JSON.stringify(named)));
  return key.length > 0 && (hash.digest()[0] as number) < ENDS_BELOW;
}

function slices(bytes: Uint8Array): Uint8Array[] {
  const many = Math.max(1, Math.ceil(bytes.length / PIECE_BYTES));
  return Array.from({ length: many }, (_, i) => bytes.slice(i * PIECE_BYTES, (i + 1) * PIECE_BYTES));
}

async function* filesOf(folder: string, names: readonly string[], pieces: PieceStore | undefined) {
  for (const name of names.filter((one) => existsSync(join(folder, one)))) {
    yield { path: name, bytes: new Uint8Array(readFileSync(join(folder, name))) };
  }
  if (pieces === undefined) return;
  for await (const { name } of pieces.list()) {
    // One that is still coming, or was deleted since the list was made: the database does not need it.
    const bytes = await pieces.get(name);
    if (bytes !== undefined) yield { path: `${PIECES}/${piecePath(name)}`, bytes: await gathered(bytes) };
  }
}

async function gathered(source: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts = [];
  for await (const part of source) parts.push(part);
  return concat(...parts);
}
