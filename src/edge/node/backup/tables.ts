/** Tables as they are, whatever they hold: read page by page in one snapshot, and put back. */
import { type Kysely, sql } from "kysely";
import { malformed } from "../../../core/bytes/errors.ts";
import type { DialectName } from "../database.ts";
import { LABOUR_SCHEMA } from "../trustee/labour.ts";

/** A value of a row, the same on both databases. */
export type Value = number | string | Uint8Array | null;
export type Row = readonly Value[];

/** A table, the columns of its rows in order, and those that name a row. */
export type Table = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly key: readonly string[];
  readonly wholes: readonly string[];
};

// biome-ignore lint/suspicious/noExplicitAny: tables are found when the program runs
export type AnyDb = Kysely<any>;
const PAGE = 500;
/** What the database keeps for itself, what tells its version, and which processes of a trustee lead or help just now. */
const NOT_DATA = /^(sqlite_|pg_|schema_version$|lead$|hands$)/;

/** All tables of the database that hold data, by name. */
export async function tablesOf(db: AnyDb, dialect: DialectName): Promise<Table[]> {
  const all = await db.introspection.getTables();
  const found = all.filter(({ name, schema }) => !NOT_DATA.test(name) && schema !== LABOUR_SCHEMA);
  const tables = found.map(async ({ name, columns }) => ({
    name,
    columns: columns.map((column) => column.name).sort(),
    key: await keyOf(db, dialect, name),
    wholes: columns.filter(({ dataType }) => /int|serial/i.test(dataType)).map((column) => column.name),
  }));
  return (await Promise.all(tables)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function keyOf(db: AnyDb, dialect: DialectName, table: string): Promise<string[]> {
  if (dialect === "sqlite") {
    const { rows } = await sql<{ name: string; pk: number }>`select name, pk from pragma_table_info(${table})`.execute(
      db,
    );
    return rows
      .filter(({ pk }) => pk > 0)
      .sort((a, b) => a.pk - b.pk)
      .map(({ name }) => name);
  }
  const { rows } = await sql<{ name: string }>`select a.attname as name from pg_index i
    join unnest(i.indkey) with ordinality as k(attnum, place) on true
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
    where i.indrelid = ${table}::regclass and i.indisprimary order by k.place`.execute(db);
  return rows.map(({ name }) => name);
}

/** The rows of a table in the order of their key; of a table without one, all at once in the order of everything. */
export async function* rowsOf(db: AnyDb, { name, columns, key, wholes }: Table): AsyncGenerator<Row> {
  const order = key.length > 0 ? key : columns;
  for (let last: Record<string, unknown> | undefined; ; ) {
    let query = db
      .selectFrom(name)
      .select([...columns])
      .orderBy(sql.join(order.map((column) => sql.ref(column))));
    if (key.length > 0) query = query.limit(PAGE);
    if (last !== undefined) query = query.where(after(key, last));
    const rows: Record<string, unknown>[] = await query.execute();
    for (const row of rows) yield columns.map((column) => plain(row[column], wholes.includes(column)));
    if (key.length === 0 || rows.length < PAGE) return;
    last = rows.at(-1);
  }
}

function after(key: readonly string[], last: Record<string, unknown>) {
  const names = sql.join(key.map((column) => sql.ref(column)));
  const values = sql.join(key.map((column) => sql`${last[column]}`));
  return sql<boolean>`(${names}) > (${values})`;
}

function plain(value: unknown, whole: boolean): Value {
  if (value === null || value === undefined) return null;
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (whole || typeof value === "number" || typeof value === "bigint") return Number(value);
  return String(value);
}

/** How many rows there are, for telling how far one has come. */
export async function countRows(db: AnyDb, tables: readonly Table[]): Promise<number> {
  let all = 0;
  for (const { name } of tables) {
    const { count } = await db
      .selectFrom(name)
      .select((e) => e.fn.countAll<number | string>().as("count"))
      .executeTakeFirstOrThrow();
    all += Number(count);
  }
  return all;
}

/** Puts rows back. They must be as `rowsOf` gave them. */
export async function putRows(
  db: AnyDb,
  table: string,
  columns: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  if (rows.some((row) => row.length !== columns.length)) throw malformed("backup-row", "a row does not fit its table");
  const values = rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i] as Value])));
  // Both databases bound how many values one statement takes.
  const step = Math.max(1, Math.floor(900 / columns.length));
  for (let i = 0; i < values.length; i += step) {
    await db
      .insertInto(table)
      .values(values.slice(i, i + step))
      .execute();
  }
}

/** Lets numbers that the database gives out go on after the largest that was put back. */
export async function goOnCounting(db: AnyDb, dialect: DialectName, { name, wholes }: Table): Promise<void> {
  if (dialect === "sqlite") return;
  for (const column of wholes) {
    await sql`select setval(sequence, (select coalesce(max(${sql.ref(column)}), 0) + 1 from ${sql.table(name)}), false)
      from (select pg_get_serial_sequence(${name}, ${column}) as sequence) found where sequence is not null`.execute(
      db,
    );
  }
}
