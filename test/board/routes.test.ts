/** Every route over real HTTP: what it answers, what it refuses, and that a refusal leaves nothing behind. */
import { createServer, type Server } from "node:http";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import * as cborg from "cborg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { toHex, utf8 } from "../../src/core/bytes/bytes.ts";
import { encode } from "../../src/core/bytes/cbor.ts";
import { encodeProposal } from "../../src/core/protocol/ceremony.ts";
import { makeIssuance } from "../../src/core/protocol/credential.ts";
import { makeDatedNote } from "../../src/core/protocol/dated-note.ts";
import { encodeOpeningEntry, leafOf } from "../../src/core/protocol/entry.ts";
import type { ReceiptAnswer } from "../../src/core/protocol/receipt.ts";
import type { SealedRecord } from "../../src/core/protocol/seal.ts";
import { makeErasure, makeWithdrawal } from "../../src/core/protocol/withdrawal.ts";
import { checkpointText, logKey, openCheckpoint } from "../../src/core/tlog/checkpoint.ts";
import { cosign, cosignedAt, witnessKey } from "../../src/core/tlog/cosignature.ts";
import { leafHash, verifyConsistency, verifyInclusion } from "../../src/core/tlog/merkle.ts";
import { alice, author, bob, carol, makeCounsel, REGISTRAR_SEED, seededRng } from "../actors.ts";
import { SETUP_TOKEN, Served } from "./served.ts";

const rng = seededRng("board routes");
const trustee = (index: number) => ({ role: "trustee", index }) as const;
const registrar = { role: "registrar" } as const;
const SECURITY_HEADERS = [
  "content-security-policy",
  "referrer-policy",
  "cross-origin-opener-policy",
  "cross-origin-embedder-policy",
  "cross-origin-resource-policy",
  "x-content-type-options",
  "permissions-policy",
];

let served: Served;
let registrarServer: Server;
let answered: Response[] = [];
const relayed: Buffer[] = [];

beforeAll(async () => {
  registrarServer = createServer((request, response) => {
    request.on("data", (chunk: Buffer) => relayed.push(chunk));
    request.on("end", () => response.writeHead(200, { "content-type": "application/cbor" }).end("its answer"));
  });
  await new Promise<void>((resolve) => registrarServer.listen(0, "127.0.0.1", resolve));
  const { port } = registrarServer.address() as { port: number };
  served = await Served.start({ registrarUrl: `http://127.0.0.1:${port}` });
  for (const method of ["get", "post", "request"] as const) watch(method);
});
afterAll(async () => {
  await served.close();
  registrarServer.close();
});

/** Remembers every answer, so that each test's answers are held to what all answers must have. */
function watch(method: "get" | "post" | "request"): void {
  const real = (served[method] as (...args: unknown[]) => Promise<Response>).bind(served);
  (served as unknown as Record<string, unknown>)[method] = async (...args: unknown[]) => {
    const answer = await real(...args);
    answered.push(answer);
    return answer;
  };
}

afterEach(() => {
  for (const answer of answered) {
    for (const name of SECURITY_HEADERS)
      expect(answer.headers.get(name), `${answer.url} without ${name}`).not.toBeNull();
    expect(answer.headers.get("set-cookie")).toBeNull();
    if (answer.status >= 400) expect(answer.headers.get("content-type")).toContain("application/problem+json");
  }
  answered = [];
});

async function cborOf(answer: Promise<Response>): Promise<Record<string, unknown>> {
  return cborg.decode(new Uint8Array(await (await answer).arrayBuffer())) as Record<string, unknown>;
}

/** The answer is this refusal, in problem details, and nothing has changed at the board. */
async function expectRefusal(
  ask: () => Promise<Response>,
  status: number,
  rule: string,
  field?: string,
): Promise<void> {
  const before = await served.state();
  const answer = await ask();
  const problem = (await answer.json()) as Record<string, unknown>;
  expect(problem).toMatchObject({ status, rule, ...(field === undefined ? {} : { field }) });
  expect(answer.status).toBe(status);
  expect(problem["title"]).toBeTypeOf("string");
  expect(problem["detail"]).toBeTypeOf("string");
  expect(await served.state()).toBe(before);
}

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
    await expectRefusal(() => submit(sealed), 409, "replay");
  });

  test("that were tampered with are refused whole", async () => {
    const sealed = await served.seal(bob);
    const turn = (bytes: Uint8Array, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
    const middle = sealed.envelope.length >> 1;
    await expectRefusal(
      () => submit({ ...sealed, envelope: turn(sealed.envelope, middle) }),
      422,
      "envelope-signature",
    );
    await expectRefusal(() => submit({ ...sealed, who: turn(sealed.who, 9) }), 422, "part-hash");
    await expectRefusal(() => submit({ ...sealed, account: sealed.account.slice(1) }), 422, "part-hash");
    const other = { ...bob, seed: carol.seed };
    const stolen = served.credentialOf(bob);
    const real = served.credentialOf.bind(served);
    served.credentialOf = () => stolen;
    const forged = await served.seal(other);
    served.credentialOf = real;
    await expectRefusal(() => submit(forged), 422, "credential");
    await expectRefusal(() => served.get(`/v1/records/${toHex(sealed.record)}`), 404, "unknown");
  });

  test("that are not in the one right form are refused with the field", async () => {
    const sealed = await served.seal(carol);
    const post = (body: Uint8Array) => () => served.post("/v1/records", body);
    await expectRefusal(
      post(encode({ v: 1, envelope: sealed.envelope, who: sealed.who })),
      400,
      "strict_object",
      "account",
    );
    await expectRefusal(post(encode({ v: 2, ...sealed })), 400, "literal", "v");
    await expectRefusal(post(utf8("not CBOR")), 400, "cbor");
    await expectRefusal(post(new Uint8Array()), 400, "cbor");
    await expectRefusal(post(Uint8Array.of(0xbf, 0xff)), 400, "cbor");
    await expectRefusal(
      post(encode({ v: 1, envelope: new Uint8Array(200_000), who: sealed.who, account: sealed.account })),
      400,
      "custom",
      "envelope",
    );
    const text = () => served.post("/v1/records", submission(sealed), { headers: { "content-type": "text/plain" } });
    await expectRefusal(text, 400, "body");
    await expectRefusal(() => served.post("/v1/records", new Uint8Array(18 * 1024 * 1024)), 413, "size");
  });

  test("more than the year's quota are refused", async () => {
    const dave = author("dave");
    for (let i = 0; i < 12; i++) expect((await submit(await served.seal(dave, `${i}`))).status).toBe(201);
    const thirteenth = await served.seal(dave);
    await expectRefusal(() => submit(thirteenth), 422, "quota");
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
    await expectRefusal(() => withdrawal(alice.seed), 422, "withdrawal-author");
    await expectRefusal(() => withdrawal(erin.seed, rng.bytes(16)), 404, "unknown");
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
    await expectRefusal(() => erasure(1, 2), 422, "erasure-sender");
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
    await expectRefusal(() => served.get("/v1/records/xyz/who"), 400, "id", "record");
    await expectRefusal(() => served.get(`/v1/records/${"A".repeat(32)}`), 400, "id", "record");
    await expectRefusal(() => served.get(`/v1/records/${"a".repeat(32)}/everything`), 404, "unknown");
    await expectRefusal(() => served.get("/v1/nothing/of/this/name"), 404, "unknown");
  });
});

describe("who asks", () => {
  const target = "/v1/mail/trustees?after=0";
  const unauthorized = (ask: () => Promise<Response>) => expectRefusal(ask, 401, "authorization");

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

describe("the log", () => {
  test("is one log: checkpoint, leaves, inclusion and consistency fit together", async () => {
    const { origin, signingKey } = served.charted.charter.board;
    const note = await (await served.get("/checkpoint")).text();
    const { checkpoint } = openCheckpoint(served.signer, logKey(origin, signingKey), note);
    const leaves: Uint8Array[] = [];
    for (let at = 0; at < checkpoint.size; at++) {
      const leaf = new Uint8Array(await (await served.get(`/v1/log/leaves/${at}`)).arrayBuffer());
      leaves.push(leaf);
      const { path } = (await cborOf(served.get(`/v1/log/inclusion?position=${at}&size=${checkpoint.size}`))) as {
        path: Uint8Array[];
      };
      expect(verifyInclusion(leafHash(leaf), at, checkpoint.size, path, checkpoint.root)).toBe(true);
    }
    const entries = (await cborOf(served.get("/v1/log/entries?after=0&count=256", { as: trustee(2) }))) as unknown as {
      bytes: Uint8Array | null;
    }[];
    for (const [i, { bytes }] of entries.entries()) if (bytes !== null) expect(leafOf(bytes)).toEqual(leaves[i]);
    const early = openCheckpoint(
      served.signer,
      logKey(origin, signingKey),
      await (await served.get("/v1/log/checkpoints/2")).text(),
    );
    const { path } = (await cborOf(served.get(`/v1/log/consistency?from=2&to=${checkpoint.size}`))) as {
      path: Uint8Array[];
    };
    expect(verifyConsistency(2, checkpoint.size, early.checkpoint.root, checkpoint.root, path)).toBe(true);
    const tile = new Uint8Array(await (await served.get(`/tile/0/000.p/${checkpoint.size}`)).arrayBuffer());
    expect(toHex(tile)).toBe(leaves.map((leaf) => toHex(leafHash(leaf))).join(""));
    const bundle = new Uint8Array(await (await served.get(`/tile/entries/000.p/${checkpoint.size}`)).arrayBuffer());
    expect(toHex(bundle)).toBe(leaves.map((leaf) => `0021${toHex(leaf)}`).join(""));
    for (const path of [
      `/tile/0/000.p/${checkpoint.size + 1}`,
      "/tile/0/000",
      "/tile/0/0",
      "/tile/entries/001.p/1",
      "/tile/1/000.p/1",
    ]) {
      await expectRefusal(() => served.get(path), 404, "unknown");
    }
  });

  test("refuses what it does not have", async () => {
    await expectRefusal(() => served.get("/v1/log/leaves/9999"), 404, "unknown");
    await expectRefusal(() => served.get("/v1/log/leaves/-1"), 400, "position", "position");
    await expectRefusal(() => served.get("/v1/log/checkpoints/9999"), 404, "unknown");
    await expectRefusal(() => served.get("/v1/log/inclusion?position=0&size=9999"), 422, "log-range");
    await expectRefusal(() => served.get("/v1/log/inclusion?position=5&size=5"), 422, "log-range");
    await expectRefusal(() => served.get("/v1/log/inclusion?position=0"), 400, "query", "size");
    await expectRefusal(() => served.get("/v1/log/inclusion?position=0&size=1&size=2"), 400, "query", "size");
    await expectRefusal(() => served.get("/v1/log/consistency?from=3&to=2"), 422, "log-range");
    await expectRefusal(() => served.get("/v1/log/entries?after=x", { as: trustee(1) }), 400, "query", "after");
  });

  test("takes cosignatures of its own checkpoints, and shows who has witnessed what", async () => {
    const { origin, signingKey } = served.charted.charter.board;
    const note = await (await served.get("/checkpoint")).text();
    const { checkpoint } = openCheckpoint(served.signer, logKey(origin, signingKey), note);
    const send = (index: number, text: string, size = checkpoint.size, by = index) => {
      const { seed } = served.seatOf(index);
      const line = cosign(
        served.signer,
        witnessKey(origin, index, served.signer.publicKey(seed)),
        text,
        1_800_000_000,
        seed,
      );
      return served.post("/v1/log/cosignatures", encode({ v: 1, size, line }), { as: trustee(by) });
    };
    const text = checkpointText(checkpoint);
    await expectRefusal(() => send(1, checkpointText({ ...checkpoint, root: rng.bytes(32) })), 422, "cosignature");
    await expectRefusal(() => send(1, text, checkpoint.size, 2), 422, "cosignature");
    await expectRefusal(() => send(1, text, 9999), 422, "cosignature-size");
    expect((await served.get("/v1/log/cosigned")).status).toBe(404);
    await expectRefusal(() => served.get("/v1/log/receipt?position=0"), 404, "unknown");
    for (const index of [1, 3]) expect((await send(index, text)).status).toBe(201);
    const cosigned = await (await served.get("/v1/log/cosigned")).text();
    const opened = openCheckpoint(served.signer, logKey(origin, signingKey), cosigned);
    expect(opened.checkpoint).toEqual(checkpoint);
    for (const index of [1, 3]) {
      const key = witnessKey(origin, index, served.signer.publicKey(served.seatOf(index).seed));
      expect(cosignedAt(served.signer, opened.note, key)).toBe(1_800_000_000);
    }
    const { hour, place } = (await cborOf(served.get("/v1/log/receipt?position=1"))) as unknown as ReceiptAnswer;
    expect(hour).toEqual(expect.any(Number));
    expect(place).toMatchObject({ position: 1, checkpoint: cosigned });
    expect((await served.get("/v1/log/receipt?position=9999")).status).toBe(404);
    const witnessed = (await cborOf(served.get("/v1/log/witnessed", { as: trustee(2) }))) as unknown as {
      trustee: number;
      size: number;
    }[];
    expect(witnessed.map(({ trustee, size }) => ({ trustee, size }))).toEqual(
      [1, 3].map((index) => ({ trustee: index, size: checkpoint.size })),
    );
    expect(await cborOf(served.get("/v1/log/follow", { as: trustee(1) }))).toMatchObject({
      size: checkpoint.size,
      cosigned: checkpoint.size,
    });
  });

  test("wakes who follows it as soon as there is something", async () => {
    const now = await cborOf(served.get("/v1/log/follow", { as: trustee(1) }));
    const query = Object.entries(now)
      .map(([name, value]) => `${name}=${value}`)
      .join("&");
    const started = Date.now();
    const following = served.get(`/v1/log/follow?${query}&wait=20`, { as: trustee(1) });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await served.post("/v1/mail/trustees", utf8("wake up"), { as: trustee(2) });
    const after = (await cborOf(following)) as { mail: number };
    expect(after.mail).toBeGreaterThan(now["mail"] as number);
    expect(Date.now() - started).toBeLessThan(900); // by the bell, not by looking again each second
  });
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
  await expectRefusal(() => served.post("/v1/openings", foreign, { as: trustee(1) }), 422, "opening-charter");
  const forged = makeIssuance(served.signer, served.charted, rng.bytes(256), rng.bytes(32));
  await expectRefusal(() => served.post("/v1/issuances", forged, { as: registrar }), 422, "issuance-signature");
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
      () => served.get(`/v1/mail/counsel/${other}`, { as: { role: "counsel", id } }),
      401,
      "authorization",
    );
    await expectRefusal(() => served.post("/v1/mail/trustees", new Uint8Array(), { as: trustee(1) }), 400, "body");
  });
});

describe("counsel", () => {
  test("apply with their own signature, and stand after the second trustee's word", async () => {
    const counsel = await makeCounsel(served.signer, rng, "Second counsel");
    const { card, body } = served.application(counsel);
    const forged = encode({ v: 1, card, signature: new Uint8Array(64) });
    await expectRefusal(() => served.post("/v1/counsel/applications", forged), 422, "application-signature");
    await expectRefusal(() => served.admit(1, counsel), 422, "admission-card");
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
    await expectRefusal(() => served.post("/v1/counsel/applications", body), 409, "counsel-admitted");
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

describe("before the ceremony", () => {
  let young: Served;
  beforeAll(async () => {
    young = await Served.start({ founded: false });
  });
  afterAll(() => young.close());

  test("a board says that it is not ready, and takes nothing that needs an escrow", async () => {
    expect((await young.get("/readyz")).status).toBe(503);
    expect((await young.get("/checkpoint")).status).toBe(404);
    const early = await young.post("/v1/records", encode({ v: 1 }));
    expect([early.status, ((await early.json()) as { rule: string }).rule]).toEqual([409, "no-charter"]);
    const message = await young.post("/v1/ceremony/messages", encode({ v: 1 }));
    expect([message.status, ((await message.json()) as { rule: string }).rule]).toEqual([409, "no-proposal"]);
  });

  test("the ceremony is opened with the set-up token, for this board, once; then it founds the escrow", async () => {
    const propose = (body: Uint8Array, authorization?: string) =>
      young.post("/v1/ceremony", body, authorization === undefined ? {} : { headers: { authorization } });
    const proposal = encodeProposal(young.proposal);
    expect((await propose(proposal)).status).toBe(401);
    expect((await propose(proposal, "Setup wrong")).status).toBe(401);
    const elsewhere = encodeProposal({ ...young.proposal, board: { ...young.proposal.board, origin: "elsewhere" } });
    expect((await propose(elsewhere, `Setup ${SETUP_TOKEN}`)).status).toBe(422);
    expect((await propose(proposal, `Setup ${SETUP_TOKEN}`)).status).toBe(201);
    const another = encodeProposal({ ...young.proposal, name: "Another" });
    expect((await propose(another, `Setup ${SETUP_TOKEN}`)).status).toBe(409);
    await young.found();
    expect((await young.get("/readyz")).status).toBe(200);
    expect((await propose(another, `Setup ${SETUP_TOKEN}`)).status).toBe(409);
  });
});

test("anyone may leave a dated note, once, and not too many", async () => {
  const { body } = makeDatedNote(rng, [rng.bytes(32)]);
  const first = await served.post("/v1/notes", body);
  expect(first.status).toBe(201);
  const again = await served.post("/v1/notes", body);
  expect([again.status, await cborOf(Promise.resolve(again))]).toEqual([200, await cborOf(Promise.resolve(first))]);
  await expectRefusal(() => served.post("/v1/notes", encode({ v: 1, commitment: rng.bytes(31) })), 400, "custom");
  await expectRefusal(() => served.get("/v1/log/stamps/1"), 404, "unknown");
  await expectRefusal(() => served.get("/v1/log/stamps/one"), 400, "size", "size");
  let answer = again;
  for (let i = 0; i < 60 && answer.status !== 429; i++) answer = await served.post("/v1/notes", body);
  expect([answer.status, ((await answer.json()) as { rule: string }).rule]).toEqual([429, "rate"]);
});

test("too many requests from one address are told to wait", async () => {
  const busy = await Served.start({ founded: false, requestsPerMinute: 8 });
  const answers = [];
  for (let i = 0; i < 9; i++) answers.push(await busy.get("/v1/counsel"));
  const last = answers.at(-1) as Response;
  expect([last.status, ((await last.json()) as { rule: string }).rule]).toEqual([429, "rate"]);
  expect(last.headers.get("retry-after")).not.toBeNull();
  // Calling oneself a trustee is no way around it.
  const pretend = () => busy.get("/v1/counsel", { headers: { authorization: "Chorus trustee/1 0 AAAA" } });
  const pretending = [];
  for (let i = 0; i < 9; i++) pretending.push(await pretend());
  const lastOfThem = pretending.at(-1) as Response;
  expect([lastOfThem.status, lastOfThem.headers.get("retry-after")]).toEqual([429, expect.any(String)]);
  await busy.close();
});

test("visitors behind a trusted proxy are counted apart; nobody else can name an address of their own", async () => {
  const visit = (board: Served, address: string) =>
    board.get("/v1/counsel", { headers: { "x-forwarded-for": address } }).then(({ status }) => status);
  const behind = await Served.start({ founded: false, requestsPerMinute: 2, trustedProxies: "127.0.0.1" });
  const apart = [];
  for (const visitor of ["a", "b", "a", "b", "a"])
    apart.push(await visit(behind, `192.0.2.${visitor === "a" ? 1 : 2}`));
  expect(apart.map((status) => status === 429)).toEqual([false, false, false, false, true]);
  await behind.close();
  // One of the three is what Served asks when it starts.
  const open = await Served.start({ founded: false, requestsPerMinute: 3 });
  const together = [];
  for (let i = 0; i < 3; i++) together.push(await visit(open, `192.0.2.${i}`));
  expect(together.map((status) => status === 429)).toEqual([false, false, true]);
  await open.close();
});
