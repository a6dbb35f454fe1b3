/**
 * The three zero-knowledge proofs of the protocol, each a Fiat–Shamir sigma protocol whose challenge hashes
 * its whole statement under a label of its own (§3).
 *
 *   sealing       an author knows what blinds each slot and each part of a record (§5)
 *   contribution  a trustee used its committed shares kᵢ, zᵢ on every slot of a batch (§6)
 *   opening       a trustee used its committed share xᵢ on every point of a batch (§7)
 *
 * Batches are folded with random weights, as RFC 9497 §2.2 folds DLEQ proofs. The weights are a hash of the
 * whole batch, results included: a prover that could choose a result after its weight could cheat.
 */
import { equalBytes, uintBytes } from "../bytes/bytes.ts";
import { LABELS, type Label } from "../bytes/labels.ts";
import type { Rng } from "../ports.ts";
import { type Group, type Point, randomScalar, type Scalar } from "./group.ts";
import { hash512, hashToScalar } from "./hash.ts";

// --- sealing (§5) -------------------------------------------------------------------------------------

/** The bases of a record's ciphertexts: K from the charter, K' and G' hashed from its id. */
export type SealingBases = { readonly K: Point; readonly K2: Point; readonly G2: Point };

/** One secret times two bases: (A, A') = (rK, rK') for a slot, (U, U') = (sG, sG') for a part. */
export type PointPair = { readonly point: Point; readonly check: Point };

/** c, and the answers w + c·r for each slot and v + c·s for each part. */
export type SealingProof = {
  readonly challenge: Scalar;
  readonly slots: readonly Scalar[];
  readonly parts: readonly Scalar[];
};

/** Proves knowledge of every r and s of a record, bound to `headerLabel` = SHA-512(header). */
export function proveSealing(
  group: Group,
  bases: SealingBases,
  headerLabel: Uint8Array,
  secrets: { readonly slots: readonly Scalar[]; readonly parts: readonly Scalar[] },
  rng: Rng,
): SealingProof {
  const slotNonces = secrets.slots.map(() => randomScalar(group, rng)); // w
  const partNonces = secrets.parts.map(() => randomScalar(group, rng)); // v
  const commitments = [
    ...slotNonces.flatMap((w) => [group.mulSecret(w, bases.K, rng), group.mulSecret(w, bases.K2, rng)]), // W, W'
    ...partNonces.flatMap((v) => [group.mulBase(v), group.mulSecret(v, bases.G2, rng)]), // V, V'
  ];
  const challenge = sealingChallenge(group, headerLabel, commitments);
  const answer = (nonce: Scalar, secret: Scalar) => group.scalarAdd(nonce, group.scalarMultiply(challenge, secret));
  return {
    challenge,
    slots: slotNonces.map((w, i) => answer(w, secrets.slots[i] as Scalar)),
    parts: partNonces.map((v, i) => answer(v, secrets.parts[i] as Scalar)),
  };
}

/** Checks a sealing proof. False for any altered header, slot, part or answer. */
export function verifySealing(
  group: Group,
  bases: SealingBases,
  headerLabel: Uint8Array,
  pairs: { readonly slots: readonly PointPair[]; readonly parts: readonly PointPair[] },
  proof: SealingProof,
): boolean {
  if (proof.slots.length !== pairs.slots.length || proof.parts.length !== pairs.parts.length) return false;
  const c = proof.challenge;
  // W = (w + cr)K - cA, and so for the other three: the commitments that the answers claim.
  const claimed = (answerTimesBase: Point, point: Point) => group.subtract(answerTimesBase, group.mulPublic(c, point));
  return orFalse(() => {
    const commitments = [
      ...pairs.slots.flatMap((pair, i) => {
        const answer = proof.slots[i] as Scalar;
        return [
          claimed(group.mulPublic(answer, bases.K), pair.point),
          claimed(group.mulPublic(answer, bases.K2), pair.check),
        ];
      }),
      ...pairs.parts.flatMap((pair, i) => {
        const answer = proof.parts[i] as Scalar;
        return [claimed(group.mulBase(answer), pair.point), claimed(group.mulPublic(answer, bases.G2), pair.check)];
      }),
    ];
    return equalBytes(sealingChallenge(group, headerLabel, commitments), c);
  });
}

function sealingChallenge(group: Group, headerLabel: Uint8Array, commitments: readonly Point[]): Scalar {
  return hashToScalar(group, LABELS.sealChallenge, headerLabel, ...commitments);
}

// --- contribution (§6) --------------------------------------------------------------------------------

/** What a slot looks like to a trustee: A and B of §5. */
export type SlotPoints = { readonly anchor: Point; readonly blinded: Point };

/** The answers of a representation proof; `challenge` is c. */
export type ContributionProof = { readonly challenge: Scalar; readonly k: Scalar; readonly z: Scalar };

/** A trustee's committed shares of k and z, public: Kᵢ and Zᵢ of the charter. */
export type TagCommitment = { readonly K: Point; readonly Z: Point };

/**
 * Makes Sᵢ = kᵢB - zᵢA for every slot of a batch, with one proof for all.
 *
 * @param context what the batch is: charterId, epoch, trustee and records; hashed into weights and challenge
 */
export function contribute(
  group: Group,
  context: Uint8Array,
  shares: { readonly k: Scalar; readonly z: Scalar },
  commitment: TagCommitment,
  slots: readonly SlotPoints[],
  rng: Rng,
): { readonly results: readonly Point[]; readonly proof: ContributionProof } {
  const represent = (k: Scalar, z: Scalar, b: Point, a: Point) =>
    group.subtract(group.mulSecret(k, b, rng), group.mulSecret(z, a, rng));
  const results = slots.map((slot) => represent(shares.k, shares.z, slot.blinded, slot.anchor)); // Sᵢ
  const batch = foldSlots(group, context, commitment, slots, results);
  // Σ dᵢSᵢ = k Σ dᵢBᵢ - z Σ dᵢAᵢ: whoever knows k and z need not add the results up (RFC 9497 §2.2.1).
  const folded = { ...batch, result: represent(shares.k, shares.z, batch.blinded, batch.anchor) };
  const a = randomScalar(group, rng);
  const b = randomScalar(group, rng);
  const challenge = contributionChallenge(group, folded, [
    group.mulBase(a),
    group.mulBase(b),
    represent(a, b, folded.blinded, folded.anchor),
  ]);
  const answer = (nonce: Scalar, share: Scalar) => group.scalarAdd(nonce, group.scalarMultiply(challenge, share));
  return { results, proof: { challenge, k: answer(a, shares.k), z: answer(b, shares.z) } };
}

/** Checks that one pair (kᵢ, zᵢ) behind the trustee's commitments made every result of the batch. */
export function verifyContribution(
  group: Group,
  context: Uint8Array,
  commitment: TagCommitment,
  slots: readonly SlotPoints[],
  results: readonly Point[],
  proof: ContributionProof,
): boolean {
  if (slots.length === 0 || slots.length !== results.length) return false;
  return orFalse(() => {
    const batch = foldSlots(group, context, commitment, slots, results);
    const folded = { ...batch, result: group.combine(batch.weights, results) };
    const c = proof.challenge;
    const answered = group.subtract(group.mulPublic(proof.k, folded.blinded), group.mulPublic(proof.z, folded.anchor));
    const commitments = [
      group.subtract(group.mulBase(proof.k), group.mulPublic(c, commitment.K)),
      group.subtract(group.mulBase(proof.z), group.mulPublic(c, commitment.Z)),
      group.subtract(answered, group.mulPublic(c, folded.result)),
    ];
    return equalBytes(contributionChallenge(group, folded, commitments), c);
  });
}

type Batch = {
  readonly seed: Uint8Array;
  readonly weights: readonly Scalar[];
  readonly anchor: Point;
  readonly blinded: Point;
};
type FoldedSlots = Omit<Batch, "weights"> & { readonly result: Point };

function foldSlots(
  group: Group,
  context: Uint8Array,
  commitment: TagCommitment,
  slots: readonly SlotPoints[],
  results: readonly Point[],
): Batch {
  const statement = slots.flatMap((slot, i) => [slot.anchor, slot.blinded, results[i] as Point]);
  const seed = hash512(LABELS.contributionSeed, context, commitment.K, commitment.Z, ...statement);
  const weights = batchWeights(group, LABELS.contributionWeight, seed, slots.length);
  return {
    seed,
    weights,
    anchor: group.combine(
      weights,
      slots.map((slot) => slot.anchor),
    ),
    blinded: group.combine(
      weights,
      slots.map((slot) => slot.blinded),
    ),
  };
}

function contributionChallenge(group: Group, folded: FoldedSlots, commitments: readonly Point[]): Scalar {
  const { seed, anchor, blinded, result } = folded; // the seed stands for the statement whole
  return hashToScalar(group, LABELS.contributionChallenge, seed, anchor, blinded, result, ...commitments);
}

// --- opening (§7) -------------------------------------------------------------------------------------

/** The challenge and the one answer of an equality proof. */
export type OpeningProof = { readonly challenge: Scalar; readonly x: Scalar };

/** Makes Oᵢ = xᵢU for every point of a batch, with one proof that the xᵢ behind `commitment` = Xᵢ made them all. */
export function openPoints(
  group: Group,
  context: Uint8Array,
  share: Scalar,
  commitment: Point,
  points: readonly Point[],
  rng: Rng,
): { readonly results: readonly Point[]; readonly proof: OpeningProof } {
  const results = points.map((point) => group.mulSecret(share, point, rng)); // Oᵢ
  const batch = foldPoints(group, context, commitment, points, results);
  const folded = { ...batch, result: group.mulSecret(share, batch.point, rng) };
  const a = randomScalar(group, rng);
  const challenge = openingChallenge(group, folded, [group.mulBase(a), group.mulSecret(a, folded.point, rng)]);
  return { results, proof: { challenge, x: group.scalarAdd(a, group.scalarMultiply(challenge, share)) } };
}

/** Checks a batch of opening shares against the trustee's Xᵢ. */
export function verifyOpening(
  group: Group,
  context: Uint8Array,
  commitment: Point,
  points: readonly Point[],
  results: readonly Point[],
  proof: OpeningProof,
): boolean {
  if (points.length === 0 || points.length !== results.length) return false;
  return orFalse(() => {
    const batch = foldPoints(group, context, commitment, points, results);
    const folded = { ...batch, result: group.combine(batch.weights, results) };
    const c = proof.challenge;
    const commitments = [
      group.subtract(group.mulBase(proof.x), group.mulPublic(c, commitment)),
      group.subtract(group.mulPublic(proof.x, folded.point), group.mulPublic(c, folded.result)),
    ];
    return equalBytes(openingChallenge(group, folded, commitments), c);
  });
}

type PointBatch = { readonly seed: Uint8Array; readonly weights: readonly Scalar[]; readonly point: Point };
type FoldedPoints = Omit<PointBatch, "weights"> & { readonly result: Point };

function foldPoints(
  group: Group,
  context: Uint8Array,
  commitment: Point,
  points: readonly Point[],
  results: readonly Point[],
): PointBatch {
  const statement = points.flatMap((point, i) => [point, results[i] as Point]);
  const seed = hash512(LABELS.openingSeed, context, commitment, ...statement);
  const weights = batchWeights(group, LABELS.openingWeight, seed, points.length);
  return { seed, weights, point: group.combine(weights, points) };
}

function openingChallenge(group: Group, folded: FoldedPoints, commitments: readonly Point[]): Scalar {
  return hashToScalar(group, LABELS.openingChallenge, folded.seed, folded.point, folded.result, ...commitments);
}

// --- shared -------------------------------------------------------------------------------------------

function batchWeights(group: Group, label: Label, seed: Uint8Array, count: number): Scalar[] {
  return Array.from({ length: count }, (_, i) => hashToScalar(group, label, seed, uintBytes(i, 4)));
}

/** Answers chosen to give an identity or a zero make the group throw; to a verifier that is simply a bad proof. */
function orFalse(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}
