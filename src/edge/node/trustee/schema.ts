/** A trustee's tables, on SQLite and PostgreSQL alike. Ids are hexadecimal text; everything else is bytes. */
import { type Generated, type Kysely, sql } from "kysely";
import { createTables, type DialectName, type Upgrade, type Versions } from "../database.ts";

export type TrusteeDatabase = {
  state: { key: string; value: Uint8Array };
  entries: { position: number; bytes: Uint8Array | null };
  roots: { size: number; root: Uint8Array };
  misconduct: { seq: Generated<number>; id: string; bytes: Uint8Array };
  authors: { author: string };
  counsel: { id: string; admitted: Uint8Array };
  records: {
    record: string;
    position: number;
    author: string;
    hour: number;
    quorum: number;
    slots: number;
    counsel: string;
    replaces: string | null;
    status: string;
    reason: string | null;
    header: Uint8Array | null;
    matched: number;
    released: string;
  };
  contributions: { record: string; trustee: number; results: Uint8Array };
  refusals: { record: string; trustee: number };
  parked: { seq: number; bytes: Uint8Array };
  tags: {
    tag: Uint8Array;
    record: Uint8Array;
    slot: number;
    confirm_first: number;
    case_id: Uint8Array;
    salt: Uint8Array;
  };
  verdicts: { case_id: string; record: string; same: string };
  stances: { case_id: string; counsel: string; stance: string };
  parcels: { id: Generated<number>; kind: string; target: string; bytes: Uint8Array };
  /** On PostgreSQL alone: which of several processes leads, and until when (lead.ts). */
  lead: { id: number; holder: string; until: number };
  /** On PostgreSQL alone: which processes stand by to help, and when each was seen (labour.ts). */
  hands: { id: string; seen: number };
};

/** Creates what is missing. Safe to run at every start, and by several processes at once. */
export function createTrusteeTables(
  db: Kysely<TrusteeDatabase>,
  dialect: DialectName,
  upgrade?: Upgrade,
): Promise<Versions> {
  return createTables({ db, dialect }, (transaction) => createIn(transaction, dialect), [], upgrade);
}

async function createIn(db: Kysely<TrusteeDatabase>, dialect: DialectName): Promise<void> {
  const bytes = dialect === "sqlite" ? sql`blob` : sql`bytea`;
  const big = dialect === "sqlite" ? sql`integer` : sql`bigint`;
  const table = (name: string) => db.schema.createTable(name).ifNotExists();
  await table("state")
    .addColumn("key", "text", (c) => c.primaryKey())
    .addColumn("value", bytes, (c) => c.notNull())
    .execute();
  await table("entries")
    .addColumn("position", big, (c) => c.primaryKey())
    .addColumn("bytes", bytes)
    .execute();
  await table("roots")
    .addColumn("size", big, (c) => c.primaryKey())
    .addColumn("root", bytes, (c) => c.notNull())
    .execute();
  await table("misconduct")
    .addColumn("seq", dialect === "sqlite" ? "integer" : "bigserial", (c) =>
      dialect === "sqlite" ? c.primaryKey().autoIncrement() : c.primaryKey(),
    )
    .addColumn("id", "text", (c) => c.notNull().unique())
    .addColumn("bytes", bytes, (c) => c.notNull())
    .execute();
  await table("authors")
    .addColumn("author", "text", (c) => c.primaryKey())
    .execute();
  await table("counsel")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("admitted", bytes, (c) => c.notNull())
    .execute();
  await table("records")
    .addColumn("record", "text", (c) => c.primaryKey())
    .addColumn("position", big, (c) => c.notNull())
    .addColumn("author", "text", (c) => c.notNull())
    .addColumn("hour", "integer", (c) => c.notNull())
    .addColumn("quorum", "integer", (c) => c.notNull())
    .addColumn("slots", "integer", (c) => c.notNull())
    .addColumn("counsel", "text", (c) => c.notNull())
    .addColumn("replaces", "text")
    .addColumn("status", "text", (c) => c.notNull())
    .addColumn("reason", "text")
    .addColumn("header", bytes)
    .addColumn("matched", "integer", (c) => c.notNull())
    .addColumn("released", "text", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("records_by_author").ifNotExists().on("records").columns(["author", "hour"]).execute();
  await db.schema.createIndex("records_by_position").ifNotExists().on("records").column("position").execute();
  await db.schema
    .createIndex("records_waiting")
    .ifNotExists()
    .on("records")
    .columns(["matched", "status", "position"])
    .execute();
  await table("contributions")
    .addColumn("record", "text", (c) => c.notNull())
    .addColumn("trustee", "integer", (c) => c.notNull())
    .addColumn("results", bytes, (c) => c.notNull())
    .addPrimaryKeyConstraint("contributions_key", ["record", "trustee"])
    .execute();
  await table("refusals")
    .addColumn("record", "text", (c) => c.notNull())
    .addColumn("trustee", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("refusals_key", ["record", "trustee"])
    .execute();
  await table("parked")
    .addColumn("seq", big, (c) => c.primaryKey())
    .addColumn("bytes", bytes, (c) => c.notNull())
    .execute();
  await createTags(db, dialect);
  await table("verdicts")
    .addColumn("case_id", "text", (c) => c.notNull())
    .addColumn("record", "text", (c) => c.notNull())
    .addColumn("same", "text", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("verdicts_by_case").ifNotExists().on("verdicts").column("case_id").execute();
  await table("stances")
    .addColumn("case_id", "text", (c) => c.notNull())
    .addColumn("counsel", "text", (c) => c.notNull())
    .addColumn("stance", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("stances_key", ["case_id", "counsel", "stance"])
    .execute();
  await table("parcels")
    .addColumn("id", dialect === "sqlite" ? "integer" : "bigserial", (c) =>
      dialect === "sqlite" ? c.primaryKey().autoIncrement() : c.primaryKey(),
    )
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("target", "text", (c) => c.notNull())
    .addColumn("bytes", bytes, (c) => c.notNull())
    .execute();
  if (dialect === "sqlite") return;
  await table("lead")
    .addColumn("id", "integer", (c) => c.primaryKey())
    .addColumn("holder", "text", (c) => c.notNull())
    .addColumn("until", big, (c) => c.notNull())
    .execute();
  await table("hands")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("seen", big, (c) => c.notNull())
    .execute();
}

/** How many parts PostgreSQL keeps the tags in: each with indexes of its own, a sixteenth as large. */
const PARTITIONS = 16;

async function createTags(db: Kysely<TrusteeDatabase>, dialect: DialectName): Promise<void> {
  const bytes = dialect === "sqlite" ? sql`blob` : sql`bytea`;
  const partitioned = dialect === "postgres" && (await partitionsByHash(db));
  // SQLite: one descent finds the row, not only its number.
  const end = dialect === "sqlite" ? sql`without rowid` : partitioned ? sql`partition by hash (tag)` : sql``;
  await db.schema
    .createTable("tags")
    .ifNotExists()
    .addColumn("tag", bytes, (c) => c.notNull())
    .addColumn("record", bytes, (c) => c.notNull())
    .addColumn("slot", "integer", (c) => c.notNull())
    .addColumn("confirm_first", "integer", (c) => c.notNull())
    .addColumn("case_id", bytes, (c) => c.notNull())
    .addColumn("salt", bytes, (c) => c.notNull())
    .addPrimaryKeyConstraint("tags_key", ["tag", "record", "slot"])
    .modifyEnd(end)
    .execute();
  for (let part = 0; partitioned && part < PARTITIONS; part++) {
    const values = sql`(modulus ${sql.lit(PARTITIONS)}, remainder ${sql.lit(part)})`;
    await sql`create table if not exists ${sql.table(`tags_${part}`)} partition of tags for values with ${values}`.execute(
      db,
    );
  }
  await db.schema.createIndex("tags_by_record").ifNotExists().on("tags").column("record").execute();
  await db.schema.createIndex("tags_by_case").ifNotExists().on("tags").column("case_id").execute();
}

/** PostgreSQL itself. Others that speak its language spread rows over machines by themselves, by the primary key. */
async function partitionsByHash(db: Kysely<TrusteeDatabase>): Promise<boolean> {
  const { rows } = await sql<{ version: string }>`select version() as version`.execute(db);
  return /^PostgreSQL (?!.*(-YB-|Citus))/.test(rows[0]?.version ?? "");
}
