/** The log's tree against RFC 6962 written down naively, and against proofs that were tampered with. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concat, utf8 } from "../../src/core/bytes/bytes.ts";
import { sha256 } from "../../src/core/crypto/hash.ts";
import {
  append,
  EMPTY_FRONTIER,
  EMPTY_ROOT,
  encodeFrontier,
  leafHash,
  type NodeAddress,
  nodeHash,
  peakAddresses,
  proveConsistency,
  proveInclusion,
  readFrontier,
  rootOf,
  type TreeNode,
  verifyConsistency,
  verifyInclusion,
} from "../../src/core/tlog/merkle.ts";

const MOST = 70;
const leaves = Array.from({ length: MOST }, (_, i) => utf8(`leaf ${i}`));

/** MTH of RFC 6962 §2.1, as it stands there. */
function rootOfLeaves(list: readonly Uint8Array[]): Uint8Array {
  if (list.length === 0) return sha256(new Uint8Array());
  if (list.length === 1) return sha256(concat(Uint8Array.of(0), list[0] as Uint8Array));
  let k = 1;
  while (k * 2 < list.length) k *= 2;
  return sha256(concat(Uint8Array.of(1), rootOfLeaves(list.slice(0, k)), rootOfLeaves(list.slice(k))));
}

/** PATH of RFC 6962 §2.1.1. */
function pathOf(m: number, list: readonly Uint8Array[]): Uint8Array[] {
  if (list.length === 1) return [];
  let k = 1;
  while (k * 2 < list.length) k *= 2;
  return m < k
    ? [...pathOf(m, list.slice(0, k)), rootOfLeaves(list.slice(k))]
    : [...pathOf(m - k, list.slice(k)), rootOfLeaves(list.slice(0, k))];
}

/** SUBPROOF of RFC 6962 §2.1.2. */
function subproof(m: number, list: readonly Uint8Array[], whole: boolean): Uint8Array[] {
  if (m === list.length) return whole ? [] : [rootOfLeaves(list)];
  let k = 1;
  while (k * 2 < list.length) k *= 2;
  return m <= k
    ? [...subproof(m, list.slice(0, k), whole), rootOfLeaves(list.slice(k))]
    : [...subproof(m - k, list.slice(k), false), rootOfLeaves(list.slice(0, k))];
}

const stored = new Map<string, Uint8Array>();
const roots = [EMPTY_ROOT];
let frontier = EMPTY_FRONTIER;
for (const leaf of leaves) {
  const grown = append(frontier, leafHash(leaf));
  for (const { level, index, hash } of grown.nodes as TreeNode[]) stored.set(`${level}/${index}`, hash);
  frontier = grown.frontier;
  roots.push(rootOf(frontier));
}
const read = async (nodes: readonly NodeAddress[]) =>
  nodes.map(({ level, index }) => stored.get(`${level}/${index}`) as Uint8Array);
const root = (size: number) => roots[size] as Uint8Array;

describe("the tree", () => {
  test("has RFC 6962's root at every size", () => {
    for (let size = 0; size <= MOST; size++) expect(root(size)).toEqual(rootOfLeaves(leaves.slice(0, size)));
  });

  test("goes on from a stored edge, and refuses one of another size", () => {
    for (let size = 0; size < MOST; size++) {
      const edge = {
        size,
        peaks: peakAddresses(size).map(({ level, index }) => stored.get(`${level}/${index}`) as Uint8Array),
      };
      const again = readFrontier(size, encodeFrontier(edge));
      expect(rootOf(append(again, leafHash(leaves[size] as Uint8Array)).frontier)).toEqual(root(size + 1));
    }
    expect(() => readFrontier(3, new Uint8Array(32))).toThrow("wrong length");
  });

  test("keeps leaves and nodes apart, so that no node can be passed off as a leaf", () => {
    const [a, b] = [leafHash(utf8("a")), leafHash(utf8("b"))];
    expect(leafHash(concat(a, b))).not.toEqual(nodeHash(a, b));
  });
});

describe("inclusion", () => {
  test("proofs are RFC 6962's, and verify, at every size and position", async () => {
    for (let size = 1; size <= MOST; size++) {
      for (let at = 0; at < size; at++) {
        const path = await proveInclusion(read, at, size);
        expect(path).toEqual(pathOf(at, leaves.slice(0, size)));
        expect(verifyInclusion(leafHash(leaves[at] as Uint8Array), at, size, path, root(size))).toBe(true);
      }
    }
  });

  test("no other leaf, position, size, root or path verifies", async () => {
    const position = fc.integer({ min: 0, max: MOST - 1 });
    const property = fc.asyncProperty(position, position, position, fc.nat(), async (at, other, size, bit) => {
      fc.pre(at <= size);
      const path = await proveInclusion(read, at, size + 1);
      const leaf = leafHash(leaves[at] as Uint8Array);
      if (other !== at) {
        expect(verifyInclusion(leafHash(leaves[other] as Uint8Array), at, size + 1, path, root(size + 1))).toBe(false);
        expect(verifyInclusion(leaf, other, size + 1, path, root(size + 1))).toBe(false);
        if (other !== size) expect(verifyInclusion(leaf, at, size + 1, path, root(other + 1))).toBe(false);
      }
      expect(verifyInclusion(leaf, at, size + 1, [...path, leaf], root(size + 1))).toBe(false);
      if (path.length === 0) return;
      expect(verifyInclusion(leaf, at, size + 1, path.slice(1), root(size + 1))).toBe(false);
      expect(verifyInclusion(leaf, at, size + 1, flipped(path, bit), root(size + 1))).toBe(false);
    });
    await fc.assert(property, { numRuns: 300, seed: 1 });
  });

  test("impossible positions are refused", async () => {
    await expect(proveInclusion(read, 5, 5)).rejects.toMatchObject({ rule: "log-range" });
    expect(verifyInclusion(leafHash(utf8("x")), 0, 0, [], EMPTY_ROOT)).toBe(false);
    expect(verifyInclusion(leafHash(utf8("x")), -1, 1, [], leafHash(utf8("x")))).toBe(false);
    expect(verifyInclusion(leafHash(utf8("x")), 0, Number.NaN, [], leafHash(utf8("x")))).toBe(false);
  });
});

describe("consistency", () => {
  test("proofs are RFC 6962's, and verify, between all sizes", async () => {
    for (let to = 1; to <= MOST; to++) {
      for (let from = 0; from <= to; from++) {
        const path = await proveConsistency(read, from, to);
        if (from > 0) expect(path).toEqual(subproof(from, leaves.slice(0, to), true));
        expect(verifyConsistency(from, to, root(from), root(to), path)).toBe(true);
      }
    }
  });

  test("no other roots and no altered path verify", async () => {
    const size = fc.integer({ min: 1, max: MOST });
    const property = fc.asyncProperty(size, size, size, fc.nat(), async (a, b, other, bit) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const path = await proveConsistency(read, from, to);
      if (other !== from) expect(verifyConsistency(from, to, root(other), root(to), path)).toBe(false);
      if (other !== to) expect(verifyConsistency(from, to, root(from), root(other), path)).toBe(false);
      expect(verifyConsistency(from, to, root(from), root(to), [...path, root(from)])).toBe(false);
      if (path.length > 0) expect(verifyConsistency(from, to, root(from), root(to), flipped(path, bit))).toBe(false);
    });
    await fc.assert(property, { numRuns: 300, seed: 2 });
  });

  test("a log that shrinks has no proof", async () => {
    await expect(proveConsistency(read, 6, 5)).rejects.toMatchObject({ rule: "log-range" });
    expect(verifyConsistency(6, 5, root(6), root(5), [])).toBe(false);
  });
});

/** The path with one bit turned. */
function flipped(path: readonly Uint8Array[], bit: number): Uint8Array[] {
  const at = bit % (path.length * 256);
  return path.map((hash, i) =>
    hash.map((byte, j) => (i === at >> 8 && j === (at & 255) >> 3 ? byte ^ (1 << (at & 7)) : byte)),
  );
}
