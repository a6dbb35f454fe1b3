/**
 * A trustee leaves, and the answer to its last word is lost on the way: the board has it and no longer takes anything else
 * from this trustee, which cannot know. It says its word again, and ends.
 */
import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Organisations, type Ran } from "./processes.ts";

const apart = new Organisations();
let lost = 0;

/** Passes everything on to the board; the first answers to a word of destruction get lost. */
const wire = createServer((asked, answer) => {
  const { method = "GET", url = "/", headers } = asked;
  const onward = request(new URL(url, apart.url), { method, headers }, (answered) => {
    const isLost = url === "/v1/destructions" && lost < 1;
    if (isLost) {
      lost += 1;
      answered.resume().once("end", () => asked.socket.destroy());
      return;
    }
    answer.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(answer);
  });
  onward.once("error", () => answer.destroy());
  asked.pipe(onward);
});

const wordsOf = ({ events }: Ran) => (events.find(({ event }) => event === "words")?.["words"] as string[]).join(" ");

beforeAll(async () => {
  await apart.run(["registrar", "init", "--name", "Registrar", "--admits", "open", "--data", apart.of("registrar")]);
  const options = ["--port", "0", "--requests", "100000"];
  apart.url = await apart.start("board", "board", ...options);
  await apart.run(["registrar", "join", "--board", apart.url, "--data", apart.of("registrar")]);
  wire.listen(0, "127.0.0.1");
  await once(wire, "listening");
}, 120_000);
afterAll(async () => {
  await apart.close();
  wire.closeAllConnections();
  wire.close();
});

test("a trustee whose last word was heard, but not answered, says it again and ends", async () => {
  const all = ["one", "two", "three"];
  for (const name of all) {
    await apart.trustee(name, "init", "--name", name);
    await apart.trustee(name, "join");
  }
  const founded = await Promise.all([
    apart.trustee("one", "ceremony", "--propose", "--threshold", "2", "--yes"),
    ...["two", "three"].map((name) => apart.trustee(name, "ceremony", "--yes")),
  ]);
  expect(founded.map(({ code }) => code)).toEqual([0, 0, 0]);
  const { port } = wire.address() as AddressInfo;
  const throughWire = apart.url.replace(/:\d+$/, `:${port}`);
  await apart.networks?.lead("two", port);
  for (const name of ["one", "three"]) await apart.start(name, "trustee");
  await apart.start("two", "trustee", "--board", throughWire);

  const proposing = apart.trustee("one", "remove", "--who", "two", "--dealers", await dealers(["one", "three"]));
  let asked: Ran;
  do asked = await apart.trustee("three", "agree");
  while (asked.code !== 3);
  const agreed = await Promise.all([proposing, apart.trustee("three", "agree", "--words", wordsOf(asked))]);
  expect(agreed.map(({ code, errors }) => `${code} ${errors}`)).toEqual(["0 ", "0 "]);
  for (let tries = 0; !apart.ended("two") && tries < 600; tries++) await sleep(100);
  expect(lost).toBe(1);
  expect(apart.ended("two"), apart.log("two")).toBe(true);
  expect(apart.log("two")).toContain("its shares are destroyed");
}, 240_000);

/** The numbers of these trustees, which the ceremony gave them. */
async function dealers(names: readonly string[]): Promise<string> {
  const status = await apart.run(["status", "--board", apart.url, "--json"]);
  const { escrow } = status.events[0] as { escrow: { trustees: { trustee: number; name: string }[] } };
  return escrow.trustees.flatMap(({ trustee, name }) => (names.includes(name) ? [trustee] : [])).join();
}
