/**
 * One way to a database: a file for SQLite (Node's own), a URL for PostgreSQL. The same queries run on both.
 *
 * SQLite is opened with WAL and synchronous=FULL: a transaction that has returned survives a power cut. What is deleted
 * is overwritten (secure_delete), because withdrawn means erased.
 */
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { Kysely, PostgresDialect, SqliteDialect, sql } from "kysely";
import pg from "pg";

export type DialectName = "sqlite" | "postgres";
export type OpenDatabase<Tables> = { readonly db: Kysely<Tables>; readonly dialect: DialectName };

/** @param location a file path, `:memory:`, or `postgres://…` */
export function openDatabase<Tables>(location: string): OpenDatabase<Tables> {
  if (/^postgres(ql)?:\/\//.test(location)) {
    const pool = new pg.Pool({ connectionString: location, max: 8 });
    // A connection that breaks while nobody uses it is replaced by the pool; unheard, its error would end the process.
    pool.on("error", () => {});
    return { db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }), dialect: "postgres" };
  }
  return {
    db: new Kysely<Tables>({ dialect: new SqliteDialect({ database: openSqlite(location) }) }),
    dialect: "sqlite",
  };
}

/** Creates tables. Several processes may start at once: PostgreSQL's "if not exists" alone does not hold against that. */
export async function createTables<Tables>(
  { db, dialect }: OpenDatabase<Tables>,
  create: (db: Kysely<Tables>) => Promise<void>,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await oneAtATime(transaction, dialect, "tables");
    await create(transaction);
  });
}

/**
 * Waits until no other transaction holds this name, and holds it to the end of this one. What is read afterwards
 * shows everything that earlier holders wrote. SQLite runs one transaction at a time anyway.
 */
export async function oneAtATime<Tables>(db: Kysely<Tables>, dialect: DialectName, name: string): Promise<void> {
  if (dialect === "postgres") await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(db);
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
