/**
 * One way to a database: a file for SQLite (Node's own), a URL for PostgreSQL. The same queries run on both.
 *
 * SQLite is opened with WAL and synchronous=FULL: a transaction that has returned survives a power cut. What is deleted
 * is overwritten (secure_delete), because withdrawn means erased.
 */
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { Kysely, PostgresDialect, SqliteDialect, sql, type Transaction } from "kysely";
import { utf8 } from "../../core/bytes/bytes.ts";
import { conflict } from "../../core/bytes/errors.ts";
import { sha256 } from "../../core/crypto/hash.ts";
import { postgresPool } from "./postgres-pool.ts";

export type DialectName = "sqlite" | "postgres";
export type OpenDatabase<Tables> = { readonly db: Kysely<Tables>; readonly dialect: DialectName };

/** @param location a file path, `:memory:`, or `postgres://…`, which may name several servers (postgres-pool.ts) */
export function openDatabase<Tables>(location: string): OpenDatabase<Tables> {
  if (/^postgres(ql)?:\/\//.test(location)) {
    const pool = postgresPool(location);
    return { db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }), dialect: "postgres" };
  }
  return {
    db: new Kysely<Tables>({ dialect: new SqliteDialect({ database: openSqlite(location) }) }),
    dialect: "sqlite",
  };
}

/** How often a transaction that lost a race is run again before its error is told. */
const ATTEMPTS = 8;
/** Serialization failure, deadlock, two inserts of one key at once; and what two that create one table at once may meet. */
const LOST_RACE = ["40001", "40P01", "23505"];
const LOST_RACE_CREATING = [...LOST_RACE, "42P07", "XX000"];

/** A transaction by itself. One that lost a race against another is run again, from its beginning. */
export function inTransaction<Tables, Result>(
  db: Kysely<Tables>,
  work: (transaction: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  return untilNotLost(LOST_RACE, () => db.transaction().execute(work));
}

/** One step from a version of the tables to the next. */
export type Migration<Tables> = (db: Kysely<Tables>) => Promise<void>;

/** Of the tables: the version that was found (of new ones, the newest), and the newest that this program knows. */
export type Versions = { readonly found: number; readonly known: number };

/** `keep`: as at every start. `try`: everything is done and then taken back, to see whether it would go through. */
export type Upgrade = "keep" | "try";

class TakenBack extends Error {
  readonly versions: Versions;
  constructor(versions: Versions) {
    super("taken back");
    this.versions = versions;
  }
}

/**
 * Creates what is missing, and brings up what an older version wrote; all of it or nothing. Several processes may start at
 * once: PostgreSQL's "if not exists" alone does not hold against that.
 *
 * @param create makes the tables as they are now, where they are not there
 * @param migrations in order, the first from version 1 to 2. None is ever taken back
 * @throws ChorusError `conflict` (`database-newer`), and nothing is changed, when a newer version wrote the database
 */
export async function createTables<Tables>(
  { db }: OpenDatabase<Tables>,
  create: (db: Kysely<Tables>) => Promise<void>,
  migrations: readonly Migration<Tables>[] = [],
  upgrade: Upgrade = "keep",
): Promise<Versions> {
  const known = 1 + migrations.length;
  const done = untilNotLost(LOST_RACE_CREATING, () =>
    db.transaction().execute(async (transaction) => {
      const found = await lockVersion(transaction, known);
      if (found > known) {
        throw conflict(
          "database-newer",
          `this database was written by a newer version of Chorus (its tables are of version ${found}, this one knows ${known}); install that version. Nothing was changed`,
        );
      }
      for (const migrate of migrations.slice(found - 1)) await migrate(transaction);
      await create(transaction);
      await sql`update schema_version set version = ${known} where id = 1`.execute(transaction);
      if (upgrade === "try") throw new TakenBack({ found, known });
      return { found, known };
    }),
  );
  return done.catch((error: unknown) => {
    if (error instanceof TakenBack) return error.versions;
    throw error;
  });
}

/** The version of the tables, held until the transaction ends; of new ones, `known`. */
async function lockVersion<Tables>(db: Kysely<Tables>, known: number): Promise<number> {
  await sql`create table if not exists schema_version (id integer primary key, version integer not null)`.execute(db);
  const { rows } = await sql<{ version: number }>`insert into schema_version (id, version) values (1, ${known})
    on conflict (id) do update set version = schema_version.version returning version`.execute(db);
  return Number((rows[0] as { version: number }).version);
}

/** The version of the tables; 1 where none is told. */
export async function schemaVersion<Tables>(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ version: number }>`select version from schema_version where id = 1`.execute(db);
  return Number(rows[0]?.version ?? 1);
}

async function untilNotLost<Result>(codes: readonly string[], work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= ATTEMPTS || !codes.includes((error as { code?: string }).code ?? "")) throw error;
      await sleep(Math.random() * attempt ** 2); // or those that met would meet again
    }
  }
}

/** Rows of the table `turns`, which a database must have that takes turns. Two names may share one: they only wait. */
const TURNS = 1024;

/**
 * Waits until no other transaction holds this name, and holds it to the end of this one. What is read afterwards
 * shows everything that earlier holders wrote. SQLite runs one transaction at a time anyway. A row is held, and not
 * PostgreSQL's advisory lock, which not every database that speaks its language keeps (docs/databases.md).
 */
export async function oneAtATime<Tables>(db: Kysely<Tables>, dialect: DialectName, name: string): Promise<void> {
  if (dialect === "sqlite") return;
  const turn = new DataView(sha256(utf8(name)).buffer).getUint32(0) % TURNS;
  await sql`insert into turns (id) values (${turn}) on conflict (id) do update set id = excluded.id`.execute(db);
}

/** The program's own statements are far fewer; a text that is different every time must not fill the memory. */
const STATEMENTS_KEPT = 500;

/** node:sqlite in the shape that kysely's SQLite dialect expects. */
function openSqlite(file: string) {
  const database = new DatabaseSync(file);
  database.exec(
    "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on; pragma busy_timeout = 5000",
  );
  const known = new Map<string, StatementSync>();
  const prepared = (sql: string): StatementSync => {
    const statement = known.get(sql) ?? database.prepare(sql);
    if (known.size < STATEMENTS_KEPT) known.set(sql, statement);
    return statement;
  };
  return {
    close: () => database.close(),
    prepare(sql: string) {
      const statement = prepared(sql);
      const bound = (parameters: readonly unknown[]) => parameters as Parameters<typeof statement.run>;
      return {
        reader: statement.columns().length > 0,
        all: (parameters: readonly unknown[]) => statement.all(...bound(parameters)),
        run: (parameters: readonly unknown[]) => statement.run(...bound(parameters)),
        iterate: (parameters: readonly unknown[]) =>
          statement.iterate(...bound(parameters)) as IterableIterator<unknown>,
      };
    },
  };
}
