/** Vault blobs in SQL: whoever writes names the version that they follow. */
import type { Kysely } from "kysely";
import type { BoardDatabase } from "./schema.ts";

export function vaultTables(db: Kysely<BoardDatabase>) {
  return {
    async blob(vault: string, blob: string) {
      const row = await db
        .selectFrom("blobs")
        .select(["version", "bytes"])
        .where("vault", "=", vault)
        .where("blob", "=", blob)
        .executeTakeFirst();
      return row && { version: Number(row.version), bytes: new Uint8Array(row.bytes) };
    },
    async vaultKey(vault: string) {
      const row = await db.selectFrom("vaults").select("key_hash").where("vault", "=", vault).executeTakeFirst();
      return row?.key_hash;
    },
    async addVault(vault: string, keyHash: string) {
      await db.insertInto("vaults").values({ vault, key_hash: keyHash, newest: 0 }).execute();
    },
    async putBlob(vault: string, blob: string, expected: number, bytes: Uint8Array) {
      if (expected === 0) {
        const added = await db
          .insertInto("blobs")
          .values({ vault, blob, version: 1, bytes })
          .onConflict((c) => c.doNothing())
          .executeTakeFirst();
        return added.numInsertedOrUpdatedRows === 1n ? 1 : undefined;
      }
      // The comparison stands in the statement: of two devices with one version, the second changes nothing.
      const changed = await db
        .updateTable("blobs")
        .set({ version: expected + 1, bytes })
        .where("vault", "=", vault)
        .where("blob", "=", blob)
        .where("version", "=", expected)
        .executeTakeFirst();
      return changed.numUpdatedRows === 1n ? expected + 1 : undefined;
    },
    async deleteVault(vault: string) {
      for (const table of ["doors", "updates", "snapshots", "blobs", "vaults"] as const) {
        await db.deleteFrom(table).where("vault", "=", vault).execute();
      }
    },
  };
}
