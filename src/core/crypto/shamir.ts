/** Shamir's sharing over the group's order (§3). Trustee i sits at x = i, counted from 1. */
import { equalBytes } from "../bytes/bytes.ts";
import { rejected } from "../bytes/errors.ts";
import type { Rng } from "../ports.ts";
import { type Group, type Point, randomScalar, type Scalar } from "./group.ts";

/** Coefficients of a polynomial, the constant term (the shared secret) first. All secret. */
export type Polynomial = readonly Scalar[];

/** A random polynomial of `threshold` coefficients with the given constant term. */
export function randomPolynomial(group: Group, constant: Scalar, threshold: number, rng: Rng): Polynomial {
  return [constant, ...Array.from({ length: threshold - 1 }, () => randomScalar(group, rng))];
}

/** The share of trustee `index`: the polynomial's value there, by Horner's rule. */
export function shareAt(group: Group, polynomial: Polynomial, index: number): Scalar {
  const x = group.scalarFromNumber(index);
  const [last, ...rest] = polynomial.toReversed() as [Scalar, ...Scalar[]];
  return rest.reduce((sum, coefficient) => group.scalarAdd(group.scalarMultiply(sum, x), coefficient), last);
}

/** What trustee `index`'s share must be times G, from the Feldman commitments to the coefficients. */
export function commitmentAt(group: Group, commitments: readonly Point[], index: number): Point {
  const x = group.scalarFromNumber(index);
  const [last, ...rest] = commitments.toReversed() as [Point, ...Point[]];
  return rest.reduce((sum, commitment) => group.add(group.mulPublic(x, sum), commitment), last);
}

/**
 * λ of `index` at 0 among `indexes`: what its share is multiplied by when just these are combined.
 *
 * @throws ChorusError `rejected` when `index` is missing from the set or one stands in it twice
 */
export function lagrange(group: Group, indexes: readonly number[], index: number): Scalar {
  if (new Set(indexes).size !== indexes.length || !indexes.includes(index)) {
    throw rejected("share-indexes", "shares must come from different trustees");
  }
  const xi = group.scalarFromNumber(index);
  return indexes
    .filter((other) => other !== index)
    .map((other) => group.scalarFromNumber(other))
    .map((xj) => group.scalarMultiply(xj, group.scalarInvert(group.scalarSubtract(xj, xi))))
    .reduce((product, factor) => group.scalarMultiply(product, factor), group.scalarFromNumber(1));
}

/** Combines shares "in the exponent": Σ λᵢPᵢ for the trustees at `indexes`. */
export function combineShares(group: Group, indexes: readonly number[], points: readonly Point[]): Point {
  return shareCombiner(group, indexes)(points);
}

/**
 * The same for many sums over one set of trustees: the λᵢ are computed once. They add up to one (they interpolate the
 * constant polynomial too), so Σ λᵢPᵢ = P₁ + Σ λᵢ(Pᵢ - P₁), which is one multiplication fewer.
 */
export function shareCombiner(group: Group, indexes: readonly number[]): (points: readonly Point[]) => Point {
  const [one, ...weights] = [group.scalarFromNumber(1), ...indexes.slice(1).map((i) => lagrange(group, indexes, i))];
  return (points) => {
    const [first, ...others] = points as [Point, ...Point[]];
    const away = others.flatMap((point, i) =>
      equalBytes(point, first) ? [] : [{ weight: weights[i] as Scalar, difference: group.subtract(point, first) }],
    );
    const scalars = [one, ...away.map(({ weight }) => weight)];
    return group.combine(scalars, [first, ...away.map(({ difference }) => difference)]);
  };
}
