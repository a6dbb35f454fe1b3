/**
 * One way to a database: a file for SQLite (Node's own), a URL for PostgreSQL. The same queries run on both.
 *
 * SQLite is opened with WAL and synchronous=FULL: a transaction that has returned survives a power cut.
 */
import { DatabaseSync } from "node:sqlite";
import { Kysely, PostgresDialect, SqliteDialect } from "kysely";
import pg from "pg";

export type DialectName = "sqlite" | "postgres";
export type OpenDatabase<Tables> = { readonly db: Kysely<Tables>; readonly dialect: DialectName };

/** @param location a file path, `:memory:`, or `postgres://…` */
export function openDatabase<Tables>(location: string): OpenDatabase<Tables> {
  if (/^postgres(ql)?:\/\//.test(location)) {
    const pool = new pg.Pool({ connectionString: location, max: 8 });
    return { db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }), dialect: "postgres" };
  }
  return { db: new Kysely<Tables>({ dialect: new SqliteDialect({ database: openSqlite(location) }) }), dialect: "sqlite" };
}

/** node:sqlite in the shape that kysely's SQLite dialect expects. */
function openSqlite(file: string) {
  const database = new DatabaseSync(file);
  database.exec("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma busy_timeout = 5000");
  return {
    close: () => database.close(),
    prepare(sql: string) {
      const statement = database.prepare(sql);
      const bound = (parameters: readonly unknown[]) => parameters as Parameters<typeof statement.run>;
      return {
        reader: statement.columns().length > 0,
        all: (parameters: readonly unknown[]) => statement.all(...bound(parameters)),
        run: (parameters: readonly unknown[]) => statement.run(...bound(parameters)),
        iterate: (parameters: readonly unknown[]) => statement.iterate(...bound(parameters)) as IterableIterator<unknown>,
      };
    },
  };
}
