/** Every route over real HTTP: what it answers, what it refuses, and that a refusal leaves nothing behind. */
import { createServer, type Server } from "node:http";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toHex, utf8 } from "../../src/core/bytes/bytes.ts";
import { encode } from "../../src/core/bytes/cbor.ts";
import { makeIssuance } from "../../src/core/protocol/credential.ts";
import { makeDatedNote } from "../../src/core/protocol/dated-note.ts";
import { encodeOpeningEntry } from "../../src/core/protocol/entry.ts";
import type { SealedRecord } from "../../src/core/protocol/seal.ts";
import { makeErasure, makeWithdrawal } from "../../src/core/protocol/withdrawal.ts";
import { alice, author, bob, carol, makeCounsel, REGISTRAR_SEED, seededRng } from "../actors.ts";
import { SETUP_TOKEN, Served } from "./served.ts";
import { cborOf, expectRefusal, holdAnswers, SECURITY_HEADERS, watch } from "./watched.ts";

const rng = seededRng("board routes");
const trustee = (index: number) => ({ role: "trustee", index }) as const;
const registrar = { role: "registrar" } as const;
let served: Served;
let registrarServer: Server;
const relayed: Buffer[] = [];

beforeAll(async () => {
  registrarServer = createServer((request, response) => {
    request.on("data", (chunk: Buffer) => relayed.push(chunk));
    request.on("end", () => response.writeHead(200, { "content-type": "application/cbor" }).end("its answer"));
  });
  await new Promise<void>((resolve) => registrarServer.listen(0, "127.0.0.1", resolve));
  const { port } = registrarServer.address() as { port: number };
  served = await Served.start({ registrarUrl: `http://127.0.0.1:${port}` });
  watch(served);
});
holdAnswers();
afterAll(async () => {
  await served.close();
  registrarServer.close();
});

const submission = (sealed: Omit<SealedRecord, "record">) =>
  encode({ v: 1, envelope: sealed.envelope, who: sealed.who, account: sealed.account, attachments: [] });
const submit = (sealed: Omit<SealedRecord, "record">) => served.post("/v1/records", submission(sealed));

describe("records", () => {
  test("are taken, found and given back as they were sealed", async () => {
    const sealed = await served.seal(alice);
    const answer = await submit(sealed);
    expect(answer.status).toBe(201);
    const { position } = await cborOf(Promise.resolve(answer));
    const id = toHex(sealed.record);
    expect(await cborOf(served.get(`/v1/records/${id}`))).toEqual({ position });
    for (const part of ["who", "account"] as const) {
      const got = await served.get(`/v1/records/${id}/${part}`);
      expect(new Uint8Array(await got.arrayBuffer())).toEqual(sealed[part]);
      expect(got.headers.get("cache-control")).toBe("no-store");
    }
    await expectRefusal(served, () => submit(sealed), 409, "replay");
  });

  test("that were tampered with are refused whole", async () => {
    const sealed = await served.seal(bob);
    const turn = (bytes: Uint8Array, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
    const middle = sealed.envelope.length >> 1;
    await expectRefusal(
      served,
      () => submit({ ...sealed, envelope: turn(sealed.envelope, middle) }),
      422,
      "envelope-signature",
    );
    await expectRefusal(served, () => submit({ ...sealed, who: turn(sealed.who, 9) }), 422, "part-hash");
    await expectRefusal(served, () => submit({ ...sealed, account: sealed.account.slice(1) }), 422, "part-hash");
    const other = { ...bob, seed: carol.seed };
    const stolen = served.credentialOf(bob);
    const real = served.credentialOf.bind(served);
    served.credentialOf = () => stolen;
    const forged = await served.seal(other);
    served.credentialOf = real;
    await expectRefusal(served, () => submit(forged), 422, "credential");
    await expectRefusal(served, () => served.get(`/v1/records/${toHex(sealed.record)}`), 404, "unknown");
  });

  test("that are not in the one right form are refused with the field", async () => {
    const sealed = await served.seal(carol);
    const post = (body: Uint8Array) => () => served.post("/v1/records", body);
    await expectRefusal(
      served,
      post(encode({ v: 1, envelope: sealed.envelope, who: sealed.who })),
      400,
      "strict_object",
      "account",
    );
    await expectRefusal(served, post(encode({ v: 2, ...sealed })), 400, "literal", "v");
    await expectRefusal(served, post(utf8("not CBOR")), 400, "cbor");
    await expectRefusal(served, post(new Uint8Array()), 400, "cbor");
    await expectRefusal(served, post(Uint8Array.of(0xbf, 0xff)), 400, "cbor");
    await expectRefusal(
      served,
      post(encode({ v: 1, envelope: new Uint8Array(200_000), who: sealed.who, account: sealed.account })),
      400,
      "custom",
      "envelope",
    );
    const text = () => served.post("/v1/records", submission(sealed), { headers: { "content-type": "text/plain" } });
    await expectRefusal(served, text, 400, "body");
    await expectRefusal(served, () => served.post("/v1/records", new Uint8Array(18 * 1024 * 1024)), 413, "size");
  });

  test("more than the year's quota are refused", async () => {
    const dave = author("dave");
    for (let i = 0; i < 12; i++) expect((await submit(await served.seal(dave, `${i}`))).status).toBe(201);
    const thirteenth = await served.seal(dave);
    await expectRefusal(served, () => submit(thirteenth), 422, "quota");
  });

  test("are withdrawn by their author alone, once, and erased on the word of two trustees", async () => {
    const erin = author("erin");
    const sealed = await served.seal(erin);
    await submit(sealed);
    const id = toHex(sealed.record);
    const recipient = await identityToRecipient(await generateX25519Identity());
    const reply = { box: rng.bytes(16), recipient };
    const withdrawal = (seed: Uint8Array, record = sealed.record) =>
      served.post("/v1/withdrawals", makeWithdrawal(served.signer, served.charted, record, reply, seed));
    await expectRefusal(served, () => withdrawal(alice.seed), 422, "withdrawal-author");
    await expectRefusal(served, () => withdrawal(erin.seed, rng.bytes(16)), 404, "unknown");
    const first = await withdrawal(erin.seed);
    expect(first.status).toBe(201);
    const second = await withdrawal(erin.seed);
    expect(second.status).toBe(200);
    expect(await cborOf(Promise.resolve(second))).toEqual(await cborOf(Promise.resolve(first)));
    const erasure = (index: number, by = index) =>
      served.post(
        "/v1/erasures",
        makeErasure(served.signer, served.charted, sealed.record, index, served.seatOf(index).seed),
        { as: trustee(by) },
      );
    await expectRefusal(served, () => erasure(1, 2), 422, "erasure-sender");
    expect((await erasure(1)).status).toBe(201);
    expect((await erasure(1)).status).toBe(201);
    expect((await served.get(`/v1/records/${id}/account`)).status).toBe(200);
    expect((await erasure(3)).status).toBe(201);
    expect((await served.get(`/v1/records/${id}/account`)).status).toBe(404);
    const { position } = (await cborOf(served.get(`/v1/records/${id}`))) as { position: number };
    const [entry] = (await cborOf(
      served.get(`/v1/log/entries?after=${position}&count=1`, { as: trustee(1) }),
    )) as unknown as { bytes: null }[];
    expect(entry).toEqual({ position, bytes: null });
    expect((await served.get(`/v1/log/leaves/${position}`)).status).toBe(200);
  });

  test("with addresses that are no addresses are refused", async () => {
    await expectRefusal(served, () => served.get("/v1/records/xyz/who"), 400, "id", "record");
    await expectRefusal(served, () => served.get(`/v1/records/${"A".repeat(32)}`), 400, "id", "record");
    await expectRefusal(served, () => served.get(`/v1/records/${"a".repeat(32)}/everything`), 404, "unknown");
    await expectRefusal(served, () => served.get("/v1/nothing/of/this/name"), 404, "unknown");
  });
});

describe("who asks", () => {
  const target = "/v1/mail/trustees?after=0";
  const unauthorized = (ask: () => Promise<Response>) => expectRefusal(served, ask, 401, "authorization");

  test("must be who they say, now, for this very request", async () => {
    await unauthorized(() => served.get(target));
    await unauthorized(() => served.get(target, { headers: { authorization: "Bearer something" } }));
    await unauthorized(() => served.get(target, { as: trustee(1), seed: served.seatOf(2).seed }));
    await unauthorized(() => served.get(target, { as: trustee(4), seed: served.seatOf(1).seed }));
    await unauthorized(() => served.get(target, { as: trustee(1), seconds: Math.floor(Date.now() / 1000) - 400 }));
    await unauthorized(() => served.get(target, { as: registrar }));
    await unauthorized(() =>
      served.get(target, { as: { role: "counsel", id: toHex(served.counsel?.id as Uint8Array) } }),
    );
    const stranger = await makeCounsel(served.signer, rng);
    await unauthorized(() =>
      served.get(target, { as: { role: "counsel", id: toHex(stranger.id) }, seed: stranger.seed }),
    );
    const header = (await capture(trustee(1), "/v1/mail/trustees?after=1")) ?? "";
    await unauthorized(() => served.get(target, { headers: { authorization: header } }));
    expect((await served.get(target, { as: trustee(1) })).status).toBe(200);
  });

  test.each([
    ["GET", "/v1/counsel/applications"],
    ["POST", "/v1/counsel/admissions"],
    ["POST", "/v1/erasures"],
    ["POST", "/v1/issuances"],
    ["POST", "/v1/openings"],
    ["POST", "/v1/verdicts"],
    ["GET", "/v1/log/follow"],
    ["GET", "/v1/log/entries?after=0"],
    ["POST", "/v1/log/cosignatures"],
    ["POST", "/v1/mail/trustees"],
    ["POST", `/v1/mail/counsel/${"a".repeat(32)}`],
    ["GET", `/v1/mail/counsel/${"a".repeat(32)}`],
    ["POST", `/v1/mail/reply/${"a".repeat(32)}`],
  ])("%s %s is not for strangers", async (method, path) => {
    await unauthorized(() => served.request(method, path, method === "POST" ? encode({ v: 1 }) : undefined));
  });

  /** The header of a genuine request to another address. */
  async function capture(as: ReturnType<typeof trustee>, address: string): Promise<string | undefined> {
    const real = globalThis.fetch;
    let header: string | undefined;
    globalThis.fetch = async (_url, init) => {
      header = new Headers(init?.headers).get("authorization") ?? undefined;
      return new Response("", { headers: Object.fromEntries(SECURITY_HEADERS.map((name) => [name, "x"])) });
    };
    await served.get(address, { as });
    globalThis.fetch = real;
    return header;
  }
});

test("issuances, openings and verdicts are logged once each", async () => {
  const twice = async (target: string, body: Uint8Array, as: Parameters<typeof served.post>[2]) => {
    const first = await served.post(target, body, as);
    const second = await served.post(target, body, as);
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(await cborOf(Promise.resolve(second))).toEqual(await cborOf(Promise.resolve(first)));
  };
  await twice("/v1/issuances", makeIssuance(served.signer, served.charted, rng.bytes(256), REGISTRAR_SEED), {
    as: registrar,
  });
  await twice("/v1/openings", encodeOpeningEntry(served.charted.charterId, rng.bytes(32)), { as: trustee(2) });
  await twice("/v1/verdicts", rng.bytes(200), { as: { role: "counsel", id: toHex(served.counsel?.id as Uint8Array) } });
  const foreign = encodeOpeningEntry(rng.bytes(32), rng.bytes(32));
  await expectRefusal(served, () => served.post("/v1/openings", foreign, { as: trustee(1) }), 422, "opening-charter");
  const forged = makeIssuance(served.signer, served.charted, rng.bytes(256), rng.bytes(32));
  await expectRefusal(served, () => served.post("/v1/issuances", forged, { as: registrar }), 422, "issuance-signature");
});

describe("mail", () => {
  const box = toHex(rng.bytes(16));

  test("an identical file is kept once; boxes are read by those whose they are", async () => {
    const post = (target: string, text: string) => served.post(target, utf8(text), { as: trustee(1) });
    const first = await post(`/v1/mail/reply/${box}`, "answer");
    const again = await post(`/v1/mail/reply/${box}`, "answer");
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(await cborOf(Promise.resolve(again))).toEqual(await cborOf(Promise.resolve(first)));
    const read = (await cborOf(served.get(`/v1/mail/reply/${box}?after=0`))) as unknown as { bytes: Uint8Array }[];
    expect(read.map(({ bytes }) => bytes)).toEqual([utf8("answer")]);
    const id = toHex(served.counsel?.id as Uint8Array);
    await post(`/v1/mail/counsel/${id}`, "shares");
    const letters = (await cborOf(
      served.get(`/v1/mail/counsel/${id}?after=0`, { as: { role: "counsel", id } }),
    )) as unknown as unknown[];
    expect(letters).toHaveLength(1);
    const other = "b".repeat(32);
    await expectRefusal(
      served,
      () => served.get(`/v1/mail/counsel/${other}`, { as: { role: "counsel", id } }),
      401,
      "authorization",
    );
    await expectRefusal(
      served,
      () => served.post("/v1/mail/trustees", new Uint8Array(), { as: trustee(1) }),
      400,
      "body",
    );
  });
});

describe("counsel", () => {
  test("apply with their own signature, and stand after the second trustee's word", async () => {
    const counsel = await makeCounsel(served.signer, rng, "Second counsel");
    const { card, body } = served.application(counsel);
    const forged = encode({ v: 1, card, signature: new Uint8Array(64) });
    await expectRefusal(served, () => served.post("/v1/counsel/applications", forged), 422, "application-signature");
    await expectRefusal(served, () => served.admit(1, counsel), 422, "admission-card");
    expect((await served.post("/v1/counsel/applications", body)).status).toBe(201);
    expect((await served.admit(1, counsel)).status).toBe(201);
    const open = (await cborOf(served.get("/v1/counsel/applications", { as: trustee(3) }))) as unknown as {
      card: Uint8Array;
      admitted: number[];
    }[];
    expect(open).toMatchObject([{ card, admitted: [1] }]);
    const before = (await cborOf(served.get("/v1/counsel"))) as unknown as unknown[];
    expect((await served.admit(3, counsel)).status).toBe(201);
    const after = (await cborOf(served.get("/v1/counsel"))) as unknown as unknown[];
    expect(after).toHaveLength(before.length + 1);
    await expectRefusal(served, () => served.post("/v1/counsel/applications", body), 409, "counsel-admitted");
  });
});

test("the registrar's mail goes through unread, and its answer comes back", async () => {
  const answer = await served.post("/v1/registrar", utf8("sealed to the registrar"));
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe("its answer");
  expect(Buffer.concat(relayed).toString()).toBe("sealed to the registrar");
});

test("health, readiness and the escrow itself are there for everyone", async () => {
  expect((await served.get("/healthz")).status).toBe(200);
  expect((await served.get("/readyz")).status).toBe(200);
  const { charter, board } = (await cborOf(served.get("/v1/escrow"))) as { charter: Uint8Array; board: unknown };
  expect(charter).toBeInstanceOf(Uint8Array);
  expect(board).toEqual(served.charted.charter.board);
});

const warnings: string[] = [];
process.on("warning", (warning) => warnings.push(warning.name));

test("many requests on one connection leave no listeners behind", async () => {
  for (let i = 0; i < 30; i++) await (await served.get(`/v1/mail/reply/${"c".repeat(32)}?after=0`)).arrayBuffer();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(warnings).toEqual([]);
});

test("nothing that is logged carries an address, a query, a header or a body", () => {
  const all = served.logged.join("");
  expect(served.logged.length).toBeGreaterThan(20);
  for (const word of [
    "127.0.0.1",
    "::1",
    "after=",
    "wait=",
    "Chorus trustee",
    "Vault ",
    SETUP_TOKEN,
    "sealed",
    "@",
    "respondent",
  ]) {
    expect(all).not.toContain(word);
  }
  for (const line of served.logged) {
    expect(Object.keys(JSON.parse(line) as object).sort()).toEqual(
      ["event", "hostname", "level", "pid", "route", "rule", "status", "time"].sort(),
    );
  }
});

test("anyone may leave a dated note, once, and not too many", async () => {
  const { body } = makeDatedNote(rng, [rng.bytes(32)]);
  const first = await served.post("/v1/notes", body);
  expect(first.status).toBe(201);
  const again = await served.post("/v1/notes", body);
  expect([again.status, await cborOf(Promise.resolve(again))]).toEqual([200, await cborOf(Promise.resolve(first))]);
  await expectRefusal(
    served,
    () => served.post("/v1/notes", encode({ v: 1, commitment: rng.bytes(31) })),
    400,
    "custom",
  );
  await expectRefusal(served, () => served.get("/v1/log/stamps/1"), 404, "unknown");
  await expectRefusal(served, () => served.get("/v1/log/stamps/one"), 400, "size", "size");
  let answer = again;
  for (let i = 0; i < 60 && answer.status !== 429; i++) answer = await served.post("/v1/notes", body);
  expect([answer.status, ((await answer.json()) as { rule: string }).rule]).toEqual([429, "rate"]);
});
