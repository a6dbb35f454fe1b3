/**
 * The log in SQL. An append is part of the transaction of whatever is logged: entry, new tree nodes, new head and
 * the signed checkpoint of the new size become durable together. A crash leaves all of them or none; nothing is
 * ever acknowledged that the log does not hold.
 */
import { type Kysely, sql } from "kysely";
import type { Clock, Signer } from "../../../core/ports.ts";
import { type EntryType, encodeEntry, leafOf } from "../../../core/protocol/entry.ts";
import { signCheckpoint } from "../../../core/tlog/checkpoint.ts";
import { append, encodeFrontier, leafHash, type NodeAddress, readFrontier, rootOf } from "../../../core/tlog/merkle.ts";
import type { DialectName } from "../database.ts";
import type { BoardDatabase } from "./schema.ts";

/** What signs the log. */
export type LogKeys = {
  readonly signer: Signer;
  readonly clock: Clock;
  readonly origin: string;
  readonly seed: Uint8Array;
};

/** Two boards that append at once must not both extend the same head: PostgreSQL locks its row for the transaction. */
async function lockedHead(db: Kysely<BoardDatabase>, dialect: DialectName) {
  const query = db.selectFrom("head").select(["size", "seconds", "frontier"]).where("id", "=", 1);
  return (dialect === "postgres" ? query.forUpdate() : query).executeTakeFirstOrThrow();
}

export function logTables(db: Kysely<BoardDatabase>, dialect: DialectName, { signer, clock, origin, seed }: LogKeys) {
  return {
    async append(type: EntryType, body: Uint8Array): Promise<number> {
      const head = await lockedHead(db, dialect);
      const position = Number(head.size);
      // Trustees refuse a log whose hours run backwards, for good. A clock that was set back, or that of a second
      // board, must not bring that about.
      const seconds = Math.max(clock.seconds(), Number(head.seconds));
      const entry = encodeEntry(type, seconds, body);
      const leaf = leafOf(entry);
      const { frontier, nodes } = append(readFrontier(position, new Uint8Array(head.frontier)), leafHash(leaf));
      await db.insertInto("entries").values({ position, leaf, bytes: entry }).execute();
      await db
        .insertInto("nodes")
        .values(nodes.map(({ level, index, hash }) => ({ level, idx: index, hash })))
        .execute();
      const note = signCheckpoint(signer, { origin, size: frontier.size, root: rootOf(frontier) }, seed);
      await db.insertInto("checkpoints").values({ size: frontier.size, note }).execute();
      await db
        .updateTable("head")
        .set({ size: frontier.size, seconds, frontier: encodeFrontier(frontier) })
        .where("size", "=", position)
        .execute();
      return position;
    },
    async entries(from: number, count: number) {
      const rows = await db
        .selectFrom("entries")
        .select(["position", "bytes"])
        .where("position", ">=", from)
        .orderBy("position")
        .limit(count)
        .execute();
      return rows.map((row) => ({ position: Number(row.position), bytes: row.bytes && new Uint8Array(row.bytes) }));
    },
    async leaf(position: number) {
      const row = await db.selectFrom("entries").select("leaf").where("position", "=", position).executeTakeFirst();
      return row && new Uint8Array(row.leaf);
    },
    async leaves(from: number, count: number) {
      const rows = await db
        .selectFrom("entries")
        .select("leaf")
        .where("position", ">=", from)
        .orderBy("position")
        .limit(count)
        .execute();
      return rows.map((row) => new Uint8Array(row.leaf));
    },
    async eraseEntry(position: number) {
      await db.updateTable("entries").set({ bytes: null }).where("position", "=", position).execute();
    },
    async size() {
      return Number((await db.selectFrom("head").select("size").executeTakeFirstOrThrow()).size);
    },
    async checkpoint(size: number) {
      const row = await db.selectFrom("checkpoints").select("note").where("size", "=", size).executeTakeFirst();
      return row?.note;
    },
    async addCosignature(size: number, trustee: number, line: string) {
      await db
        .insertInto("cosignatures")
        .values({ size, trustee, line })
        .onConflict((c) => c.doNothing())
        .execute();
      await sql`insert into witnessed (trustee, size, line) values (${trustee}, ${size}, ${line})
        on conflict (trustee) do update set size = excluded.size, line = excluded.line
        where excluded.size > witnessed.size`.execute(db);
    },
    async cosignatures(size: number) {
      const rows = await db
        .selectFrom("cosignatures")
        .select("line")
        .where("size", "=", size)
        .orderBy("trustee")
        .execute();
      return rows.map((row) => row.line);
    },
    async newestCosigned(witnesses: number) {
      const row = await db
        .selectFrom("cosignatures")
        .select("size")
        .groupBy("size")
        .having((e) => e.fn.countAll(), ">=", witnesses)
        .orderBy("size", "desc")
        .limit(1)
        .executeTakeFirst();
      return row && Number(row.size);
    },
    async witnessed() {
      const rows = await db.selectFrom("witnessed").selectAll().orderBy("trustee").execute();
      return rows.map((row) => ({ trustee: Number(row.trustee), size: Number(row.size), line: row.line }));
    },
    async readNodes(addresses: readonly NodeAddress[]) {
      return Promise.all(
        addresses.map(async ({ level, index }) => {
          const row = await db
            .selectFrom("nodes")
            .select("hash")
            .where("level", "=", level)
            .where("idx", "=", index)
            .executeTakeFirstOrThrow();
          return new Uint8Array(row.hash);
        }),
      );
    },
  };
}
