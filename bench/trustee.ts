/**
 * What one record costs one trustee, as processor time: the rules themselves, on a database file, with the messages
 * sealed as they are in earnest. Everything of §6 is in it: opening the sealed header, credential, proof, contribution,
 * another trustee's contribution checked, tags combined and stored. Network and log are not.
 *
 * The trustee is the third of three: an age file to all of them is tried stanza by stanza, so the last has most to do.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toHex } from "../src/core/bytes/bytes.ts";
import { checkCredential } from "../src/core/protocol/credential.ts";
import { encodeEntry, readEntry } from "../src/core/protocol/entry.ts";
import {
  type AcceptedHeader,
  caseIdOf,
  checkContribution,
  combineSlots,
  makeContribution,
  openingSaltOf,
  readContribution,
  tagOf,
} from "../src/core/protocol/matching.ts";
import { openEnvelope, openHeader } from "../src/core/protocol/record.ts";
import { sealRecord } from "../src/core/protocol/seal.ts";
import { nodeSealer } from "../src/edge/node/age.ts";
import { openDatabase } from "../src/edge/node/database.ts";
import { nodeCredentialVerifier, systemClock, systemRng } from "../src/edge/node/platform.ts";
import { createTrusteeTables, type TrusteeDatabase } from "../src/edge/node/trustee/schema.ts";
import { trusteeStore } from "../src/edge/node/trustee/store.ts";
import { admit } from "../src/roles/trustee/admit.ts";
import { contributeTo, takeMail } from "../src/roles/trustee/contribute.ts";
import { Epochs } from "../src/roles/trustee/epochs.ts";
import type { TrusteeStore } from "../src/roles/trustee/ports.ts";
import { setProgress } from "../src/roles/trustee/progress.ts";
import { settle } from "../src/roles/trustee/settle.ts";
import type { TrusteeContext } from "../src/roles/trustee/trustee.ts";
import { cpuTime, cpuTimes, type Effort, type Row, rowOf } from "./measure.ts";
import { type BenchEscrow, type BenchTrustee, foundBenchEscrow, namesFor, SLOTS, sealingInput } from "./people.ts";

const GROUP = "trustee";
/** Of one core, for each slot, everything included. */
const TARGET_PER_SLOT = { atMost: 4, of: "median" } as const;

export async function trustee({ quick }: Effort): Promise<Row[]> {
  const escrow = await foundBenchEscrow();
  const large = quick ? 16 : 64;
  const rows: Row[] = [];
  for (const slots of SLOTS) {
    const entries = await sealEntries(escrow, large, slots);
    if (slots === 8) rows.push(...(await pieces(escrow, entries[0] as Uint8Array, quick ? 5 : 20)));
    const alone = entries.slice(0, quick ? 4 : 12).map((entry) => [entry]);
    const together = Array.from({ length: quick ? 1 : 3 }, () => entries);
    rows.push(...(await wholes(escrow, slots, 1, alone)), ...(await wholes(escrow, slots, large, together)));
  }
  return rows;
}

/** Log entries of so many authors' records. */
async function sealEntries(bench: BenchEscrow, records: number, slots: number): Promise<Uint8Array[]> {
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

/** Each piece by itself, for one record of 8 slots. */
async function pieces(bench: BenchEscrow, entry: Uint8Array, times: number): Promise<Row[]> {
  const { group, signer, escrow, trustees } = bench;
  const [, second, third] = trustees as [BenchTrustee, BenchTrustee, BenchTrustee];
  const envelope = openEnvelope(signer, escrow, readEntry(entry).body);
  const signedHeader = (await nodeSealer.open(envelope.header, third.identity)) as Uint8Array;
  const header = openHeader(group, signer, escrow, signedHeader);
  const accepted: AcceptedHeader[] = [{ header, signedHeader }];
  const prefix = { size: 1, root: new Uint8Array(32) };
  const shares = ({ shares: { index, shares } }: BenchTrustee) => ({ index, k: shares.k, z: shares.z });
  const mine = makeContribution(group, escrow, shares(third), prefix, accepted, systemRng);
  const theirs = makeContribution(group, escrow, shares(second), prefix, accepted, systemRng);
  const others = escrow.charter.trustees.slice(0, 2).map((card) => card.recipient);
  const sealed = await nodeSealer.seal(mine.message, others);
  const work: Record<string, () => unknown> = {
    "envelope and author's signature": () => openEnvelope(signer, escrow, readEntry(entry).body),
    "opening the sealed header (age)": () => nodeSealer.open(envelope.header, third.identity),
    "credential (RSA-PSS)": () => checkCredential(nodeCredentialVerifier, escrow, envelope.author, envelope.credential),
    "header: signature and proof": () => openHeader(group, signer, escrow, signedHeader),
    contribution: () => makeContribution(group, escrow, shares(third), prefix, accepted, systemRng),
    "sealing a contribution to two others (age)": () => nodeSealer.seal(mine.message, others),
    "opening another's mail (age)": () => nodeSealer.open(sealed, second.identity),
    "checking another's contribution": () =>
      checkContribution(group, escrow, readContribution(theirs.message), [header]),
    "combining and hashing tags": () => hashTags(bench, [mine.results, theirs.results]),
  };
  const rows: Row[] = [];
  for (const [name, piece] of Object.entries(work)) {
    rows.push(rowOf(GROUP, `${name}, 8 slots`, "ms CPU", await cpuTimes(times, piece)));
  }
  return rows;
}

type Results = ReturnType<typeof makeContribution>["results"];

function hashTags({ group }: BenchEscrow, results: readonly Results[]) {
  const joints = combineSlots(
    group,
    [2, 3],
    results.map(([record = []]) => record),
  );
  return joints.map((joint) => joint && [tagOf(joint), caseIdOf(joint), openingSaltOf(joint)]);
}

/** A trustee's rules on a database of its own, standing at a log of these entries. */
class Seat {
  readonly context: TrusteeContext;
  readonly store: TrusteeStore;
  readonly #entries: readonly Uint8Array[];

  static async take(bench: BenchEscrow, index: number, file: string, entries: readonly Uint8Array[]): Promise<Seat> {
    const { db, dialect } = openDatabase<TrusteeDatabase>(file);
    await createTrusteeTables(db, dialect);
    const seat = new Seat(bench, index, trusteeStore(db), entries);
    await seat.store.transaction(async (tables) => {
      await tables.addCounsel(toHex(bench.counsel.id), new Uint8Array(1));
      await setProgress(tables, "issued", entries.length);
      for (const [position, bytes] of entries.entries()) await tables.addEntry({ position, bytes }, new Uint8Array(32));
      await setProgress(tables, "acted", entries.length);
    });
    return seat;
  }

  constructor(bench: BenchEscrow, index: number, store: TrusteeStore, entries: readonly Uint8Array[]) {
    const { group, signer, escrow } = bench;
    const { seed, identity, shares } = bench.trustees[index - 1] as BenchTrustee;
    this.store = store;
    this.#entries = entries;
    this.context = {
      group,
      signer,
      sealer: nodeSealer,
      credentials: nodeCredentialVerifier,
      rng: systemRng,
      clock: systemClock,
      escrow,
      index,
      secrets: { seed, identity, ...shares.shares },
      notice: ({ event, rule }) => {
        throw new Error(`the bench met what it did not expect: ${event} (${rule})`);
      },
    };
  }

  /** Admits every entry and contributes; answers the mail to the others. */
  async contribute(): Promise<Uint8Array> {
    return this.store.transaction(async (tables) => {
      const accepted: AcceptedHeader[] = [];
      for (const [position, bytes] of this.#entries.entries()) {
        const header = await admit(this.context, tables, { position, bytes });
        if (header !== undefined) accepted.push(header);
      }
      await contributeTo(this.context, tables, accepted);
      await setProgress(tables, "admitted", this.#entries.length);
      return (await tables.parcels(1))[0]?.bytes as Uint8Array;
    });
  }

  async takeMail(mail: Uint8Array): Promise<void> {
    await this.store.transaction((tables) => takeMail(Epochs.unchanging(this.context), tables, 1, mail));
  }

  async settle(): Promise<void> {
    await this.store.transaction(async (tables) => {
      for (const [position, bytes] of this.#entries.entries()) {
        if (!(await settle(this.context, tables, { position, bytes }))) throw new Error("a record did not settle");
      }
    });
  }
}

/** The whole of a batch, by the rules that run in earnest; a row for all of it, and one for each slot. */
async function wholes(
  bench: BenchEscrow,
  slots: number,
  batch: number,
  runs: readonly (readonly Uint8Array[])[],
): Promise<Row[]> {
  const samples: number[] = [];
  const folder = mkdtempSync(join(tmpdir(), "chorus-bench-"));
  for (const [i, entries] of runs.entries()) {
    const other = await Seat.take(bench, 2, join(folder, `${i}-other.sqlite`), entries);
    const seat = await Seat.take(bench, 3, join(folder, `${i}.sqlite`), entries);
    const mail = await other.contribute();
    const spent = await cpuTime(async () => {
      await seat.contribute();
      await seat.takeMail(mail);
      await seat.settle();
    });
    samples.push(spent / batch);
    await Promise.all([seat.store.close(), other.store.close()]);
  }
  rmSync(folder, { recursive: true, force: true });
  const of = `${slots} slots, ${batch === 1 ? "one at a time" : `${batch} at a time`}`;
  const perSlot = samples.map((sample) => sample / slots);
  return [
    rowOf(GROUP, `all work for a record, ${of}`, "ms CPU", samples),
    rowOf(GROUP, `all work for a slot, ${of}`, "ms CPU", perSlot, TARGET_PER_SLOT),
  ];
}
