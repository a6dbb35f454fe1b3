/** Runs a trustee's side of a resharing over the board, to the end or until it is stopped. Resumes where it was. */
import { equalBytes } from "../../../core/bytes/bytes.ts";
import { rejected } from "../../../core/bytes/errors.ts";
import type { Group, Scalar } from "../../../core/crypto/group.ts";
import { type KeyShares, perSecret } from "../../../core/crypto/keygen.ts";
import { dealAgain, type ReshareSecret } from "../../../core/crypto/reshare.ts";
import type { Signer } from "../../../core/ports.ts";
import { type Escrow, trusteeWithKey } from "../../../core/protocol/charter.ts";
import {
  makeResharingMessage,
  openResharing,
  type ResharingProposal,
  resharingId,
  resharingOf,
} from "../../../core/protocol/resharing.ts";
import { nextResharingMove, type ResharingPlace, type ResharingSeat } from "../../../roles/trustee/resharing.ts";
import { ageSealer } from "../../shared/age.ts";
import type { resharingBoard } from "../../shared/resharing-board.ts";
import { systemRng } from "../platform.ts";
import { changeTrusteeKeys, type HeldShares, readTrusteeKeys, type TrusteeKeys } from "./keys.ts";
import { patiently } from "./patience.ts";
import { sharesUnder } from "./shares.ts";

const WAIT_SECONDS = 5;

/** What a resharing runs with. `escrow` is the one whose newest charter the proposal follows. */
export type ResharingRun = {
  readonly group: Group;
  readonly signer: Signer;
  readonly board: ReturnType<typeof resharingBoard>;
  /** The escrow as the board shows it now, checked. */
  readonly meet: () => Promise<Escrow>;
  readonly escrow: Escrow;
  readonly folder: string;
  readonly passphrase: string | undefined;
  readonly proposal: Uint8Array;
  readonly signal: AbortSignal;
  /** Called with each step of this trustee's, with whom it waits for, and when the board is away. */
  readonly say: (what: "deal" | "sign" | "wait" | "away", missing: readonly ResharingPlace[]) => void;
};

/** @returns the escrow with its new charter; undefined when stopped before the end */
export async function runResharing(run: ResharingRun): Promise<Escrow | undefined> {
  const { signer, board } = run;
  const proposal = openResharing(signer, run.escrow, run.proposal);
  const seat = await takeSeat(run, proposal);
  const patience = { signal: run.signal, away: () => run.say("away", []) };
  let seen = 0;
  let wait = 0; // what is there already comes at once
  const messages: Uint8Array[] = [];
  while (!run.signal.aborted) {
    const changed = await patiently(patience, () => changedEscrow(run, proposal));
    if (changed !== undefined) return changed;
    const news = await patiently(patience, () => board.messages(seen, wait));
    wait = WAIT_SECONDS;
    for (const { seq, bytes } of news) {
      seen = seq;
      messages.push(bytes);
    }
    const move = await nextResharingMove(seat, messages);
    if (move.kind === "post") {
      if (move.keys !== undefined) await keepNext(run, proposal, move.keys);
      const trustee = (move.set === "old" ? seat.dealer?.index : seat.newIndex) as number;
      const bytes = makeResharingMessage(signer, proposal, { set: move.set, trustee }, move.step, move.body, seat.seed);
      await patiently(patience, () => board.post(bytes));
      messages.push(bytes);
      run.say(move.step, []);
    }
    if (move.kind === "wait") run.say("wait", move.missing);
  }
  return undefined;
}

/** The escrow once the new charter stands; an error when another proposal has taken this one's place. */
async function changedEscrow(run: ResharingRun, proposal: ResharingProposal): Promise<Escrow | undefined> {
  const now = await run.meet();
  if (now.charter.epoch >= proposal.epoch) return now;
  const current = await run.board.proposal();
  if (current !== undefined && !equalBytes(current, run.proposal)) {
    throw rejected("resharing-replaced", "another proposal has taken the place of this one");
  }
  return undefined;
}

async function takeSeat(run: ResharingRun, proposal: ResharingProposal): Promise<ResharingSeat> {
  const { group, signer, escrow, folder, passphrase } = run;
  const keys = await readTrusteeKeys(folder, passphrase);
  const own = signer.publicKey(keys.seed);
  const before = trusteeWithKey(escrow.charter, own);
  const newIndex = trusteeWithKey(proposal as never, own);
  const deals = before !== undefined && proposal.dealers.includes(before);
  if (!deals && newIndex === undefined) {
    throw rejected("resharing-stranger", "this trustee neither deals in this resharing nor gets a share by it");
  }
  return {
    group,
    signer,
    sealer: ageSealer,
    escrow,
    proposal,
    seed: keys.seed,
    identity: keys.identity,
    dealer: deals ? await dealerSeat(run, proposal, keys, before) : undefined,
    newIndex,
  };
}

/** Draws the polynomials once and makes them durable, so that a restart deals the same. */
async function dealerSeat(
  { group, escrow, folder, passphrase }: ResharingRun,
  proposal: ResharingProposal,
  keys: TrusteeKeys,
  index: number,
): Promise<ResharingSeat["dealer"]> {
  const id = resharingId(proposal);
  const held = keys.resharing;
  if (held !== null && equalBytes(held.id, id)) {
    const secret = { dealer: index, polynomials: held.polynomials } as unknown as ReshareSecret;
    const commitments = perSecret((name) => secret.polynomials[name].map((one) => group.mulBase(one)));
    return { index, secret, announcement: { dealer: index, commitments } };
  }
  const shares = sharesUnder(group, escrow, keys);
  if (shares === undefined) throw rejected("resharing-shares", "this trustee has no shares to deal");
  const { k, z, x } = { k: shares.k as Scalar, z: shares.z as Scalar, x: shares.x as Scalar };
  const old = { index, shares: { k, z, x }, keys: { joint: { k, z, x }, trustees: [] } } as unknown as KeyShares;
  const { secret, announcement } = dealAgain(group, resharingOf(proposal), old, systemRng);
  const polynomials = perSecret((name) => [...secret.polynomials[name]]);
  await changeTrusteeKeys(folder, passphrase, (now) => ({ ...now, resharing: { id, dealer: index, polynomials } }));
  return { index, secret, announcement };
}

/** Makes the new shares durable before this trustee says that it has them. Shares of earlier attempts stay until one holds. */
async function keepNext(
  { escrow, folder, passphrase }: ResharingRun,
  proposal: ResharingProposal,
  { index, shares }: KeyShares,
): Promise<void> {
  const { k, z, x } = shares;
  const held: HeldShares = { index, epoch: proposal.epoch, k, z, x, charterId: escrow.charterId };
  await changeTrusteeKeys(folder, passphrase, (keys) => ({
    ...keys,
    next: [...keys.next.filter((one) => !equalBytes(one.k, k)), held],
  }));
}
