/** `chorus trustee ceremony`: several organisations make the keys of one escrow, and each signs its charter. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { conflict, rejected } from "../../../core/bytes/errors.ts";
import { encodeProposal, type Proposal, readProposal } from "../../../core/protocol/ceremony.ts";
import { trusteeWithKey } from "../../../core/protocol/charter.ts";
import { spokenWords, TRANSCRIPT_WORDS } from "../../../core/protocol/spoken.ts";
import { systemRng } from "../../../edge/node/platform.ts";
import { type CeremonyRun, runCeremony } from "../../../edge/node/trustee/ceremony.ts";
import { boardClient } from "../../../edge/shared/board-client.ts";
import { ceremonyBoard } from "../../../edge/shared/ceremony-board.ts";
import { meetEscrow } from "../../../edge/shared/escrow.ts";
import { type Answers, naming, sameWords, tell, tellSteps } from "./ask.ts";
import { setupToken } from "./join.ts";
import { printedRecord } from "./printed.ts";
import { type Seat, type SeatOptions, takeSeat } from "./seat.ts";

export type CeremonyOptions = SeatOptions &
  Answers & {
    readonly propose?: boolean;
    readonly name: string;
    readonly threshold?: string;
    readonly witnesses?: string;
  };

const LOOK_AGAIN_MILLISECONDS = 500;

export async function ceremony(options: CeremonyOptions): Promise<void> {
  const seat = await takeSeat(options);
  if (seat.keys.shares === null) {
    const proposal = await proposed(options, seat);
    if (proposal === undefined || !(await takePart(options, seat, proposal))) return;
  }
  await charterStands(seat);
  const escrow = await meetEscrow(boardClient(seat.board), seat.group, seat.signer);
  const page = join(options.data, "charter.html");
  writeFileSync(page, printedRecord(escrow), { mode: 0o600 });
  tell(options.json, "founded", `\nThe escrow stands. Print ${page}, sign it, and keep it.`, { page });
}

/** The proposal on the board: ours, if we are to make it and there is none, or that of another. */
async function proposed(options: CeremonyOptions, seat: Seat): Promise<Proposal | undefined> {
  const board = boardClient(seat.board);
  if (options.propose && (await board.escrow()).proposal === null) {
    const proposal = await proposalOf(options, seat);
    await ceremonyBoard(seat.board).propose(encodeProposal(proposal), setupToken());
  }
  tell(options.json, "waiting-for-proposal", "Waiting for the proposal …");
  while (!seat.signal.aborted) {
    const { proposal } = await board.escrow();
    if (proposal !== null) return readProposal(proposal);
    await sleep(LOOK_AGAIN_MILLISECONDS);
  }
  return undefined;
}

async function proposalOf(options: CeremonyOptions, seat: Seat): Promise<Proposal> {
  const { board } = await boardClient(seat.board).escrow();
  const joiners = await ceremonyBoard(seat.board).joiners();
  const trustees = joiners.flatMap((one) => (one.role === "trustee" ? [one.card] : []));
  const registrar = joiners.find((one) => one.role === "registrar")?.card;
  if (registrar === undefined || !("credentialKey" in registrar)) {
    throw conflict("no-registrar", "no registrar has left its card with the board: run `chorus registrar join` first");
  }
  const threshold = Number(options.threshold ?? Math.floor(trustees.length / 2) + 1);
  const witnesses = Number(options.witnesses ?? threshold);
  const policy = { recordsPerYear: 12, slotsPerYear: 96, witnesses };
  return { v: 1, name: options.name, nonce: systemRng.bytes(32), threshold, trustees, registrar, board, policy };
}

async function takePart(options: CeremonyOptions, seat: Seat, proposal: Proposal): Promise<boolean> {
  const { group, signer, keys, passphrase, signal } = seat;
  if (trusteeWithKey({ trustees: proposal.trustees as never }, seat.card.signingKey) === undefined) {
    throw rejected(
      "ceremony-stranger",
      "this trustee is not part of the proposed escrow: run `chorus trustee join` before it is proposed",
    );
  }
  const names = proposal.trustees.map(({ name }, i) => `    ${i + 1}  ${name}`).join("\n");
  const sizes = `Any ${proposal.threshold} of ${proposal.trustees.length} match and open.`;
  tell(options.json, "proposal", `“${proposal.name}”. ${sizes}\n\n${names}\n`, {
    name: proposal.name,
    threshold: proposal.threshold,
    trustees: proposal.trustees.map(({ name }) => name),
  });
  const run: CeremonyRun = {
    group,
    signer,
    board: ceremonyBoard(seat.board, signal),
    folder: options.data,
    passphrase,
    proposal,
    signal,
    confirm: (charter) =>
      sameWords(
        options,
        spokenWords(charter.transcript, TRANSCRIPT_WORDS),
        "Every trustee now has these words. Read them to one another, by telephone or in a room:",
      ),
    say: tellSteps(options.json, STEPS, (indexes: readonly number[]) => namesOf(proposal, indexes)),
  };
  const done = await naming(proposal.trustees, () => runCeremony(run, keys));
  return done !== undefined;
}

const STEPS = {
  commit: "bound to what this trustee will say",
  announce: "said it",
  shares: "sent a sealed share to every other trustee",
  sign: "checked every share, and signed the charter",
} as const;

function namesOf(proposal: Proposal, indexes: readonly number[]): string[] {
  return indexes.map((index) => proposal.trustees[index - 1]?.name ?? String(index));
}

async function charterStands(seat: Seat): Promise<void> {
  while (!seat.signal.aborted && (await boardClient(seat.board).escrow()).charter === null) {
    await sleep(LOOK_AGAIN_MILLISECONDS);
  }
}
