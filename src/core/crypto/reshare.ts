/**
 * Resharing (§4): an organisation leaves, joins, or refreshes its share, and K, Z, X stay what they are.
 *
 * Any t trustees of the old set deal λᵢ·shareᵢ to the new set, each by a fresh polynomial whose constant term
 * is that product. Since Σ λᵢ·shareᵢ is the secret, the new shares are shares of the same secret; and since
 * each constant term is checked against the old charter's Kᵢ, Zᵢ, Xᵢ, a dealer that deals anything else is
 * caught and named. The new polynomials are fresh, so old and new shares do not combine.
 */
import { equalBytes } from "../bytes/bytes.ts";
import { rejected } from "../bytes/errors.ts";
import type { Rng } from "../ports.ts";
import type { Group, Point, Scalar } from "./group.ts";
import {
  type DealtShares,
  type EscrowKeys,
  type KeyShares,
  type PerSecret,
  perSecret,
  SECRET_NAMES,
  trusteeCulprit,
} from "./keygen.ts";
import { commitmentAt, lagrange, type Polynomial, randomPolynomial, shareAt } from "./shamir.ts";

/** Who deals (old indexes, exactly the old threshold of them) and to how many. */
export type Resharing = {
  readonly dealers: readonly number[];
  readonly trustees: number;
  readonly threshold: number;
};

/** What one old trustee publishes and keeps. */
export type ReshareAnnouncement = { readonly dealer: number; readonly commitments: PerSecret<readonly Point[]> };
export type ReshareSecret = { readonly dealer: number; readonly polynomials: PerSecret<Polynomial> };

/** An old trustee shares λᵢ·shareᵢ anew. */
export function dealAgain(
  group: Group,
  resharing: Resharing,
  old: KeyShares,
  rng: Rng,
): { readonly secret: ReshareSecret; readonly announcement: ReshareAnnouncement } {
  const weight = lagrange(group, resharing.dealers, old.index);
  const polynomials = perSecret((name) =>
    randomPolynomial(group, group.scalarMultiply(weight, old.shares[name]), resharing.threshold, rng),
  );
  const commitments = perSecret((name) => polynomials[name].map((coefficient) => group.mulBase(coefficient)));
  return { secret: { dealer: old.index, polynomials }, announcement: { dealer: old.index, commitments } };
}

/** The shares for new trustee `recipient`. */
export function reshareFor(group: Group, secret: ReshareSecret, recipient: number): DealtShares {
  return perSecret((name) => shareAt(group, secret.polynomials[name], recipient));
}

/**
 * Checks that a dealer shares its own committed share and nothing else.
 *
 * @throws ChorusError `rejected` with the dealer as culprit
 */
export function checkReshareAnnouncement(
  group: Group,
  resharing: Resharing,
  old: EscrowKeys,
  announcement: ReshareAnnouncement,
): void {
  const weight = lagrange(group, resharing.dealers, announcement.dealer);
  const committed = old.trustees[announcement.dealer - 1];
  for (const name of SECRET_NAMES) {
    const commitments = announcement.commitments[name];
    const expected = committed && group.mulPublic(weight, committed[name]);
    const fits =
      commitments.length === resharing.threshold && expected && equalBytes(commitments[0] as Point, expected);
    if (!fits) {
      throw rejected("reshare-constant", "a trustee did not deal its own share", trusteeCulprit(announcement.dealer));
    }
  }
}

/**
 * A member of the new set adds up what the dealers sent.
 *
 * @param announcements one from each dealer, in the order of `resharing.dealers`
 * @param received the shares from each, in the same order
 * @throws ChorusError `rejected` naming the dealer whose announcement or share is wrong
 */
export function finishReshare(
  group: Group,
  resharing: Resharing,
  old: EscrowKeys,
  index: number,
  announcements: readonly ReshareAnnouncement[],
  received: readonly DealtShares[],
): KeyShares {
  resharing.dealers.forEach((dealer, i) => {
    const announcement = announcements[i];
    if (announcement?.dealer !== dealer) throw rejected("reshare-order", "a dealer is missing or stands twice");
    checkReshareAnnouncement(group, resharing, old, announcement);
    checkReshared(group, announcement, index, received[i] as DealtShares);
  });
  const shares = perSecret((name) => received.map((dealt) => dealt[name]).reduce((a, b) => group.scalarAdd(a, b)));
  return { index, shares, keys: resharedKeys(group, resharing, old, announcements) };
}

/** The new public keys; the joint ones must be the old ones. */
export function resharedKeys(
  group: Group,
  resharing: Resharing,
  old: EscrowKeys,
  announcements: readonly ReshareAnnouncement[],
): EscrowKeys {
  const summed = perSecret((name) =>
    announcements
      .map((announcement) => announcement.commitments[name])
      .reduce((sum, list) => sum.map((point, i) => group.add(point, list[i] as Point))),
  );
  for (const name of SECRET_NAMES) {
    if (!equalBytes(summed[name][0] as Point, old.joint[name])) {
      throw rejected("reshare-keys", "the dealers' shares do not add up to the escrow's keys");
    }
  }
  const trustees = Array.from({ length: resharing.trustees }, (_, i) =>
    perSecret((name) => commitmentAt(group, summed[name], i + 1)),
  );
  return { joint: old.joint, trustees };
}

function checkReshared(group: Group, announcement: ReshareAnnouncement, index: number, shares: DealtShares): void {
  for (const name of SECRET_NAMES) {
    const expected = commitmentAt(group, announcement.commitments[name], index);
    if (!equalBytes(group.mulBase(shares[name] as Scalar), expected)) {
      throw rejected(
        "reshare-share",
        "a trustee sent a share that does not fit its announcement",
        trusteeCulprit(announcement.dealer),
      );
    }
  }
}
