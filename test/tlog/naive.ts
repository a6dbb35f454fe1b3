/** RFC 6962 §2.1 as it stands there, recursion and all; subtrees are remembered so that thousands of sizes take seconds. */
import { concat, uintBytes, utf8 } from "../../src/core/bytes/bytes.ts";
import { sha256 } from "../../src/core/crypto/hash.ts";
import { append, EMPTY_FRONTIER, type Frontier, leafHash, type NodeAddress } from "../../src/core/tlog/merkle.ts";

export const leafAt = (i: number): Uint8Array => concat(utf8("leaf "), uintBytes(i, 4));

const remembered = new Map<string, Uint8Array>();

/** MTH(D[start:end]). */
export function naiveRoot(start: number, end: number): Uint8Array {
  if (end === start) return sha256(new Uint8Array());
  const key = `${start}-${end}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const k = start + half(end - start);
  const root =
    end - start === 1
      ? sha256(concat(Uint8Array.of(0), leafAt(start)))
      : sha256(concat(Uint8Array.of(1), naiveRoot(start, k), naiveRoot(k, end)));
  if (Number.isInteger(Math.log2(end - start))) remembered.set(key, root);
  return root;
}

/** The largest power of two below n. */
function half(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** PATH(m, D[start:end]) of §2.1.1. */
export function naivePath(m: number, start: number, end: number): Uint8Array[] {
  if (end - start === 1) return [];
  const k = start + half(end - start);
  return start + m < k
    ? [...naivePath(m, start, k), naiveRoot(k, end)]
    : [...naivePath(start + m - k, k, end), naiveRoot(start, k)];
}

/** SUBPROOF(m, D[start:end], whole) of §2.1.2. */
export function naiveConsistency(m: number, start: number, end: number, whole = true): Uint8Array[] {
  if (m === end - start) return whole ? [] : [naiveRoot(start, end)];
  const k = start + half(end - start);
  return start + m <= k
    ? [...naiveConsistency(m, start, k, whole), naiveRoot(k, end)]
    : [...naiveConsistency(start + m - k, k, end, false), naiveRoot(start, k)];
}

/** A tree of ours with the same leaves, and every node of it. */
export class Grown {
  frontier: Frontier = EMPTY_FRONTIER;
  readonly #nodes = new Map<string, Uint8Array>();

  to(size: number): this {
    while (this.frontier.size < size) {
      const { frontier, nodes } = append(this.frontier, leafHash(leafAt(this.frontier.size)));
      for (const { level, index, hash } of nodes) this.#nodes.set(`${level}/${index}`, hash);
      this.frontier = frontier;
    }
    return this;
  }

  readonly read = async (addresses: readonly NodeAddress[]): Promise<Uint8Array[]> =>
    addresses.map(({ level, index }) => this.#nodes.get(`${level}/${index}`) as Uint8Array);
}
