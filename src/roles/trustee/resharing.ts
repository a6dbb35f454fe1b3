/**
 * A trustee's side of a resharing (§4.4): given what everybody has posted so far, what do I post next? As in the key
 * ceremony, the answer depends on the messages and on what was drawn once, so whoever is killed goes on where it was.
 */
import { equalBytes } from "../../core/bytes/bytes.ts";
import { rejected } from "../../core/bytes/errors.ts";
import type { Group } from "../../core/crypto/group.ts";
import { type DealtShares, type KeyShares, SECRET_NAMES, trusteeCulprit } from "../../core/crypto/keygen.ts";
import {
  checkReshareAnnouncement,
  finishReshare,
  type ReshareAnnouncement,
  type ReshareSecret,
  resharedKeys,
  reshareFor,
} from "../../core/crypto/reshare.ts";
import type { FileSealer, Signer } from "../../core/ports.ts";
import { encodeDealtShares, readDealtShares } from "../../core/protocol/ceremony.ts";
import { type Charter, type Escrow, signCharter } from "../../core/protocol/charter.ts";
import {
  type Deal,
  encodeDeal,
  escrowKeysOf,
  openResharingMessage,
  type ResharingMessage,
  type ResharingProposal,
  type ResharingSet,
  type ResharingStep,
  readDeal,
  resharingOf,
  resharingTranscript,
  successorCharter,
} from "../../core/protocol/resharing.ts";

/** What a trustee brings to a resharing. A dealer has its place among the old and what it drew; one that stays or comes has a place among the new. */
export type ResharingSeat = {
  readonly group: Group;
  readonly signer: Signer;
  readonly sealer: FileSealer;
  readonly escrow: Escrow;
  readonly proposal: ResharingProposal;
  readonly seed: Uint8Array;
  readonly identity: string;
  readonly dealer:
    | { readonly index: number; readonly secret: ReshareSecret; readonly announcement: ReshareAnnouncement }
    | undefined;
  readonly newIndex: number | undefined;
};

/** Somebody who takes part: a trustee of the old charter or of the new, by its number there. */
export type ResharingPlace = { readonly set: ResharingSet; readonly trustee: number };

/** The next thing to do. Shares must be durable before a `sign` of the new set is posted. */
export type ResharingMove =
  | {
      readonly kind: "post";
      readonly set: ResharingSet;
      readonly step: ResharingStep;
      readonly body: Uint8Array;
      readonly keys?: KeyShares;
    }
  | { readonly kind: "wait"; readonly step: ResharingStep; readonly missing: readonly ResharingPlace[] }
  | { readonly kind: "done"; readonly charter: Charter };

/**
 * Decides the next move from everything on the board.
 *
 * @throws ChorusError `rejected` naming the dealer that cheated; another resharing, without it, must then be proposed
 */
export async function nextResharingMove(seat: ResharingSeat, messages: readonly Uint8Array[]): Promise<ResharingMove> {
  const { group, signer, escrow, proposal, seed, dealer, newIndex } = seat;
  const posted = new Posted(messages.map((bytes) => openResharingMessage(signer, escrow, proposal, bytes)));
  if (dealer !== undefined && !posted.has("old", dealer.index, "deal")) {
    return { kind: "post", set: "old", step: "deal", body: await sealDeal(seat, dealer) };
  }
  const silent = proposal.dealers.filter((index) => !posted.has("old", index, "deal"));
  if (silent.length > 0)
    return { kind: "wait", step: "deal", missing: silent.map((trustee) => ({ set: "old", trustee })) };
  const deals = checkedDeals(seat, posted);
  const announcements = deals.map(({ announcement }) => announcement);
  const keys = resharedKeys(group, resharingOf(proposal), escrowKeysOf(group, escrow.charter), announcements);
  const charter = successorCharter(escrow, proposal, keys, resharingTranscript(proposal, announcements));
  const sign = () => signCharter(signer, charter, seed);
  if (newIndex !== undefined && !posted.has("new", newIndex, "sign")) {
    const received = await openShares(seat, newIndex, deals);
    const old = escrowKeysOf(group, escrow.charter);
    const own = finishReshare(group, resharingOf(proposal), old, newIndex, announcements, received);
    return { kind: "post", set: "new", step: "sign", body: sign(), keys: own };
  }
  if (dealer !== undefined && !posted.has("old", dealer.index, "sign")) {
    return { kind: "post", set: "old", step: "sign", body: sign() };
  }
  const missing = [
    ...proposal.trustees.map((_, i) => ({ set: "new", trustee: i + 1 }) as const),
    ...proposal.dealers.map((trustee) => ({ set: "old", trustee }) as const),
  ].filter(({ set, trustee }) => !posted.has(set, trustee, "sign"));
  if (missing.length > 0) return { kind: "wait", step: "sign", missing };
  return { kind: "done", charter };
}

class Posted {
  readonly #messages = new Map<string, ResharingMessage>();

  constructor(messages: readonly ResharingMessage[]) {
    for (const message of messages) {
      const key = `${message.set}/${message.trustee}/${message.step}`;
      const earlier = this.#messages.get(key);
      if (earlier && !equalBytes(earlier.body, message.body)) {
        throw rejected("resharing-twice", "a trustee said two things in one step", trusteeCulprit(message.trustee));
      }
      this.#messages.set(key, message);
    }
  }

  has(set: ResharingSet, trustee: number, step: ResharingStep): boolean {
    return this.#messages.has(`${set}/${trustee}/${step}`);
  }

  deal(dealer: number): ResharingMessage {
    return this.#messages.get(`old/${dealer}/deal`) as ResharingMessage;
  }
}

/** Every deal, each checked against the dealer's own committed share. */
function checkedDeals({ group, escrow, proposal }: ResharingSeat, posted: Posted): Deal[] {
  const old = escrowKeysOf(group, escrow.charter);
  return proposal.dealers.map((dealer) => {
    const deal = readDeal(group, dealer, posted.deal(dealer).body);
    if (SECRET_NAMES.some((name) => deal.announcement.commitments[name].length !== proposal.threshold)) {
      throw rejected("reshare-degree", "a trustee dealt by a polynomial of the wrong degree", trusteeCulprit(dealer));
    }
    checkReshareAnnouncement(group, resharingOf(proposal), old, deal.announcement);
    return deal;
  });
}

async function sealDeal(
  { group, sealer, proposal }: ResharingSeat,
  { secret, announcement }: NonNullable<ResharingSeat["dealer"]>,
): Promise<Uint8Array> {
  const files = proposal.trustees.map(async ({ recipient }, i) => ({
    to: i + 1,
    file: await sealer.seal(encodeDealtShares(reshareFor(group, secret, i + 1)), [recipient]),
  }));
  return encodeDeal({ announcement, shares: await Promise.all(files) });
}

async function openShares(
  { group, sealer, identity }: ResharingSeat,
  newIndex: number,
  deals: readonly Deal[],
): Promise<DealtShares[]> {
  return Promise.all(
    deals.map(async ({ announcement, shares }) => {
      const file = shares.find(({ to }) => to === newIndex)?.file;
      const bytes = file && (await sealer.open(file, identity));
      if (!bytes) {
        throw rejected("reshare-share", "a trustee sent no readable share", trusteeCulprit(announcement.dealer));
      }
      return readDealtShares(group, bytes);
    }),
  );
}
