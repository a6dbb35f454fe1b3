/** The updates of vaults in SQL: a chain a vault, whose beginning a snapshot replaces. */
import { type Kysely, sql } from "kysely";
import type { BoardDatabase } from "./schema.ts";

export function updateTables(db: Kysely<BoardDatabase>) {
  return {
    async appendUpdate(vault: string, expected: number, bytes: Uint8Array) {
      // The comparison stands in the statement: of two devices that follow one update, the second appends nothing.
      const moved = await db
        .updateTable("vaults")
        .set({ newest: expected + 1 })
        .where("vault", "=", vault)
        .where("newest", "=", expected)
        .executeTakeFirst();
      if (moved.numUpdatedRows !== 1n) return false;
      await db
        .insertInto("updates")
        .values({ vault, seq: expected + 1, bytes })
        .execute();
      return true;
    },
    async newestUpdate(vault: string) {
      const row = await db.selectFrom("vaults").select("newest").where("vault", "=", vault).executeTakeFirst();
      return Number(row?.newest ?? 0);
    },
    async updatesSize(vault: string) {
      const size = sql<number>`coalesce(sum(length(bytes)), 0)`.as("size");
      const row = await db.selectFrom("updates").select(size).where("vault", "=", vault).executeTakeFirstOrThrow();
      return Number(row.size);
    },
    async updates(vault: string, after: number, limit: number) {
      const rows = await db
        .selectFrom("updates")
        .select(["seq", "bytes"])
        .where("vault", "=", vault)
        .where("seq", ">", after)
        .orderBy("seq")
        .limit(limit)
        .execute();
      return rows.map((row) => ({ seq: Number(row.seq), bytes: new Uint8Array(row.bytes) }));
    },
    async snapshot(vault: string) {
      const row = await db
        .selectFrom("snapshots")
        .select(["through", "bytes"])
        .where("vault", "=", vault)
        .executeTakeFirst();
      return row && { through: Number(row.through), bytes: new Uint8Array(row.bytes) };
    },
    async putSnapshot(vault: string, through: number, bytes: Uint8Array) {
      await db
        .insertInto("snapshots")
        .values({ vault, through, bytes })
        .onConflict((c) => c.column("vault").doUpdateSet({ through, bytes }))
        .execute();
      await db.deleteFrom("updates").where("vault", "=", vault).where("seq", "<=", through).execute();
    },
  };
}
