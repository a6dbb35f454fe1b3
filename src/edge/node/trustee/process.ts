/** A trustee as a process: opens its keys and its database, takes part in the ceremony, then works until it is stopped. */

import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Kysely } from "kysely";
import type { Logger } from "pino";
import { ChorusError, rejected } from "../../../core/bytes/errors.ts";
import type { Group, Scalar } from "../../../core/crypto/group.ts";
import { sodiumGroup } from "../../../core/crypto/group-sodium.ts";
import { sodiumSigner } from "../../../core/crypto/signer-sodium.ts";
import type { Signer } from "../../../core/ports.ts";
import { readProposal } from "../../../core/protocol/ceremony.ts";
import { allCharters, type Escrow, escrowOf, trusteeWithKey } from "../../../core/protocol/charter.ts";
import { Epochs } from "../../../roles/trustee/epochs.ts";
import { readJob } from "../../../roles/trustee/jobs.ts";
import { doJob, type Labour } from "../../../roles/trustee/labour.ts";
import type { BoardFigures, TrusteeStore } from "../../../roles/trustee/ports.ts";
import { progress } from "../../../roles/trustee/progress.ts";
import type { TrusteeContext } from "../../../roles/trustee/trustee.ts";
import { type AdmissionPolicy, trusteeWorker } from "../../../roles/trustee/worker.ts";
import { boardClient } from "../../shared/board-client.ts";
import { ceremonyBoard } from "../../shared/ceremony-board.ts";
import { meetEscrow } from "../../shared/escrow.ts";
import { trusteeBoard } from "../../shared/trustee-board.ts";
import { nodeSealer } from "../age.ts";
import { openDatabase } from "../database.ts";
import { nodeCredentialVerifier, systemClock, systemRng } from "../platform.ts";
import { runCeremony } from "./ceremony.ts";
import { readTrusteeKeys, type TrusteeKeys } from "./keys.ts";
import { type Bench, openBench } from "./labour.ts";
import { ALONE, type Term, takeLead } from "./lead.ts";
import { createTrusteeTables, type TrusteeDatabase } from "./schema.ts";
import { successionOf } from "./shares.ts";
import { trusteeStore } from "./store.ts";

/** How a trustee is run. `admit` and `acceptProposal` are the operator's consent, given beforehand or not. */
export type TrusteeOptions = {
  readonly folder: string;
  readonly board: string;
  readonly database?: string;
  readonly passphrase?: string;
  readonly admit: AdmissionPolicy;
  /** Take part in whatever ceremony the board proposes with this trustee's key. For a trial on one machine. */
  readonly acceptProposal: boolean;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** Called with the board's figures when the worker has nothing left to do, and with undefined when it has again. */
  readonly onIdle?: (figures: BoardFigures | undefined) => void;
};

const WAIT_SECONDS = 20;
/** How often a process that does not lead asks whether it may. */
const STAND_BY_MILLISECONDS = 1000;
/** How often one that stands by looks for work. */
const LOOK_MILLISECONDS = 50;
const NO_SHARES = { k: new Uint8Array() as Scalar, z: new Uint8Array() as Scalar, x: new Uint8Array() as Scalar };
const RETRY_MILLISECONDS = [100, 300, 1000, 3000, 10_000];

/**
 * Runs until the signal aborts. On PostgreSQL several processes may run over one database: one of them leads, and the
 * others stand by to take its place (lead.ts).
 */
export async function runTrustee(options: TrusteeOptions): Promise<void> {
  const { db, dialect } = openDatabase<TrusteeDatabase>(options.database ?? join(options.folder, "trustee.sqlite"));
  const crypto = { group: await sodiumGroup(), signer: await sodiumSigner() };
  await untilStopped(options, () => createTrusteeTables(db, dialect));
  const bench = dialect === "sqlite" ? undefined : await benchOf(options, db);
  let standsBy = false;
  let left = false;
  while (!options.signal.aborted && !left) {
    const term = dialect === "sqlite" ? ALONE : await untilStopped(options, () => takeLead(db));
    if (term !== undefined) {
      left = await lead(options, crypto, trusteeStore(db, term), term, bench);
      await term.end().catch(() => undefined); // a lease that cannot be given back ends by itself
      continue;
    }
    if (!standsBy) options.logger.info({ event: "another process of this trustee leads; standing by" });
    standsBy = true;
    if (bench !== undefined) await lendAHand(options, crypto, trusteeStore(db), bench);
    await pause(STAND_BY_MILLISECONDS, options.signal);
  }
  await bench?.leave().catch(() => undefined);
  await db.destroy();
}

/** The common work of this trustee's processes. One that cannot take part in it does everything by itself. */
async function benchOf(options: TrusteeOptions, db: Kysely<TrusteeDatabase>): Promise<Bench | undefined> {
  try {
    return await openBench(db, (await readTrusteeKeys(options.folder, options.passphrase)).seed);
  } catch (error) {
    options.logger.warn({ event: "work is not shared with other processes", reason: (error as Error).message });
    return undefined;
  }
}

/** Does what the leader has to share, until there has been nothing for a moment; what it knows of shares goes then. */
async function lendAHand(options: TrusteeOptions, crypto: Crypto, store: TrusteeStore, bench: Bench): Promise<void> {
  let epochs: Epochs | undefined;
  let jobs = 0;
  const work = async (job: Uint8Array) => {
    if (epochs?.standing !== readJob(job).standing) epochs = await knownEpochs(options, crypto, store);
    return doJob(epochs, job);
  };
  try {
    await bench.here();
    for (let last = Date.now(); Date.now() - last < STAND_BY_MILLISECONDS && !options.signal.aborted; ) {
      if (await bench.help(work)) {
        jobs += 1;
        last = Date.now();
        if (jobs % 32 === 0) await bench.here();
      } else await pause(LOOK_MILLISECONDS, options.signal);
    }
  } catch (error) {
    const rule = error instanceof ChorusError ? error.rule : (error as Error).name;
    options.logger.debug({ event: "no hand lent", rule });
  }
  if (jobs > 0) options.logger.info({ event: "lent a hand", jobs });
}

async function knownEpochs(options: TrusteeOptions, { group, signer }: Crypto, store: TrusteeStore): Promise<Epochs> {
  const keys = await readTrusteeKeys(options.folder, options.passphrase);
  const pinned = (keys.shares ?? keys.next[0])?.charterId;
  if (pinned === undefined) throw rejected("no-ceremony", "there is no key ceremony for this trustee yet");
  const escrow = await meetEscrow(boardClient(options.board), group, signer, pinned);
  const { context } = contextOf(options, group, signer, escrow, keys);
  const succession = successionOf(group, options.folder, options.passphrase);
  return store.transaction((tables) => Epochs.load(context, tables, succession));
}

type Crypto = { readonly group: Group; readonly signer: Signer };

/** Leads until stopped, or until another process does. True when this trustee has left the escrow. */
async function lead(
  options: TrusteeOptions,
  crypto: Crypto,
  store: TrusteeStore,
  term: Term,
  labour: Labour | undefined,
): Promise<boolean> {
  const worker = await whileLeading(options, term, async () => workerOf(options, crypto, store, labour));
  while (worker !== undefined && !options.signal.aborted && !term.lost) {
    const left = await whileLeading(options, term, async () => {
      // Looked at before each round: the board no longer answers whoever has said that its shares are destroyed.
      while (!(await worker.finished()) && (await worker.round())) options.onIdle?.(undefined);
      if (await worker.finished()) return true;
      options.onIdle?.(worker.figures());
      await worker.wait(WAIT_SECONDS);
      return false;
    });
    if (left) {
      options.logger.info({ event: "this trustee has left the escrow, and its shares are destroyed" });
      return true;
    }
  }
  if (!options.signal.aborted) options.logger.warn({ event: "another process of this trustee leads now" });
  options.onIdle?.(undefined);
  return false;
}

async function workerOf(
  options: TrusteeOptions,
  { group, signer }: Crypto,
  store: TrusteeStore,
  labour: Labour | undefined,
) {
  const keys = await readTrusteeKeys(options.folder, options.passphrase);
  const ready = await escrowAndShares(options, group, signer, keys, await hasWorked(store));
  const { context, index } = contextOf(options, group, signer, ready.escrow, ready.keys);
  const identity = {
    /** A change of trustees may give this one another number. */
    get caller() {
      return { role: "trustee", index: worker.index() || index } as const;
    },
    board: ready.escrow.charter.board.origin,
    seed: keys.seed,
    signer,
    clock: systemClock,
  };
  const board = trusteeBoard(options.board, identity, options.signal);
  const succession = successionOf(group, options.folder, options.passphrase);
  const worker = trusteeWorker(context, store, board, options.admit, succession, labour);
  options.logger.info({ event: "trustee ready", trustee: index });
  return worker;
}

async function hasWorked(store: TrusteeStore): Promise<boolean> {
  return (await store.transaction((tables) => progress(tables, "read"))) > 0;
}

type Ready = { readonly escrow: Escrow; readonly keys: TrusteeKeys };

/** The escrow and this trustee's shares in it, by way of the ceremony if there is no charter yet. */
async function escrowAndShares(
  options: TrusteeOptions,
  group: Group,
  signer: Signer,
  keys: TrusteeKeys,
  worked: boolean,
): Promise<Ready> {
  const found = await boardClient(options.board).escrow();
  let current = keys;
  if (current.shares === null && found.proposal !== null && options.acceptProposal) {
    const { folder, passphrase, signal } = options;
    const proposal = readProposal(found.proposal);
    const board = ceremonyBoard(options.board, signal);
    options.logger.info({ event: "ceremony joined" });
    current = (await runCeremony({ group, signer, board, folder, passphrase, proposal, signal }, keys)) ?? keys;
  }
  const pinned = (current.shares ?? current.next[0])?.charterId;
  // Whoever has worked and has no shares any more has left, and perhaps has not said so yet.
  if (pinned === undefined && !worked) {
    throw rejected("no-ceremony", "there is no key ceremony for this trustee yet");
  }
  return { escrow: await meetEscrow(boardClient(options.board), group, signer, pinned), keys: current };
}

function contextOf(
  options: TrusteeOptions,
  group: Group,
  signer: Signer,
  escrow: Escrow,
  keys: TrusteeKeys,
): { context: TrusteeContext; index: number } {
  const charters = allCharters(escrow);
  const own = signer.publicKey(keys.seed);
  const index = charters.map((charter) => trusteeWithKey(charter, own)).findLast((one) => one !== undefined) ?? 0;
  const context: TrusteeContext = {
    group,
    signer,
    sealer: nodeSealer,
    credentials: nodeCredentialVerifier,
    rng: systemRng,
    clock: systemClock,
    escrow: escrowOf(group, charters[0] as Escrow["charter"]),
    index,
    // Shares are asked for epoch by epoch.
    secrets: { seed: keys.seed, identity: keys.identity, ...NO_SHARES },
    notice: (notice) => options.logger.info(notice),
  };
  return { context, index };
}

/** Tries until it works, with growing pauses; undefined when stopped meanwhile. Logs rules, never contents. */
async function untilStopped<Result>(options: TrusteeOptions, work: () => Promise<Result>): Promise<Result | undefined> {
  for (let attempt = 0; !options.signal.aborted; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (options.signal.aborted) return undefined;
      const rule = error instanceof ChorusError ? error.rule : (error as Error).name;
      const quiet = ["no-ceremony", "no-charter", "BoardUnreachable", "LeadLost"].includes(rule);
      options.logger[quiet ? "debug" : "warn"]({
        event: "will try again",
        rule,
        reason: quiet ? undefined : (error as Error).message,
      });
      await pause(RETRY_MILLISECONDS[Math.min(attempt, RETRY_MILLISECONDS.length - 1)] as number, options.signal);
    }
  }
  return undefined;
}

/** As `untilStopped`, and undefined also when another process has taken the lead. */
function whileLeading<Result>(
  options: TrusteeOptions,
  term: Term,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  return untilStopped(options, async () => (term.lost ? undefined : work()));
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
