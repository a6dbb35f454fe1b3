/** The board's store on SQL: the BoardStore port. */
import { type Kysely, sql } from "kysely";
import { toHex } from "../../../core/bytes/bytes.ts";
import { conflict } from "../../../core/bytes/errors.ts";
import { sha256 } from "../../../core/crypto/hash.ts";
import type { BoardStore, BoardTables } from "../../../roles/board/ports.ts";
import { type DialectName, inTransaction, oneAtATime } from "../database.ts";
import { doorTables } from "./door-store.ts";
import { GroupCommit, type Workspace } from "./group-commit.ts";
import { LogGrowth, type LogKeys, logTables } from "./log-store.ts";
import { pieceTables } from "./piece-store.ts";
import type { BoardDatabase } from "./schema.ts";
import { updateTables } from "./update-store.ts";
import { vaultTables } from "./vault-store.ts";

type Db = Kysely<BoardDatabase>;
const number = (value: number | string | bigint): number => Number(value);
const plain = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);

/** @param keys what signs the log's checkpoints */
export function boardStore(db: Db, dialect: DialectName, keys: LogKeys): BoardStore {
  const open = (transaction: Db) => workspaceOf(transaction, dialect, keys);
  const group = new GroupCommit(db, open);
  return {
    transaction: (work) => (dialect === "sqlite" ? group.transaction(work) : alone(db, open, work)),
    async forgetErased() {
      // What was erased stands in the write-ahead log until that is written back and cut.
      if (dialect === "sqlite") await sql`pragma wal_checkpoint(truncate)`.execute(db);
    },
    close: () => db.destroy(),
  };
}

function alone<Result>(
  db: Db,
  open: (transaction: Db) => Workspace<BoardTables>,
  work: (tables: BoardTables) => Promise<Result>,
): Promise<Result> {
  return inTransaction(db, async (transaction) => {
    const workspace = open(transaction);
    const result = await work(workspace.tables);
    await workspace.finish();
    return result;
  });
}

function workspaceOf(db: Db, dialect: DialectName, keys: LogKeys): Workspace<BoardTables> {
  const growth = new LogGrowth(db, dialect, keys);
  return {
    tables: tablesOf(db, dialect, growth),
    mark: () => growth.mark(),
    rewind: (mark) => growth.rewind(mark as ReturnType<LogGrowth["mark"]>),
    finish: () => growth.write(),
  };
}

function tablesOf(db: Db, dialect: DialectName, growth: LogGrowth): BoardTables {
  return {
    ...stateTables(db),
    oneAtATime: (name: string) => oneAtATime(db, dialect, name),
    ...logTables(db, growth),
    ...ceremonyTables(db, dialect),
    ...resharingTables(db, dialect),
    ...counselTables(db, dialect),
    ...recordTables(db, dialect),
    ...mailTables(db),
    ...vaultTables(db),
    ...updateTables(db),
    ...doorTables(db),
    ...pieceTables(db, dialect),
  };
}

function stateTables(db: Db) {
  return {
    async get(key: string) {
      const row = await db.selectFrom("state").select("value").where("key", "=", key).executeTakeFirst();
      return row && plain(row.value);
    },
    async put(key: string, value: Uint8Array) {
      await db
        .insertInto("state")
        .values({ key, value })
        .onConflict((c) => c.column("key").doUpdateSet({ value }))
        .execute();
    },
    async place(name: string) {
      const row = await db.selectFrom("places").select("position").where("name", "=", name).executeTakeFirst();
      return row && number(row.position);
    },
    async setPlace(name: string, position: number) {
      await db.insertInto("places").values({ name, position }).execute();
    },
  };
}

function ceremonyTables(db: Db, dialect: DialectName) {
  return {
    async addCeremonyMessage(trustee: number, step: string, bytes: Uint8Array) {
      await oneAtATime(db, dialect, "ceremony"); // or the last two signatures would each miss the other
      const before = await db
        .selectFrom("ceremony")
        .select("bytes")
        .where("trustee", "=", trustee)
        .where("step", "=", step)
        .executeTakeFirst();
      if (before !== undefined)
        return toHex(plain(before.bytes)) === toHex(bytes) ? ("same" as const) : ("different" as const);
      await db.insertInto("ceremony").values({ trustee, step, bytes }).execute();
      return "added" as const;
    },
    async ceremonyMessages(after: number) {
      const rows = await db
        .selectFrom("ceremony")
        .select(["seq", "bytes"])
        .where("seq", ">", after)
        .orderBy("seq")
        .limit(200)
        .execute();
      return rows.map((row) => ({ seq: number(row.seq), bytes: plain(row.bytes) }));
    },
  };
}

function resharingTables(db: Db, dialect: DialectName) {
  return {
    async addJoiner(card: Uint8Array) {
      const id = toHex(sha256(card));
      await db
        .insertInto("joiners")
        .values({ id, card })
        .onConflict((c) => c.doNothing())
        .execute();
    },
    async joiners() {
      return (await db.selectFrom("joiners").select("card").orderBy("id").execute()).map(({ card }) => plain(card));
    },
    async clearResharing() {
      await oneAtATime(db, dialect, "resharing");
      await db.deleteFrom("resharing").execute();
    },
    async addResharingMessage(sender: string, step: string, bytes: Uint8Array) {
      await oneAtATime(db, dialect, "resharing"); // or the last two signatures would each miss the other
      const before = await db
        .selectFrom("resharing")
        .select("bytes")
        .where("sender", "=", sender)
        .where("step", "=", step)
        .executeTakeFirst();
      if (before !== undefined)
        return toHex(plain(before.bytes)) === toHex(bytes) ? ("same" as const) : ("different" as const);
      await db.insertInto("resharing").values({ sender, step, bytes }).execute();
      return "added" as const;
    },
    async resharingMessages(after: number) {
      const query = db.selectFrom("resharing").select(["seq", "bytes"]).where("seq", ">", after).orderBy("seq");
      return (await query.limit(200).execute()).map((row) => ({ seq: number(row.seq), bytes: plain(row.bytes) }));
    },
  };
}

function counselTables(db: Db, dialect: DialectName) {
  return {
    async addApplication(application: { id: string; card: Uint8Array; signature: Uint8Array }) {
      const before = await db.selectFrom("counsel").select("id").where("id", "=", application.id).executeTakeFirst();
      if (before !== undefined) throw conflict("counsel-admitted", "this counsel has been admitted already");
      await db
        .insertInto("applications")
        .values(application)
        .onConflict((c) => c.doNothing())
        .execute();
    },
    async application(id: string) {
      const row = await db.selectFrom("applications").selectAll().where("id", "=", id).executeTakeFirst();
      return row && { id, card: plain(row.card), signature: plain(row.signature) };
    },
    async applications() {
      const open = await db
        .selectFrom("applications")
        .selectAll()
        .where("id", "not in", db.selectFrom("counsel").select("id"))
        .orderBy("id")
        .limit(200)
        .execute();
      const admissions = await db.selectFrom("admissions").select(["id", "trustee"]).execute();
      return open.map((row) => ({
        id: row.id,
        card: plain(row.card),
        signature: plain(row.signature),
        admitted: admissions.filter(({ id }) => id === row.id).map(({ trustee }) => number(trustee)),
      }));
    },
    async countApplications() {
      const row = await db
        .selectFrom("applications")
        .select((e) => e.fn.countAll().as("count"))
        .executeTakeFirstOrThrow();
      return number(row.count);
    },
    async addAdmission(id: string, { trustee, signature }: { trustee: number; signature: Uint8Array }) {
      await oneAtATime(db, dialect, `admission/${id}`); // so that whoever is the t-th sees the others
      await db
        .insertInto("admissions")
        .values({ id, trustee, signature })
        .onConflict((c) => c.doNothing())
        .execute();
    },
    async admissions(id: string) {
      const rows = await db.selectFrom("admissions").selectAll().where("id", "=", id).orderBy("trustee").execute();
      return rows.map((row) => ({ trustee: number(row.trustee), signature: plain(row.signature) }));
    },
    async clearPendingAdmissions() {
      await db.deleteFrom("admissions").where("id", "not in", db.selectFrom("counsel").select("id")).execute();
    },
    async addCounsel(id: string, admitted: Uint8Array) {
      const head = await db.selectFrom("head").select("size").executeTakeFirstOrThrow();
      await db.insertInto("counsel").values({ id, position: head.size, admitted }).execute();
    },
    async counsel(id: string) {
      const row = await db.selectFrom("counsel").select("admitted").where("id", "=", id).executeTakeFirst();
      return row && plain(row.admitted);
    },
    async allCounsel() {
      const rows = await db.selectFrom("counsel").select("admitted").orderBy("position").limit(500).execute();
      return rows.map((row) => plain(row.admitted));
    },
  };
}

function recordTables(db: Db, dialect: DialectName) {
  return {
    async addRecord(
      record: string,
      { position, author }: { position: number; author: string },
      { hour, slots }: { hour: number; slots: number },
      parts: Readonly<Record<"who" | "account", Uint8Array>>,
    ) {
      await db.insertInto("records").values({ record, position, author, hour, slots }).execute();
      const rows = (["who", "account"] as const).map((part) => ({ record, part, bytes: parts[part] }));
      await db.insertInto("parts").values(rows).execute();
    },
    async record(record: string) {
      const row = await db
        .selectFrom("records")
        .select(["position", "author"])
        .where("record", "=", record)
        .executeTakeFirst();
      return row && { position: number(row.position), author: row.author };
    },
    async usage(author: string, sinceHour: number) {
      await oneAtATime(db, dialect, `author/${author}`); // two records at once are counted one after the other
      const row = await db
        .selectFrom("records")
        .select((e) => [e.fn.countAll().as("records"), e.fn.coalesce(e.fn.sum("slots"), e.val(0)).as("slots")])
        .where("author", "=", author)
        .where("hour", ">", sinceHour)
        .executeTakeFirstOrThrow();
      return { records: number(row.records), slots: number(row.slots) };
    },
    async part(record: string, part: string) {
      const row = await db
        .selectFrom("parts")
        .select("bytes")
        .where("record", "=", record)
        .where("part", "=", part)
        .executeTakeFirst();
      return row && plain(row.bytes);
    },
    async eraseParts(record: string) {
      await db.deleteFrom("parts").where("record", "=", record).execute();
    },
    async addErasure(record: string, trustee: number) {
      await oneAtATime(db, dialect, `erasure/${record}`); // so that whoever is the t-th sees the others
      await db
        .insertInto("erasures")
        .values({ record, trustee })
        .onConflict((c) => c.doNothing())
        .execute();
      const row = await db
        .selectFrom("erasures")
        .select((e) => e.fn.countAll().as("count"))
        .where("record", "=", record)
        .executeTakeFirstOrThrow();
      return number(row.count);
    },
  };
}

function mailTables(db: Db) {
  return {
    async post(box: string, bytes: Uint8Array) {
      const hash = toHex(sha256(bytes));
      const before = await db
        .selectFrom("mail")
        .select("seq")
        .where("box", "=", box)
        .where("hash", "=", hash)
        .executeTakeFirst();
      if (before !== undefined) return { seq: number(before.seq), fresh: false };
      // The counter's row is locked until this transaction ends, so numbers become visible in their order.
      const next = await sql<{
        value: number;
      }>`update counters set value = value + 1 where name = 'mail' returning value`.execute(db);
      const seq = number((next.rows[0] as { value: number }).value);
      await db.insertInto("mail").values({ seq, box, hash, bytes }).execute();
      return { seq, fresh: true };
    },
    async mail(box: string, after: number, limit: number) {
      const rows = await db
        .selectFrom("mail")
        .select(["seq", "bytes"])
        .where("box", "=", box)
        .where("seq", ">", after)
        .orderBy("seq")
        .limit(limit)
        .execute();
      return rows.map((row) => ({ seq: number(row.seq), bytes: plain(row.bytes) }));
    },
    async newestMail(box: string) {
      const row = await db
        .selectFrom("mail")
        .select("seq")
        .where("box", "=", box)
        .orderBy("seq", "desc")
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? 0 : number(row.seq);
    },
  };
}
