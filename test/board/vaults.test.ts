/** Vaults and the doors to them, over real HTTP: what is handed to whom, and what is left afterwards. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toBase64Url, toHex, utf8 } from "../../src/core/bytes/bytes.ts";
import type { ChorusError } from "../../src/core/bytes/errors.ts";
import { sha256 } from "../../src/core/crypto/hash.ts";
import { accessKey, newVault, type Vault } from "../../src/core/protocol/vault.ts";
import { startBoard } from "../../src/edge/node/board/process.ts";
import { openDoorAt, vaultAtBoard } from "../../src/edge/shared/vault-board.ts";
import { DOOR_ATTEMPTS } from "../../src/roles/board/vault.ts";
import { seededRng } from "../actors.ts";

const rng = seededRng("vaults at the board");
const folder = mkdtempSync(join(tmpdir(), "chorus-vaults-"));
const logged: string[] = [];
let board: Awaited<ReturnType<typeof startBoard>>;

beforeAll(async () => {
  board = await startBoard({
    folder,
    host: "127.0.0.1",
    port: 0,
    origin: "board.example/log",
    requestsPerMinute: 100_000,
    logger: pino({ level: "trace" }, { write: (line: string) => logged.push(line) }),
  });
});
afterAll(async () => {
  await board.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A vault that the board knows. */
async function begun(): Promise<{ vault: Vault; at: ReturnType<typeof vaultAtBoard> }> {
  const vault = newVault(rng);
  const at = vaultAtBoard(board.url, vault);
  await at.begin();
  return { vault, at };
}

function asked(method: string, target: string, headers: Record<string, string>, body?: Uint8Array): Promise<Response> {
  const type = body === undefined ? {} : { "content-type": "application/octet-stream" };
  const sent = body === undefined ? {} : { body: body as BodyInit };
  return fetch(board.url + target, { method, headers: { ...type, ...headers }, ...sent });
}

/** Status, body and headers of an answer, the date apart. */
async function whole(answer: Response): Promise<unknown> {
  const headers = [...answer.headers].filter(([name]) => name !== "date" && !name.startsWith("x-ratelimit"));
  return { status: answer.status, text: await answer.text(), headers };
}

const refused = (rule: string) => expect.objectContaining({ rule }) as ChorusError;

describe("updates", () => {
  test("of two devices that follow the same update, the second is told, and nothing is lost", async () => {
    const { at } = await begun();
    await at.append(0, utf8("phone 1"));
    await expect(at.append(0, utf8("laptop 1"))).rejects.toEqual(refused("version"));
    await at.append(1, utf8("laptop 1"));
    const read = await at.updates(0);
    expect(read?.newest).toBe(2);
    expect(read?.updates.map(({ seq, bytes }) => [seq, new TextDecoder().decode(bytes)])).toEqual([
      [1, "phone 1"],
      [2, "laptop 1"],
    ]);
    expect((await at.updates(1))?.updates.length).toBe(1);
  });

  test("a snapshot takes the place of what came before it, and of nothing after", async () => {
    const { at } = await begun();
    for (let seq = 0; seq < 4; seq++) await at.append(seq, utf8(`update ${seq + 1}`));
    await at.replace(3, utf8("snapshot"));
    expect(await at.updates(0)).toMatchObject({ newest: 4, snapshot: { through: 3 }, updates: [{ seq: 4 }] });
    expect(await at.updates(3)).toMatchObject({ newest: 4, snapshot: null, updates: [{ seq: 4 }] });
    await expect(at.replace(3, utf8("again"))).rejects.toEqual(refused("version"));
    await expect(at.replace(5, utf8("of updates to come"))).rejects.toEqual(refused("if-match"));
  });

  test("come in pieces when they are many, in order, none twice", async () => {
    const { at } = await begun();
    for (let seq = 0; seq < 300; seq++) await at.append(seq, utf8(`${seq}`));
    const seen: number[] = [];
    for (let newest = 1; seen.length < newest; ) {
      const piece = await at.updates(seen.at(-1) ?? 0);
      newest = piece?.newest ?? 0;
      seen.push(...(piece?.updates.map(({ seq }) => seq) ?? []));
    }
    expect(seen).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
  });

  test("an unknown vault, a wrong key and no key answer alike, and none can write", async () => {
    const { vault, at } = await begun();
    await at.append(0, utf8("mine"));
    const target = `/v1/vaults/${toHex(vault.id)}`;
    const key = { authorization: `Vault ${toBase64Url(accessKey(vault))}` };
    const wrong = { authorization: `Vault ${toBase64Url(rng.bytes(32))}` };
    const answers = [
      await whole(await asked("GET", `${target}/updates?after=0`, wrong)),
      await whole(await asked("GET", `${target}/updates?after=0`, {})),
      await whole(await asked("GET", `${target}/updates?after=0`, { authorization: "Vault !!" })),
      await whole(await asked("GET", `/v1/vaults/${"0".repeat(32)}/updates?after=0`, key)),
    ];
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const following = { "if-match": '"1"' };
    for (const headers of [wrong, {}]) {
      expect((await asked("PUT", target, headers)).status).toBe(404);
      expect((await asked("POST", `${target}/updates`, { ...headers, ...following }, utf8("x"))).status).toBe(404);
      expect((await asked("PUT", `${target}/snapshot`, { ...headers, ...following }, utf8("x"))).status).toBe(404);
      expect((await asked("DELETE", target, headers)).status).toBe(404);
    }
    expect((await asked("PUT", target, key)).status).toBe(204);
    expect((await at.updates(0))?.updates.length).toBe(1);
  });
});

describe("doors", () => {
  const wrap = utf8("the vault's secret, wrapped");
  /** A vault with one door. */
  async function withDoor() {
    const { vault, at } = await begun();
    const [id, signIn] = [rng.bytes(16), rng.bytes(32)];
    await at.putDoor(toHex(id), sha256(signIn), wrap);
    return { vault, at, id, signIn };
  }

  test("what stands behind one is handed to whoever has its key", async () => {
    const { at, id, signIn } = await withDoor();
    expect(await openDoorAt(board.url, id, signIn)).toEqual(wrap);
    expect(await at.doors()).toEqual([toHex(id)]);
  });

  test("an unknown door and a wrong key answer alike, word for word", async () => {
    const { id } = await withDoor();
    const door = (name: Uint8Array, authorization: string) =>
      asked("GET", `/v1/doors/${toHex(name)}`, { authorization }).then(whole);
    const key = toBase64Url(rng.bytes(32));
    const answers = [await door(id, `Door ${key}`), await door(rng.bytes(16), `Door ${key}`), await door(id, "Door x")];
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ status: 404 });
  });

  test("after ten wrong keys even the right one has to wait, and so does a door that is not there", async () => {
    const { id, signIn } = await withDoor();
    const nowhere = rng.bytes(16);
    for (const door of [id, nowhere]) {
      const tries = Array.from({ length: DOOR_ATTEMPTS }, () => openDoorAt(board.url, door, rng.bytes(32)));
      expect(await Promise.all(tries)).toEqual(tries.map(() => undefined));
      await expect(openDoorAt(board.url, door, signIn)).rejects.toEqual(refused("rate"));
    }
  });

  test("the right key does not use up attempts", async () => {
    const { id, signIn } = await withDoor();
    for (let time = 0; time < DOOR_ATTEMPTS + 5; time++) expect(await openDoorAt(board.url, id, signIn)).toEqual(wrap);
  });

  test("a new passphrase takes the place of the old one", async () => {
    const { at, id, signIn } = await withDoor();
    const newKey = rng.bytes(32);
    await at.putDoor(toHex(id), sha256(newKey), utf8("wrapped anew"));
    expect(await openDoorAt(board.url, id, signIn)).toBeUndefined();
    expect(await openDoorAt(board.url, id, newKey)).toEqual(utf8("wrapped anew"));
    await at.removeDoor(toHex(id));
    expect(await openDoorAt(board.url, id, newKey)).toBeUndefined();
  });

  test("nobody learns that a door's name is taken, and nobody can take it away", async () => {
    const { id, signIn } = await withDoor();
    const { at } = await begun();
    const other = rng.bytes(32);
    expect(await at.putDoor(toHex(id), sha256(other), utf8("another vault"))).toBe(true);
    expect(await openDoorAt(board.url, id, signIn)).toEqual(wrap);
    expect(await openDoorAt(board.url, id, other)).toEqual(utf8("another vault"));
    await at.removeDoor(toHex(id));
    expect(await openDoorAt(board.url, id, signIn)).toEqual(wrap);
  });

  test("only the vault's own key adds and removes them, and only so many", async () => {
    const { vault, at, id, signIn } = await withDoor();
    const stranger = vaultAtBoard(board.url, { ...vault, secret: rng.bytes(32) });
    expect(await stranger.putDoor(toHex(rng.bytes(16)), sha256(signIn), wrap)).toBeUndefined();
    expect(await stranger.removeDoor(toHex(id))).toBeUndefined();
    expect(await stranger.doors()).toBeUndefined();
    for (let more = 1; more < 32; more++) await at.putDoor(toHex(rng.bytes(16)), sha256(signIn), wrap);
    await expect(at.putDoor(toHex(rng.bytes(16)), sha256(signIn), wrap)).rejects.toEqual(refused("quota"));
  });
});

describe("erasing", () => {
  test("leaves nothing of the vault in the board's database, at once", async () => {
    const { vault, at } = await begun();
    const [id, signIn] = [rng.bytes(16), rng.bytes(32)];
    const secrets = ["update-of-carol", "snapshot-of-carol", "wrap-of-carol", "blob-of-carol"];
    await at.append(0, utf8("update-of-carol"));
    await at.append(1, utf8("update-of-carol"));
    await at.replace(1, utf8("snapshot-of-carol"));
    await at.putDoor(toHex(id), sha256(signIn), utf8("wrap-of-carol"));
    const key = { authorization: `Vault ${toBase64Url(accessKey(vault))}` };
    const target = `/v1/vaults/${toHex(vault.id)}`;
    await asked("PUT", `${target}/main`, { ...key, "if-none-match": "*" }, utf8("blob-of-carol"));
    const marks = [...secrets, toHex(vault.id), toHex(id), toHex(sha256(signIn))];
    expect(marks.filter((mark) => !onDisk().includes(mark))).toEqual([]);

    expect(await at.erase()).toBe(true);
    expect(marks.filter((mark) => onDisk().includes(mark))).toEqual([]);
    expect(await at.updates(0)).toBeUndefined();
    expect(await openDoorAt(board.url, id, signIn)).toBeUndefined();
  });

  test("a device that does not know yet cannot bring the vault back by writing", async () => {
    const { vault, at } = await begun();
    await at.erase();
    expect(await at.append(0, utf8("late"))).toBeUndefined();
    const headers = { authorization: `Vault ${toBase64Url(accessKey(vault))}`, "if-none-match": "*" };
    expect((await asked("PUT", `/v1/vaults/${toHex(vault.id)}/main`, headers, utf8("late"))).status).toBe(404);
    expect(onDisk()).not.toContain(toHex(vault.id));
  });

  /** Everything in the board's files, as Latin letters. */
  function onDisk(): string {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => one.name + readFileSync(join(one.parentPath, one.name), "latin1"))
      .join("");
  }
});

describe("blobs", () => {
  const vault = toHex(rng.bytes(16));
  const key = "Vault AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
  const wrong = "Vault AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
  const put = (headers: Record<string, string>, text = "sealed", id = vault) =>
    asked("PUT", `/v1/vaults/${id}/main`, { authorization: key, ...headers }, utf8(text));
  const get = (authorization: string) => asked("GET", `/v1/vaults/${vault}/main`, { authorization });
  beforeAll(async () => {
    expect((await asked("PUT", `/v1/vaults/${vault}`, { authorization: key })).status).toBe(201);
  });

  test("two devices: the second is told, and nothing is overwritten", async () => {
    const first = await put({ "if-none-match": "*" });
    expect([first.status, first.headers.get("etag")]).toEqual([201, '"1"']);
    expect((await put({ "if-none-match": "*" }, "other device")).status).toBe(412);
    const second = await put({ "if-match": '"1"' }, "sealed 2");
    expect([second.status, second.headers.get("etag")]).toEqual([204, '"2"']);
    expect((await put({ "if-match": '"1"' }, "late device")).status).toBe(412);
    const read = await get(key);
    expect([await read.text(), read.headers.get("etag"), read.headers.get("cache-control")]).toEqual([
      "sealed 2",
      '"2"',
      "no-store",
    ]);
  });

  test("a write names the version that it follows; names are plain", async () => {
    const fault = async (answer: Promise<Response>) => (await (await answer).json()) as unknown;
    expect(await fault(put({}))).toMatchObject({ status: 400, rule: "if-match" });
    expect(await fault(put({ "if-match": "2" }))).toMatchObject({ status: 400, rule: "if-match" });
    expect(await fault(put({ "if-none-match": "*" }, "x", "short"))).toMatchObject({ rule: "id", field: "vault" });
    const upper = asked("PUT", `/v1/vaults/${vault}/UPPER`, { authorization: key, "if-none-match": "*" }, utf8("x"));
    expect(await fault(upper)).toMatchObject({ rule: "id", field: "blob" });
  });

  test("deleting takes everything, with the right key only", async () => {
    const remove = (authorization: string) => asked("DELETE", `/v1/vaults/${vault}`, { authorization });
    expect((await remove(wrong)).status).toBe(404);
    expect((await get(key)).status).toBe(200);
    expect((await remove(key)).status).toBe(204);
    expect((await get(key)).status).toBe(404);
  });
});

test("nothing that is logged tells of a vault or a door", () => {
  const all = logged.join("");
  expect(all).toContain("/v1/vaults/:vault/updates");
  expect(all).not.toMatch(/[0-9a-f]{32}|127\.0\.0\.1|Vault |Door |carol/);
});
