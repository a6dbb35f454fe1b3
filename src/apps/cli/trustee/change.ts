/** `chorus trustee refresh, replace, add, remove, threshold` propose another set of trustees; `agree` takes part in it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { conflict, malformed } from "../../../core/bytes/errors.ts";
import { type Charter, type Escrow, type TrusteeCard, trusteeWithKey } from "../../../core/protocol/charter.ts";
import {
  openResharing,
  proposeResharing,
  type ResharingPlan,
  type ResharingProposal,
  resharingId,
} from "../../../core/protocol/resharing.ts";
import { FINGERPRINT_WORDS, spokenWords } from "../../../core/protocol/spoken.ts";
import { systemClock, systemRng } from "../../../edge/node/platform.ts";
import { type ResharingRun, runResharing } from "../../../edge/node/trustee/resharing.ts";
import { boardClient } from "../../../edge/shared/board-client.ts";
import { ceremonyBoard } from "../../../edge/shared/ceremony-board.ts";
import { meetEscrow } from "../../../edge/shared/escrow.ts";
import { resharingBoard } from "../../../edge/shared/resharing-board.ts";
import { witnessedSizes } from "../../../edge/shared/trustee-board.ts";
import type { ResharingPlace } from "../../../roles/trustee/resharing.ts";
import { type Answers, naming, sameWords, tell, tellSteps } from "./ask.ts";
import { cardWords } from "./join.ts";
import { printedRecord } from "./printed.ts";
import { type Seat, type SeatOptions, takeSeat } from "./seat.ts";

export type ChangeOptions = SeatOptions &
  Answers & {
    readonly verb: "refresh" | "replace" | "add" | "remove" | "threshold";
    readonly who?: string;
    readonly with?: string;
    readonly threshold?: string;
    readonly witnesses?: string;
    readonly dealers?: string;
  };

export async function propose(options: ChangeOptions): Promise<void> {
  const seat = await takeSeat(options);
  const escrow = await meet(seat);
  const own = trusteeWithKey(escrow.charter, seat.card.signingKey);
  if (own === undefined) throw conflict("not-a-trustee", "only a trustee of the escrow can propose a change");
  const plan = await planOf(options, seat, escrow.charter);
  const bytes = proposeResharing(seat.signer, escrow, plan, own, seat.keys.seed);
  openResharing(seat.signer, escrow, bytes);
  const caller = { role: "trustee", index: own } as const;
  const as = {
    caller,
    board: escrow.charter.board.origin,
    seed: seat.keys.seed,
    signer: seat.signer,
    clock: systemClock,
  };
  await resharingBoard(seat.board).propose(bytes, as);
  await takePart(options, seat, escrow, bytes, true);
}

export async function agree(options: SeatOptions & Answers): Promise<void> {
  const seat = await takeSeat(options);
  const escrow = await meet(seat);
  const bytes = await resharingBoard(seat.board).proposal();
  if (bytes === undefined) throw conflict("no-resharing", "nobody has proposed a change of trustees");
  await takePart(options, seat, escrow, bytes, false);
}

function meet({ board, group, signer, keys }: Seat): Promise<Escrow> {
  return meetEscrow(boardClient(board), group, signer, (keys.shares ?? keys.next[0])?.charterId);
}

async function planOf(options: ChangeOptions, seat: Seat, charter: Charter): Promise<ResharingPlan> {
  const trustees = await membersOf(options, seat, charter.trustees.map(cardOf));
  const threshold = Number(options.threshold ?? Math.min(charter.threshold, trustees.length));
  const witnesses = Number(
    options.witnesses ?? Math.max(threshold, Math.min(charter.policy.witnesses, trustees.length)),
  );
  const dealers = options.dealers?.split(",").map(Number) ?? (await dealersOf(seat, charter, trustees));
  return { nonce: systemRng.bytes(32), threshold, witnesses, dealers: dealers.toSorted((a, b) => a - b), trustees };
}

const cardOf = ({ name, signingKey, recipient }: TrusteeCard): TrusteeCard => ({ name, signingKey, recipient });

async function membersOf(
  { verb, who, with: comes }: ChangeOptions,
  seat: Seat,
  now: TrusteeCard[],
): Promise<TrusteeCard[]> {
  const leaving = who === undefined ? -1 : now.findIndex(({ name }, i) => name === who || String(i + 1) === who);
  if (who !== undefined && leaving < 0) throw malformed("who", `there is no trustee called ${who}`, "who");
  const coming = comes === undefined ? [] : [await joinerCalled(seat, comes)];
  if (verb === "add") return [...now, ...coming];
  if (leaving < 0) return now;
  return now.toSpliced(leaving, 1, ...coming);
}

async function joinerCalled(seat: Seat, name: string): Promise<TrusteeCard> {
  const cards = (await ceremonyBoard(seat.board).joiners()).flatMap((one) =>
    one.role === "trustee" ? [one.card] : [],
  );
  const called = cards.filter((card) => card.name === name || cardWords(card).join(" ") === name);
  if (called.length === 1) return called[0] as TrusteeCard;
  const rule =
    called.length === 0
      ? `no organisation called ${name} has left its card`
      : `several cards say ${name}: give the words of the right one`;
  throw malformed("with", rule, "with");
}

/** As many as must deal, whoever was heard of last first; those who stay before those who go. */
async function dealersOf(seat: Seat, charter: Charter, members: readonly TrusteeCard[]): Promise<number[]> {
  const sizes = await witnessedSizes(seat.board);
  const stays = (index: number) =>
    trusteeWithKey({ trustees: members as never }, charter.trustees[index - 1]?.signingKey as Uint8Array) !== undefined;
  return charter.trustees
    .map((_, i) => i + 1)
    .sort((a, b) => Number(stays(b)) - Number(stays(a)) || (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0))
    .slice(0, charter.threshold);
}

async function takePart(
  options: SeatOptions & Answers,
  seat: Seat,
  escrow: Escrow,
  bytes: Uint8Array,
  ours: boolean,
): Promise<void> {
  const proposal = openResharing(seat.signer, escrow, bytes);
  tell(options.json, "change", explanation(escrow.charter, proposal), details(proposal));
  // Whoever proposes reads the words out; whoever is asked compares them.
  const words = spokenWords(resharingId(proposal), FINGERPRINT_WORDS);
  const question = ours
    ? "Read these words to the others, so that they know that this is what they agree to:"
    : "Let whoever proposed this read out its words. They must be these:";
  if (!(await sameWords(ours ? { ...options, yes: true } : options, words, question))) return;
  const { group, signer, signal, passphrase, board } = seat;
  const run: ResharingRun = {
    group,
    signer,
    board: resharingBoard(board, signal),
    meet: () => meetEscrow(boardClient(board), group, signer, escrow.charterId),
    escrow,
    folder: options.data,
    passphrase,
    proposal: bytes,
    signal,
    say: tellSteps(options.json, STEPS, (places: readonly ResharingPlace[]) =>
      places.map((place) => nameAt(escrow.charter, proposal, place)),
    ),
  };
  const changed = await naming(escrow.charter.trustees, () => runResharing(run)); // it is dealers who can cheat
  if (changed === undefined) return;
  const page = join(options.data, "charter.html");
  writeFileSync(page, printedRecord(changed), { mode: 0o600 });
  tell(options.json, "changed", `\n${AFTERWARDS}\nPrint ${page}, and keep it with the first one.`, {
    epoch: changed.charter.epoch,
    page,
  });
}

const STEPS = { deal: "dealt", sign: "checked every share, and signed" } as const;

function nameAt(before: Charter, proposal: ResharingProposal, { set, trustee }: ResharingPlace): string {
  return (set === "old" ? before : proposal).trustees[trustee - 1]?.name ?? String(trustee);
}

const AFTERWARDS = `The new charter stands in the log. Leave every trustee running, those that leave included: each finishes what began
before, destroys its old share, and says so in the log. A trustee that leaves stops by itself when it has.`;

/** What the change means, in plain words. */
function explanation(before: Charter, proposal: ResharingProposal): string {
  const leave = before.trustees.filter(
    ({ signingKey }) => trusteeWithKey({ trustees: proposal.trustees as never }, signingKey) === undefined,
  );
  const come = proposal.trustees.filter(({ signingKey }) => trusteeWithKey(before, signingKey) === undefined);
  const says = [
    ...leave.map(({ name }) => `“${name}” leaves. Its share opens nothing any more, and it is to destroy it.`),
    ...come.map(
      (card) =>
        `“${card.name}” comes, and learns what every trustee knows. Its card's words: ${cardWords(card).join(" ")}`,
    ),
    leave.length + come.length === 0
      ? "The organisations stay the same. Each gets a fresh share; what was stolen before is worth nothing."
      : "",
    `Any ${proposal.threshold} of ${proposal.trustees.length} match and open (now ${before.threshold} of ${before.trustees.length}).`,
    `Entries count when ${proposal.witnesses} trustees have seen them.`,
    "What is sealed stays sealed, and stays as it is; nobody who wrote has to do anything.",
    `These deal, and must be there: ${proposal.dealers.map((index) => before.trustees[index - 1]?.name).join(", ")}.`,
  ];
  return says.filter(Boolean).join("\n");
}

function details(proposal: ResharingProposal): object {
  const { epoch, threshold, witnesses, dealers, trustees } = proposal;
  return { epoch, threshold, witnesses, dealers, trustees: trustees.map(({ name }) => name) };
}
