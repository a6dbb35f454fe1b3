/**
 * The log's Merkle tree: RFC 6962 §2.1 hashing, inclusion and consistency proofs.
 *
 * A complete subtree of 2^level leaves is a node (level, index), counted from the left. Nodes never change once
 * they are complete, so a log stores each once, and any proof reads O(log n) of them.
 */
import { concat, equalBytes } from "../bytes/bytes.ts";
import { malformed, rejected } from "../bytes/errors.ts";
import { HASH_BYTES } from "../bytes/sizes.ts";
import { sha256 } from "../crypto/hash.ts";

/** A complete subtree: 2^level leaves from index · 2^level on. */
export type NodeAddress = { readonly level: number; readonly index: number };
export type TreeNode = NodeAddress & { readonly hash: Uint8Array };

/** Gives the hashes of complete subtrees, in the order asked; all must be there. */
export type NodeReader = (nodes: readonly NodeAddress[]) => Promise<readonly Uint8Array[]>;

/** The root of a tree without leaves. */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array());

export function leafHash(leaf: Uint8Array): Uint8Array {
  return sha256(concat(Uint8Array.of(0), leaf));
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concat(Uint8Array.of(1), left, right));
}

// --- growing ------------------------------------------------------------------------------------------

/** The right edge of a tree: the hashes of its maximal complete subtrees, largest first. All that appending needs. */
export type Frontier = { readonly size: number; readonly peaks: readonly Uint8Array[] };

export const EMPTY_FRONTIER: Frontier = { size: 0, peaks: [] };

/** Appends one leaf hash. `nodes` are the subtrees that became complete, the leaf's own first. */
export function append(
  frontier: Frontier,
  leaf: Uint8Array,
): { readonly frontier: Frontier; readonly nodes: TreeNode[] } {
  const peaks = [...frontier.peaks];
  const nodes: TreeNode[] = [{ level: 0, index: frontier.size, hash: leaf }];
  let hash = leaf;
  let level = 0;
  // Each one-bit at the low end of the size is a peak of that level, which the new subtree joins on the right.
  for (let rest = frontier.size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    hash = nodeHash(peaks.pop() as Uint8Array, hash);
    level++;
    nodes.push({ level, index: Math.floor(rest / 2), hash });
  }
  return { frontier: { size: frontier.size + 1, peaks: [...peaks, hash] }, nodes };
}

/** The root of a tree from its right edge. */
export function rootOf({ peaks }: Frontier): Uint8Array {
  if (peaks.length === 0) return EMPTY_ROOT;
  return peaks.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), peaks.at(-1) as Uint8Array);
}

/** The right edge as bytes, for a store: its peaks joined. */
export function encodeFrontier(frontier: Frontier): Uint8Array {
  return concat(...frontier.peaks);
}

/** Reads a right edge; there are as many peaks as one-bits in the size. */
export function readFrontier(size: number, bytes: Uint8Array): Frontier {
  const count = peakAddresses(size).length;
  if (bytes.length !== count * HASH_BYTES) throw malformed("frontier", "a stored tree edge has the wrong length");
  return { size, peaks: Array.from({ length: count }, (_, i) => bytes.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES)) };
}

/** Where the peaks of a tree of `size` leaves stand, largest first. */
export function peakAddresses(size: number): NodeAddress[] {
  return coverRange(0, size);
}

/** The complete subtrees that make up the leaves from `start` (a multiple of the largest) up to `end`. */
function coverRange(start: number, end: number): NodeAddress[] {
  const addresses: NodeAddress[] = [];
  for (let at = start; at < end; ) {
    const level = Math.floor(Math.log2(end - at));
    addresses.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return addresses;
}

// --- proving ------------------------------------------------------------------------------------------

/** Where the first split of a tree of n ≥ 2 leaves is: the largest power of two below n (RFC 6962 §2.1). */
function split(n: number): number {
  return 2 ** Math.floor(Math.log2(n - 1));
}

/** A range of leaves of which a proof needs the hash; it may not be complete and is then made of several nodes. */
type Range = { readonly start: number; readonly end: number };

/** The path of leaf `position` in the tree of `size` leaves (RFC 6962 §2.1.1). */
export async function proveInclusion(read: NodeReader, position: number, size: number): Promise<Uint8Array[]> {
  if (!(position >= 0 && position < size)) throw rejected("log-range", "the log has no such position at that size");
  return readRanges(read, inclusionRanges(position, 0, size));
}

function inclusionRanges(position: number, start: number, end: number): Range[] {
  if (end - start <= 1) return [];
  const middle = start + split(end - start);
  return position < middle
    ? [...inclusionRanges(position, start, middle), { start: middle, end }]
    : [...inclusionRanges(position, middle, end), { start, end: middle }];
}

/** The proof that the tree of `from` leaves is the beginning of that of `to` (RFC 6962 §2.1.2). Empty when equal or from 0. */
export async function proveConsistency(read: NodeReader, from: number, to: number): Promise<Uint8Array[]> {
  if (!(from >= 0 && from <= to)) throw rejected("log-range", "the log has no such sizes");
  return from === 0 || from === to ? [] : readRanges(read, consistencyRanges(from, 0, to, true));
}

function consistencyRanges(from: number, start: number, end: number, whole: boolean): Range[] {
  if (from === end) return whole ? [] : [{ start, end }];
  const middle = start + split(end - start);
  return from <= middle
    ? [...consistencyRanges(from, start, middle, whole), { start: middle, end }]
    : [...consistencyRanges(from, middle, end, false), { start, end: middle }];
}

async function readRanges(read: NodeReader, ranges: readonly Range[]): Promise<Uint8Array[]> {
  const covers = ranges.map(({ start, end }) => coverRange(start, end));
  const hashes = [...(await read(covers.flat()))];
  return covers.map((cover) => {
    const parts = hashes.splice(0, cover.length);
    return parts.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), parts.at(-1) as Uint8Array);
  });
}

// --- verifying ----------------------------------------------------------------------------------------

/** Does `path` lead from the leaf at `position` to `root`? (RFC 9162 §2.1.3.2) */
export function verifyInclusion(
  leaf: Uint8Array,
  position: number,
  size: number,
  path: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!Number.isSafeInteger(size) || !(position >= 0 && position < size)) return false;
  const ranges = inclusionRanges(position, 0, size);
  if (ranges.length !== path.length) return false;
  const computed = ranges.reduce((hash, range, i) => {
    const sibling = path[i] as Uint8Array;
    return range.start > position ? nodeHash(hash, sibling) : nodeHash(sibling, hash);
  }, leaf);
  return equalBytes(computed, root);
}

/** Is the tree of `from` leaves with `fromRoot` the beginning of that of `to` leaves with `toRoot`? (RFC 9162 §2.1.4.2) */
export function verifyConsistency(
  from: number,
  to: number,
  fromRoot: Uint8Array,
  toRoot: Uint8Array,
  path: readonly Uint8Array[],
): boolean {
  if (!Number.isSafeInteger(to) || !(from >= 0 && from <= to)) return false;
  if (from === 0) return path.length === 0 && equalBytes(fromRoot, EMPTY_ROOT);
  if (from === to) return path.length === 0 && equalBytes(fromRoot, toRoot);
  const ranges = consistencyRanges(from, 0, to, true);
  if (ranges.length !== path.length) return false;
  const known = new Map(ranges.map((range, i) => [`${range.start}-${range.end}`, path[i] as Uint8Array]));
  // Where the old tree is itself one subtree of the new, the proof leaves its root out: then the new root binds it.
  if (ranges.every((range) => range.start >= from)) known.set(`0-${from}`, fromRoot);
  const hashOf = (start: number, end: number): Uint8Array | undefined => {
    const given = known.get(`${start}-${end}`);
    if (given !== undefined || end - start <= 1) return given;
    const middle = start + split(end - start);
    const left = hashOf(start, middle);
    const right = hashOf(middle, end);
    return left && right && nodeHash(left, right);
  };
  const oldRoot = hashOf(0, from);
  const newRoot = hashOf(0, to);
  return oldRoot !== undefined && newRoot !== undefined && equalBytes(oldRoot, fromRoot) && equalBytes(newRoot, toRoot);
}
