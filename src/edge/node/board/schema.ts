/** The board's tables, on SQLite and PostgreSQL alike. Keys that could be sharded: record, vault, door, mailbox. */
import { type Generated, type Kysely, sql } from "kysely";
import { createTables, type DialectName, type Upgrade, type Versions } from "../database.ts";

export type BoardDatabase = {
  state: { key: string; value: Uint8Array };
  head: { id: number; size: number; seconds: number; frontier: Uint8Array };
  entries: { position: number; leaf: Uint8Array; bytes: Uint8Array | null };
  nodes: { level: number; idx: number; hash: Uint8Array };
  checkpoints: { size: number; note: string };
  cosignatures: { size: number; trustee: number; line: string };
  stamps: { size: number; token: Uint8Array };
  witnessed: { trustee: number; size: number; line: string };
  ceremony: { seq: Generated<number>; trustee: number; step: string; bytes: Uint8Array };
  joiners: { id: string; card: Uint8Array };
  resharing: { seq: Generated<number>; sender: string; step: string; bytes: Uint8Array };
  applications: { id: string; card: Uint8Array; signature: Uint8Array };
  admissions: { id: string; trustee: number; signature: Uint8Array };
  counsel: { id: string; position: number; admitted: Uint8Array };
  records: { record: string; position: number; author: string; hour: number; slots: number };
  parts: { record: string; part: string; bytes: Uint8Array };
  erasures: { record: string; trustee: number };
  places: { name: string; position: number };
  counters: { name: string; value: number };
  mail: { seq: number; box: string; hash: string; bytes: Uint8Array };
  vaults: { vault: string; key_hash: string; newest: number };
  updates: { vault: string; seq: number; bytes: Uint8Array };
  snapshots: { vault: string; through: number; bytes: Uint8Array };
  doors: { door: string; vault: string; key_hash: string; wrap: Uint8Array };
  attempts: { name: string; hour: number; count: number };
  blobs: { vault: string; blob: string; version: number; bytes: Uint8Array };
  pieces: { holder: string; piece: string; file: string; bytes: number; hash: string };
  attachments: { attachment: string; author: string; pieces: number };
  attachment_uses: { attachment: string; record: string };
};

/** Creates what is missing. Safe to run at every start, and by several boards at once. */
export function createBoardTables(
  db: Kysely<BoardDatabase>,
  dialect: DialectName,
  upgrade?: Upgrade,
): Promise<Versions> {
  return createTables({ db, dialect }, (transaction) => createIn(transaction, dialect), [], upgrade);
}

async function createIn(db: Kysely<BoardDatabase>, dialect: DialectName): Promise<void> {
  const blob = dialect === "sqlite" ? "blob" : "bytea";
  const big = dialect === "sqlite" ? "integer" : "bigint";
  const serial = dialect === "sqlite" ? "integer primary key autoincrement" : "bigserial primary key";
  const tables = [
    `turns (id integer primary key)`,
    `state (key text primary key, value ${blob} not null)`,
    `head (id integer primary key, size ${big} not null, seconds ${big} not null, frontier ${blob} not null)`,
    `entries (position ${big} primary key, leaf ${blob} not null, bytes ${blob})`,
    `nodes (level integer not null, idx ${big} not null, hash ${blob} not null, primary key (level, idx))`,
    `checkpoints (size ${big} primary key, note text not null)`,
    `cosignatures (size ${big} not null, trustee integer not null, line text not null, primary key (size, trustee))`,
    `stamps (size ${big} primary key, token ${blob} not null)`,
    `witnessed (trustee integer primary key, size ${big} not null, line text not null)`,
    `ceremony (seq ${serial}, trustee integer not null, step text not null, bytes ${blob} not null, unique (trustee, step))`,
    `joiners (id text primary key, card ${blob} not null)`,
    `resharing (seq ${serial}, sender text not null, step text not null, bytes ${blob} not null, unique (sender, step))`,
    `applications (id text primary key, card ${blob} not null, signature ${blob} not null)`,
    `admissions (id text not null, trustee integer not null, signature ${blob} not null, primary key (id, trustee))`,
    `counsel (id text primary key, position ${big} not null, admitted ${blob} not null)`,
    `records (record text primary key, position ${big} not null, author text not null, hour integer not null, slots integer not null)`,
    `parts (record text not null, part text not null, bytes ${blob} not null, primary key (record, part))`,
    `erasures (record text not null, trustee integer not null, primary key (record, trustee))`,
    `places (name text primary key, position ${big} not null)`,
    `counters (name text primary key, value ${big} not null)`,
    `mail (seq ${big} primary key, box text not null, hash text not null, bytes ${blob} not null, unique (box, hash))`,
    `vaults (vault text primary key, key_hash text not null, newest ${big} not null)`,
    `updates (vault text not null, seq ${big} not null, bytes ${blob} not null, primary key (vault, seq))`,
    `snapshots (vault text primary key, through ${big} not null, bytes ${blob} not null)`,
    `doors (door text not null, vault text not null, key_hash text not null, wrap ${blob} not null, primary key (door, vault))`,
    `attempts (name text not null, hour integer not null, count integer not null, primary key (name, hour))`,
    `blobs (vault text not null, blob text not null, version ${big} not null, bytes ${blob} not null, primary key (vault, blob))`,
    `pieces (holder text not null, piece text not null, file text not null, bytes ${big} not null, hash text not null, primary key (holder, piece))`,
    `attachments (attachment text primary key, author text not null, pieces integer not null)`,
    `attachment_uses (attachment text not null, record text not null, primary key (attachment, record))`,
  ];
  for (const table of tables) await sql.raw(`create table if not exists ${table}`).execute(db);
  await sql`create index if not exists records_by_author on records (author, hour)`.execute(db);
  await sql`create index if not exists doors_by_vault on doors (vault)`.execute(db);
  await sql`create index if not exists mail_by_box on mail (box, seq)`.execute(db);
  await sql`create unique index if not exists pieces_by_file on pieces (file)`.execute(db);
  await sql`create index if not exists attachments_by_author on attachments (author)`.execute(db);
  await sql`create index if not exists uses_by_record on attachment_uses (record)`.execute(db);
  await sql`insert into counters (name, value) values ('mail', 0) on conflict do nothing`.execute(db);
  await db
    .insertInto("head")
    .values({ id: 1, size: 0, seconds: 0, frontier: new Uint8Array() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
