/**
 * The key ceremony's messages (§4). Trustees only call out: each posts signed messages to one public list on the
 * board and reads everybody's. What must stay secret, the dealt shares, travels inside as age files.
 *
 *   commit    hash of the announcement            when the proposal is accepted
 *   announce  commitments, proofs of possession   when all commits are there
 *   shares    an age file to each other trustee   when all announcements hold
 *   sign      signature on the charter            when all shares hold
 */
import * as v from "valibot";
import { decode, encode } from "../bytes/cbor.ts";
import { rejected } from "../bytes/errors.ts";
import { LABELS } from "../bytes/labels.ts";
import { boundedBytes, fixedBytes, text, version, whole } from "../bytes/schema.ts";
import {
  ENTRY_MAX_BYTES,
  HASH_BYTES,
  POINT_BYTES,
  SCALAR_BYTES,
  SIGNATURE_BYTES,
  TRUSTEES_MAX,
} from "../bytes/sizes.ts";
import { type Group, wirePoint, wireScalar } from "../crypto/group.ts";
import { hash256 } from "../crypto/hash.ts";
import { type Announcement, type Ceremony, type DealtShares, type EscrowKeys, perSecret } from "../crypto/keygen.ts";
import type { Signer } from "../ports.ts";
import { boardCardSchema, type Charter, policySchema, registrarCardSchema, trusteeCardSchema } from "./charter.ts";
import { signStatement, verifyStatement } from "./statement.ts";

const proposalSchema = v.strictObject({
  v: version(1),
  name: text(120, 1),
  /** Fresh for each attempt. */
  nonce: fixedBytes(HASH_BYTES),
  threshold: whole(1, TRUSTEES_MAX),
  trustees: v.pipe(v.array(trusteeCardSchema), v.minLength(1), v.maxLength(TRUSTEES_MAX)),
  registrar: registrarCardSchema,
  board: boardCardSchema,
  policy: policySchema,
});
/** What the organisations agree on before any key is made. Trustee i stands at position i - 1. */
export type Proposal = v.InferOutput<typeof proposalSchema>;

const joinerSchema = v.variant("role", [
  v.strictObject({ v: version(1), role: v.literal("trustee"), card: trusteeCardSchema }),
  v.strictObject({ v: version(1), role: v.literal("registrar"), card: registrarCardSchema }),
]);
/** An organisation that waits at the board to become part of an escrow. Who it is, people find out by comparing words. */
export type Joiner = v.InferOutput<typeof joinerSchema>;

export function encodeJoiner(joiner: Joiner): Uint8Array {
  return encode(joiner);
}

export function readJoiner(bytes: Uint8Array): Joiner {
  return decode(joinerSchema, bytes, "card", 16 * 1024);
}

export const CEREMONY_STEPS = ["commit", "announce", "shares", "sign"] as const;
export type CeremonyStep = (typeof CEREMONY_STEPS)[number];

const messageSchema = v.strictObject({
  v: version(1),
  ceremony: fixedBytes(HASH_BYTES),
  trustee: whole(1, TRUSTEES_MAX),
  step: v.picklist(CEREMONY_STEPS),
  body: boundedBytes(1, ENTRY_MAX_BYTES),
  signature: fixedBytes(SIGNATURE_BYTES),
});
export type CeremonyMessage = v.InferOutput<typeof messageSchema>;

export function encodeProposal(proposal: Proposal): Uint8Array {
  return encode(proposal);
}

export function readProposal(bytes: Uint8Array): Proposal {
  return decode(proposalSchema, bytes, "ceremony proposal", ENTRY_MAX_BYTES);
}

/** The ceremony that a proposal names; its id binds every proof and message to this proposal whole. */
export function ceremonyOf(proposal: Proposal): Ceremony {
  const id = hash256(LABELS.ceremonyProposal, encodeProposal(proposal));
  return { id, trustees: proposal.trustees.length, threshold: proposal.threshold };
}

/** Signs one message of the ceremony. */
export function makeCeremonyMessage(
  signer: Signer,
  ceremony: Ceremony,
  trustee: number,
  step: CeremonyStep,
  body: Uint8Array,
  seed: Uint8Array,
): Uint8Array {
  const said = { v: 1 as const, ceremony: ceremony.id, trustee, step, body };
  return encode({ ...said, signature: signStatement(signer, LABELS.ceremonySignature, said, seed) });
}

/** Reads a message and checks that the trustee it names, by the proposal, signed it for this ceremony. */
export function openCeremonyMessage(signer: Signer, proposal: Proposal, bytes: Uint8Array): CeremonyMessage {
  const message = decode(messageSchema, bytes, "ceremony message", 2 * ENTRY_MAX_BYTES);
  const { signature, ...said } = message;
  const key = proposal.trustees[message.trustee - 1]?.signingKey;
  const ours = message.ceremony.join() === ceremonyOf(proposal).id.join();
  if (!ours || key === undefined || !verifyStatement(signer, LABELS.ceremonySignature, said, signature, key)) {
    throw rejected("ceremony-signature", "the message is not signed by a trustee of this ceremony");
  }
  return message;
}

const pointList = v.pipe(v.array(fixedBytes(POINT_BYTES)), v.minLength(1), v.maxLength(TRUSTEES_MAX));
const possession = v.strictObject({ challenge: fixedBytes(SCALAR_BYTES), answer: fixedBytes(SCALAR_BYTES) });
const announcementSchema = v.strictObject({
  index: whole(1, TRUSTEES_MAX),
  commitments: v.strictObject({ k: pointList, z: pointList, x: pointList }),
  possession: v.strictObject({ k: possession, z: possession, x: possession }),
});

export function encodeAnnouncement(announcement: Announcement): Uint8Array {
  return encode(announcement);
}

export function readAnnouncement(group: Group, bytes: Uint8Array): Announcement {
  const { index, commitments, possession: proofs } = decode(announcementSchema, bytes, "announcement", ENTRY_MAX_BYTES);
  return {
    index,
    commitments: perSecret((name) =>
      commitments[name].map((point, i) => wirePoint(group, point, `commitments.${name}.${i}`)),
    ),
    possession: perSecret((name) => ({
      challenge: wireScalar(group, proofs[name].challenge, `possession.${name}.challenge`),
      answer: wireScalar(group, proofs[name].answer, `possession.${name}.answer`),
    })),
  };
}

const sharesSchema = v.strictObject({
  k: fixedBytes(SCALAR_BYTES),
  z: fixedBytes(SCALAR_BYTES),
  x: fixedBytes(SCALAR_BYTES),
});

/** The plaintext of one age file of the `shares` step. */
export function encodeDealtShares(shares: DealtShares): Uint8Array {
  return encode({ k: shares.k, z: shares.z, x: shares.x });
}

export function readDealtShares(group: Group, bytes: Uint8Array): DealtShares {
  const shares = decode(sharesSchema, bytes, "dealt shares", 1024);
  return perSecret((name) => wireScalar(group, shares[name], name));
}

const sharesBodySchema = v.pipe(
  v.array(v.strictObject({ to: whole(1, TRUSTEES_MAX), file: boundedBytes(1, 16 * 1024) })),
  v.maxLength(TRUSTEES_MAX),
);

/** The body of the `shares` step: one age file for each other trustee. */
export type SharesBody = v.InferOutput<typeof sharesBodySchema>;

export function encodeSharesBody(body: SharesBody): Uint8Array {
  return encode(body);
}

export function readSharesBody(bytes: Uint8Array): SharesBody {
  return decode(sharesBodySchema, bytes, "sealed shares", ENTRY_MAX_BYTES);
}

/** The charter that a finished ceremony gives; every trustee computes it for itself and signs it. */
export function charterOf(proposal: Proposal, keys: EscrowKeys, transcript: Uint8Array): Charter {
  return {
    v: 1,
    name: proposal.name,
    genesis: null,
    epoch: 0,
    threshold: proposal.threshold,
    trustees: proposal.trustees.map((card, i) => ({ ...card, keys: { ...keys.trustees[i] } as Charter["keys"] })),
    keys: { ...keys.joint },
    registrar: proposal.registrar,
    board: proposal.board,
    policy: proposal.policy,
    transcript,
  };
}
