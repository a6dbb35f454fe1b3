/** A board of the tests' own, in memory, that can be told to cheat; its log, its tiles, its trustees' cosignatures. */
import { concat } from "../../src/core/bytes/bytes.ts";
import type { Signer } from "../../src/core/ports.ts";
import { encodeCharter, encodeSignedCharter, escrowOf, signCharter } from "../../src/core/protocol/charter.ts";
import { type EntryType, encodeEntry, leafOf } from "../../src/core/protocol/entry.ts";
import { signCheckpoint } from "../../src/core/tlog/checkpoint.ts";
import { cosign, witnessKey } from "../../src/core/tlog/cosignature.ts";
import {
  append,
  EMPTY_FRONTIER,
  type Frontier,
  leafHash,
  type NodeAddress,
  proveConsistency,
  rootOf,
} from "../../src/core/tlog/merkle.ts";
import { encodeBundle, nodesOfTile, TILE_WIDTH, type Tile } from "../../src/core/tlog/tiles.ts";
import type { AuditedBoard } from "../../src/roles/auditor/ports.ts";
import { foundEscrow, type TestEscrow } from "../actors.ts";

export const ORIGIN = "board.example/log";
const SEED = new Uint8Array(32).fill(0x42);

export class TestBoard implements AuditedBoard {
  readonly world: TestEscrow;
  readonly #leaves: Uint8Array[] = [];
  readonly #edges: Frontier[] = [EMPTY_FRONTIER];
  readonly #nodes = new Map<string, Uint8Array>();
  readonly #cosigned = new Map<number, { size: number; note: string }>();

  static async found(): Promise<TestBoard> {
    const founded = await foundEscrow();
    const card = { origin: ORIGIN, signingKey: founded.signer.publicKey(SEED) };
    const charter = { ...founded.charter, board: card };
    return new TestBoard({ ...founded, charter, escrow: escrowOf(founded.group, charter) });
  }

  constructor(world: TestEscrow) {
    this.world = world;
  }

  /** The same escrow's board with a log of its own. */
  fork(): TestBoard {
    const other = new TestBoard(this.world);
    for (const leaf of this.#leaves) other.#push(leaf);
    return other;
  }

  get signer(): Signer {
    return this.world.signer;
  }

  get size(): number {
    return this.#leaves.length;
  }

  log(type: EntryType, body: string): this {
    this.#push(leafOf(encodeEntry(type, 1_800_000_000, new TextEncoder().encode(body))));
    return this;
  }

  #push(leaf: Uint8Array): void {
    const { frontier, nodes } = append(this.#edges.at(-1) as Frontier, leafHash(leaf));
    for (const { level, index, hash } of nodes) this.#nodes.set(`${level}/${index}`, hash);
    this.#leaves.push(leaf);
    this.#edges.push(frontier);
  }

  signed(size = this.size, root = rootOf(this.#edges[size] as Frontier)): string {
    return signCheckpoint(this.signer, { origin: ORIGIN, size, root }, SEED);
  }

  /** Lets trustees cosign a size, now or at another time. */
  cosign(
    trustees: readonly number[],
    size = this.size,
    seconds = 1_800_000_000,
    seedOf = (index: number) => index,
  ): this {
    for (const index of trustees) {
      const signed = this.signed(size);
      const text = signed.slice(0, signed.indexOf("\n\n") + 1);
      const seed = this.world.trustees[seedOf(index) - 1]?.seed as Uint8Array;
      const key = witnessKey(ORIGIN, index, this.world.escrow.charter.trustees[index - 1]?.signingKey as Uint8Array);
      this.#cosigned.set(index, { size, note: signed + cosign(this.signer, key, text, seconds, seed) });
    }
    return this;
  }

  /** This board as one that answers otherwise in some things. */
  asShown(otherwise: Partial<AuditedBoard>): AuditedBoard {
    return {
      charters: () => this.charters(),
      checkpoint: () => this.checkpoint(),
      tile: this.tile,
      witnessed: () => this.witnessed(),
      consistency: (from, to) => this.consistency(from, to),
      ...otherwise,
    };
  }

  async charters(): Promise<{ charter: Uint8Array; successors: Uint8Array[] }> {
    const { signer, trustees, charter } = this.world;
    const signatures = trustees.map(({ index, seed }) => ({
      trustee: index,
      signature: signCharter(signer, charter, seed),
    }));
    return { charter: encodeSignedCharter({ v: 1, charter: encodeCharter(charter), signatures }), successors: [] };
  }

  async checkpoint(): Promise<string> {
    return this.signed();
  }

  readonly tile = async (tile: Tile): Promise<Uint8Array> => {
    if (tile.kind === "hashes") return concat(...(await this.#read(nodesOfTile(tile))));
    return encodeBundle(this.#leaves.slice(tile.index * TILE_WIDTH, tile.index * TILE_WIDTH + tile.width));
  };

  readonly #read = async (addresses: readonly NodeAddress[]): Promise<Uint8Array[]> =>
    addresses.map(({ level, index }) => this.#nodes.get(`${level}/${index}`) as Uint8Array);

  async witnessed(): Promise<{ trustee: number; note: string }[]> {
    return [...this.#cosigned].map(([trustee, { note }]) => ({ trustee, note }));
  }

  consistency(from: number, to: number): Promise<Uint8Array[]> {
    return proveConsistency(this.#read, from, to);
  }
}
