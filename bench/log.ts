/**
 * The public log: what an append costs when very many come at once and each is told only when it is durable, and what a
 * proof costs in a log of ten million leaves. Both through the board's own store, on a SQLite file.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { sodiumSigner } from "../src/core/crypto/signer-sodium.ts";
import { append, EMPTY_FRONTIER, encodeFrontier, proveConsistency, proveInclusion } from "../src/core/tlog/merkle.ts";
import { type BoardDatabase, createBoardTables } from "../src/edge/node/board/schema.ts";
import { boardStore } from "../src/edge/node/board/store.ts";
import { openDatabase } from "../src/edge/node/database.ts";
import { systemClock, systemRng } from "../src/edge/node/platform.ts";
import type { BoardStore } from "../src/roles/board/ports.ts";
import { cpuTime, type Effort, type Row, rowOf } from "./measure.ts";

const GROUP = "log";
/** 5,000 a second. */
const APPEND = { atMost: 200, of: "median" } as const;
const PROOF = { atMost: 5, of: "upper" } as const;
const AT_ONCE = 256;

export async function log({ quick }: Effort): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "chorus-bench-"));
  const rows = await appending(join(folder, "append.sqlite"), quick ? 5 : 20);
  rows.push(...(await proving(join(folder, "proofs.sqlite"), quick ? 1e5 : 1e7)));
  rmSync(folder, { recursive: true, force: true });
  return rows;
}

async function openStore(file: string): Promise<BoardStore> {
  const { db, dialect } = openDatabase<BoardDatabase>(file);
  await createBoardTables(db, dialect);
  const keys = { signer: await sodiumSigner(), clock: systemClock, origin: "bench", seed: systemRng.bytes(32) };
  return boardStore(db, dialect, keys);
}

/** So many callers at once, each a transaction of its own; microseconds a leaf, from the first call to the last answer. */
async function appending(file: string, times: number): Promise<Row[]> {
  const store = await openStore(file);
  const body = systemRng.bytes(200);
  const round = () =>
    Promise.all(Array.from({ length: AT_ONCE }, () => store.transaction((t) => t.append("note", body))));
  await round();
  const [wall, processor]: [number[], number[]] = [[], []];
  const each = 8 * AT_ONCE;
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    processor.push(
      (await cpuTime(async () => {
        for (let again = 0; again < 8; again++) await round();
      })) / each,
    );
    wall.push(((performance.now() - start) * 1000) / each);
  }
  await store.close();
  const what = `append, durable, ${AT_ONCE} callers at once, for a leaf`;
  return [rowOf(GROUP, what, "µs", wall, APPEND), rowOf(GROUP, what, "ms CPU", processor)];
}

async function proving(file: string, size: number): Promise<Row[]> {
  await (await openStore(file)).close();
  fill(file, size);
  const store = await openStore(file);
  const somewhere = (below: number) => Math.floor(Math.random() * below);
  const samples = async (prove: (read: Parameters<typeof proveInclusion>[0]) => Promise<unknown>) => {
    const times: number[] = [];
    for (let i = 0; i < 500; i++) {
      const start = performance.now();
      await store.transaction((tables) => prove(tables.readNodes));
      times.push(performance.now() - start);
    }
    return times;
  };
  const inclusion = await samples((read) => proveInclusion(read, somewhere(size), size));
  const consistency = await samples((read) => proveConsistency(read, 1 + somewhere(size - 1), size));
  await store.close();
  const among = `among ${size.toLocaleString("en")} leaves`;
  return [
    rowOf(GROUP, `inclusion proof, ${among}`, "ms", inclusion, PROOF),
    rowOf(GROUP, `consistency proof, ${among}`, "ms", consistency, PROOF),
  ];
}

/** Puts a tree into the database directly; how it comes in is not what is measured here. */
function fill(file: string, size: number): void {
  const database = new DatabaseSync(file);
  database.exec("pragma synchronous = off; begin");
  const insert = database.prepare("insert into nodes (level, idx, hash) values (?, ?, ?)");
  let frontier = EMPTY_FRONTIER;
  const leaf = systemRng.bytes(32);
  for (let i = 0; i < size; i++) {
    new DataView(leaf.buffer).setUint32(0, i);
    const grown = append(frontier, leaf);
    for (const { level, index, hash } of grown.nodes) insert.run(level, index, hash);
    frontier = grown.frontier;
  }
  database.prepare("update head set size = ?, frontier = ?").run(size, encodeFrontier(frontier));
  database.exec("commit");
  database.close();
}
