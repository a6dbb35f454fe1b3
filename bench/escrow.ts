/**
 * A whole escrow on this machine: board, registrar and three trustees as processes of their own, all sharing its
 * cores with the clients that load them. How many people it can enrol, how many records it can take to the end,
 * how soon counsel reads after the last needed record, and how much memory that takes.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalEscrow, startLocalEscrow } from "../src/apps/cli/local-escrow.ts";
import { toHex } from "../src/core/bytes/bytes.ts";
import type { SealedRecord } from "../src/core/protocol/seal.ts";
import { EMPTY_INBOX, type Inbox, listCases, openCase, readInbox } from "../src/edge/shared/desk.ts";
import type { AuthorKey } from "../src/roles/author/author.ts";
import { type Effort, type Row, rowOf } from "./measure.ts";
import { highWater } from "./memory.ts";
import { eachOf, enrolAuthors, openStage, SLOTS, type Stage, sealFor } from "./stage.ts";

const GROUP = "escrow";
/** A person may seal twelve records a year. */
const RECORDS_EACH = 12;
const WAIT_SECONDS = 20;
const OPENING = { atMost: 1000, of: "upper" } as const;
const MEMORY = { atMost: 250, of: "median" } as const;

export async function escrow({ quick }: Effort): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "chorus-bench-"));
  const options = { folder, name: "Measured escrow", trustees: 3, threshold: 2, port: 0 };
  const local = await startLocalEscrow({ ...options, requestsPerMinute: 1_000_000 });
  try {
    const stage = await openStage(folder, local);
    const records = quick ? 32 : 128;
    const rounds = quick ? 1 : 3;
    const openings = quick ? 10 : 40;
    const { authors, rates } = await enrolAuthors(stage, records * rounds);
    const throughput: number[] = [];
    for (let round = 0; round < rounds; round++) {
      throughput.push(await recordsPerSecond(stage, authors.slice(round * records, (round + 1) * records)));
    }
    const memory = peakMemory(local);
    const latency: number[] = [];
    let inbox = EMPTY_INBOX;
    const pairs = await enrolAuthors(stage, 2 * Math.ceil(openings / RECORDS_EACH));
    for (let i = 0; i < openings; i++) {
      const pair = Math.floor(i / RECORDS_EACH) * 2;
      const opened = await timeToPlaintext(stage, inbox, pairs.authors.slice(pair, pair + 2), `opening-${i}`);
      latency.push(opened.milliseconds);
      inbox = opened.inbox;
    }
    return [
      rowOf(GROUP, "people enrolled by the registrar", "people/s", rates),
      rowOf(GROUP, `records of ${SLOTS} slots, from post to settled at all three`, "records/s", throughput),
      rowOf(GROUP, "last needed record's post to counsel's plaintext", "ms", latency, OPENING),
      ...memory,
    ];
  } finally {
    await local.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Posts a record of each author, sealed beforehand and about somebody else each, and waits until all is settled. */
async function recordsPerSecond(stage: Stage, authors: readonly AuthorKey[]): Promise<number> {
  const records = await eachOf(authors, (author) => sealFor(stage, author, `r${toHex(author.seed).slice(0, 16)}`));
  await stage.local.settle();
  const start = performance.now();
  await eachOf(records, (record) => stage.board.seal(record));
  await stage.local.settle();
  return records.length / ((performance.now() - start) / 1000);
}

/**
 * Milliseconds from the moment the second author's client posts to the moment counsel has read both accounts. Counsel
 * was waiting at the desk before.
 */
async function timeToPlaintext(stage: Stage, before: Inbox, authors: readonly AuthorKey[], respondent: string) {
  const [first, second] = await Promise.all(authors.map((author) => sealFor(stage, author, respondent)));
  await stage.board.seal(first as SealedRecord);
  await stage.local.settle();
  const record = toHex((second as SealedRecord).record);
  const start = performance.now();
  let reading = readInbox(stage.seat, before, WAIT_SECONDS);
  await stage.board.seal(second as SealedRecord);
  for (;;) {
    const inbox = await reading;
    const found = listCases(inbox).find((one) => one.records.some((each) => toHex(each.header.record) === record));
    const opened = found && (await openCase(stage.seat, found));
    if (opened?.records.length === 2 && opened.records.every(({ account }) => account !== undefined)) {
      return { milliseconds: performance.now() - start, inbox };
    }
    reading = readInbox(stage.seat, inbox, WAIT_SECONDS);
  }
}

/** The most memory that each process has held at once, as the kernel counts it; elsewhere than on Linux nothing. */
function peakMemory(local: LocalEscrow): Row[] {
  return local.names.flatMap((name) => {
    const peak = highWater(local.processId(name));
    return peak === undefined
      ? []
      : [rowOf(GROUP, `peak memory, ${name}`, "MB", [peak], name === "registrar" ? undefined : MEMORY)];
  });
}
