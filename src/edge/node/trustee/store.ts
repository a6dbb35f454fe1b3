/** A trustee's store on SQL: the TrusteeStore port. What a transaction wrote is durable when it returns. */
import type { ExpressionBuilder, Kysely, Selectable } from "kysely";
import type { PartName } from "../../../core/protocol/record.ts";
import type { StanceName } from "../../../core/protocol/stance.ts";
import type {
  ContributionRow,
  EntryRow,
  Parcel,
  RecordRow,
  RecordStatus,
  StanceRow,
  TrusteeStore,
  TrusteeTables,
} from "../../../roles/trustee/ports.ts";
import { inTransaction } from "../database.ts";
import { type Term, watchWrites } from "./lead.ts";
import type { TrusteeDatabase } from "./schema.ts";
import { tagTables } from "./tag-store.ts";

type Db = Kysely<TrusteeDatabase>;

/** PostgreSQL answers big integers as text and byte strings as Buffers; both databases are read through these. */
const number = (value: number | string | bigint): number => Number(value);
const plain = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);
const list = (text: string): string[] => (text === "" ? [] : text.split(","));

const stanceRow = (row: TrusteeDatabase["stances"]): StanceRow => ({
  caseId: row.case_id,
  counsel: row.counsel,
  stance: row.stance as StanceName,
});

/** As many at once as one statement takes on either database. */
function parts<Item>(items: readonly Item[]): Item[][] {
  const size = 1000;
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

/**
 * @param db an open database whose tables `createTrusteeTables` has made
 * @param term the term for which this process leads; without it there is no other process
 * @throws LeadLost from a transaction that wrote, and nothing is changed, when another worker has taken the lead
 */
export function trusteeStore(db: Db, term?: Term): TrusteeStore {
  return {
    transaction: (work) =>
      inTransaction(db, async (transaction) => {
        const writes = watchWrites();
        const { flush, ...tables } = tablesOf(term ? transaction.withPlugin(writes) : transaction);
        const result = await work(tables);
        await flush();
        if (writes.wrote) await term?.hold(transaction);
        return result;
      }),
    close: () => db.destroy(),
  };
}

function tablesOf(db: Db): TrusteeTables & { flush(): Promise<void> } {
  return {
    ...stateTables(db),
    ...logTables(db),
    ...recordTables(db),
    ...matchingTables(db),
    ...tagTables(db),
    ...parcelTables(db),
  };
}

/** Small values that the rules ask for with every record: read once in a transaction, and written once, at its end. */
function stateTables(db: Db) {
  const known = new Map<string, Uint8Array | undefined>();
  const changed = new Set<string>();
  return {
    async get(key: string) {
      if (!known.has(key)) {
        const row = await db.selectFrom("state").select("value").where("key", "=", key).executeTakeFirst();
        known.set(key, row && plain(row.value));
      }
      return known.get(key);
    },
    async put(key: string, value: Uint8Array) {
      known.set(key, value);
      changed.add(key);
    },
    async remove(key: string) {
      known.set(key, undefined);
      changed.delete(key);
      await db.deleteFrom("state").where("key", "=", key).execute();
    },
    async flush() {
      const rows = [...changed].sort().map((key) => ({ key, value: known.get(key) as Uint8Array }));
      if (rows.length === 0) return;
      await db
        .insertInto("state")
        .values(rows)
        .onConflict((conflict) => conflict.column("key").doUpdateSet((e) => ({ value: e.ref("excluded.value") })))
        .execute();
    },
  };
}

function logTables(db: Db) {
  /** Every record names one: those of a batch are mostly the same. */
  const counsel = new Map<string, Uint8Array>();
  return {
    async addEntries(rows: readonly (EntryRow & { readonly root: Uint8Array })[]) {
      for (const some of parts(rows)) {
        await db
          .insertInto("entries")
          .values(some.map(({ position, bytes }) => ({ position, bytes })))
          .execute();
        await db
          .insertInto("roots")
          .values(some.map(({ position, root }) => ({ size: position + 1, root })))
          .execute();
      }
    },
    async entries(from: number, before: number, limit: number) {
      const rows = await db
        .selectFrom("entries")
        .selectAll()
        .where("position", ">=", from)
        .where("position", "<", before)
        .orderBy("position")
        .limit(limit)
        .execute();
      return rows.map((row) => ({ position: number(row.position), bytes: row.bytes && plain(row.bytes) }));
    },
    async dropEntries(positions: readonly number[]) {
      for (const some of parts(positions)) await db.deleteFrom("entries").where("position", "in", some).execute();
    },
    async dropEntriesBefore(position: number) {
      await db.deleteFrom("entries").where("position", "<", position).execute();
    },
    async rootAt(size: number) {
      const row = await db.selectFrom("roots").select("root").where("size", "=", size).executeTakeFirst();
      return row && plain(row.root);
    },
    async addMisconduct(id: string, bytes: Uint8Array) {
      const result = await db
        .insertInto("misconduct")
        .values({ id, bytes })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .executeTakeFirst();
      return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
    },
    async countMisconduct() {
      const count = (e: ExpressionBuilder<TrusteeDatabase, "misconduct">) => e.fn.countAll().as("count");
      return number((await db.selectFrom("misconduct").select(count).executeTakeFirstOrThrow()).count);
    },
    async misconduct() {
      const rows = await db.selectFrom("misconduct").select("bytes").orderBy("seq").execute();
      return rows.map((row) => plain(row.bytes));
    },
    async addCounsel(id: string, admitted: Uint8Array) {
      await db
        .insertInto("counsel")
        .values({ id, admitted })
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ admitted }))
        .execute();
      counsel.delete(id);
    },
    async counsel(id: string) {
      const known = counsel.get(id);
      if (known !== undefined) return known;
      const row = await db.selectFrom("counsel").select("admitted").where("id", "=", id).executeTakeFirst();
      if (row !== undefined) counsel.set(id, plain(row.admitted));
      return counsel.get(id);
    },
    async allCounsel() {
      const rows = await db.selectFrom("counsel").selectAll().orderBy("id").execute();
      return rows.map(({ id, admitted }) => ({ id, admitted: plain(admitted) }));
    },
  };
}

function recordTables(db: Db) {
  return {
    async addAuthor(author: string) {
      await db
        .insertInto("authors")
        .values({ author })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async hasAuthor(author: string) {
      const row = await db.selectFrom("authors").select("author").where("author", "=", author).executeTakeFirst();
      return row !== undefined;
    },
    async authorsAfter(author: string, limit: number) {
      const query = db.selectFrom("authors").select("author").where("author", ">", author);
      return (await query.orderBy("author").limit(limit).execute()).map((row) => row.author);
    },
    async usage(author: string, sinceHour: number) {
      const row = await db
        .selectFrom("records")
        .select((e) => [e.fn.countAll().as("records"), e.fn.coalesce(e.fn.sum("slots"), e.val(0)).as("slots")])
        .where("author", "=", author)
        .where("hour", ">", sinceHour)
        .executeTakeFirstOrThrow();
      return { records: number(row.records), slots: number(row.slots) };
    },
    async addRecord(row: RecordRow) {
      await db
        .insertInto("records")
        .values({ record: row.record, ...columns(row) } as never)
        .execute();
    },
    async record(id: string) {
      const row = await db.selectFrom("records").selectAll().where("record", "=", id).executeTakeFirst();
      return row && recordOf(row);
    },
    async records(ids: readonly string[]) {
      const found = new Map<string, RecordRow>();
      for (const some of parts(ids)) {
        const rows = await db.selectFrom("records").selectAll().where("record", "in", some).execute();
        for (const row of rows) found.set(row.record, recordOf(row));
      }
      return found;
    },
    async recordsAfter(id: string, limit: number) {
      const query = db.selectFrom("records").selectAll().where("record", ">", id);
      return (await query.orderBy("record").limit(limit).execute()).map(recordOf);
    },
    async changeRecord(id: string, change: Partial<Omit<RecordRow, "record">>) {
      await db.updateTable("records").set(columns(change)).where("record", "=", id).execute();
    },
    async recordAt(position: number) {
      const row = await db.selectFrom("records").selectAll().where("position", "=", position).executeTakeFirst();
      return row && recordOf(row);
    },
    async waitingBefore(position: number) {
      const rows = await db
        .selectFrom("records")
        .selectAll()
        .where("matched", "=", 0)
        .where("status", "=", "accepted")
        .where("position", "<", position)
        .execute();
      return rows.map(recordOf);
    },
    async countRecords() {
      const rows = await db
        .selectFrom("records")
        .select((e) => ["status", "matched", e.fn.countAll().as("count")])
        .groupBy(["status", "matched"])
        .execute();
      const sum = (keep: (row: (typeof rows)[number]) => boolean) =>
        rows.filter(keep).reduce((total, row) => total + number(row.count), 0);
      return {
        accepted: sum((row) => row.status === "accepted"),
        rejected: sum((row) => row.status === "rejected"),
        withdrawn: sum((row) => row.status === "withdrawn"),
        waiting: sum((row) => row.status === "accepted" && number(row.matched) === 0),
      };
    },
  };
}

/** The columns of those fields of a record that are given. */
function columns(row: Partial<RecordRow>): Partial<TrusteeDatabase["records"]> {
  const { record: _, counsel, matched, released, ...same } = row;
  return {
    ...same,
    ...(counsel === undefined ? {} : { counsel: counsel.join(",") }),
    ...(matched === undefined ? {} : { matched: matched ? 1 : 0 }),
    ...(released === undefined ? {} : { released: released.join(",") }),
  };
}

function recordOf(row: Selectable<TrusteeDatabase["records"]>): RecordRow {
  return {
    ...row,
    position: number(row.position),
    counsel: list(row.counsel),
    status: row.status as RecordStatus,
    header: row.header && plain(row.header),
    matched: number(row.matched) === 1,
    released: list(row.released) as PartName[],
  };
}

function matchingTables(db: Db) {
  return {
    async addContributions(rows: readonly ContributionRow[]) {
      for (const some of parts(rows)) {
        await db
          .insertInto("contributions")
          .values(some.map(({ record, trustee, results }) => ({ record, trustee, results })))
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
    },
    async countContributions(records: readonly string[]) {
      const counts = new Map<string, number>();
      for (const some of parts(records)) {
        const rows = await db
          .selectFrom("contributions")
          .select((e) => ["record", e.fn.countAll().as("count")])
          .where("record", "in", some)
          .groupBy("record")
          .execute();
        for (const { record, count } of rows) counts.set(record, Number(count));
      }
      return counts;
    },
    async contributions(record: string) {
      const rows = await db
        .selectFrom("contributions")
        .select(["trustee", "results"])
        .where("record", "=", record)
        .orderBy("trustee")
        .execute();
      return rows.map((row) => ({ record, trustee: number(row.trustee), results: plain(row.results) }));
    },
    async dropContributions(record: string) {
      await db.deleteFrom("contributions").where("record", "=", record).execute();
    },
    async addRefusal(record: string, trustee: number) {
      await db
        .insertInto("refusals")
        .values({ record, trustee })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async countRefusals(record: string) {
      const count = (e: ExpressionBuilder<TrusteeDatabase, "refusals">) => e.fn.countAll().as("count");
      const row = await db.selectFrom("refusals").select(count).where("record", "=", record).executeTakeFirstOrThrow();
      return number(row.count);
    },
    async park(seq: number, bytes: Uint8Array) {
      await db
        .insertInto("parked")
        .values({ seq, bytes })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async parked() {
      const rows = await db.selectFrom("parked").selectAll().orderBy("seq").execute();
      return rows.map((row) => ({ seq: number(row.seq), bytes: plain(row.bytes) }));
    },
    async unpark(seq: number) {
      await db.deleteFrom("parked").where("seq", "=", seq).execute();
    },
    async addVerdict({ caseId, record, same }: { caseId: string; record: string; same: readonly string[] }) {
      await db
        .insertInto("verdicts")
        .values({ case_id: caseId, record, same: same.join(",") })
        .execute();
    },
    async verdicts(caseId: string) {
      const rows = await db.selectFrom("verdicts").selectAll().where("case_id", "=", caseId).execute();
      return rows.map((row) => ({ caseId, record: row.record, same: list(row.same) }));
    },
    async allVerdicts() {
      const rows = await db.selectFrom("verdicts").selectAll().execute();
      return rows.map((row) => ({ caseId: row.case_id, record: row.record, same: list(row.same) }));
    },
    async addStance({ caseId, counsel, stance }: StanceRow) {
      await db
        .insertInto("stances")
        .values({ case_id: caseId, counsel, stance })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async stances(caseIds: readonly string[]) {
      if (caseIds.length === 0) return [];
      return (await db.selectFrom("stances").selectAll().where("case_id", "in", caseIds).execute()).map(stanceRow);
    },
    async allStances() {
      return (await db.selectFrom("stances").selectAll().execute()).map(stanceRow);
    },
  };
}

function parcelTables(db: Db) {
  return {
    async send({ kind, target, bytes }: Omit<Parcel, "id">) {
      await db.insertInto("parcels").values({ kind, target, bytes }).execute();
    },
    async parcels(limit: number) {
      const rows = await db.selectFrom("parcels").selectAll().orderBy("id").limit(limit).execute();
      return rows.map((row) => ({
        id: number(row.id),
        kind: row.kind as Parcel["kind"],
        target: row.target,
        bytes: plain(row.bytes),
      }));
    },
    async delivered(id: number) {
      await db.deleteFrom("parcels").where("id", "=", id).execute();
    },
  };
}
