/**
 * The log in SQL. An append is part of the transaction of whatever is logged: entries, new tree nodes, new head and
 * the signed checkpoint of the new size become durable together. A crash leaves all of them or none; nothing is
 * ever acknowledged that the log does not hold, and no checkpoint is signed that it could come to contradict.
 *
 * Within a transaction appends are gathered and written when something reads the log, or at its end.
 */
import { type Insertable, type Kysely, sql } from "kysely";
import type { Clock, Signer } from "../../../core/ports.ts";
import { type EntryType, encodeEntry, leafOfType } from "../../../core/protocol/entry.ts";
import { signCheckpoint } from "../../../core/tlog/checkpoint.ts";
import {
  append,
  encodeFrontier,
  type Frontier,
  leafHash,
  type NodeAddress,
  readFrontier,
  rootOf,
} from "../../../core/tlog/merkle.ts";
import type { DialectName } from "../database.ts";
import type { BoardDatabase } from "./schema.ts";

/** What signs the log. */
export type LogKeys = {
  readonly signer: Signer;
  readonly clock: Clock;
  readonly origin: string;
  readonly seed: Uint8Array;
};

/** A log as it grows in one transaction. `written` is the size up to which it is in the tables. */
type Growth = {
  readonly written: number;
  readonly seconds: number;
  readonly frontier: Frontier;
  readonly entries: readonly Insertable<BoardDatabase["entries"]>[];
  readonly nodes: readonly Insertable<BoardDatabase["nodes"]>[];
};

/** Appends within one transaction of the database. */
export class LogGrowth {
  readonly #db: Kysely<BoardDatabase>;
  readonly #dialect: DialectName;
  readonly #keys: LogKeys;
  /** Undefined until the first append. Never changed in place, so that a mark of it stays what it was. */
  #growth: Growth | undefined;

  constructor(db: Kysely<BoardDatabase>, dialect: DialectName, keys: LogKeys) {
    this.#db = db;
    this.#dialect = dialect;
    this.#keys = keys;
  }

  async append(type: EntryType, body: Uint8Array): Promise<number> {
    const before = this.#growth ?? (await this.#lockedHead());
    const position = before.frontier.size;
    // Trustees refuse a log whose hours run backwards, for good. A clock that was set back, or that of a second
    // board, must not bring that about.
    const seconds = Math.max(this.#keys.clock.seconds(), before.seconds);
    const bytes = encodeEntry(type, seconds, body);
    const leaf = leafOfType(type, bytes);
    const { frontier, nodes } = append(before.frontier, leafHash(leaf));
    this.#growth = {
      ...before,
      seconds,
      frontier,
      entries: [...before.entries, { position, leaf, bytes }],
      nodes: [...before.nodes, ...nodes.map(({ level, index, hash }) => ({ level, idx: index, hash }))],
    };
    return position;
  }

  /** Writes what has been appended, with the checkpoint of the size that it makes. */
  async write(): Promise<void> {
    if (this.#growth === undefined || this.#growth.entries.length === 0) return;
    const { written, seconds, frontier, entries, nodes } = this.#growth;
    await this.#db.insertInto("entries").values(entries).execute();
    await this.#db.insertInto("nodes").values(nodes).execute();
    const { signer, origin, seed } = this.#keys;
    const note = signCheckpoint(signer, { origin, size: frontier.size, root: rootOf(frontier) }, seed);
    await this.#db.insertInto("checkpoints").values({ size: frontier.size, note }).execute();
    await this.#db
      .updateTable("head")
      .set({ size: frontier.size, seconds, frontier: encodeFrontier(frontier) })
      .where("size", "=", written)
      .execute();
    this.#growth = { written: frontier.size, seconds, frontier, entries: [], nodes: [] };
  }

  mark(): Growth | undefined {
    return this.#growth;
  }

  /** Goes back to a mark, together with the database. */
  rewind(mark: Growth | undefined): void {
    this.#growth = mark;
  }

  /** Two boards that append at once must not both extend the same head: PostgreSQL locks its row for the transaction. */
  async #lockedHead(): Promise<Growth> {
    const query = this.#db.selectFrom("head").select(["size", "seconds", "frontier"]).where("id", "=", 1);
    const head = await (this.#dialect === "postgres" ? query.forUpdate() : query).executeTakeFirstOrThrow();
    const size = Number(head.size);
    const frontier = readFrontier(size, new Uint8Array(head.frontier));
    return { written: size, seconds: Number(head.seconds), frontier, entries: [], nodes: [] };
  }
}

/** What the board's rules ask of the log. */
export function logTables(db: Kysely<BoardDatabase>, growth: LogGrowth) {
  return {
    append: (type: EntryType, body: Uint8Array) => growth.append(type, body),
    async entries(from: number, count: number) {
      await growth.write();
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
      await growth.write();
      const row = await db.selectFrom("entries").select("leaf").where("position", "=", position).executeTakeFirst();
      return row && new Uint8Array(row.leaf);
    },
    async leaves(from: number, count: number) {
      await growth.write();
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
      await growth.write();
      await db.updateTable("entries").set({ bytes: null }).where("position", "=", position).execute();
    },
    async size() {
      await growth.write();
      return Number((await db.selectFrom("head").select("size").executeTakeFirstOrThrow()).size);
    },
    async checkpoint(size: number) {
      await growth.write();
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
    async firstCosigned(witnesses: number, atLeast: number) {
      const row = await db
        .selectFrom("cosignatures")
        .select("size")
        .where("size", ">=", atLeast)
        .groupBy("size")
        .having((e) => e.fn.countAll(), ">=", witnesses)
        .orderBy("size")
        .limit(1)
        .executeTakeFirst();
      return row && Number(row.size);
    },
    async addStamp(size: number, token: Uint8Array) {
      await db
        .insertInto("stamps")
        .values({ size, token })
        .onConflict((c) => c.doNothing())
        .execute();
    },
    async stamp(size: number) {
      const row = await db.selectFrom("stamps").select("token").where("size", "=", size).executeTakeFirst();
      return row && new Uint8Array(row.token);
    },
    async firstStamped(atLeast: number) {
      const row = await db
        .selectFrom("stamps")
        .select("size")
        .where("size", ">=", atLeast)
        .orderBy("size")
        .limit(1)
        .executeTakeFirst();
      return row && Number(row.size);
    },
    async witnessed() {
      const rows = await db.selectFrom("witnessed").selectAll().orderBy("trustee").execute();
      return rows.map((row) => ({ trustee: Number(row.trustee), size: Number(row.size), line: row.line }));
    },
    async readNodes(addresses: readonly NodeAddress[]) {
      await growth.write();
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
