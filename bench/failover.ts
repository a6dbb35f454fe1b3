/**
 * A whole escrow on PostgreSQL under Patroni, and the primary gone in the middle of the load: how long nothing could be
 * sealed, and what was lost of what had been acknowledged.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startCluster, type TestCluster } from "../scripts/patroni.ts";
import { startLocalEscrow } from "../src/apps/cli/local-escrow.ts";
import { toHex } from "../src/core/bytes/bytes.ts";
import { ChorusError } from "../src/core/bytes/errors.ts";
import type { SealedRecord } from "../src/core/protocol/seal.ts";
import type { BoardClient } from "../src/edge/shared/board-client.ts";
import { EMPTY_INBOX, listCases, openCase, readInbox } from "../src/edge/shared/desk.ts";
import { type Effort, type Row, rowOf } from "./measure.ts";
import { eachOf, enrolAuthors, openStage, type Stage, sealFor } from "./stage.ts";

const GROUP = "failover";
const TRUSTEES = 3;
const RETRY_MILLISECONDS = 100;

export async function failover({ quick }: Effort): Promise<Row[]> {
  const cluster = await startCluster();
  if (cluster === undefined) return [];
  try {
    const { pairs, opened, silence } = await sealThroughFailover(cluster, quick ? 8 : 32);
    return [
      rowOf(GROUP, "longest time in which nothing could be sealed", "s", [silence / 1000]),
      rowOf(GROUP, `cases of two lost or doubled, of ${pairs}`, "cases", [pairs - opened.size], {
        atMost: 0,
        of: "median",
      }),
    ];
  } finally {
    await cluster.stop();
  }
}

/** What came of it: how many cases there ought to be, those that counsel read, and the longest silence in ms. */
export type Outcome = { readonly pairs: number; readonly opened: ReadonlySet<string>; readonly silence: number };

/** Seals pairs of records that match, and ends the primary when a third of them has been acknowledged. */
export async function sealThroughFailover(cluster: TestCluster, pairs: number): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "chorus-failover-"));
  const database = (name: string) => name.replaceAll("-", "_");
  const trustees = Array.from({ length: TRUSTEES }, (_, i) => `trustee-${i + 1}`);
  for (const name of ["board", "registrar", ...trustees]) await cluster.createDatabase(database(name));
  const local = await startLocalEscrow({
    folder,
    name: "An escrow on two machines",
    trustees: TRUSTEES,
    threshold: 2,
    port: 0,
    databases: (name) => cluster.url(database(name)),
    requestsPerMinute: 1_000_000,
  });
  try {
    const stage = await openStage(folder, local);
    const { authors } = await enrolAuthors(stage, 2 * pairs);
    const records = await eachOf(authors, (author) => sealFor(stage, author, `r${authors.indexOf(author) % pairs}`));
    const silence = await postAll(stage.board, records, Math.floor(records.length / 3), () => cluster.killPrimary());
    await local.settle();
    return { pairs, opened: await readCases(stage, records), silence };
  } finally {
    await local.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Posts until everything is acknowledged; answers the longest time between two acknowledgements. */
export async function postAll(
  board: BoardClient,
  records: readonly SealedRecord[],
  killAfter: number,
  kill: () => Promise<void>,
): Promise<number> {
  const acknowledged: number[] = [];
  let killed: Promise<void> | undefined;
  await eachOf(records, async (record) => {
    await postOnce(board, record);
    acknowledged.push(performance.now());
    if (acknowledged.length === killAfter) killed = kill();
  });
  await killed;
  return Math.max(...acknowledged.slice(1).map((at, i) => at - (acknowledged[i] as number)));
}

/** As a client does: again, until the board says that it has the record, now or from an attempt that seemed to fail. */
async function postOnce(board: BoardClient, record: SealedRecord): Promise<void> {
  for (;;) {
    try {
      await board.seal(record);
      return;
    } catch (error) {
      if (error instanceof ChorusError && error.rule === "replay") return;
      if (error instanceof ChorusError && error.kind !== "unavailable") throw error;
      await sleep(RETRY_MILLISECONDS);
    }
  }
}

/** The cases that counsel could read whole, by their two records' ids; anything else that opened throws. */
export async function readCases(stage: Stage, records: readonly SealedRecord[]): Promise<Set<string>> {
  const sealed = new Set(records.map(({ record }) => toHex(record)));
  const opened = new Set<string>();
  const seen = new Set<string>();
  for (const one of listCases(await readInbox(stage.seat, EMPTY_INBOX))) {
    const found = await openCase(stage.seat, one);
    const ids = found.records.map(({ id }) => id);
    if (ids.some((id) => seen.has(id) || !sealed.has(id))) throw new Error("a record opened twice, or a strange one");
    for (const id of ids) seen.add(id);
    if (ids.length === 2 && found.records.every(({ account }) => account !== undefined)) opened.add(ids.sort().join());
  }
  return opened;
}
