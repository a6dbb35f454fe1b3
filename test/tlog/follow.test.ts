/** Following a log by its tiles: from any size to any other; and what happens when one bit of anything is another. */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { concat, equalBytes } from "../../src/core/bytes/bytes.ts";
import { ChorusError } from "../../src/core/bytes/errors.ts";
import { sodiumSigner } from "../../src/core/crypto/signer-sodium.ts";
import type { Signer } from "../../src/core/ports.ts";
import { logKey, openCheckpoint, signCheckpoint } from "../../src/core/tlog/checkpoint.ts";
import { cosign, cosignedAt, witnessKey } from "../../src/core/tlog/cosignature.ts";
import { followLog, type TileReader } from "../../src/core/tlog/follow.ts";
import { append, EMPTY_FRONTIER, type Frontier, leafHash, rootOf } from "../../src/core/tlog/merkle.ts";
import { encodeBundle, nodesOfTile, TILE_WIDTH, type Tile, tilePath } from "../../src/core/tlog/tiles.ts";
import { Grown, leafAt } from "./naive.ts";

const ORIGIN = "board.example/log";
const LARGEST = 70_000;
const tree = new Grown();
const edges = new Map<number, Frontier>();

/** The right edge at a size. */
function edgeAt(size: number): Frontier {
  const known = edges.get(size);
  if (known !== undefined) return known;
  let edge = EMPTY_FRONTIER;
  for (let i = 0; i < size; i++) edge = append(edge, leafHash(leafAt(i))).frontier;
  edges.set(size, edge);
  return edge;
}

const checkpointAt = (size: number) => ({ origin: ORIGIN, size, root: rootOf(edgeAt(size)) });

/** An honest board's tiles; `asked` collects what was fetched. */
const tilesOf =
  (asked: Tile[] = []): TileReader =>
  async (tile) => {
    asked.push(tile);
    if (tile.kind === "hashes") return concat(...(await tree.read(nodesOfTile(tile))));
    return encodeBundle(Array.from({ length: tile.width }, (_, i) => leafAt(tile.index * TILE_WIDTH + i)));
  };

beforeAll(() => {
  tree.to(LARGEST);
});

describe("a log that grows honestly", () => {
  test("is followed from any size to any larger one, each new leaf seen once and in order", async () => {
    const size = fc.integer({ min: 0, max: 1500 });
    await fc.assert(
      fc.asyncProperty(size, size, async (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const seen: Uint8Array[] = [];
        const edge = await followLog(tilesOf(), edgeAt(from), checkpointAt(to), (leaf) => seen.push(leaf));
        expect(edge).toEqual(edgeAt(to));
        expect(seen).toEqual(Array.from({ length: to - from }, (_, i) => leafAt(from + i)));
      }),
      { numRuns: 60, seed: 5 },
    );
  }, 300_000);

  test("shows every tile of 70,000 leaves, three levels of them, once", async () => {
    const asked: Tile[] = [];
    await followLog(tilesOf(asked), EMPTY_FRONTIER, checkpointAt(LARGEST));
    const paths = asked.map(tilePath);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.filter((path) => path.startsWith("tile/entries/"))).toHaveLength(274);
    expect(paths.filter((path) => path.startsWith("tile/0/"))).toHaveLength(274);
    expect(paths.filter((path) => /^tile\/[12]\//.test(path))).toEqual([
      "tile/1/000",
      "tile/1/001.p/17",
      "tile/2/000.p/1",
    ]);
  }, 300_000);
});

/** Reads with one bit of one answer turned; answers the rule that refused it, or undefined when nothing did. */
async function refusalOf(from: number, to: number, tile: Tile, bit: number): Promise<string | undefined> {
  const honest = tilesOf();
  const doctored: TileReader = async (asked) => {
    const bytes = await honest(asked);
    return tilePath(asked) === tilePath(tile) ? turned(bytes, bit) : bytes;
  };
  try {
    await followLog(doctored, edgeAt(from), checkpointAt(to));
    return undefined;
  } catch (error) {
    if (error instanceof ChorusError) return error.rule;
    throw error;
  }
}

const turned = (bytes: Uint8Array, bit: number) =>
  bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

const REASONS = ["bundle-length", "tile-leaves", "tile-hashes", "log-rewritten", "log-root"];

describe("one bit", () => {
  test("of any tile or bundle of a small log, each of them, is refused with a reason", async () => {
    const asked: Tile[] = [];
    await followLog(tilesOf(asked), EMPTY_FRONTIER, checkpointAt(5));
    for (const tile of asked) {
      const bits = (await tilesOf()(tile)).length * 8;
      for (let bit = 0; bit < bits; bit++) expect(REASONS).toContain(await refusalOf(0, 5, tile, bit));
    }
  });

  test("of any tile of a larger one, full or partial, new or known, is refused with a reason", async () => {
    for (const [from, to] of [
      [0, 600],
      [300, 600],
      [65_900, 66_700],
    ] as const) {
      const asked: Tile[] = [];
      await followLog(tilesOf(asked), edgeAt(from), checkpointAt(to));
      const property = fc.asyncProperty(fc.constantFrom(...asked), fc.nat(), async (tile, chance) => {
        const bits = (await tilesOf()(tile)).length * 8;
        expect(REASONS).toContain(await refusalOf(from, to, tile, chance % bits));
      });
      await fc.assert(property, { numRuns: 60, seed: 6 });
    }
  }, 300_000);

  test("of a signed and cosigned checkpoint, each of them, is refused or leaves a witness too few", async () => {
    const signer: Signer = await sodiumSigner();
    const [board, trustee] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    const key = logKey(ORIGIN, signer.publicKey(board));
    const witness = witnessKey(ORIGIN, 1, signer.publicKey(trustee));
    const signed = signCheckpoint(signer, checkpointAt(5), board);
    const note = signed + cosign(signer, witness, signed.slice(0, signed.indexOf("\n\n") + 1), 1_800_000_000, trustee);
    const accepted = (text: string) => {
      try {
        return cosignedAt(signer, openCheckpoint(signer, key, text).note, witness) !== undefined;
      } catch (error) {
        if (error instanceof ChorusError && error.rule.length > 0) return false;
        throw error;
      }
    };
    expect(accepted(note)).toBe(true);
    const bytes = new TextEncoder().encode(note);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      expect(accepted(new TextDecoder().decode(turned(bytes, bit))), `bit ${bit}`).toBe(false);
    }
  });
});

describe("a board that cheats", () => {
  test("and takes back leaves, or shows others in their place, is found out", async () => {
    await expect(followLog(tilesOf(), edgeAt(40), checkpointAt(39))).rejects.toMatchObject({ rule: "log-shrunk" });
    // Another leaf in a place that was read before: its tile and all above agree with one another, and not with the past.
    const other = new Grown();
    let edge = EMPTY_FRONTIER;
    const leaf = (i: number) => (i === 270 ? leafAt(9) : leafAt(i));
    const nodes = new Map<string, Uint8Array>();
    for (let i = 0; i < 320; i++) {
      const grown = append(edge, leafHash(leaf(i)));
      for (const { level, index, hash } of grown.nodes) nodes.set(`${level}/${index}`, hash);
      edge = grown.frontier;
    }
    const forked: TileReader = async (tile) =>
      tile.kind === "hashes"
        ? concat(...nodesOfTile(tile).map(({ level, index }) => nodes.get(`${level}/${index}`) as Uint8Array))
        : encodeBundle(Array.from({ length: tile.width }, (_, i) => leaf(tile.index * TILE_WIDTH + i)));
    const checkpoint = { origin: ORIGIN, size: 320, root: rootOf(edge) };
    expect(equalBytes(rootOf(other.to(320).frontier), checkpoint.root)).toBe(false);
    await expect(followLog(forked, edgeAt(300), checkpoint)).rejects.toMatchObject({ rule: "log-rewritten" });
    await expect(followLog(forked, EMPTY_FRONTIER, checkpoint)).resolves.toEqual(edge);
  });
});
