/**
 * A trustee that has very many tags: a million in an SQLite file, ten million in PostgreSQL. What it takes to find one and
 * to add more, how much memory the process has, and how much disk a record takes.
 */
import { fork } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { startPostgres } from "../scripts/postgres.ts";
import { readEntry } from "../src/core/protocol/entry.ts";
import { openEnvelope } from "../src/core/protocol/record.ts";
import { nodeSealer } from "../src/edge/node/age.ts";
import type { RecordRow } from "../src/roles/trustee/ports.ts";
import { type Effort, type Row, rowOf } from "./measure.ts";
import { type BenchTrustee, foundBenchEscrow } from "./people.ts";
import { fillTags, openTags, type TagTable } from "./tags.ts";
import { sealEntries } from "./trustee.ts";

const GROUP = "scale";
const SLOTS = 4;
const HEADERS = 5000;
const CHILD = fileURLToPath(new URL("scale-child.ts", import.meta.url));

export async function scale({ quick }: Effort): Promise<Row[]> {
  const header = await someHeader();
  const folder = mkdtempSync(join(tmpdir(), "chorus-scale-"));
  const file = join(folder, "tags.sqlite");
  const rows = await measure("SQLite", file, quick ? 1e5 : 1e6, header, quick);
  rmSync(folder, { recursive: true, force: true });
  const postgres = await startPostgres();
  if (postgres === undefined) return rows;
  rows.push(...(await measure("PostgreSQL", await postgres.createDatabase(), quick ? 1e6 : 1e7, header, quick)));
  await postgres.stop();
  return rows;
}

/** What a trustee keeps of each record besides its tags. */
async function someHeader(): Promise<Uint8Array> {
  const bench = await foundBenchEscrow();
  const [entry] = await sealEntries(bench, 1, SLOTS);
  const envelope = openEnvelope(bench.signer, bench.escrow, readEntry(entry as Uint8Array).body);
  return (await nodeSealer.open(envelope.header, (bench.trustees[0] as BenchTrustee).identity)) as Uint8Array;
}

type Said = { readonly lookups: number[]; readonly rate: number; readonly peakMB: number };

async function measure(
  name: string,
  location: string,
  size: number,
  header: Uint8Array,
  quick: boolean,
): Promise<Row[]> {
  const table = await openTags(location);
  const empty = await bytesOf(table, location);
  await fillTags(table, size);
  const perTag = ((await bytesOf(table, location)) - empty) / size;
  const before = await bytesOf(table, location);
  await addHeaders(table, header);
  const perHeader = ((await bytesOf(table, location)) - before) / HEADERS;
  await table.store.close();
  const { lookups, rate, peakMB } = await asTrustee(location, quick ? 10 : 50);
  const among = `${name}, ${size.toLocaleString("en")} tags`;
  return [
    rowOf(GROUP, `${among}: look-up`, "µs", lookups),
    rowOf(GROUP, `${among}: taking in records, one process`, "tags/s", [rate]),
    rowOf(GROUP, `${among}: peak memory of the process`, "MB", [peakMB]),
    rowOf(GROUP, `${among}: disk for a record of ${SLOTS} slots`, "bytes", [SLOTS * perTag + perHeader]),
  ];
}

function asTrustee(location: string, transactions: number): Promise<Said> {
  const child = fork(CHILD, [location, String(transactions)], { execArgv: ["--max-semi-space-size=8"] });
  return new Promise((resolve, reject) => {
    child.once("message", (said) => resolve(said as Said));
    child.once("exit", (code) => reject(new Error(`the process ended with ${code}`)));
  });
}

async function addHeaders({ store }: TagTable, header: Uint8Array): Promise<void> {
  const hex = (value: number, length: number) => value.toString(16).padStart(length, "0");
  await store.transaction(async (tables) => {
    for (let i = 0; i < HEADERS; i++) {
      const row: RecordRow = {
        record: hex(i, 32),
        position: i,
        author: hex(i, 64),
        hour: 0,
        quorum: 2,
        slots: SLOTS,
        counsel: [hex(0, 32)],
        replaces: null,
        status: "accepted",
        reason: null,
        header,
        matched: true,
        released: [],
      };
      await tables.addRecord(row);
    }
  });
}

async function bytesOf({ db, dialect }: TagTable, location: string): Promise<number> {
  if (dialect === "sqlite") {
    await sql`pragma wal_checkpoint(truncate)`.execute(db);
    return statSync(location).size;
  }
  const size = await sql<{ bytes: string }>`select pg_database_size(current_database()) as bytes`.execute(db);
  return Number(size.rows[0]?.bytes);
}
