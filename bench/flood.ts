/**
 * A board under a flood of bad and oversized requests from many connections of one machine: what it does to the requests
 * of others, and to the board's memory. The flood has a bound, comes from addresses of its own, and no rate is limited.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { type RequestOptions, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startLocalEscrow } from "../src/apps/cli/local-escrow.ts";
import type { SealedRecord } from "../src/core/protocol/seal.ts";
import { boardClient } from "../src/edge/shared/board-client.ts";
import { type Effort, quantile, type Row, rowOf } from "./measure.ts";
import { highWater } from "./memory.ts";
import { enrolAuthors, openStage, sealFor } from "./stage.ts";

const GROUP = "flood";
const MIB = 1024 * 1024;
const LARGEST = 16 * MIB;
const CONNECTIONS = 32;
const PAUSE_MILLISECONDS = 25;
const MEMORY = { atMost: 300, of: "median" } as const;
const SLOWER = { atMost: 5, of: "median" } as const;

export async function flood({ quick }: Effort): Promise<Row[]> {
  const { quiet, flooded, peakMB, refused } = await goodRequestsInFlood(quick ? 30 : 200);
  const slower = quantile(flooded, 0.99) / quantile(quiet, 0.99);
  return [
    rowOf(GROUP, "a good request while it is quiet", "ms", quiet),
    rowOf(GROUP, "a good request in the flood", "ms", flooded),
    rowOf(GROUP, "p99 in the flood to p99 in quiet", "times", [slower], SLOWER),
    rowOf(GROUP, `peak memory of the board, ${refused} requests refused`, "MB", [peakMB ?? Number.NaN], MEMORY),
  ];
}

export type Flooded = {
  /** Milliseconds until a good request was answered. */
  readonly quiet: number[];
  readonly flooded: number[];
  readonly peakMB: number | undefined;
  readonly refused: number;
};

/** Good requests, half reading and half sealing, one after another: in quiet, then in the flood. */
export async function goodRequestsInFlood(each: number): Promise<Flooded> {
  const folder = mkdtempSync(join(tmpdir(), "chorus-flood-"));
  const options = { folder, name: "Measured escrow", trustees: 3, threshold: 2, port: 0 };
  const local = await startLocalEscrow({ ...options, requestsPerMinute: 1_000_000 });
  try {
    const stage = await openStage(folder, local);
    const { authors } = await enrolAuthors(stage, each);
    const records: SealedRecord[] = [];
    for (const [i, author] of authors.entries()) records.push(await sealFor(stage, author, `r${i}`));
    await local.settle();
    const half = Math.floor(each / 2);
    const quiet = await timeRequests(local.url, records.slice(0, half));
    const stop = new AbortController();
    const answers = floodWith(local.url, stop.signal);
    const flooded = await timeRequests(local.url, records.slice(half));
    stop.abort();
    const statuses = await answers;
    return {
      quiet,
      flooded,
      peakMB: highWater(local.processId("board")),
      refused: statuses.filter((s) => s >= 400).length,
    };
  } finally {
    await local.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timeRequests(url: string, records: readonly SealedRecord[]): Promise<number[]> {
  const board = boardClient(url);
  const times: number[] = [];
  for (const record of records) {
    for (const ask of [() => board.escrow(), () => board.seal(record)]) {
      const start = performance.now();
      await ask();
      times.push(performance.now() - start);
    }
    await sleep(PAUSE_MILLISECONDS);
  }
  return times;
}

type Bad = { readonly path: string; readonly method?: string; readonly said?: number; readonly sent: number };

/** What is wrong with each: no CBOR, nested beyond reason in `body`, too long, longer than it says it may be, nowhere. */
const BAD: readonly Bad[] = [
  { path: "/v1/records", said: 64 * 1024, sent: 64 * 1024 },
  { path: "/v1/records", said: LARGEST, sent: LARGEST },
  { path: "/v1/records", said: 4 * LARGEST, sent: 4 * LARGEST },
  { path: "/v1/records", sent: 2 * LARGEST },
  { path: "/v1/withdrawals", said: MIB, sent: MIB },
  { path: `/v1/records/${"0".repeat(10_000)}/who`, method: "GET", sent: 0 },
  { path: "/v1/nothing", said: LARGEST, sent: LARGEST },
  { path: "/v1/vaults/0/updates", said: 8 * MIB, sent: MIB },
];
const CHUNK = Buffer.alloc(64 * 1024, 0x81); // a list in a list in a list: the worst that CBOR knows

/** Answers the statuses once the signal has ended it; 0 where the board closed the connection. */
async function floodWith(url: string, signal: AbortSignal): Promise<number[]> {
  const statuses: number[] = [];
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, connection) => {
      for (let i = connection; !signal.aborted; i++) {
        statuses.push(await sendBad(url, BAD[i % BAD.length] as Bad, `127.0.0.${2 + (connection % 8)}`, signal));
      }
    }),
  );
  return statuses;
}

function sendBad(url: string, { path, method = "POST", said, sent }: Bad, from: string, signal: AbortSignal) {
  const options: RequestOptions = {
    method,
    localAddress: from,
    signal,
    headers: { "content-type": "application/cbor", ...(said === undefined ? {} : { "content-length": said }) },
  };
  return new Promise<number>((resolve) => {
    const asking = request(url + path, options, (answer) => {
      answer.resume();
      answer.once("close", () => resolve(answer.statusCode ?? 0));
      asking.destroy();
    });
    asking.once("error", () => resolve(0));
    asking.once("close", () => resolve(0));
    pour(asking, sent);
  });
}

function pour(asking: ReturnType<typeof request>, left: number): void {
  if (asking.destroyed) return;
  if (left <= 0) {
    asking.end();
    return;
  }
  const more = () => pour(asking, left - CHUNK.length);
  if (asking.write(CHUNK)) setImmediate(more);
  else asking.once("drain", more);
}
