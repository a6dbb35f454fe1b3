/** Counsel is told by mail or browser that something has come: once, later, and with nothing in it; by real servers. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { fromBase64Url, toHex, utf8 } from "../../src/core/bytes/bytes.ts";
import { PUSH_SERVICES, pushSender } from "../../src/edge/node/board/push.ts";
import { systemClock } from "../../src/edge/node/platform.ts";
import { boardClient } from "../../src/edge/shared/board-client.ts";
import type { Identity } from "../../src/edge/shared/http-client.ts";
import type { TestCounsel } from "../actors.ts";
import { Served } from "./served.ts";

const inbox: { readonly to: string; readonly text: string }[] = [];
let smtp: SMTPServer;
let deaf = false;
let served: Served;
let as: Identity;
let counsel: Uint8Array;

/** What a push service sees of a message, as the browsers' own take it. */
const pushed: { readonly path: string; readonly authorization: string; readonly body: string; readonly ttl: string }[] =
  [];
let answers = 201;
const pushService = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => {
    body += chunk;
  });
  request.on("end", () => {
    const { authorization = "", ttl = "" } = request.headers;
    pushed.push({ path: request.url ?? "", authorization, body, ttl: String(ttl) });
    response.writeHead(answers).end();
  });
});
let pushAt = "";
async function startPushService(): Promise<string> {
  pushService.listen(0, "127.0.0.1");
  await once(pushService, "listening");
  pushAt = `http://127.0.0.1:${(pushService.address() as AddressInfo).port}`;
  return pushAt;
}

const sentence = "There is something at your desk";
const until = (what: () => boolean) => expect.poll(what, { timeout: 60_000, interval: 50 }).toBe(true);

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onConnect: (_, done) => done(deaf ? new Error("not now") : undefined),
    onData(stream, session, done) {
      let text = "";
      stream.on("data", (chunk) => {
        text += chunk;
      });
      stream.on("end", () => {
        inbox.push({ to: session.envelope.rcptTo[0]?.address ?? "", text });
        done();
      });
    },
  });
  const port = await new Promise<number>((resolve) => {
    const listening = smtp.listen(0, "127.0.0.1", () => resolve((listening.address() as { port: number }).port));
  });
  const mail = { smtp: `smtp://127.0.0.1:${port}`, from: "desk@board.example" };
  const push = { contact: "mailto:operator@board.example", services: [await startPushService()] };
  const knocking = { mail, push, withinSeconds: 0.2 };
  served = await Served.start({ knocking });
  const { id, seed } = served.counsel as TestCounsel;
  const caller = { role: "counsel" as const, id: toHex(id) };
  as = { caller, board: served.proposal.board.origin, seed, signer: served.signer, clock: systemClock };
  counsel = id;
});
afterAll(async () => {
  await served.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
  pushService.close();
});
beforeEach(() => {
  inbox.length = 0;
  pushed.length = 0;
  answers = 201;
  deaf = false;
});

const client = () => boardClient(served.url);
const ask = (address: string | null, browsers: string[] = []) =>
  client().setKnock(as, counsel, { v: 1, address, browsers, language: "en" });
const look = () => client().counselMail(as, counsel, 0, 0);
/** Something that a trustee puts into counsel's box. */
const comes = (text: string) =>
  served.post(`/v1/mail/counsel/${toHex(counsel)}`, utf8(text), { as: { role: "trustee", index: 1 } });

test("nobody is told who did not ask", async () => {
  await comes("before");
  await ask("clinic@example.org");
  await comes("one");
  await until(() => inbox.length > 0);
  expect(inbox.map(({ to }) => to)).toEqual(["clinic@example.org"]);
  expect(inbox[0]?.text).toContain(sentence);
  expect(inbox[0]?.text.split("\r\n\r\n").slice(1).join(" ")).not.toMatch(/http|example|case|account|\d/i);
});

test("one knock, however much comes, until counsel has looked", async () => {
  await ask("clinic@example.org");
  await comes("two");
  await until(() => inbox.length === 1);
  await comes("three");
  await comes("four");
  await look();
  await comes("five");
  await until(() => inbox.length === 2);
});

test("a mail that could not be sent is sent later", async () => {
  await ask("clinic@example.org");
  deaf = true;
  await comes("six");
  await until(() => served.logged.some((line) => line.includes("not knocked")));
  expect(inbox).toEqual([]);
  deaf = false;
  await until(() => inbox.length === 1);
  expect(served.logged.join("")).not.toContain("clinic@example.org");
});

test("counsel ends it, is asked for a real address, and nobody else may set it", async () => {
  await expect(ask("no address")).rejects.toThrow();
  await ask("clinic@example.org");
  expect(await client().knock(as, counsel)).toMatchObject({ offered: true, address: "clinic@example.org" });
  await ask(null);
  expect(await client().knock(as, counsel)).toMatchObject({ address: null });
  const other = new Uint8Array(16).fill(7);
  await expect(client().setKnock(as, other, { v: 1, address: null, browsers: [], language: "en" })).rejects.toThrow();
});

test("a browser is told by its push service, without a word, and by the board's own key", async () => {
  const { pushKey } = await client().knock(as, counsel);
  await ask(null, [`${pushAt}/one`, `${pushAt}/two`]);
  await comes("seven");
  await until(() => pushed.length === 2);
  expect(pushed.map(({ path }) => path).sort()).toEqual(["/one", "/two"]);
  for (const { body, authorization, ttl } of pushed) {
    expect([body, Number(ttl) > 0]).toEqual(["", true]);
    const [, token = "", key = ""] = /^vapid t=(\S+), k=(\S+)$/.exec(authorization) ?? [];
    expect(fromBase64Url(key)).toEqual(pushKey);
    const [head, claims, signature] = token.split(".") as [string, string, string];
    const publicKey = await crypto.subtle.importKey(
      "raw",
      fromBase64Url(key) as BufferSource,
      { name: "ECDSA", namedCurve: "P-256" },
      false,
      ["verify"],
    );
    const how = { name: "ECDSA", hash: "SHA-256" };
    const said = utf8(`${head}.${claims}`) as BufferSource;
    expect(await crypto.subtle.verify(how, publicKey, fromBase64Url(signature) as BufferSource, said)).toBe(true);
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({
      aud: pushAt,
      sub: "mailto:operator@board.example",
    });
  }
  expect(inbox).toEqual([]);
  await comes("eight");
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(pushed).toHaveLength(2);
});

test("a browser that is gone is forgotten, and one that cannot be reached is told later", async () => {
  await look();
  await ask(null, [`${pushAt}/gone`]);
  answers = 410;
  await comes("nine");
  await until(() => pushed.length > 0);
  await expect.poll(async () => (await client().knock(as, counsel)).browsers).toEqual([]);
  await ask(null, [`${pushAt}/away`]);
  answers = 503;
  await comes("ten");
  await until(() => pushed.some(({ path }) => path === "/away"));
  answers = 201;
  const tried = pushed.length;
  await until(() => pushed.length > tried);
});

test("the board asks no address that its operator does not know as a push service", async () => {
  for (const elsewhere of ["http://127.0.0.1:9/inside", "https://example.org/x", "http://127.0.0.1.example.org/x"]) {
    await expect(ask(null, [elsewhere])).rejects.toThrow("push service");
  }
  const sender = pushSender({ contact: "mailto:o@board.example", services: PUSH_SERVICES }, new Uint8Array(32).fill(1));
  expect(sender.knows("https://fcm.googleapis.com/fcm/send/x")).toBe(true);
  expect(sender.knows("https://db5p.notify.windows.com/w/?token=x")).toBe(true);
  for (const other of [
    "https://notify.windows.com/x",
    "https://evil.example/.notify.windows.com",
    "http://fcm.googleapis.com/x",
    "https://fcm.googleapis.com.evil.example/x",
    "https://fcm.googleapis.com:8443/x",
  ]) {
    expect(sender.knows(other)).toBe(false);
  }
});
