/** Pieces of attachments over real HTTP: kept outside the database, by their owner alone, and gone when they are to go. */

import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toBase64Url, toHex } from "../../src/core/bytes/bytes.ts";
import { encode } from "../../src/core/bytes/cbor.ts";
import { PIECE_BYTES, PIECE_FILE_MAX_BYTES } from "../../src/core/bytes/sizes.ts";
import { sha256 } from "../../src/core/crypto/hash.ts";
import { makeClaim } from "../../src/core/protocol/attachment-claim.ts";
import { makeErasure } from "../../src/core/protocol/withdrawal.ts";
import { pieceFolder } from "../../src/edge/node/board/piece-folder.ts";
import type { BoardDatabase } from "../../src/edge/node/board/schema.ts";
import { boardStore } from "../../src/edge/node/board/store.ts";
import { openDatabase } from "../../src/edge/node/database.ts";
import { systemClock } from "../../src/edge/node/platform.ts";
import { contentOf, recordShelf, vaultShelf } from "../../src/edge/shared/attachments.ts";
import { sweepPieces } from "../../src/roles/board/pieces.ts";
import { alice, bob, seededRng, type TestAuthor } from "../actors.ts";
import { FILE_NAME, type SealedFile, sealFile } from "../attachments.ts";
import { Served } from "./served.ts";

const rng = seededRng("pieces");
let served: Served;
beforeAll(async () => {
  served = await Served.start({ vaultBytes: 4 * PIECE_FILE_MAX_BYTES, attachmentBytes: 6 * PIECE_FILE_MAX_BYTES });
});
afterAll(() => served.close());

/** The files in which pieces lie on the board's disk. */
function filesOfPieces(): string[] {
  const folder = join(served.folder, "pieces");
  const all = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path));
  return all.filter((path) => statSync(path).isFile() && path !== join(folder, "owner"));
}

async function newVault() {
  const access = { vault: toHex(rng.bytes(16)), accessKey: rng.bytes(32) };
  const authorization = `Vault ${toBase64Url(access.accessKey)}`;
  await served.request("PUT", `/v1/vaults/${access.vault}`, undefined, { headers: { authorization } });
  const erase = () => served.request("DELETE", `/v1/vaults/${access.vault}`, undefined, { headers: { authorization } });
  return { access, authorization, erase };
}

async function fill(shelf: { put(place: number, file: Uint8Array): Promise<void> }, { files }: SealedFile) {
  for (const [place, file] of files.entries()) await shelf.put(place, file);
}

async function read(shelf: Parameters<typeof contentOf>[0], { attachment }: SealedFile): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of contentOf(shelf, attachment)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const refusal = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => undefined,
    (problem: { rule?: string; status?: number }) => problem,
  );
  return error?.rule ?? error?.status;
};

describe("in a vault", () => {
  test("a file comes back whole, and only to who has the key", async () => {
    const { access } = await newVault();
    const file = await sealFile(PIECE_BYTES + 3000);
    const shelf = vaultShelf(served.url, access, file.attachment.attachment);
    await fill(shelf, file);
    expect((await read(shelf, file)).equals(file.content)).toBe(true);
    const stranger = vaultShelf(served.url, { ...access, accessKey: rng.bytes(32) }, file.attachment.attachment);
    expect(await stranger.get(0)).toBeUndefined();
    expect(await refusal(stranger.put(0, file.files[0] as Uint8Array))).toBe(404);
    expect((await read(shelf, file)).equals(file.content)).toBe(true);
  });

  test("a piece that is sent again replaces the one before, and leaves no second file", async () => {
    const { access } = await newVault();
    const [one, two] = [await sealFile(5000), await sealFile(6000, "two")];
    const shelf = vaultShelf(served.url, access, one.attachment.attachment);
    await shelf.put(0, one.files[0] as Uint8Array);
    const before = filesOfPieces().length;
    await shelf.put(0, one.files[0] as Uint8Array);
    await shelf.put(0, two.files[0] as Uint8Array);
    expect(filesOfPieces()).toHaveLength(before);
    expect(await shelf.get(0)).toEqual(two.files[0]);
  });

  test("a piece that is cut, or is not what was announced, is refused and not kept", async () => {
    const { access, authorization } = await newVault();
    const [piece] = (await sealFile(5000)).files as [Uint8Array];
    const target = `/v1/vaults/${access.vault}/pieces/${"ab".repeat(16)}`;
    const headers = { authorization, "content-type": "application/octet-stream" };
    const before = filesOfPieces();
    const other = toHex(sha256(rng.bytes(3)));
    const answer = await served.request("PUT", `${target}?sha256=${other}`, piece, { headers });
    expect(await answer.json()).toMatchObject({ status: 400, rule: "piece-hash" });
    await cutOff(`${served.url}${target}?sha256=${toHex(sha256(piece))}`, headers, piece);
    expect(filesOfPieces()).toEqual(before);
    expect((await served.get(target, { headers: { authorization } })).status).toBe(404);
    for (const bad of ["", "?sha256=", `?sha256=${other.toUpperCase()}`]) {
      const refused = await served.request("PUT", target + bad, piece, { headers });
      expect(await refused.json()).toMatchObject({ status: 400, rule: "sha256" });
    }
  });

  test("nothing is kept beyond what a vault may keep, nor any piece that is larger than pieces are", async () => {
    const { access, authorization } = await newVault();
    const file = await sealFile(5 * PIECE_BYTES - 1);
    const shelf = vaultShelf(served.url, access, file.attachment.attachment);
    const [a, b, c, d, e] = file.files as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    // All at once, so that each would find room if it did not count the others.
    const answers = await Promise.all([a, b, c, d, e].map((piece, place) => refusal(shelf.put(place, piece))));
    expect(answers.filter((rule) => rule === "quota")).toHaveLength(1);
    const lost = answers.indexOf("quota");
    expect(await refusal(shelf.put(lost, file.files[lost] as Uint8Array))).toBe("quota");
    await shelf.erase(1);
    if (lost !== 0) await shelf.put(lost, file.files[lost] as Uint8Array);
    const large = new Uint8Array(PIECE_FILE_MAX_BYTES + 1);
    const refused = await served.request(
      "PUT",
      `/v1/vaults/${access.vault}/pieces/${"ab".repeat(16)}?sha256=${toHex(sha256(large))}`,
      large,
      { headers: { authorization, "content-type": "application/octet-stream" } },
    );
    expect(await refused.json()).toMatchObject({ status: 413, rule: "size" });
  });

  test("no name of a piece leads out of its folder", async () => {
    const { access, authorization } = await newVault();
    const headers = { authorization, "content-type": "application/octet-stream" };
    const hash = toHex(sha256(new Uint8Array(3)));
    for (const name of ["..%2f..%2fboard.key", "%2e%2e", "..%5cboard.key", "a".repeat(31), "A".repeat(32), "%00"]) {
      const target = `/v1/vaults/${access.vault}/pieces/${name}`;
      const put = await served.request("PUT", `${target}?sha256=${hash}`, new Uint8Array(3), { headers });
      expect([400, 404], name).toContain(put.status);
      expect([400, 404], name).toContain((await served.get(target, { headers: { authorization } })).status);
    }
    expect(readFileSync(join(served.folder, "board.key")).length).toBeGreaterThan(50);
  });

  test("everything goes with the vault, from the disk too", async () => {
    const before = filesOfPieces();
    const { access, erase } = await newVault();
    const file = await sealFile(PIECE_BYTES + 3000);
    await fill(vaultShelf(served.url, access, file.attachment.attachment), file);
    expect(filesOfPieces()).toHaveLength(before.length + 2);
    expect((await erase()).status).toBe(204);
    expect(filesOfPieces()).toEqual(before);
  });
});

describe("with a record", () => {
  const as = (author: TestAuthor) => ({
    caller: { role: "author", key: toHex(served.signer.publicKey(author.seed)) } as const,
    board: served.proposal.board.origin,
    seed: author.seed,
    signer: served.signer,
    clock: systemClock,
  });
  const claimOf = (author: TestAuthor, attachment: Uint8Array, pieces: number) =>
    makeClaim(
      served.signer,
      served.charted,
      { attachment, pieces },
      { ...author, credential: served.credentialOf(author) },
    );
  const shelfOf = (author: TestAuthor, attachment: Uint8Array) => recordShelf(served.url, attachment, as(author));

  async function upload(author: TestAuthor, size: number) {
    const file = await sealFile(size);
    const { attachment } = file.attachment;
    const shelf = shelfOf(author, attachment);
    await shelf.claim(claimOf(author, attachment, file.files.length));
    await fill(shelf, file);
    return { file, attachment, shelf };
  }

  async function submit(author: TestAuthor, attachments: readonly Uint8Array[]) {
    const sealed = await served.seal(author);
    const { envelope, who, account } = sealed;
    const answer = await served.post("/v1/records", encode({ v: 1, envelope, who, account, attachments }));
    return {
      sealed,
      answer,
      problem: (await answer
        .clone()
        .json()
        .catch(() => ({}))) as { rule?: string },
    };
  }

  const eraseByTrustees = async (record: Uint8Array) => {
    for (const index of [1, 2]) {
      const erasure = makeErasure(served.signer, served.charted, record, index, served.seatOf(index).seed);
      await served.post("/v1/erasures", erasure, { as: { role: "trustee", index } });
    }
  };

  test("an attachment is its author's alone, until a record carries it", async () => {
    const { file, attachment, shelf } = await upload(alice, 5000);
    const [piece] = file.files as [Uint8Array];
    const [other] = (await sealFile(5000, "bob's")).files as [Uint8Array];
    expect(await refusal(shelfOf(bob, attachment).claim(claimOf(bob, attachment, 1)))).toBe("attachment-taken");
    expect(await refusal(shelfOf(bob, attachment).put(0, other))).toBe(404);
    const forged = { ...as(bob), caller: as(alice).caller };
    expect(await refusal(recordShelf(served.url, attachment, forged).put(0, other))).toBe("authorization");
    await shelfOf(bob, attachment).erase();
    expect(await recordShelf(served.url, attachment).get(0)).toEqual(piece);
    expect((await read(recordShelf(served.url, attachment), file)).equals(file.content)).toBe(true);
    await shelf.put(0, other);
    await shelf.put(0, piece);
    expect(await refusal(shelf.put(1, piece))).toBe(404);

    expect((await submit(bob, [attachment])).problem.rule).toBe("attachment-missing");
    const { answer, sealed } = await submit(alice, [attachment]);
    expect(answer.status).toBe(201);
    await shelf.put(0, piece); // the very same again is no change
    expect(await refusal(shelf.put(0, other))).toBe("attachment-sealed");
    expect(await refusal(shelf.erase())).toBe("attachment-sealed");
    expect(await recordShelf(served.url, attachment).get(0)).toEqual(piece);
    await eraseByTrustees(sealed.record);
    expect(await recordShelf(served.url, attachment).get(0)).toBeUndefined();
  });

  test("a record is not taken while a piece is missing", async () => {
    const file = await sealFile(PIECE_BYTES + 1);
    const { attachment } = file.attachment;
    const shelf = shelfOf(alice, attachment);
    await shelf.claim(claimOf(alice, attachment, 2));
    await shelf.claim(claimOf(alice, attachment, 2));
    await shelf.put(0, file.files[0] as Uint8Array);
    expect((await submit(alice, [attachment])).problem.rule).toBe("attachment-missing");
    expect((await submit(alice, [rng.bytes(16)])).problem.rule).toBe("attachment-missing");
    await shelf.erase();
  });

  test("it goes with the last record that carries it, on the word of enough trustees", async () => {
    const before = filesOfPieces();
    const { attachment } = await upload(alice, 5000);
    const [first, second] = [await submit(alice, [attachment]), await submit(alice, [attachment])];
    await eraseByTrustees(first.sealed.record);
    expect(await recordShelf(served.url, attachment).get(0)).toBeDefined();
    await eraseByTrustees(second.sealed.record);
    expect(await recordShelf(served.url, attachment).get(0)).toBeUndefined();
    expect(filesOfPieces()).toEqual(before);
  });

  test("a credential keeps no more than the board allows, and none is needed twice", async () => {
    const [one, two] = [rng.bytes(16), rng.bytes(16)];
    const stolen = makeClaim(
      served.signer,
      served.charted,
      { attachment: one, pieces: 1 },
      {
        seed: bob.seed,
        credential: served.credentialOf(alice),
      },
    );
    expect(await refusal(shelfOf(bob, one).claim(stolen))).toBe("credential");
    await shelfOf(bob, one).claim(claimOf(bob, one, 4));
    expect(await refusal(shelfOf(bob, two).claim(claimOf(bob, two, 3)))).toBe("quota");
    await shelfOf(bob, one).erase();
    await shelfOf(bob, two).claim(claimOf(bob, two, 3));
    await shelfOf(bob, two).erase();
  });
});

test("neither disk nor log of the board has a word of what a file is", () => {
  const all = readdirSync(served.folder, { recursive: true, encoding: "utf8" }).map((path) =>
    join(served.folder, path),
  );
  const kept = all.filter((path) => statSync(path).isFile()).map((path) => readFileSync(path, "latin1"));
  const everything = [...kept, ...served.logged].join("\n");
  for (const secret of [FILE_NAME, "corridor", "video/mp4", "AGE-SECRET-KEY"]) expect(everything).not.toContain(secret);
});

test("what a crash leaves is swept at the next start, and nothing else is", async () => {
  const { access } = await newVault();
  const file = await sealFile(5000);
  await fill(vaultShelf(served.url, access, file.attachment.attachment), file);
  const before = filesOfPieces();
  const [old, fresh, half] = ["0a", "0b", "0c"].map((start) => start + "0".repeat(30)) as [string, string, string];
  const folder = join(served.folder, "pieces");
  for (const path of [join(folder, "0a", old), join(folder, "0b", fresh), join(folder, "coming", half)]) {
    writeFileSync(path, "x");
    if (!path.endsWith(fresh)) utimesSync(path, 1, 1);
  }
  for (const path of before) utimesSync(path, 1, 1);
  const { db, dialect } = openDatabase<BoardDatabase>(join(served.folder, "board.sqlite"));
  const keys = { signer: served.signer, clock: systemClock, origin: "x", seed: rng.bytes(32) };
  const store = boardStore(db, dialect, keys);
  const context = { store, pieces: pieceFolder(folder) } as Parameters<typeof sweepPieces>[0];
  expect(await sweepPieces(context, 1000)).toBe(2);
  await store.close();
  expect(filesOfPieces().sort()).toEqual([...before, join(folder, "0b", fresh)].sort());
});

/** Announces a piece, sends half of it, and goes. */
function cutOff(url: string, headers: Record<string, string>, piece: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const request = httpRequest(url, { method: "PUT", headers: { ...headers, "content-length": piece.length } });
    request.on("error", () => {});
    request.on("close", () => setTimeout(resolve, 50));
    request.write(piece.subarray(0, piece.length >> 1), () => setTimeout(() => request.destroy(), 50));
  });
}
