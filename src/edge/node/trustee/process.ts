/** A trustee as a process: opens its keys and its database, takes part in the ceremony, then works until it is stopped. */

import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { ChorusError, rejected } from "../../../core/bytes/errors.ts";
import type { Group, Scalar } from "../../../core/crypto/group.ts";
import { sodiumGroup } from "../../../core/crypto/group-sodium.ts";
import { sodiumSigner } from "../../../core/crypto/signer-sodium.ts";
import type { Signer } from "../../../core/ports.ts";
import { readProposal } from "../../../core/protocol/ceremony.ts";
import { allCharters, type Escrow, escrowOf, trusteeWithKey } from "../../../core/protocol/charter.ts";
import type { BoardFigures } from "../../../roles/trustee/ports.ts";
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
const NO_SHARES = { k: new Uint8Array() as Scalar, z: new Uint8Array() as Scalar, x: new Uint8Array() as Scalar };
const RETRY_MILLISECONDS = [100, 300, 1000, 3000, 10_000];

/** Runs until the signal aborts. */
export async function runTrustee(options: TrusteeOptions): Promise<void> {
  const group = await sodiumGroup();
  const signer = await sodiumSigner();
  const keys = await readTrusteeKeys(options.folder, options.passphrase);
  const ready = await untilStopped(options, () => escrowAndShares(options, group, signer, keys));
  if (ready === undefined) return;
  const { db, dialect } = openDatabase<TrusteeDatabase>(options.database ?? join(options.folder, "trustee.sqlite"));
  await createTrusteeTables(db, dialect);
  const store = trusteeStore(db);
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
  const worker = trusteeWorker(context, store, board, options.admit, succession);
  options.logger.info({ event: "trustee ready", trustee: index });
  let left = false;
  while (!options.signal.aborted && !left) {
    await untilStopped(options, async () => {
      while (await worker.round()) options.onIdle?.(undefined);
      left = await worker.finished();
      if (left) return true;
      options.onIdle?.(worker.figures());
      await worker.wait(WAIT_SECONDS);
      return true;
    });
  }
  if (left) options.logger.info({ event: "this trustee has left the escrow, and its shares are destroyed" });
  await store.close();
}

type Ready = { readonly escrow: Escrow; readonly keys: TrusteeKeys };

/** The escrow and this trustee's shares in it, by way of the ceremony if there is no charter yet. */
async function escrowAndShares(
  options: TrusteeOptions,
  group: Group,
  signer: Signer,
  keys: TrusteeKeys,
): Promise<Ready | undefined> {
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
  if (pinned === undefined) throw rejected("no-ceremony", "there is no key ceremony for this trustee yet");
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
      const quiet = ["no-ceremony", "no-charter", "BoardUnreachable"].includes(rule);
      options.logger[quiet ? "debug" : "warn"]({
        event: "will try again",
        rule,
        reason: quiet ? undefined : (error as Error).message,
      });
      const pause = RETRY_MILLISECONDS[Math.min(attempt, RETRY_MILLISECONDS.length - 1)] as number;
      await sleep(pause, undefined, { signal: options.signal }).catch(() => undefined);
    }
  }
  return undefined;
}
