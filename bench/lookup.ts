/**
 * Finding a tag among very many: what a trustee does for each slot of each record. Half of the look-ups are for tags
 * that are there, half for tags that are not, spread over the whole table.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Kysely, sql } from "kysely";
import { startPostgres } from "../scripts/postgres.ts";
import { toHex } from "../src/core/bytes/bytes.ts";
import { type DialectName, openDatabase } from "../src/edge/node/database.ts";
import { createTrusteeTables, type TrusteeDatabase } from "../src/edge/node/trustee/schema.ts";
import { trusteeStore } from "../src/edge/node/trustee/store.ts";
import type { TrusteeStore } from "../src/roles/trustee/ports.ts";
import { type Effort, quantile, type Row, rowOf } from "./measure.ts";

const GROUP = "tag look-up";
const LOOKUPS = 2000;
const PASSES = 9;
/** Between the smallest and the largest table: a look-up must not feel how many there are. */
const FLAT = { atMost: 2, of: "median" } as const;

export async function lookup({ quick }: Effort): Promise<Row[]> {
  const sizes = quick ? [1e3, 1e4, 1e5] : [1e3, 1e4, 1e5, 1e6];
  const folder = mkdtempSync(join(tmpdir(), "chorus-bench-"));
  const rows = await onDatabase("SQLite", join(folder, "tags.sqlite"), sizes);
  rmSync(folder, { recursive: true, force: true });
  if (!process.env["CHORUS_TEST_POSTGRES"]) return rows;
  const postgres = await startPostgres();
  if (postgres === undefined) return rows;
  rows.push(...(await onDatabase("PostgreSQL", await postgres.createDatabase(), sizes)));
  await postgres.stop();
  return rows;
}

async function onDatabase(name: string, location: string, sizes: readonly number[]): Promise<Row[]> {
  const { db, dialect } = openDatabase<TrusteeDatabase>(location);
  await createTrusteeTables(db, dialect);
  const store = trusteeStore(db);
  const rows: Row[] = [];
  const p99: number[] = [];
  let filled = 0;
  for (const size of sizes) {
    await fill(db, dialect, size - filled);
    filled = size;
    await timeLookups(store, await someTags(db)); // warms up the compiler, and the memory as far as it goes
    const passes: number[][] = [];
    for (let pass = 0; pass < PASSES; pass++) passes.push(await timeLookups(store, await someTags(db)));
    const samples = passes.flat();
    rows.push(rowOf(GROUP, `${name}, among ${size.toLocaleString("en")} tags`, "µs", samples));
    p99.push(
      quantile(
        passes.map((pass) => quantile(pass, 0.99)),
        0.5,
      ),
    ); // one pass may meet a busy machine
  }
  await store.close();
  const growth = (p99.at(-1) as number) / (p99[0] as number);
  return [...rows, rowOf(GROUP, `${name}, p99 of the largest table to the smallest`, "times", [growth], FLAT)];
}

/** Microseconds that each look-up took. */
function timeLookups(store: TrusteeStore, tags: readonly string[]): Promise<number[]> {
  return store.transaction(async (tables) => {
    const times: number[] = [];
    for (const tag of tags) {
      const start = performance.now();
      await tables.tagRows([tag]);
      times.push((performance.now() - start) * 1000);
    }
    return times;
  });
}

/** Random tags, made inside the database; how they come in is not what is measured. */
async function fill(db: Kysely<TrusteeDatabase>, dialect: DialectName, many: number): Promise<void> {
  const columns = sql`insert into tags (tag, record, slot, confirm_first, case_id, salt)`;
  if (dialect === "sqlite") {
    const random = (bytes: number) => sql`randomblob(${sql.lit(bytes)})`;
    await sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${many})
      ${columns} select ${random(32)}, ${random(16)}, 0, 0, ${random(32)}, ${random(32)} from n`.execute(db);
  } else {
    const random = (name: string) => sql`sha256((${sql.lit(name)} || i || random())::bytea)`;
    await sql`${columns} select ${random("tag")}, substr(${random("record")}, 1, 16), 0, 0, ${random("case")}, ${random("salt")}
      from generate_series(1, ${sql.lit(many)}) as n(i)`.execute(db);
    await sql`analyze tags`.execute(db);
  }
}

/** Tags from all over the table, and as many that nobody has. */
async function someTags(db: Kysely<TrusteeDatabase>): Promise<string[]> {
  const tags: string[] = [];
  while (tags.length < LOOKUPS) {
    const absent = new Uint8Array(randomBytes(32));
    const next = await db.selectFrom("tags").select("tag").where("tag", ">=", absent).orderBy("tag").limit(1).execute();
    tags.push(...[absent, next[0]?.tag ?? absent].map((tag) => toHex(new Uint8Array(tag))));
  }
  return tags;
}
