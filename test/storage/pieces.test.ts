/** The index of pieces on each database: quotas hold against uploads at once, and no piece outlives its vault. */
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { toHex } from "../../src/core/bytes/bytes.ts";
import { sha256 } from "../../src/core/crypto/hash.ts";
import { pieceFolder } from "../../src/edge/node/board/piece-folder.ts";
import { type BoardDatabase, createBoardTables } from "../../src/edge/node/board/schema.ts";
import { boardStore } from "../../src/edge/node/board/store.ts";
import { openDatabase } from "../../src/edge/node/database.ts";
import { systemClock, systemRng } from "../../src/edge/node/platform.ts";
import { vaultHolder } from "../../src/roles/board/holders.ts";
import { acceptVaultPiece, type PieceContext, removeFiles } from "../../src/roles/board/pieces.ts";
import { onEachDatabase } from "./databases.ts";

const BYTES = 1000;
const folder = mkdtempSync(join(tmpdir(), "chorus-piece-index-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

await onEachDatabase((database) => {
  const kept = (root: string) =>
    readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => statSync(join(root, path)).isFile());

  /** Two boards on one database and one folder, with one vault. */
  async function boards(vaultBytes: number) {
    const root = join(folder, toHex(systemRng.bytes(4)));
    const location = await database.make();
    const [one, two] = [0, 1].map(() => {
      const { db, dialect } = openDatabase<BoardDatabase>(location);
      const store = boardStore(db, dialect, {
        signer: {} as never,
        clock: systemClock,
        origin: "x",
        seed: sha256(new Uint8Array()),
      });
      const context = { store, pieces: pieceFolder(root), rng: systemRng, limits: { vaultBytes, attachmentBytes: 0 } };
      return { context: context as unknown as PieceContext, ready: () => createBoardTables(db, dialect) };
    }) as [{ context: PieceContext; ready(): Promise<unknown> }, { context: PieceContext }];
    await one.ready();
    await one.context.store.transaction((tables) => tables.addVault("v", "key"));
    return { root, one: one.context, two: two.context };
  }

  function put(context: PieceContext, piece: string, content = systemRng.bytes(BYTES)): Promise<boolean> {
    async function* source() {
      yield content.subarray(0, 300);
      yield content.subarray(300);
    }
    const hash = toHex(sha256(content));
    return acceptVaultPiece(
      context,
      { vault: "v", keyHash: "key" },
      { holder: vaultHolder("v"), piece, bytes: BYTES, hash },
      source(),
    );
  }

  test("two boards together keep no more than one vault may", async () => {
    const { root, one, two } = await boards(3 * BYTES);
    const tries = Array.from({ length: 8 }, (_, i) => put(i % 2 === 0 ? one : two, `p${i}`).catch(() => false));
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(3);
    expect(kept(root)).toHaveLength(3);
    await Promise.all([one.store.close(), two.store.close()]);
  });

  test("one piece sent twice at once is one piece", async () => {
    const { root, one, two } = await boards(10 * BYTES);
    const content = systemRng.bytes(BYTES);
    expect(await Promise.all([put(one, "p", content), put(two, "p", content), put(one, "p", content)])).toEqual([
      true,
      true,
      true,
    ]);
    expect(kept(root)).toHaveLength(1);
    await Promise.all([one.store.close(), two.store.close()]);
  });

  test("a vault that is erased while pieces come leaves neither rows nor files", async () => {
    const { root, one, two } = await boards(100 * BYTES);
    const coming = Array.from({ length: 12 }, (_, i) => put(i % 2 === 0 ? one : two, `p${i}`));
    const files = await one.store.transaction(async (tables) => {
      await tables.deleteVault("v");
      return tables.erasePieces(vaultHolder("v"));
    });
    await removeFiles(one, files);
    await Promise.all(coming);
    expect(await one.store.transaction((tables) => tables.countPieces(vaultHolder("v")))).toBe(0);
    expect(kept(root)).toEqual([]);
    await Promise.all([one.store.close(), two.store.close()]);
  });
});
