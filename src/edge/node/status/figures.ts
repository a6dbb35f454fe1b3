/** What each service's own database says of how it is: counts alone. Read by `chorus status` and by Prometheus alike. */
import { type Kysely, PostgresAdapter, sql } from "kysely";
import { decode } from "../../../core/bytes/cbor.ts";
import { whole } from "../../../core/bytes/schema.ts";
import { PROGRESS_NAMES } from "../../../roles/trustee/progress.ts";
import type { BoardDatabase } from "../board/schema.ts";
import type { Figure } from "../metrics.ts";
import { systemClock } from "../platform.ts";
import { HAND_MILLISECONDS } from "../trustee/labour.ts";
import type { TrusteeDatabase } from "../trustee/schema.ts";

export const SERVICES = ["board", "trustee", "registrar"] as const;
export type ServiceName = (typeof SERVICES)[number];

export const FIGURES: Readonly<Record<ServiceName, (db: Kysely<never>) => Promise<Figure[]>>> = {
  board: (db) => boardFigures(db as unknown as Kysely<BoardDatabase>),
  trustee: (db) => trusteeFigures(db as unknown as Kysely<TrusteeDatabase>),
  registrar: registrarFigures,
};

async function countOf(db: Kysely<never>, from: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ count: number | string }>`select count(*) as count from ${from}`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

export async function boardFigures(db: Kysely<BoardDatabase>): Promise<Figure[]> {
  const plain = db as unknown as Kysely<never>;
  const head = await db.selectFrom("head").select("size").where("id", "=", 1).executeTakeFirst();
  const witnessed = await db.selectFrom("witnessed").select(["trustee", "size"]).orderBy("trustee").execute();
  return [
    { name: "log_size", help: "Entries in the log.", value: Number(head?.size ?? 0) },
    {
      name: "witness_size",
      help: "Entries that each trustee has cosigned.",
      label: "trustee",
      value: new Map(witnessed.map(({ trustee, size }) => [String(trustee), Number(size)])),
    },
    { name: "records", help: "Sealed records that were taken.", value: await countOf(plain, sql`records`) },
    { name: "mail", help: "Sealed files in mailboxes.", value: await countOf(plain, sql`mail`) },
    { name: "vaults", help: "Notebooks that are kept.", value: await countOf(plain, sql`vaults`) },
  ];
}

const HELP_OF_PROGRESS = "How far the trustee has come: read, acted, admitted, settled (entries), mail, issued, hour.";

export async function trusteeFigures(db: Kysely<TrusteeDatabase>): Promise<Figure[]> {
  const plain = db as unknown as Kysely<never>;
  const records = await db
    .selectFrom("records")
    .select((e) => ["status", e.fn.countAll().as("count")])
    .groupBy("status")
    .execute();
  const waiting = sql`records where status = 'accepted' and matched = 0`;
  return [
    { name: "progress", help: HELP_OF_PROGRESS, label: "step", value: await progressOf(db) },
    {
      name: "records",
      help: "Records by where they stand.",
      label: "status",
      value: new Map(records.map(({ status, count }) => [status, Number(count)])),
    },
    { name: "records_waiting", help: "Records whose tags are not computed yet.", value: await countOf(plain, waiting) },
    { name: "parcels", help: "Messages that the board has not taken yet.", value: await countOf(plain, sql`parcels`) },
    { name: "misconduct", help: "What was kept against the board.", value: await countOf(plain, sql`misconduct`) },
    ...(await helpersOf(plain)),
  ];
}

/** Work is shared over PostgreSQL alone (decision 0032). */
async function helpersOf(db: Kysely<never>): Promise<Figure[]> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return [];
  const helping = sql`hands where seen > ${systemClock.seconds() * 1000 - HAND_MILLISECONDS}`;
  const help = "Processes that stand by and share the trustee's work.";
  return [{ name: "helpers", help, value: await countOf(db, helping) }];
}

async function progressOf(db: Kysely<TrusteeDatabase>): Promise<Map<string, number>> {
  const rows = await db.selectFrom("state").select(["key", "value"]).where("key", "like", "progress/%").execute();
  const known = new Map(rows.map(({ key, value }) => [key.slice("progress/".length), new Uint8Array(value)]));
  const number = whole(0, Number.MAX_SAFE_INTEGER);
  return new Map(
    PROGRESS_NAMES.map((name) => {
      const bytes = known.get(name);
      return [name, bytes === undefined ? 0 : decode(number, bytes, "progress", 16)];
    }),
  );
}

async function registrarFigures(db: Kysely<never>): Promise<Figure[]> {
  return [
    { name: "issued", help: "Credentials that were issued and logged.", value: await countOf(db, sql`logged`) },
    {
      name: "invitations_left",
      help: "Invitations that nobody has used yet.",
      value: await countOf(db, sql`invitations where used_for is null`),
    },
  ];
}
