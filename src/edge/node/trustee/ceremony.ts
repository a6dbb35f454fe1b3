/** Runs a trustee's side of the key ceremony over the board, to the end or until it is stopped. Resumes where it was. */
import { equalBytes } from "../../../core/bytes/bytes.ts";
import { rejected } from "../../../core/bytes/errors.ts";
import type { Group, Scalar } from "../../../core/crypto/group.ts";
import { deal } from "../../../core/crypto/keygen.ts";
import type { Signer } from "../../../core/ports.ts";
import {
  type CeremonyStep,
  ceremonyOf,
  encodeAnnouncement,
  makeCeremonyMessage,
  type Proposal,
  readAnnouncement,
} from "../../../core/protocol/ceremony.ts";
import { type Charter, charterIdOf } from "../../../core/protocol/charter.ts";
import { type CeremonySeat, nextMove } from "../../../roles/trustee/ceremony.ts";
import type { ceremonyBoard } from "../../shared/ceremony-board.ts";
import { nodeSealer } from "../age.ts";
import { systemRng } from "../platform.ts";
import { type TrusteeKeys, writeTrusteeKeys } from "./keys.ts";
import { patiently } from "./patience.ts";

const WAIT_SECONDS = 20;

/** What a ceremony runs with. `save` makes new keys durable before anything that depends on them is posted. */
export type CeremonyRun = {
  readonly group: Group;
  readonly signer: Signer;
  readonly board: ReturnType<typeof ceremonyBoard>;
  readonly folder: string;
  readonly passphrase: string | undefined;
  readonly proposal: Proposal;
  readonly signal: AbortSignal;
  /** Asked before the charter is signed. Whoever does not confirm has signed nothing, and may come back. */
  readonly confirm?: (charter: Charter) => Promise<boolean>;
  readonly say?: (step: CeremonyStep | "away", missing: readonly number[]) => void;
};

/** @returns the keys with this trustee's shares; undefined when stopped before the end */
export async function runCeremony(run: CeremonyRun, keys: TrusteeKeys): Promise<TrusteeKeys | undefined> {
  const { signer, board, proposal } = run;
  const index = proposal.trustees.findIndex((card) => equalBytes(card.signingKey, signer.publicKey(keys.seed))) + 1;
  if (index === 0) throw rejected("ceremony-stranger", "this trustee is not part of the proposed escrow");
  const seated = await takeSeat(run, keys, index);
  const seat = seatOf(run, seated, index);
  const patience = { signal: run.signal, away: () => run.say?.("away", []) };
  let seen = 0;
  let wait = 0; // what is there already comes at once
  const messages: Uint8Array[] = [];
  while (!run.signal.aborted) {
    const news = await patiently(patience, () => board.messages(seen, wait));
    wait = WAIT_SECONDS;
    for (const { seq, bytes } of news) {
      seen = seq;
      messages.push(bytes);
    }
    const move = await nextMove(seat, messages);
    if (move.kind === "wait") run.say?.(move.step, move.missing);
    if (move.kind === "post") {
      if (move.charter !== undefined && run.confirm && !(await run.confirm(move.charter))) return undefined;
      const bytes = makeCeremonyMessage(signer, ceremonyOf(proposal), index, move.step, move.body, keys.seed);
      await patiently(patience, () => board.post(bytes));
      messages.push(bytes);
      run.say?.(move.step, []);
    }
    if (move.kind === "done") {
      const { shares } = move.keys;
      const charterId = charterIdOf(move.charter);
      const done = {
        ...seated,
        ceremony: null,
        shares: { index, epoch: 0, k: shares.k, z: shares.z, x: shares.x, charterId },
      };
      await writeTrusteeKeys(run.folder, done, run.passphrase);
      return done;
    }
  }
  return undefined;
}

/** Draws the polynomials once and makes them durable, so that a restart announces the same. */
async function takeSeat({ group, proposal, folder, passphrase }: CeremonyRun, keys: TrusteeKeys, index: number) {
  const ceremony = ceremonyOf(proposal);
  if (keys.ceremony && equalBytes(keys.ceremony.id, ceremony.id)) return keys;
  const { secret, announcement } = deal(group, ceremony, index, systemRng);
  const { k, z, x } = secret.polynomials;
  const polynomials = { k: [...k], z: [...z], x: [...x] };
  const seated = {
    ...keys,
    ceremony: { id: ceremony.id, index, polynomials, announcement: encodeAnnouncement(announcement) },
  };
  await writeTrusteeKeys(folder, seated, passphrase);
  return seated;
}

function seatOf({ group, signer, proposal }: CeremonyRun, keys: TrusteeKeys, index: number): CeremonySeat {
  const held = keys.ceremony;
  if (held === null) throw rejected("ceremony-seat", "the ceremony's secrets are missing");
  const { k, z, x } = held.polynomials;
  const polynomials = { k: k as Scalar[], z: z as Scalar[], x: x as Scalar[] };
  return {
    group,
    signer,
    sealer: nodeSealer,
    proposal,
    index,
    seed: keys.seed,
    identity: keys.identity,
    dealt: { secret: { index, polynomials }, announcement: readAnnouncement(group, held.announcement) },
  };
}
