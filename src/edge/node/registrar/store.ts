/** What the registrar remembers: invitations as keyed hashes, and which blinded messages it has logged. */
import type { Kysely } from "kysely";
import { sql } from "kysely";
import { toHex } from "../../../core/bytes/bytes.ts";
import type { RegistrarStore } from "../../../roles/registrar/registrar.ts";
import { type DialectName, openDatabase } from "../database.ts";

export type RegistrarDatabase = {
  invitations: { code_hash: string; used_for: string | null };
  logged: { use_hash: string };
};

/** Opens the registrar's database and makes its tables. */
export async function openRegistrarStore(location: string): Promise<RegistrarStore & { close(): Promise<void> }> {
  const { db, dialect } = openDatabase<RegistrarDatabase>(location);
  await createTables(db, dialect);
  return { ...registrarStore(db), close: () => db.destroy() };
}

async function createTables(db: Kysely<RegistrarDatabase>, _dialect: DialectName): Promise<void> {
  await db.schema
    .createTable("invitations")
    .ifNotExists()
    .addColumn("code_hash", "text", (c) => c.primaryKey())
    .addColumn("used_for", "text")
    .execute();
  await db.schema
    .createTable("logged")
    .ifNotExists()
    .addColumn("use_hash", "text", (c) => c.primaryKey())
    .execute();
}

function registrarStore(db: Kysely<RegistrarDatabase>): RegistrarStore {
  return {
    async addInvitation(codeHash) {
      await db
        .insertInto("invitations")
        .values({ code_hash: toHex(codeHash), used_for: null })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async claim(codeHash, use) {
      // The comparison is in the statement: of two claims at the same moment, one finds nothing to change.
      const changed = await sql`update invitations set used_for = ${toHex(use)}
        where code_hash = ${toHex(codeHash)} and used_for is null`.execute(db);
      if (changed.numAffectedRows === 1n) return "claimed";
      const row = await db
        .selectFrom("invitations")
        .select("used_for")
        .where("code_hash", "=", toHex(codeHash))
        .executeTakeFirst();
      if (row === undefined) return "unknown";
      return row.used_for === toHex(use) ? "same-again" : "used";
    },
    async logged(use) {
      const row = await db
        .selectFrom("logged")
        .select("use_hash")
        .where("use_hash", "=", toHex(use))
        .executeTakeFirst();
      return row !== undefined;
    },
    async markLogged(use) {
      await db
        .insertInto("logged")
        .values({ use_hash: toHex(use) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}
