/** Counsel is told by mail that something has come: once, later, and with nothing in it; by a real mail server. */
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { toHex, utf8 } from "../../src/core/bytes/bytes.ts";
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
  const knocking = { smtp: `smtp://127.0.0.1:${port}`, from: "desk@board.example", withinSeconds: 0.2 };
  served = await Served.start({ knocking });
  const { id, seed } = served.counsel as TestCounsel;
  const caller = { role: "counsel" as const, id: toHex(id) };
  as = { caller, board: served.proposal.board.origin, seed, signer: served.signer, clock: systemClock };
  counsel = id;
});
afterAll(async () => {
  await served.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});
beforeEach(() => {
  inbox.length = 0;
  deaf = false;
});

const client = () => boardClient(served.url);
const ask = (address: string | null) => client().setKnock(as, counsel, { v: 1, address, language: "en" });
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
  await expect(client().setKnock(as, other, { v: 1, address: null, language: "en" })).rejects.toThrow();
});
