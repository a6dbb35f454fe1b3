/**
 * Tiles (c2sp.org/tlog-tiles): the log as static files that anyone can fetch, cache and mirror. A tile holds up to 256
 * hashes of one level of the tree; an entry bundle holds the leaves under a tile of level 0.
 */
import { concat, uintBytes } from "../bytes/bytes.ts";
import { malformed } from "../bytes/errors.ts";
import { HASH_BYTES } from "../bytes/sizes.ts";
import type { NodeAddress } from "./merkle.ts";

/** Each tile is eight levels of the tree high. */
export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 256;
const HIGHEST_LEVEL = 63;

/** Names a tile of hashes, or a bundle of leaves. `width` is how many it holds: 256 when it is full. */
export type Tile = {
  readonly kind: "hashes" | "leaves";
  /** Levels of tiles, from 0; leaves are always at 0. */
  readonly level: number;
  readonly index: number;
  readonly width: number;
};

/** The address of a tile, without a slash in front: `tile/0/x001/234.p/17`. */
export function tilePath({ kind, level, index, width }: Tile): string {
  const partial = width === TILE_WIDTH ? "" : `.p/${width}`;
  return `tile/${kind === "leaves" ? "entries" : level}/${indexPath(index)}${partial}`;
}

/** Three digits a segment, an x before all but the last. */
function indexPath(index: number): string {
  const groups: string[] = [];
  for (let rest = index; groups.length === 0 || rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(String(rest % 1000).padStart(3, "0"));
  }
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join("/");
}

/** Reads an address; undefined unless it is the one way to write it. */
export function readTilePath(path: string): Tile | undefined {
  const match = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (match === null) return undefined;
  const [, name = "", groups = "", partial] = match;
  const tile: Tile = {
    kind: name === "entries" ? "leaves" : "hashes",
    level: name === "entries" ? 0 : Number(name),
    index: Number(groups.replace(/[x/]/g, "")),
    width: partial === undefined ? TILE_WIDTH : Number(partial),
  };
  const possible = tile.level <= HIGHEST_LEVEL && tile.width > 0 && Number.isSafeInteger(tile.index);
  return possible && tilePath(tile) === path ? tile : undefined;
}

/** How many hashes or leaves a tile has in a log of `size` leaves: 0 to 256. */
export function widthAt(size: number, { level, index }: Pick<Tile, "level" | "index">): number {
  const atLevel = Math.floor(size / TILE_WIDTH ** level);
  return Math.max(0, Math.min(TILE_WIDTH, atLevel - index * TILE_WIDTH));
}

/** The nodes of the tree whose hashes make up a tile, in order. */
export function nodesOfTile({ level, index, width }: Tile): NodeAddress[] {
  return Array.from({ length: width }, (_, i) => ({ level: level * TILE_HEIGHT, index: index * TILE_WIDTH + i }));
}

/** Reads a tile of so many hashes. */
export function readHashes(bytes: Uint8Array, width: number): Uint8Array[] {
  if (bytes.length !== width * HASH_BYTES)
    throw malformed("tile-length", "a tile does not hold as many hashes as it should");
  return Array.from({ length: width }, (_, i) => bytes.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES));
}

/** Reads an entry bundle of so many leaves. */
export function readBundle(bytes: Uint8Array, width: number): Uint8Array[] {
  const leaves: Uint8Array[] = [];
  let at = 0;
  while (at + 2 <= bytes.length) {
    const end = at + 2 + (((bytes[at] as number) << 8) | (bytes[at + 1] as number));
    leaves.push(bytes.slice(at + 2, end));
    at = end;
  }
  if (at !== bytes.length || leaves.length !== width) {
    throw malformed("bundle-length", "an entry bundle does not hold as many leaves as it should");
  }
  return leaves;
}

/** An entry bundle: each leaf behind its length in two bytes. */
export function encodeBundle(leaves: readonly Uint8Array[]): Uint8Array {
  return concat(...leaves.flatMap((leaf) => [uintBytes(leaf.length, 2), leaf]));
}
