/**
 * The invented people of the tests: alice, bob and carol, who write; a counsel, who reads; and the trustees of one
 * escrow, whose keys come from the real key ceremony. Everything is in memory and drawn from one seed.
 */

import { shake256 } from "@noble/hashes/sha3.js";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { utf8 } from "../src/core/bytes/bytes.ts";
import type { Group } from "../src/core/crypto/group.ts";
import { sodiumGroup } from "../src/core/crypto/group-sodium.ts";
import {
  announcementHash,
  type Ceremony,
  checkAnnouncement,
  deal,
  finishKeys,
  type KeyShares,
  sharesFor,
  transcriptHash,
} from "../src/core/crypto/keygen.ts";
import { sodiumSigner } from "../src/core/crypto/signer-sodium.ts";
import type { Rng, Signer } from "../src/core/ports.ts";
import { ceremonyOf, charterOf, type Proposal } from "../src/core/protocol/ceremony.ts";
import { type Charter, type Escrow, escrowOf } from "../src/core/protocol/charter.ts";
import { type Counsel, type CounselCard, counselIdOf } from "../src/core/protocol/counsel.ts";
import { type Header, openEnvelope, openHeader } from "../src/core/protocol/record.ts";
import { type SealedRecord, type SealingInput, sealRecord } from "../src/core/protocol/seal.ts";
import { ageSealer } from "../src/edge/shared/age.ts";

/** A generator for tests and vectors: SHAKE256 of a name, read from the front. Never for anything real. */
export function seededRng(name: string): Rng {
  const stream = shake256.create({}).update(utf8(name));
  return { bytes: (length) => stream.xof(length) };
}

/** Runs the real key generation among n trustees in memory, every check included. */
export function runKeygen(group: Group, ceremony: Ceremony, rng: Rng): { keys: KeyShares[]; transcript: Uint8Array } {
  const indexes = Array.from({ length: ceremony.trustees }, (_, i) => i + 1);
  const dealers = indexes.map((index) => deal(group, ceremony, index, rng));
  const announcements = dealers.map((dealer) => dealer.announcement);
  for (const one of announcements) checkAnnouncement(group, ceremony, one, announcementHash(ceremony, one));
  const keys = indexes.map((index) => {
    const received = dealers.map((dealer) => sharesFor(group, dealer.secret, index));
    return finishKeys(group, index, announcements, received);
  });
  return { keys, transcript: transcriptHash(ceremony, announcements) };
}

/** A key pair of age's. Classical, because tests need no secrecy for decades; production keys are hybrid. */
export async function ageKeys(): Promise<{ identity: string; recipient: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

export type TestTrustee = { index: number; seed: Uint8Array; identity: string; shares: KeyShares };
export type TestCounsel = Counsel & { seed: Uint8Array; identity: string };

/** A whole escrow in memory. */
export type TestEscrow = {
  group: Group;
  signer: Signer;
  rng: Rng;
  charter: Charter;
  escrow: Escrow;
  proposal: Proposal;
  trustees: TestTrustee[];
  counsel: TestCounsel;
};

export type EscrowOptions = { trustees?: number; threshold?: number; witnesses?: number; group?: Group; seed?: string };

/** Founds an escrow: cards, key generation, charter, one counsel. */
export async function foundEscrow(options: EscrowOptions = {}): Promise<TestEscrow> {
  const { trustees: n = 3, threshold = 2 } = options;
  const group = options.group ?? (await sodiumGroup());
  const signer = await sodiumSigner();
  const rng = seededRng(options.seed ?? "chorus test escrow");
  const ages = await Promise.all(Array.from({ length: n }, () => ageKeys()));
  const seeds = ages.map(() => rng.bytes(32));
  const proposal: Proposal = {
    v: 1,
    name: "Test escrow",
    nonce: rng.bytes(32),
    threshold,
    trustees: ages.map(({ recipient }, i) => ({
      name: `Trustee ${i + 1}`,
      signingKey: signer.publicKey(seeds[i] as Uint8Array),
      recipient,
    })),
    registrar: {
      name: "Registrar",
      signingKey: signer.publicKey(REGISTRAR_SEED),
      recipient: (await ageKeys()).recipient,
      credentialKey: rng.bytes(294),
      admits: "open",
    },
    board: { origin: "board.example/chorus", signingKey: signer.publicKey(rng.bytes(32)) },
    policy: { recordsPerYear: 12, slotsPerYear: 96, witnesses: options.witnesses ?? threshold },
  };
  const { keys, transcript } = runKeygen(group, ceremonyOf(proposal), rng);
  const charter = charterOf(proposal, (keys[0] as KeyShares).keys, transcript);
  const trustees = keys.map((shares, i) => ({
    index: i + 1,
    seed: seeds[i] as Uint8Array,
    identity: ages[i]?.identity ?? "",
    shares,
  }));
  return {
    group,
    signer,
    rng,
    charter,
    escrow: escrowOf(group, charter),
    proposal,
    trustees,
    counsel: await makeCounsel(signer, rng),
  };
}

/** The registrar's signing seed in every test escrow. */
export const REGISTRAR_SEED = new Uint8Array(32).fill(0x52);

/** A lawyer with keys of her own. */
export async function makeCounsel(signer: Signer, rng: Rng, name = "Counsel for tests"): Promise<TestCounsel> {
  const seed = rng.bytes(32);
  const { identity, recipient } = await ageKeys();
  const card: CounselCard = {
    v: 1,
    name,
    profession: "lawyer",
    about: "",
    signingKey: signer.publicKey(seed),
    recipient,
  };
  return { id: counselIdOf(card), card, seed, identity };
}

/** Whoever writes. Their key is all the protocol knows of them. */
export type TestAuthor = { name: string; seed: Uint8Array };
export const author = (name: string): TestAuthor => ({ name, seed: seededRng(`author ${name}`).bytes(32) });
export const alice = author("alice");
export const bob = author("bob");
export const carol = author("carol");

/** What most tests seal; each may change what it is about. */
export function sealingInput(world: TestEscrow, by: TestAuthor, changes: Partial<SealingInput> = {}): SealingInput {
  return {
    identifiers: [{ text: "email:respondent@example.org", confirmFirst: false }],
    quorum: 2,
    counsel: [world.counsel],
    who: utf8(`${by.name} describes the respondent`),
    account: utf8(`${by.name} tells what happened`),
    rules: 1,
    authorSeed: by.seed,
    credential: { prefix: new Uint8Array(32), signature: new Uint8Array(256) },
    ...changes,
  };
}

/** A sealed record and what trustee 1 reads of it. */
export type ReadRecord = { sealed: SealedRecord; signedHeader: Uint8Array; header: Header };

/** Seals a record and opens its header as a trustee does. */
export async function sealAndRead(
  world: TestEscrow,
  by: TestAuthor,
  changes: Partial<SealingInput> = {},
): Promise<ReadRecord> {
  const { group, signer, rng, escrow } = world;
  const sealed = await sealRecord({ group, signer, sealer: ageSealer, rng }, escrow, sealingInput(world, by, changes));
  const envelope = openEnvelope(signer, escrow, sealed.envelope);
  const signedHeader = await ageSealer.open(envelope.header, world.trustees[0]?.identity ?? "");
  if (signedHeader === undefined) throw new Error("the header is not sealed to trustee 1");
  return { sealed, signedHeader, header: openHeader(group, signer, escrow, signedHeader) };
}
