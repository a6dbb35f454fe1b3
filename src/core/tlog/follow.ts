/**
 * Following a log by its tiles (c2sp.org/tlog-tiles) from a size that was checked before to a checkpoint: every leaf and
 * every tile in between is read, and nothing is believed but the checkpoint's root. What a follower keeps is the right
 * edge of the tree, so that the next time it reads what is new and no more.
 */
import { equalBytes } from "../bytes/bytes.ts";
import { rejected } from "../bytes/errors.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { append, EMPTY_FRONTIER, type Frontier, leafHash, peakAddresses, rootOf } from "./merkle.ts";
import { readBundle, readHashes, TILE_HEIGHT, TILE_WIDTH, type Tile, widthAt } from "./tiles.ts";

/** Fetches a tile of hashes or a bundle of leaves. */
export type TileReader = (tile: Tile) => Promise<Uint8Array>;

/** What a follower is told on the way: each leaf that is new, with the root of the tree that it completes. */
export type OnLeaf = (leaf: Uint8Array, tree: Frontier) => void;

/**
 * Reads everything between `known` and the checkpoint.
 *
 * @returns the right edge of the checkpoint's tree
 * @throws ChorusError `rejected`: `log-shrunk`, `log-rewritten` (what was known is not there any more), `tile-leaves`
 *   (a tile does not fit its leaves), `tile-hashes` (a tile does not fit the tree), `log-root`; `malformed` bytes
 */
export async function followLog(
  read: TileReader,
  known: Frontier,
  checkpoint: Checkpoint,
  onLeaf: OnLeaf = () => {},
): Promise<Frontier> {
  const { size } = checkpoint;
  if (size < known.size) throw rejected("log-shrunk", "the log is shorter than it was");
  // The new nodes that stand in tiles above the leaves' own.
  const grown = new Map<string, Uint8Array>();
  let tree = known;
  for (let index = Math.floor(known.size / TILE_WIDTH); index * TILE_WIDTH < size; index++) {
    const leaves = await readLeaves(read, known, index, size);
    for (const leaf of leaves) {
      const next = append(tree, leafHash(leaf));
      for (const { level, index: at, hash } of next.nodes) {
        if (level > 0 && level % TILE_HEIGHT === 0) grown.set(`${level}/${at}`, hash);
      }
      tree = next.frontier;
      onLeaf(leaf, tree);
    }
  }
  if (!equalBytes(rootOf(tree), checkpoint.root)) {
    throw rejected("log-root", "the checkpoint is not that of the leaves which the log shows");
  }
  await checkUpperTiles(read, known, size, grown);
  return tree;
}

/** The leaves of a bundle that are new; the whole bundle is held against its tile, and what was known against the edge. */
async function readLeaves(read: TileReader, known: Frontier, index: number, size: number): Promise<Uint8Array[]> {
  const width = widthAt(size, { level: 0, index });
  const leaves = readBundle(await read({ kind: "leaves", level: 0, index, width }), width);
  const hashes = readHashes(await read({ kind: "hashes", level: 0, index, width }), width);
  for (const [i, leaf] of leaves.entries()) {
    if (!equalBytes(leafHash(leaf), hashes[i] as Uint8Array)) {
      throw rejected("tile-leaves", `the tile of hashes does not fit leaf ${index * TILE_WIDTH + i}`);
    }
  }
  const before = widthAt(known.size, { level: 0, index });
  checkKnownPart(known, 0, hashes.slice(0, before));
  return leaves.slice(before);
}

/** Every tile above the leaves' that the new leaves changed. */
async function checkUpperTiles(
  read: TileReader,
  known: Frontier,
  size: number,
  grown: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  for (let level = 1; widthAt(size, { level, index: 0 }) > 0; level++) {
    const from = Math.floor(known.size / TILE_WIDTH ** level);
    for (let index = Math.floor(from / TILE_WIDTH); widthAt(size, { level, index }) > 0; index++) {
      const width = widthAt(size, { level, index });
      const before = widthAt(known.size, { level, index });
      if (width === before) continue;
      const hashes = readHashes(await read({ kind: "hashes", level, index, width }), width);
      checkKnownPart(known, level, hashes.slice(0, before));
      for (let i = before; i < width; i++) {
        const node = grown.get(`${level * TILE_HEIGHT}/${index * TILE_WIDTH + i}`);
        if (node === undefined || !equalBytes(node, hashes[i] as Uint8Array)) {
          throw rejected("tile-hashes", `tile ${index} of level ${level} does not fit the tree`);
        }
      }
    }
  }
}

/** The hashes of a partial tile that were there before must make up the peaks of the known edge at its level. */
function checkKnownPart(known: Frontier, level: number, hashes: readonly Uint8Array[]): void {
  if (hashes.length === 0) return;
  const { peaks } = hashes.reduce((edge, hash) => append(edge, hash).frontier, EMPTY_FRONTIER);
  const addresses = peakAddresses(known.size);
  const expected = known.peaks.filter((_, i) => Math.floor((addresses[i]?.level as number) / TILE_HEIGHT) === level);
  if (peaks.length !== expected.length || !peaks.every((peak, i) => equalBytes(peak, expected[i] as Uint8Array))) {
    throw rejected("log-rewritten", "leaves that were read before are not there any more");
  }
}
