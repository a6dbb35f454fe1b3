/**
 * The messages of a resharing (§4.4). As in the key ceremony, everybody posts signed messages to one public list on the
 * board and reads everybody's; the dealt shares travel inside as age files.
 *
 *   deal   commitments, and an age file to each new trustee   by each dealer, when it accepts the proposal
 *   sign   signature on the new charter                       by new trustees and dealers, when all deals hold
 */
import * as v from "valibot";
import { equalBytes } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { rejected } from "../bytes/errors.ts";
import { LABELS } from "../bytes/labels.ts";
import { boundedBytes, fixedBytes, version, whole } from "../bytes/schema.ts";
import { ENTRY_MAX_BYTES, HASH_BYTES, POINT_BYTES, SIGNATURE_BYTES, TRUSTEES_MAX } from "../bytes/sizes.ts";
import { type Group, wirePoint } from "../crypto/group.ts";
import { hash256 } from "../crypto/hash.ts";
import { type EscrowKeys, perSecret } from "../crypto/keygen.ts";
import type { ReshareAnnouncement, Resharing } from "../crypto/reshare.ts";
import type { Signer } from "../ports.ts";
import { type Charter, charterOfEpoch, type Escrow, encodeCharter, trusteeCardSchema } from "./charter.ts";
import { signStatement, verifyStatement } from "./statement.ts";

const index = whole(1, TRUSTEES_MAX);

const proposalSchema = v.strictObject({
  v: version(1),
  charter: fixedBytes(HASH_BYTES),
  /** The epoch that is proposed, and the hash of the charter that it follows. */
  epoch: whole(1, 1_000_000),
  follows: fixedBytes(HASH_BYTES),
  /** Fresh for each attempt. */
  nonce: fixedBytes(HASH_BYTES),
  threshold: whole(2, TRUSTEES_MAX),
  witnesses: whole(2, TRUSTEES_MAX),
  /** Who deals: exactly as many of the trustees before as their charter's threshold. */
  dealers: v.pipe(v.array(index), v.minLength(2), v.maxLength(TRUSTEES_MAX)),
  trustees: v.pipe(v.array(trusteeCardSchema), v.minLength(2), v.maxLength(TRUSTEES_MAX)),
  /** The trustee before that proposes. */
  proposer: index,
  signature: fixedBytes(SIGNATURE_BYTES),
});
export type ResharingProposal = v.InferOutput<typeof proposalSchema>;
/** What a proposer decides. */
export type ResharingPlan = Pick<ResharingProposal, "nonce" | "threshold" | "witnesses" | "dealers" | "trustees">;

/** Whoever takes part is an old trustee that deals, or one of the new charter. */
export const RESHARING_SETS = ["old", "new"] as const;
export type ResharingSet = (typeof RESHARING_SETS)[number];
export const RESHARING_STEPS = ["deal", "sign"] as const;
export type ResharingStep = (typeof RESHARING_STEPS)[number];

const messageSchema = v.strictObject({
  v: version(1),
  resharing: fixedBytes(HASH_BYTES),
  set: v.picklist(RESHARING_SETS),
  trustee: index,
  step: v.picklist(RESHARING_STEPS),
  body: boundedBytes(1, ENTRY_MAX_BYTES),
  signature: fixedBytes(SIGNATURE_BYTES),
});
export type ResharingMessage = v.InferOutput<typeof messageSchema>;

/** A trustee proposes other trustees, or fresh shares for the same. */
export function proposeResharing(
  signer: Signer,
  escrow: Escrow,
  plan: ResharingPlan,
  proposer: number,
  seed: Uint8Array,
): Uint8Array {
  const { charterId, charter } = escrow;
  const follows = hash256(LABELS.charter, encodeCharter(charter));
  const said = { v: 1 as const, charter: charterId, epoch: charter.epoch + 1, follows, ...plan, proposer };
  return encode({ ...said, signature: signStatement(signer, LABELS.resharingSignature, said, seed) });
}

/**
 * Reads a proposal and checks it against the charter that it is to follow.
 *
 * @throws ChorusError `rejected` naming the rule
 */
export function openResharing(signer: Signer, escrow: Escrow, bytes: Uint8Array): ResharingProposal {
  const proposal = decode(proposalSchema, bytes, "resharing proposal", ENTRY_MAX_BYTES);
  const { signature, ...said } = proposal;
  const { charter } = escrow;
  const follows = hash256(LABELS.charter, encodeCharter(charter));
  if (!equalBytes(proposal.charter, escrow.charterId) || proposal.epoch !== charter.epoch + 1) {
    throw rejected("resharing-epoch", "the proposal is for another escrow, or for another time");
  }
  const key = charter.trustees[proposal.proposer - 1]?.signingKey;
  const holds = key !== undefined && verifyStatement(signer, LABELS.resharingSignature, said, signature, key);
  if (!holds || !equalBytes(proposal.follows, follows)) {
    throw rejected("resharing-signature", "the proposal is not signed by a trustee of this escrow");
  }
  checkDealers(charter, proposal.dealers);
  checkSizes(proposal);
  return proposal;
}

function checkDealers(charter: Charter, dealers: readonly number[]): void {
  const known = dealers.every((dealer, i) => dealer <= charter.trustees.length && dealer > (dealers[i - 1] ?? 0));
  if (!known || dealers.length !== charter.threshold) {
    throw rejected("resharing-dealers", "as many different trustees as the threshold must deal, in order");
  }
}

function checkSizes({ threshold, witnesses, trustees }: ResharingProposal): void {
  const n = trustees.length;
  if (threshold * 2 <= n || threshold > n || witnesses < threshold || witnesses > n) {
    throw rejected(
      "resharing-threshold",
      "the threshold must be more than half of the trustees and at most all; the witnesses at least the threshold",
    );
  }
  if (new Set(trustees.map(({ signingKey }) => signingKey.join())).size !== n) {
    throw rejected("resharing-trustees", "two of the proposed trustees have the same key");
  }
}

/** The name of a resharing, which binds everything said in it to this proposal whole. */
export function resharingId(proposal: ResharingProposal): Uint8Array {
  return hash256(LABELS.resharingProposal, encode(proposal));
}

/** The proposal as the mathematics takes it. */
export function resharingOf({ dealers, trustees, threshold }: ResharingProposal): Resharing {
  return { dealers, trustees: trustees.length, threshold };
}

/** The public keys of a charter as the mathematics takes them. */
export function escrowKeysOf(group: Group, charter: Charter): EscrowKeys {
  return {
    joint: perSecret((name) => wirePoint(group, charter.keys[name], `keys.${name}`)),
    trustees: charter.trustees.map(({ keys }, i) =>
      perSecret((name) => wirePoint(group, keys[name], `trustees.${i}.keys.${name}`)),
    ),
  };
}

/** Signs one message of a resharing. */
export function makeResharingMessage(
  signer: Signer,
  proposal: ResharingProposal,
  from: { readonly set: ResharingSet; readonly trustee: number },
  step: ResharingStep,
  body: Uint8Array,
  seed: Uint8Array,
): Uint8Array {
  const said = { v: 1 as const, resharing: resharingId(proposal), ...from, step, body };
  return encode({ ...said, signature: signStatement(signer, LABELS.resharingSignature, said, seed) });
}

/** Reads a message and checks that whoever it names takes part in this resharing and signed it. */
export function openResharingMessage(
  signer: Signer,
  escrow: Escrow,
  proposal: ResharingProposal,
  bytes: Uint8Array,
): ResharingMessage {
  const message = decode(messageSchema, bytes, "resharing message", 2 * ENTRY_MAX_BYTES);
  const { signature, ...said } = message;
  const trustees = message.set === "new" ? proposal.trustees : escrow.charter.trustees;
  const key = trustees[message.trustee - 1]?.signingKey;
  const mayDeal = message.set === "old" && proposal.dealers.includes(message.trustee);
  const mine = mayDeal || (message.set === "new" && message.step === "sign");
  const ours = mine && equalBytes(message.resharing, resharingId(proposal));
  if (!ours || !key || !verifyStatement(signer, LABELS.resharingSignature, said, signature, key)) {
    throw rejected("resharing-message", "the message is not signed by a trustee that takes part");
  }
  return message;
}

const pointList = v.pipe(v.array(fixedBytes(POINT_BYTES)), v.minLength(1), v.maxLength(TRUSTEES_MAX));
const dealSchema = v.strictObject({
  commitments: v.strictObject({ k: pointList, z: pointList, x: pointList }),
  shares: v.pipe(
    v.array(v.strictObject({ to: index, file: boundedBytes(1, 16 * 1024) })),
    v.minLength(1),
    v.maxLength(TRUSTEES_MAX),
  ),
});
/** The body of a `deal`: what everybody checks, and a file for each new trustee. */
export type Deal = {
  readonly announcement: ReshareAnnouncement;
  readonly shares: v.InferOutput<typeof dealSchema>["shares"];
};

export function encodeDeal({ announcement, shares }: Deal): Uint8Array {
  const { k, z, x } = announcement.commitments;
  return encode({ commitments: { k: [...k], z: [...z], x: [...x] }, shares: [...shares] });
}

export function readDeal(group: Group, dealer: number, body: Uint8Array): Deal {
  const { commitments, shares } = decode(dealSchema, body, "deal", ENTRY_MAX_BYTES);
  const points = perSecret((name) =>
    commitments[name].map((point, i) => wirePoint(group, point, `commitments.${name}.${i}`)),
  );
  return { announcement: { dealer, commitments: points }, shares };
}

/** What the new charter says of the resharing that made it: all that was dealt, as everybody saw it. */
export function resharingTranscript(
  proposal: ResharingProposal,
  announcements: readonly ReshareAnnouncement[],
): Uint8Array {
  const points = announcements.flatMap(({ commitments }) => [...commitments.k, ...commitments.z, ...commitments.x]);
  return hash256(LABELS.reshareTranscript, resharingId(proposal), ...points);
}

/** The charter that a finished resharing gives; everybody who takes part computes it and signs it. */
export function successorCharter(
  escrow: Escrow,
  proposal: ResharingProposal,
  keys: EscrowKeys,
  transcript: Uint8Array,
): Charter {
  const before = escrow.charter;
  return {
    ...before,
    genesis: escrow.charterId,
    epoch: proposal.epoch,
    threshold: proposal.threshold,
    trustees: proposal.trustees.map((card, i) => ({ ...card, keys: { ...keys.trustees[i] } as Charter["keys"] })),
    policy: { ...before.policy, witnesses: proposal.witnesses },
    transcript,
  };
}

const destructionSchema = v.strictObject({
  v: version(1),
  kind: v.literal("shares-destroyed"),
  charter: fixedBytes(HASH_BYTES),
  epoch: whole(0, 1_000_000),
  trustee: index,
  signature: fixedBytes(SIGNATURE_BYTES),
});
export type Destruction = v.InferOutput<typeof destructionSchema>;

/** A trustee states, for the log, that it has destroyed its shares of an epoch. */
export function makeDestruction(
  signer: Signer,
  escrow: Escrow,
  trustee: { readonly epoch: number; readonly index: number },
  seed: Uint8Array,
): Uint8Array {
  const { epoch, index: number } = trustee;
  const said = { v: 1 as const, kind: "shares-destroyed" as const, charter: escrow.charterId, epoch, trustee: number };
  return encode({ ...said, signature: signStatement(signer, LABELS.destructionSignature, said, seed) });
}

/** Reads such a statement and checks that the trustee of that epoch signed it. */
export function openDestruction(signer: Signer, escrow: Escrow, bytes: Uint8Array): Destruction {
  const destruction = decode(destructionSchema, bytes, "destruction of shares", 1024);
  const { signature, ...said } = destruction;
  const key = charterOfEpoch(escrow, destruction.epoch).trustees[destruction.trustee - 1]?.signingKey;
  const holds = key !== undefined && verifyStatement(signer, LABELS.destructionSignature, said, signature, key);
  if (!holds || !equalBytes(destruction.charter, escrow.charterId)) {
    throw rejected("destruction-signature", "the statement is not signed by the trustee it names");
  }
  return destruction;
}
