/**
 * Distributed key generation (§4): Pedersen's, in the shape of FROST's (RFC 9591 appendix C), for three
 * secrets at once. Nobody ever holds k, z or x.
 *
 *   round 1  commit   each trustee publishes a hash of its announcement, so that nobody chooses last
 *   round 2  announce Feldman commitments and a proof of possession of each constant term
 *   round 3  deal     each sends every other its three shares, sealed to that trustee by the caller
 *   finish            each checks what it received; a bad share aborts and names its sender
 *
 * Each round is a function, message in, message out. The caller supplies the broadcast channel: everybody must
 * see the same announcements, which the signed transcript makes certain.
 */
import { equalBytes, uintBytes, utf8 } from "../bytes/bytes.ts";
import { rejected } from "../bytes/errors.ts";
import { LABELS } from "../bytes/labels.ts";
import type { Rng } from "../ports.ts";
import { type Group, type Point, randomScalar, type Scalar } from "./group.ts";
import { hash256, hashToScalar } from "./hash.ts";
import { commitmentAt, type Polynomial, randomPolynomial, shareAt } from "./shamir.ts";

/** The three secrets of an escrow: k makes tags, z takes the blinding away, x opens. */
export const SECRET_NAMES = ["k", "z", "x"] as const;
export type SecretName = (typeof SECRET_NAMES)[number];
export type PerSecret<Value> = Readonly<Record<SecretName, Value>>;

/** What a ceremony is about. `id` is fresh for each attempt, so that no proof of an earlier one can be used again. */
export type Ceremony = { readonly id: Uint8Array; readonly trustees: number; readonly threshold: number };

/** Kept by the dealer between the rounds; wiped when the ceremony ends. */
export type DealerSecret = { readonly index: number; readonly polynomials: PerSecret<Polynomial> };

/** Schnorr's proof: c and the answer a + c·secret. */
export type PossessionProof = { readonly challenge: Scalar; readonly answer: Scalar };

/** Published by each dealer in round 2. */
export type Announcement = {
  readonly index: number;
  readonly commitments: PerSecret<readonly Point[]>;
  readonly possession: PerSecret<PossessionProof>;
};

/** Sent by one dealer to one trustee in round 3. */
export type DealtShares = PerSecret<Scalar>;

/** A trustee's own result: what it keeps, and what everybody knows of everybody. */
export type KeyShares = { readonly index: number; readonly shares: PerSecret<Scalar>; readonly keys: EscrowKeys };

/** The public keys of an escrow: K, Z, X, and each trustee's Kᵢ, Zᵢ, Xᵢ (trustee i at position i - 1). */
export type EscrowKeys = { readonly joint: PerSecret<Point>; readonly trustees: readonly PerSecret<Point>[] };

/** Builds a value for each of the three secrets. */
export function perSecret<Value>(make: (name: SecretName) => Value): PerSecret<Value> {
  return { k: make("k"), z: make("z"), x: make("x") };
}

/** Draws a dealer's polynomials and its announcement (rounds 1 and 2 together; publish the hash first). */
export function deal(
  group: Group,
  ceremony: Ceremony,
  index: number,
  rng: Rng,
): { readonly secret: DealerSecret; readonly announcement: Announcement } {
  const polynomials = perSecret(() => randomPolynomial(group, randomScalar(group, rng), ceremony.threshold, rng));
  const commitments = perSecret((name) => polynomials[name].map((coefficient) => group.mulBase(coefficient)));
  const possession = perSecret((name) =>
    provePossession(group, ceremony, index, name, polynomials[name][0] as Scalar, rng),
  );
  return { secret: { index, polynomials }, announcement: { index, commitments, possession } };
}

/** The hash that a dealer publishes in round 1. */
export function announcementHash(ceremony: Ceremony, announcement: Announcement): Uint8Array {
  const { index, commitments, possession } = announcement;
  const parts = SECRET_NAMES.flatMap((name) => [
    ...commitments[name],
    possession[name].challenge,
    possession[name].answer,
  ]);
  return hash256(LABELS.keygenCommitment, ceremonyContext(ceremony), uintBytes(index, 2), ...parts);
}

/** The shares that a dealer sends to trustee `recipient`. */
export function sharesFor(group: Group, secret: DealerSecret, recipient: number): DealtShares {
  return perSecret((name) => shareAt(group, secret.polynomials[name], recipient));
}

/**
 * Checks one announcement against the hash its dealer published and against its proofs of possession.
 *
 * @throws ChorusError `rejected` with the dealer as culprit
 */
export function checkAnnouncement(
  group: Group,
  ceremony: Ceremony,
  announcement: Announcement,
  published: Uint8Array,
): void {
  const blame = (rule: string, message: string) => rejected(rule, message, trusteeCulprit(announcement.index));
  if (!equalBytes(announcementHash(ceremony, announcement), published)) {
    throw blame("keygen-commitment", "a trustee announced something other than it had committed to");
  }
  for (const name of SECRET_NAMES) {
    const commitments = announcement.commitments[name];
    if (commitments.length !== ceremony.threshold) {
      throw blame("keygen-degree", "a trustee announced a polynomial of the wrong degree");
    }
    if (
      !verifyPossession(
        group,
        ceremony,
        announcement.index,
        name,
        commitments[0] as Point,
        announcement.possession[name],
      )
    ) {
      throw blame("keygen-possession", "a trustee did not prove that it knows its own secret");
    }
  }
}

/**
 * Checks the shares one dealer sent against its announcement.
 *
 * @throws ChorusError `rejected` with the dealer as culprit
 */
export function checkDealtShares(
  group: Group,
  announcement: Announcement,
  recipient: number,
  shares: DealtShares,
): void {
  for (const name of SECRET_NAMES) {
    const expected = commitmentAt(group, announcement.commitments[name], recipient);
    if (!equalBytes(group.mulBase(shares[name]), expected)) {
      throw rejected(
        "keygen-share",
        "a trustee sent a share that does not fit its announcement",
        trusteeCulprit(announcement.index),
      );
    }
  }
}

/**
 * Adds everything up, once every announcement and every share has been checked.
 *
 * @param announcements of all trustees, in order of their index
 * @param received the shares from each dealer, in the same order, this trustee's own included
 */
export function finishKeys(
  group: Group,
  index: number,
  announcements: readonly Announcement[],
  received: readonly DealtShares[],
): KeyShares {
  if (received.length !== announcements.length)
    throw rejected("keygen-order", "a trustee's shares or words are missing");
  announcements.forEach((announcement, i) => {
    if (announcement.index !== i + 1) throw rejected("keygen-order", "an announcement is missing or stands twice");
    checkDealtShares(group, announcement, index, received[i] as DealtShares);
  });
  const shares = perSecret((name) =>
    sumScalars(
      group,
      received.map((dealt) => dealt[name]),
    ),
  );
  return { index, shares, keys: escrowKeys(group, announcements) };
}

/** The public keys that follow from the announcements alone; anybody can compute them. */
export function escrowKeys(group: Group, announcements: readonly Announcement[]): EscrowKeys {
  const summed = perSecret((name) =>
    sumCommitments(
      group,
      announcements.map((one) => one.commitments[name]),
    ),
  );
  return {
    joint: perSecret((name) => summed[name][0] as Point),
    trustees: announcements.map((_, i) => perSecret((name) => commitmentAt(group, summed[name], i + 1))),
  };
}

/** What every trustee signs at the end: the whole ceremony as each of them saw it. */
export function transcriptHash(ceremony: Ceremony, announcements: readonly Announcement[]): Uint8Array {
  const hashes = announcements.map((announcement) => announcementHash(ceremony, announcement));
  return hash256(LABELS.keygenTranscript, ceremonyContext(ceremony), ...hashes);
}

function ceremonyContext(ceremony: Ceremony): Uint8Array {
  return hash256(LABELS.keygenContext, ceremony.id, uintBytes(ceremony.trustees, 2), uintBytes(ceremony.threshold, 2));
}

function provePossession(
  group: Group,
  ceremony: Ceremony,
  index: number,
  name: SecretName,
  secret: Scalar,
  rng: Rng,
): PossessionProof {
  const nonce = randomScalar(group, rng);
  const challenge = possessionChallenge(group, ceremony, index, name, group.mulBase(secret), group.mulBase(nonce));
  return { challenge, answer: group.scalarAdd(nonce, group.scalarMultiply(challenge, secret)) };
}

function verifyPossession(
  group: Group,
  ceremony: Ceremony,
  index: number,
  name: SecretName,
  point: Point,
  proof: PossessionProof,
): boolean {
  try {
    const commitment = group.subtract(group.mulBase(proof.answer), group.mulPublic(proof.challenge, point));
    return equalBytes(possessionChallenge(group, ceremony, index, name, point, commitment), proof.challenge);
  } catch {
    return false; // an answer chosen to give the identity
  }
}

function possessionChallenge(
  group: Group,
  ceremony: Ceremony,
  index: number,
  name: SecretName,
  point: Point,
  commitment: Point,
): Scalar {
  const statement = [ceremonyContext(ceremony), uintBytes(index, 2), utf8(name), point, commitment];
  return hashToScalar(group, LABELS.keygenPossession, ...statement);
}

function sumScalars(group: Group, scalars: readonly Scalar[]): Scalar {
  return scalars.reduce((sum, scalar) => group.scalarAdd(sum, scalar));
}

function sumCommitments(group: Group, lists: readonly (readonly Point[])[]): Point[] {
  return lists.reduce<Point[]>(
    (sum, list) => (sum.length === 0 ? [...list] : sum.map((point, i) => group.add(point, list[i] as Point))),
    [],
  );
}

/** A trustee as the party at fault. */
export function trusteeCulprit(index: number): { readonly role: "trustee"; readonly id: string } {
  return { role: "trustee", id: String(index) };
}
