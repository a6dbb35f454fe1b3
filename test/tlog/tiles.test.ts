/** Addresses and contents of tiles, as c2sp.org/tlog-tiles has them. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  encodeBundle,
  nodesOfTile,
  readTilePath,
  TILE_WIDTH,
  type Tile,
  tilePath,
  widthAt,
} from "../../src/core/tlog/tiles.ts";

const full = (level: number, index: number): Tile => ({ kind: "hashes", level, index, width: TILE_WIDTH });

test("the specification's examples", () => {
  expect(tilePath(full(0, 0))).toBe("tile/0/000");
  expect(tilePath(full(0, 1_234_067))).toBe("tile/0/x001/x234/067");
  expect(tilePath({ ...full(1, 273), width: 16 })).toBe("tile/1/273.p/16");
  expect(tilePath({ kind: "leaves", level: 0, index: 273, width: 112 })).toBe("tile/entries/273.p/112");
});

test("a log of 70 000 entries has 273 full tiles, one of 112, and at level 1 a full one and one of 17", () => {
  expect(widthAt(70_000, { level: 0, index: 272 })).toBe(256);
  expect(widthAt(70_000, { level: 0, index: 273 })).toBe(112);
  expect(widthAt(70_000, { level: 0, index: 274 })).toBe(0);
  expect(widthAt(70_000, { level: 1, index: 0 })).toBe(256);
  expect(widthAt(70_000, { level: 1, index: 1 })).toBe(17);
  expect(widthAt(70_000, { level: 2, index: 0 })).toBe(1);
  expect(widthAt(70_000, { level: 3, index: 0 })).toBe(0);
});

test("every address reads as what it was made from", () => {
  const tile = fc.record({
    kind: fc.constantFrom("hashes", "leaves"),
    level: fc.integer({ min: 0, max: 63 }),
    index: fc.integer({ min: 0, max: 10 ** 15 - 1 }),
    width: fc.integer({ min: 1, max: 256 }),
  });
  fc.assert(
    fc.property(tile, (one) => {
      const made = one.kind === "leaves" ? { ...one, level: 0 } : one;
      expect(readTilePath(tilePath(made as Tile))).toEqual(made);
    }),
    { seed: 3 },
  );
});

test.each([
  "tile/0/0",
  "tile/00/000",
  "tile/64/000",
  "tile/0/x000/000",
  "tile/0/001/000",
  "tile/0/x001/x000",
  "tile/0/000.p/0",
  "tile/0/000.p/256",
  "tile/0/000.p/01",
  "tile/entries/000/",
  "tile/-1/000",
  "tile/0/../000",
  "/tile/0/000",
  "",
])("%j is no address of a tile", (path) => {
  expect(readTilePath(path)).toBeUndefined();
});

test("a tile is made of the nodes eight levels up, in order; a bundle has each length in two bytes", () => {
  expect(nodesOfTile({ ...full(1, 2), width: 2 })).toEqual([
    { level: 8, index: 512 },
    { level: 8, index: 513 },
  ]);
  expect(encodeBundle([Uint8Array.of(7), Uint8Array.of(8, 9)])).toEqual(Uint8Array.of(0, 1, 7, 0, 2, 8, 9));
});
