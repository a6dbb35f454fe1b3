/** Pieces of files in a bucket: whole or not there, found again, gone when erased, and no other board's. */
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { concat, toBase64Url, toHex } from "../../src/core/bytes/bytes.ts";
import { nodeSealer } from "../../src/edge/node/age.ts";
import { backUp } from "../../src/edge/node/backup/backup.ts";
import { restore } from "../../src/edge/node/backup/restore.ts";
import { pieceBucket } from "../../src/edge/node/board/piece-bucket.ts";
import { pieceFolder, piecePath } from "../../src/edge/node/board/piece-folder.ts";
import { systemClock, systemRng } from "../../src/edge/node/platform.ts";
import { contentOf, vaultShelf } from "../../src/edge/shared/attachments.ts";
import type { PieceStore } from "../../src/roles/board/ports.ts";
import { sealFile } from "../attachments.ts";
import { Served } from "../board/served.ts";
import { BucketServer } from "./bucket-server.ts";

let server: BucketServer;
const folder = mkdtempSync(join(tmpdir(), "chorus-bucket-"));
beforeAll(async () => {
  server = await BucketServer.start("pieces", "board", "other", "moved", "taken");
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const drawn = () => toHex(systemRng.bytes(16));

async function* inParts(...parts: Uint8Array[]) {
  yield* parts;
}

async function bytesAt(store: PieceStore, name: string): Promise<string | undefined> {
  const found = await store.get(name);
  if (found === undefined) return undefined;
  const parts = [];
  for await (const part of found) parts.push(part);
  return toHex(concat(...parts));
}

async function namesIn(store: PieceStore): Promise<string[]> {
  const names = [];
  for await (const { name } of store.list()) names.push(name);
  return names.sort();
}

describe("a bucket", () => {
  test("keeps a piece whole under the path it would have in a folder, until it is deleted", async () => {
    const store = pieceBucket(server.bucket("pieces"));
    const name = drawn();
    const [one, two] = [systemRng.bytes(70_000), systemRng.bytes(3)];
    await store.put(name, inParts(one, two));
    expect(await bytesAt(store, name)).toBe(toHex(concat(one, two)));
    expect(server.objects("pieces")).toEqual([piecePath(name)]);
    await store.delete(name);
    await store.delete(name);
    expect(await bytesAt(store, name)).toBeUndefined();
    expect(server.objects("pieces")).toEqual([]);
  });

  test("has nothing of a piece that broke off on its way", async () => {
    const store = pieceBucket(server.bucket("pieces"));
    async function* breaking() {
      yield systemRng.bytes(1000);
      throw new Error("gone");
    }
    await expect(store.put(drawn(), breaking())).rejects.toThrow("gone");
    expect(server.objects("pieces")).toEqual([]);
  });

  test("tells every name, page after page, with its time, and no object that is not a piece", async () => {
    const store = pieceBucket(server.bucket("pieces"), 3);
    const names = Array.from({ length: 8 }, drawn).sort();
    for (const name of names) await store.put(name, inParts(systemRng.bytes(10)));
    await store.claim("somebody");
    expect(await namesIn(store)).toEqual(names);
    const now = systemClock.seconds();
    for await (const { seconds } of store.list()) expect(Math.abs(now - seconds)).toBeLessThan(100);
    for (const name of names) await store.delete(name);
  });

  test("belongs to whoever claimed it first", async () => {
    const store = pieceBucket(server.bucket("taken"));
    expect(await store.claim("one")).toBe("one");
    expect(await store.claim("two")).toBe("one");
  });

  test("is not taken while it keeps old versions of what is deleted", async () => {
    const versioned = createServer((request, response) => {
      const open = '<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">';
      response.end(
        request.url?.includes("versioning") ? `${open}<Status>Enabled</Status></VersioningConfiguration>` : "",
      );
    });
    await once(versioned.listen(0, "127.0.0.1"), "listening");
    const url = `http://127.0.0.1:${(versioned.address() as AddressInfo).port}/pieces`;
    const store = pieceBucket({ ...server.bucket("pieces"), url });
    await expect(store.claim("one")).rejects.toMatchObject({ rule: "pieces-versions" });
    versioned.close();
  });

  test("is not used with a wrong key, or where it is not, and says so without the key", async () => {
    for (const bucket of [server.bucket("pieces", "a wrong secret"), server.bucket("nowhere")]) {
      const error = await pieceBucket(bucket)
        .put(drawn(), inParts(systemRng.bytes(10)))
        .catch((problem) => problem);
      expect(error).toMatchObject({ kind: "unavailable", rule: "storage-unreachable" });
      expect(error.message).not.toContain(bucket.secret);
    }
  });
});

describe("a board over a bucket", () => {
  const recipient = generateX25519Identity().then(async (identity) => ({
    identity,
    recipients: [await identityToRecipient(identity)],
  }));

  test("keeps files there alone, gives them back, and carries them in its backup to a folder and to another bucket", async () => {
    const served = await Served.start({ bucket: server.bucket("board") });
    const access = { vault: toHex(systemRng.bytes(16)), accessKey: systemRng.bytes(32) };
    const headers = { authorization: `Vault ${toBase64Url(access.accessKey)}` };
    await served.request("PUT", `/v1/vaults/${access.vault}`, undefined, { headers });
    const file = await sealFile(3_000_000);
    const shelf = vaultShelf(served.url, access, file.attachment.attachment);
    for (const [place, piece] of file.files.entries()) await shelf.put(place, piece);
    const content = [];
    for await (const chunk of contentOf(shelf, file.attachment)) content.push(chunk);
    expect(concat(...content)).toHaveLength(3_000_000);

    const kept = await namesIn(pieceBucket(server.bucket("board")));
    expect(kept).toHaveLength(file.files.length);
    const { identity, recipients } = await recipient;
    const backup = { party: "board" as const, sealer: nodeSealer };
    await backUp({
      ...backup,
      folder: served.folder,
      pieces: pieceBucket(server.bucket("board")),
      to: join(folder, "backup"),
      recipients,
      seconds: 1_800_000_000,
      days: 30,
    });
    for (const pieces of [pieceFolder(join(folder, "inFolder", "pieces")), pieceBucket(server.bucket("moved"))]) {
      const to = join(folder, drawn());
      await restore({ ...backup, from: join(folder, "backup"), identity, folder: to, pieces });
      expect(await namesIn(pieces)).toEqual(kept);
      for (const name of kept) {
        expect(await bytesAt(pieces, name)).toBe(await bytesAt(pieceBucket(server.bucket("board")), name));
      }
      const onto = { ...backup, from: join(folder, "backup"), identity, folder: join(folder, drawn()), pieces };
      await expect(restore(onto)).rejects.toThrow("something already");
    }

    await served.request("DELETE", `/v1/vaults/${access.vault}`, undefined, { headers });
    expect(await namesIn(pieceBucket(server.bucket("board")))).toEqual([]);
    await served.close();
  });

  test("does not start over another board's bucket, and leaves everything there", async () => {
    const one = await Served.start({ bucket: server.bucket("other"), founded: false });
    const name = drawn();
    await pieceBucket(server.bucket("other")).put(name, inParts(systemRng.bytes(10)));
    await expect(Served.start({ bucket: server.bucket("other"), founded: false })).rejects.toMatchObject({
      rule: "pieces-foreign",
    });
    expect(await namesIn(pieceBucket(server.bucket("other")))).toEqual([name]);
    await one.close();
  });

  test("says that files cannot be kept just now when the store is away, and answers everything else", async () => {
    const away = await BucketServer.start("away");
    const served = await Served.start({ bucket: away.bucket("away") });
    const access = { vault: toHex(systemRng.bytes(16)), accessKey: systemRng.bytes(32) };
    const headers = { authorization: `Vault ${toBase64Url(access.accessKey)}` };
    await served.request("PUT", `/v1/vaults/${access.vault}`, undefined, { headers });
    await away.kill();
    const file = await sealFile(5000);
    const shelf = vaultShelf(served.url, access, file.attachment.attachment);
    await expect(shelf.put(0, file.files[0] as Uint8Array)).rejects.toMatchObject({ status: 503 });
    expect((await served.request("GET", "/healthz", undefined)).status).toBe(200);
    await served.close();
    await away.stop();
  });
});
