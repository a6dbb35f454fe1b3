/** What the registrar remembers: invitations as keyed hashes, and which blinded messages it has logged. */
import type { Kysely } from "kysely";
import { sql } from "kysely";
import { toHex } from "../../../core/bytes/bytes.ts";
import type { RegistrarStore } from "../../../roles/registrar/registrar.ts";
import { createTables, type DialectName, openDatabase, type Upgrade, type Versions } from "../database.ts";

export type RegistrarDatabase = {
  invitations: { code_hash: string; used_for: string | null };
  logged: { use_hash: string };
  begun: { name: string; value: Uint8Array; until: number; looks: number; since: number; times: number };
};

const DAY = 86_400;

/** Opens the registrar's database and makes its tables. */
export async function openRegistrarStore(location: string): Promise<RegistrarStore & { close(): Promise<void> }> {
  const { db, dialect } = openDatabase<RegistrarDatabase>(location);
  await createRegistrarTables(db, dialect);
  return { ...registrarStore(db), close: () => db.destroy() };
}

/** Creates what is missing. Safe to run at every start. */
export function createRegistrarTables(
  db: Kysely<RegistrarDatabase>,
  dialect: DialectName,
  upgrade?: Upgrade,
): Promise<Versions> {
  return createTables({ db, dialect }, (transaction) => createIn(transaction, dialect), [], upgrade);
}

async function createIn(db: Kysely<RegistrarDatabase>, dialect: DialectName): Promise<void> {
  await db.schema
    .createTable("invitations")
    .ifNotExists()
    .addColumn("code_hash", "text", (c) => c.primaryKey())
    .addColumn("used_for", "text")
    .execute();
  await db.schema
    .createTable("begun")
    .ifNotExists()
    .addColumn("name", "text", (c) => c.primaryKey())
    .addColumn("value", dialect === "sqlite" ? sql`blob` : sql`bytea`, (c) => c.notNull())
    .addColumn("until", "bigint", (c) => c.notNull())
    .addColumn("looks", "integer", (c) => c.notNull())
    .addColumn("since", "bigint", (c) => c.notNull())
    .addColumn("times", "integer", (c) => c.notNull())
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
    async isFor(codeHash, use) {
      const row = await db
        .selectFrom("invitations")
        .select("used_for")
        .where("code_hash", "=", toHex(codeHash))
        .executeTakeFirst();
      return row?.used_for === toHex(use);
    },
    async begin(name, { value, now, until }, { since, most }) {
      // One statement, so that of two at once each counts. A count older than the limit looks back begins anew.
      const begun = await sql`insert into begun (name, value, until, looks, since, times)
        values (${toHex(name)}, ${value}, ${until}, 0, ${now}, 1)
        on conflict (name) do update set
          value = excluded.value, until = excluded.until, looks = 0,
          times = case when begun.since < ${since} then 1 else begun.times + 1 end,
          since = case when begun.since < ${since} then excluded.since else begun.since end
        where begun.since < ${since} or begun.times < ${most}`.execute(db);
      await db
        .deleteFrom("begun")
        .where("until", "<", now - DAY)
        .execute();
      return begun.numAffectedRows === 1n;
    },
    async look(name, now, looks) {
      const { rows } = await sql<{ value: Uint8Array }>`update begun set looks = looks + 1
        where name = ${toHex(name)} and until >= ${now} and looks < ${looks} returning value`.execute(db);
      return rows[0] && new Uint8Array(rows[0].value);
    },
    async forget(name) {
      // The count of what was begun stays, so that a day's limit holds.
      await sql`update begun set looks = 1000000 where name = ${toHex(name)}`.execute(db);
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
