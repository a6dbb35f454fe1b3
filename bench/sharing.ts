/**
 * What several processes of one trustee bring. It was away while records came; the others have gone on. Then one, two or
 * four processes of it start over its PostgreSQL database, and catch up: read, cosign, admit, contribute, check, settle.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Kysely } from "kysely";
import { startPostgres } from "../scripts/postgres.ts";
import { startLocalEscrow } from "../src/apps/cli/local-escrow.ts";
import { openDatabase } from "../src/edge/node/database.ts";
import { takeLead } from "../src/edge/node/trustee/lead.ts";
import type { TrusteeDatabase } from "../src/edge/node/trustee/schema.ts";
import { trusteeStore } from "../src/edge/node/trustee/store.ts";
import { progress } from "../src/roles/trustee/progress.ts";
import { type Effort, type Row, rowOf } from "./measure.ts";
import { eachOf, enrolAuthors, openStage, SLOTS, type Stage, sealFor } from "./stage.ts";

const GROUP = "sharing";
const PROCESSES = [1, 2, 4];
const app = fileURLToPath(new URL("../src/apps/trustee/main.ts", import.meta.url));

export async function sharing({ quick }: Effort): Promise<Row[]> {
  const postgres = await startPostgres();
  if (postgres === undefined) return [];
  const folder = mkdtempSync(join(tmpdir(), "chorus-sharing-"));
  const databases = new Map<string, string>();
  for (const name of ["board", "registrar", "trustee-1", "trustee-2", "trustee-3"])
    databases.set(name, await postgres.createDatabase());
  const of = (name: string) => databases.get(name) as string;
  const options = { name: "Measured", trustees: 3, threshold: 2, port: 0, requestsPerMinute: 1_000_000 };
  const local = await startLocalEscrow({ folder, ...options, databases: of });
  const rows: Row[] = [];
  try {
    const stage = await openStage(folder, local);
    await local.kill("trustee-1");
    for (const many of PROCESSES) {
      const records = quick ? 192 : 512;
      await pileUp(stage, records, of("trustee-2"), `named before ${many} began`);
      const start = () => startTrustee(join(folder, "trustee-1"), local.url, of("trustee-1"));
      const rate = await catchUp(of("trustee-1"), many, start, records);
      const name = `a trustee of ${many} process${many === 1 ? "" : "es"} catches up, records of ${SLOTS} slots`;
      rows.push(rowOf(GROUP, name, "records/s", [rate]));
    }
  } finally {
    await local.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
}

/** So many records come, none of which names whom another does, and those trustees that are there have settled them. */
async function pileUp(stage: Stage, many: number, other: string, who: string): Promise<void> {
  const { authors } = await enrolAuthors(stage, many);
  const records = await eachOf(authors, (author) => sealFor(stage, author, `${who} ${authors.indexOf(author)}`));
  await eachOf(records, (record) => stage.board.seal(record));
  await settled(other, await sizeOf(stage));
}

async function sizeOf({ board }: Stage): Promise<number> {
  return (await board.checkpoint()).split("\n").map(Number)[1] as number;
}

/** Records a second, from the first step to the last, by processes that are all there when it begins. */
async function catchUp(location: string, many: number, begin: () => ChildProcess, records: number): Promise<number> {
  const { db } = openDatabase<TrusteeDatabase>(location);
  const before = await progressOf(db);
  let held = await takeLead(db);
  for (; held === undefined; held = await takeLead(db)) await sleep(200);
  const processes = Array.from({ length: many }, begin);
  await sleep(4000);
  await held.end();
  while ((await progressOf(db)).read === before.read) await sleep(50);
  const start = performance.now();
  for (let now = await progressOf(db); now.settled < now.read || now.settled < before.read + records; ) {
    await sleep(50);
    now = await progressOf(db);
  }
  const seconds = (performance.now() - start) / 1000;
  for (const one of processes) {
    one.kill("SIGTERM");
    await once(one, "exit");
  }
  await db.destroy();
  return records / seconds;
}

async function settled(location: string, size: number): Promise<void> {
  const { db } = openDatabase<TrusteeDatabase>(location);
  while ((await progressOf(db)).settled < size) await sleep(100);
  await db.destroy();
}

async function progressOf(db: Kysely<TrusteeDatabase>) {
  const [read, settled] = await trusteeStore(db).transaction((tables) =>
    Promise.all([progress(tables, "read"), progress(tables, "settled")]),
  );
  return { read, settled };
}

function startTrustee(data: string, board: string, database: string): ChildProcess {
  const settings = ["--data", data, "--board", board, "--admit", "all", "--database", database, "--log-level", "error"];
  return fork(app, settings, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
}
