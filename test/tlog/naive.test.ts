/** The log's tree against RFC 6962 written down naively: every size from 0 to 2,000, and random larger ones. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  leafHash,
  proveConsistency,
  proveInclusion,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from "../../src/core/tlog/merkle.ts";
import { Grown, leafAt, naiveConsistency, naivePath, naiveRoot } from "./naive.ts";

const MOST = 2000;
const LARGEST = 100_000;

/** A few places in a tree: its ends, its first split, and one by chance. */
const placesIn = (size: number, chance: number) =>
  [...new Set([0, size - 1, 2 ** Math.floor(Math.log2(Math.max(1, size - 1))), chance % size])].filter(
    (at) => at < size,
  );

async function holds(tree: Grown, size: number, chance: number): Promise<void> {
  const root = naiveRoot(0, size);
  for (const at of placesIn(size, chance)) {
    const path = await proveInclusion(tree.read, at, size);
    expect(path).toEqual(naivePath(at, 0, size));
    expect(verifyInclusion(leafHash(leafAt(at)), at, size, path, root)).toBe(true);
    const from = at + 1;
    const proof = await proveConsistency(tree.read, from, size);
    expect(proof).toEqual(naiveConsistency(from, 0, size));
    expect(verifyConsistency(from, size, naiveRoot(0, from), root, proof)).toBe(true);
  }
}

test("root, inclusion and consistency proofs are RFC 6962's at every size to 2,000", async () => {
  const tree = new Grown();
  for (let size = 0; size <= MOST; size++) {
    expect(rootOf(tree.to(size).frontier)).toEqual(naiveRoot(0, size));
    if (size > 0) await holds(tree, size, size * 7919);
  }
}, 300_000);

test("and at random larger sizes", async () => {
  const tree = new Grown().to(LARGEST);
  expect(rootOf(tree.frontier)).toEqual(naiveRoot(0, LARGEST));
  const size = fc.integer({ min: MOST + 1, max: LARGEST });
  await fc.assert(
    fc.asyncProperty(size, fc.nat(), (one, chance) => holds(tree, one, chance)),
    { numRuns: 40, seed: 4 },
  );
}, 300_000);
