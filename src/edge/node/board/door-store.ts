/** Doors of vaults in SQL, and how often somebody tried to open one. */
import { type Kysely, sql } from "kysely";
import type { DoorContent } from "../../../roles/board/ports.ts";
import type { BoardDatabase } from "./schema.ts";

export function doorTables(db: Kysely<BoardDatabase>) {
  return {
    async putDoor(door: string, vault: string, { keyHash, wrap }: DoorContent) {
      await db
        .insertInto("doors")
        .values({ door, vault, key_hash: keyHash, wrap })
        .onConflict((c) => c.columns(["door", "vault"]).doUpdateSet({ key_hash: keyHash, wrap }))
        .execute();
    },
    async removeDoor(door: string, vault: string) {
      await db.deleteFrom("doors").where("door", "=", door).where("vault", "=", vault).execute();
    },
    async doorsOf(vault: string) {
      const rows = await db.selectFrom("doors").select("door").where("vault", "=", vault).orderBy("door").execute();
      return rows.map((row) => row.door);
    },
    async doors(door: string) {
      const rows = await db
        .selectFrom("doors")
        .select(["key_hash", "wrap"])
        .where("door", "=", door)
        .limit(SAME_DOOR_MAX)
        .execute();
      return rows.map((row) => ({ keyHash: row.key_hash, wrap: new Uint8Array(row.wrap) }));
    },
    async countAttempt(name: string, hour: number) {
      await db.deleteFrom("attempts").where("hour", "<", hour).execute();
      const row = await db
        .insertInto("attempts")
        .values({ name, hour, count: 1 })
        .onConflict((c) => c.columns(["name", "hour"]).doUpdateSet({ count: sql<number>`attempts.count + 1` }))
        .returning("count")
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
    async uncountAttempt(name: string, hour: number) {
      await db
        .updateTable("attempts")
        .set({ count: sql<number>`count - 1` })
        .where("name", "=", name)
        .where("hour", "=", hour)
        .execute();
    },
  };
}

/** Names are drawn at random, so more than one is chance and more than a few is somebody's mischief. */
const SAME_DOOR_MAX = 64;
