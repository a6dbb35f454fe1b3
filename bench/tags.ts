/** A trustee's table of tags, filled with as many random ones as are wanted. */
import { randomBytes } from "node:crypto";
import { type Kysely, sql } from "kysely";
import { toHex } from "../src/core/bytes/bytes.ts";
import { type DialectName, openDatabase } from "../src/edge/node/database.ts";
import { createTrusteeTables, type TrusteeDatabase } from "../src/edge/node/trustee/schema.ts";
import { trusteeStore } from "../src/edge/node/trustee/store.ts";
import type { TagRow, TrusteeStore } from "../src/roles/trustee/ports.ts";

export type TagTable = {
  readonly db: Kysely<TrusteeDatabase>;
  readonly dialect: DialectName;
  readonly store: TrusteeStore;
};

export async function openTags(location: string): Promise<TagTable> {
  const { db, dialect } = openDatabase<TrusteeDatabase>(location);
  await createTrusteeTables(db, dialect);
  return { db, dialect, store: trusteeStore(db) };
}

/**
 * Random tags, made inside the database in the order of its key, and the other indexes made afterwards: how they come
 * in is measured elsewhere.
 */
export async function fillTags({ db, dialect }: TagTable, many: number): Promise<void> {
  const columns = sql`insert into tags (tag, record, slot, confirm_first, case_id, salt)`;
  await sql`drop index if exists tags_by_record`.execute(db);
  await sql`drop index if exists tags_by_case`.execute(db);
  if (dialect === "sqlite") {
    const random = (bytes: number) => sql`randomblob(${sql.lit(bytes)})`;
    await sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${many})
      ${columns} select ${random(32)}, ${random(16)}, 0, 0, ${random(32)}, ${random(32)} from n order by 1`.execute(db);
  } else {
    const random = (name: string) => sql`sha256((${sql.lit(name)} || i || random())::bytea)`;
    await sql`${columns} select ${random("tag")}, substr(${random("record")}, 1, 16), 0, 0, ${random("case")},
      ${random("salt")} from generate_series(1, ${sql.lit(many)}) as n(i) order by 1`.execute(db);
  }
  await createTrusteeTables(db, dialect);
  await (dialect === "sqlite" ? sql`pragma wal_checkpoint(truncate)` : sql`vacuum analyze tags`).execute(db);
}

/** Tags from all over the table, and as many that nobody has. */
export async function someTags({ db }: TagTable, many: number): Promise<string[]> {
  const tags: string[] = [];
  while (tags.length < many) {
    const absent = new Uint8Array(randomBytes(32));
    const next = await db.selectFrom("tags").select("tag").where("tag", ">=", absent).orderBy("tag").limit(1).execute();
    tags.push(...[absent, next[0]?.tag ?? absent].map((tag) => toHex(new Uint8Array(tag))));
  }
  return tags;
}

/** Microseconds that each look-up took. */
export function timeLookups({ store }: TagTable, tags: readonly string[]): Promise<number[]> {
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

/** Records as settling puts them in: their tags added, and the rows of each looked up. Answers tags a second. */
export async function ingest(
  { store }: TagTable,
  transactions: number,
  records: number,
  slots: number,
): Promise<number> {
  const hex = (bytes: number) => randomBytes(bytes).toString("hex");
  const start = performance.now();
  for (let i = 0; i < transactions; i++) {
    await store.transaction(async (tables) => {
      for (let j = 0; j < records; j++) {
        const record = hex(16);
        const rows: TagRow[] = Array.from({ length: slots }, (_, slot) => {
          return { tag: hex(32), record, slot, confirmFirst: false, caseId: hex(32), salt: hex(32) };
        });
        await tables.addTags(rows);
        await tables.tagRows(rows.map(({ tag }) => tag));
      }
    });
  }
  return (transactions * records * slots) / ((performance.now() - start) / 1000);
}
