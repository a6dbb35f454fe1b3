/** A change of trustees in a story: the real rules of all who take part, over the real board's list of messages. */
import { dealAgain } from "../../src/core/crypto/reshare.ts";
import { type Escrow, trusteeWithKey } from "../../src/core/protocol/charter.ts";
import {
  makeResharingMessage,
  openResharing,
  proposeResharing,
  type ResharingPlan,
  resharingOf,
} from "../../src/core/protocol/resharing.ts";
import { openCharters } from "../../src/core/protocol/succession.ts";
import { ageSealer } from "../../src/edge/shared/age.ts";
import { successors } from "../../src/roles/board/charters.ts";
import { acceptResharing, acceptResharingMessage } from "../../src/roles/board/resharing.ts";
import { nextResharingMove, type ResharingSeat } from "../../src/roles/trustee/resharing.ts";
import { ageKeys } from "../actors.ts";
import { type Story, type StoryTrustee, signedCharter } from "./world.ts";

export type Member = {
  readonly name: string;
  readonly seed: Uint8Array;
  readonly identity: string;
  readonly recipient: string;
};

/** An organisation that may become a trustee. */
export async function organisation(story: Story, name: string): Promise<Member> {
  return { name, seed: story.world.rng.bytes(32), ...(await ageKeys()) };
}

/** The organisations of the first charter. */
export function founders(story: Story): Member[] {
  return story.world.trustees.map(({ index, seed, identity }) => {
    const { name, recipient } = story.world.charter.trustees[index - 1] as { name: string; recipient: string };
    return { name, seed, identity, recipient };
  });
}

export type Change = {
  readonly members: readonly Member[];
  readonly threshold: number;
  readonly witnesses?: number;
  /** Old indexes; by default the first ones. */
  readonly dealers?: readonly number[];
};

/** Everything that a resharing takes, up to the new charter in the log. Starts whoever is new. */
export async function reshare(story: Story, all: readonly Member[], change: Change): Promise<StoryTrustee[]> {
  const { signer, rng, escrow } = story.world;
  const { members, threshold } = change;
  const dealers = change.dealers ?? Array.from({ length: escrow.charter.threshold }, (_, i) => i + 1);
  const trustees = members.map(({ name, seed, recipient }) => ({
    name,
    signingKey: signer.publicKey(seed),
    recipient,
  }));
  const plan: ResharingPlan = {
    nonce: rng.bytes(32),
    threshold,
    witnesses: change.witnesses ?? threshold,
    dealers: [...dealers],
    trustees,
  };
  const proposerKey = escrow.charter.trustees[(dealers[0] as number) - 1]?.signingKey as Uint8Array;
  const proposer = all.find(({ seed }) => signer.publicKey(seed).join() === proposerKey.join()) as Member;
  const proposal = proposeResharing(signer, escrow, plan, dealers[0] as number, proposer.seed);
  await acceptResharing(story.board, escrow, proposal);
  await carryOut(story, all, proposal);
  return Promise.all(
    members
      .filter(({ seed }) => trusteeWithKey(escrow.charter, signer.publicKey(seed)) === undefined)
      .map(async (member) => {
        const index = members.indexOf(member) + 1;
        const trustee = await story.start(index, member);
        story.trustees.push(trustee);
        return trustee;
      }),
  );
}

async function carryOut(story: Story, all: readonly Member[], bytes: Uint8Array): Promise<void> {
  const before = story.world.escrow;
  const seats = all.flatMap((member) => seatOf(story, before, member, bytes) ?? []);
  for (let done = false, rounds = 0; !done; rounds++) {
    if (rounds > 20) throw new Error("the resharing does not come to an end");
    done = true;
    for (const seat of seats) {
      const messages = await story.boardStore.transaction((tables) => tables.resharingMessages(0));
      const move = await nextResharingMove(
        seat,
        messages.map((message) => message.bytes),
      );
      if (move.kind !== "post") continue;
      done = false;
      if (move.keys) story.hold(seat.seed, seat.proposal.epoch, move.keys.index, move.keys.shares);
      const trustee = (move.set === "old" ? seat.dealer?.index : seat.newIndex) as number;
      const from = { set: move.set, trustee };
      const message = makeResharingMessage(seat.signer, seat.proposal, from, move.step, move.body, seat.seed);
      await acceptResharingMessage(story.board, before, message);
    }
  }
  story.world.escrow = await newestEscrow(story);
}

/** The escrow as a client that pinned the first charter sees it now. */
export async function newestEscrow(story: Story): Promise<Escrow> {
  const { group, signer, escrow } = story.world;
  const later = await story.boardStore.transaction(successors);
  const first = signedCharter(story.world);
  return openCharters(
    group,
    signer,
    first,
    later.map(({ charter }) => charter),
    escrow.charterId,
  );
}

function seatOf(story: Story, escrow: Escrow, member: Member, bytes: Uint8Array): ResharingSeat | undefined {
  const { group, signer, rng } = story.world;
  const proposal = openResharing(signer, escrow, bytes);
  const own = signer.publicKey(member.seed);
  const index = trusteeWithKey(escrow.charter, own);
  const newIndex = trusteeWithKey(proposal as never, own);
  const held = story.held.get(`${Buffer.from(member.seed).toString("hex")}/${escrow.charter.epoch}`);
  const deals = index !== undefined && held !== undefined && proposal.dealers.includes(index);
  if (!deals && newIndex === undefined) return undefined;
  const dealt = deals
    ? dealAgain(group, resharingOf(proposal), { index, shares: held.shares, keys: undefined as never }, rng)
    : undefined;
  return {
    group,
    signer,
    sealer: ageSealer,
    escrow,
    proposal,
    seed: member.seed,
    identity: member.identity,
    dealer: dealt && { index: index as number, ...dealt },
    newIndex,
  };
}
