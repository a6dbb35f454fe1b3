/**
 * What one record costs one trustee, as processor time, t = 2 of n = 3.
 *
 * *Section 6 alone* is the protocol without a database: envelope, sealed header, credential, proof, contribution
 * sealed to the others, both others' mail opened and one contribution of theirs checked, tags combined and hashed.
 * *All work* is the same by the rules that run in earnest, every row that they read and write on an SQLite file
 * included. Network and log are in neither; the part `escrow` has them.
 *
 * The trustee is the third of three: an age file to all of them lists its stanza last.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkCredential } from "../src/core/protocol/credential.ts";
import { encodeEntry, readEntry } from "../src/core/protocol/entry.ts";
import {
  caseIdOf,
  checkContribution,
  combineSlots,
  makeContribution,
  openingSaltOf,
  readContribution,
  tagOf,
} from "../src/core/protocol/matching.ts";
import { makeMessage, openMessage } from "../src/core/protocol/message.ts";
import { checkHeaderInEnvelope, openEnvelope, openHeader } from "../src/core/protocol/record.ts";
import { sealRecord } from "../src/core/protocol/seal.ts";
import { nodeSealer } from "../src/edge/node/age.ts";
import { nodeCredentialVerifier, systemClock, systemRng } from "../src/edge/node/platform.ts";
import { cpuTime, type Effort, type Row, rowOf } from "./measure.ts";
import { type BenchEscrow, type BenchTrustee, foundBenchEscrow, namesFor, SLOTS, sealingInput } from "./people.ts";
import { Seat, type Stretch } from "./trustee-seat.ts";

const GROUP = "trustee";
/** Of one core, for each slot. */
const TARGET_PER_SLOT = { atMost: 4, of: "median" } as const;
const PREFIX = { size: 1, root: new Uint8Array(32) };

export async function trustee({ quick }: Effort): Promise<Row[]> {
  const bench = await foundBenchEscrow();
  const alone = quick ? 12 : 48;
  const batch = quick ? 16 : 64;
  await sectionSix(bench, 4, await sealEntries(bench, alone, 4)); // a trustee runs for months: nobody waits for its compiler
  const rows: Row[] = [];
  for (const slots of SLOTS) {
    const entries = await sealEntries(bench, alone + 3 * batch, slots);
    rows.push(...(await sectionSix(bench, slots, entries.slice(0, alone))));
    rows.push(...(await wholes(bench, slots, 1, entries.slice(0, alone))));
    rows.push(...(await wholes(bench, slots, batch, entries.slice(alone))));
  }
  return rows;
}

/** Log entries of so many authors' records. */
export async function sealEntries(bench: BenchEscrow, records: number, slots: number): Promise<Uint8Array[]> {
  const { group, signer, escrow, counsel, credential } = bench;
  const ports = { group, signer, sealer: nodeSealer, rng: systemRng };
  const entries: Uint8Array[] = [];
  for (let i = 0; i < records; i++) {
    const seed = systemRng.bytes(32);
    const input = sealingInput(counsel, namesFor(slots, `r${i}`), { seed, credential: credential(seed) });
    const { envelope } = await sealRecord(ports, escrow, input);
    entries.push(encodeEntry("record", systemClock.seconds(), envelope));
  }
  return entries;
}

/** The steps of §6 for one record, in order, each with its processor time; what others send is made beforehand. */
async function sectionSix(bench: BenchEscrow, slots: number, entries: readonly Uint8Array[]): Promise<Row[]> {
  const runs: ReadonlyMap<string, number>[] = [];
  for (const entry of entries) runs.push(await stepsOf(bench, entry));
  const warm = runs.slice(Math.floor(runs.length / 4));
  const names = [...(warm[0]?.keys() ?? [])];
  const totals = warm.map((run) => [...run.values()].reduce((sum, time) => sum + time, 0) / slots);
  const total = rowOf(
    GROUP,
    `section 6 alone, for a slot, ${slots} slots, one at a time`,
    "ms CPU",
    totals,
    TARGET_PER_SLOT,
  );
  const step = (name: string) =>
    rowOf(
      GROUP,
      `  ${name}, ${slots} slots`,
      "ms CPU",
      warm.map((run) => run.get(name) as number),
    );
  return slots === 8 ? [...names.map(step), total] : [total];
}

async function stepsOf(bench: BenchEscrow, entry: Uint8Array): Promise<ReadonlyMap<string, number>> {
  const { group, signer, escrow, trustees } = bench;
  const [first, second, third] = trustees as [BenchTrustee, BenchTrustee, BenchTrustee];
  const recipients = escrow.charter.trustees.map((card) => card.recipient);
  const contributionOf = (one: BenchTrustee, accepted: Parameters<typeof makeContribution>[4]) => {
    const { index, shares } = one.shares;
    const made = makeContribution(group, escrow, { index, k: shares.k, z: shares.z }, PREFIX, accepted, systemRng);
    const message = makeMessage(signer, escrow, index, "contribution", made.message, one.seed);
    const to = recipients.filter((_, i) => i !== index - 1);
    return { results: made.results.flat(), mail: () => nodeSealer.seal(message, to) };
  };
  const open = async (file: Uint8Array) => {
    const bytes = (await nodeSealer.open(file, third.identity)) as Uint8Array;
    return readContribution(openMessage(signer, escrow, "contribution", bytes).body);
  };
  const times = new Map<string, number>();
  const timed = async <Result>(name: string, work: () => Result | Promise<Result>): Promise<Result> => {
    const before = process.cpuUsage();
    const result = await work();
    const { user, system } = process.cpuUsage(before);
    times.set(name, (user + system) / 1000);
    return result;
  };
  const envelope = await timed("envelope and author's signature", () =>
    openEnvelope(signer, escrow, readEntry(entry).body),
  );
  const signedHeader = (await timed("opening the sealed header", () =>
    nodeSealer.open(envelope.header, third.identity),
  )) as Uint8Array;
  await timed("credential", () =>
    checkCredential(nodeCredentialVerifier, escrow, envelope.author, envelope.credential),
  );
  const header = await timed("header: signature and proof", () => {
    const opened = openHeader(group, signer, escrow, signedHeader);
    checkHeaderInEnvelope(envelope, opened, signedHeader);
    return opened;
  });
  const accepted = [{ header, signedHeader }];
  const mails = [await contributionOf(first, accepted).mail(), await contributionOf(second, accepted).mail()] as const;
  const mine = await timed("contribution", () => contributionOf(third, accepted));
  await timed("sealing it to two others", mine.mail);
  const theirs = await timed("opening the mail of two others", async () => {
    await open(mails[0]);
    return open(mails[1]);
  });
  const results = await timed("checking another's contribution", () =>
    checkContribution(group, escrow, theirs, [header]),
  );
  await timed("combining and hashing tags", () =>
    combineSlots(group, [2, 3], [results.flat(), mine.results]).map(
      (joint) => joint && [tagOf(joint), caseIdOf(joint), openingSaltOf(joint)],
    ),
  );
  return times;
}

/** All of it by the rules that run in earnest, `batch` records at a time; a row for a record, and one for a slot. */
async function wholes(
  bench: BenchEscrow,
  slots: number,
  batch: number,
  entries: readonly Uint8Array[],
): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "chorus-bench-"));
  const seats = await Promise.all(
    [1, 2, 3].map((index) => Seat.take(bench, index, join(folder, `${index}.sqlite`), entries)),
  );
  const samples: number[] = [];
  for (let from = 0; from < entries.length; from += batch) {
    samples.push((await timeStretch(seats as [Seat, Seat, Seat], { from, before: from + batch })) / batch);
  }
  await Promise.all(seats.map((seat) => seat.close()));
  rmSync(folder, { recursive: true, force: true });
  const warm = samples.slice(Math.ceil(samples.length / 4));
  const of = `${slots} slots, ${batch === 1 ? "one at a time" : `${batch} at a time`}`;
  const perSlot = warm.map((sample) => sample / slots);
  return [
    rowOf(GROUP, `all work for a record, ${of}`, "ms CPU", warm),
    rowOf(GROUP, `all work for a slot, ${of}`, "ms CPU", perSlot, TARGET_PER_SLOT),
  ];
}

/** Milliseconds of processor that the third trustee needs from the entries to their tags. */
async function timeStretch([first, second, third]: [Seat, Seat, Seat], stretch: Stretch): Promise<number> {
  const mails = [await first.contribute(stretch), await second.contribute(stretch)];
  return cpuTime(async () => {
    await third.contribute(stretch);
    for (const mail of mails) await third.takeMail(mail);
    await third.settle(stretch);
  });
}
