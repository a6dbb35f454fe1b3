/** Two boards on one PostgreSQL database, as behind a balancer: one log, whichever of them is asked. */
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startPostgres } from "../../scripts/postgres.ts";
import { toHex, utf8 } from "../../src/core/bytes/bytes.ts";
import { readEntry } from "../../src/core/protocol/entry.ts";
import { startBoard } from "../../src/edge/node/board/process.ts";
import { systemClock } from "../../src/edge/node/platform.ts";
import { boardClient } from "../../src/edge/shared/board-client.ts";
import type { Identity } from "../../src/edge/shared/http-client.ts";
import { author, type TestCounsel } from "../actors.ts";
import { here } from "../here.ts";
import { Served } from "./served.ts";

const AUTHORS = 12;
const patience = 180_000;
const postgres = await startPostgres();
const onPostgres = test.skipIf(!here("PostgreSQL", postgres !== undefined));
let first: Served;
let second: Awaited<ReturnType<typeof startBoard>>;

beforeAll(async () => {
  if (postgres === undefined) return;
  const database = await postgres.createDatabase();
  first = await Served.start({ database });
  second = await startBoard({
    folder: first.folder,
    host: "127.0.0.1",
    port: 0,
    origin: "board.example/log",
    database,
    requestsPerMinute: 100_000,
    logger: pino({ level: "silent" }),
  });
}, patience);
afterAll(async () => {
  await second?.close();
  await first?.close();
  await postgres?.stop();
});

const clients = () => [boardClient(first.url), boardClient(second.url)] as const;

onPostgres(
  "records that come to both at once stand in one log, each once, and either board shows all of them",
  async () => {
    if (postgres === undefined) return;
    const [a, b] = clients();
    const sealed = await Promise.all(Array.from({ length: AUTHORS }, (_, i) => first.seal(author(`author ${i}`))));
    const places = await Promise.all(sealed.map((record, i) => (i % 2 === 0 ? a : b).seal(record)));
    expect(new Set(places).size).toBe(AUTHORS);
    // Sent once more, to the other board: it is there already.
    const again = await Promise.allSettled(sealed.map((record, i) => (i % 2 === 0 ? b : a).seal(record)));
    for (const [i, one] of again.entries()) {
      if (one.status === "fulfilled") expect(one.value).toBe(places[i]);
      else expect(one.reason).toMatchObject({ kind: "conflict" });
    }
    expect(await a.checkpoint()).toBe(await b.checkpoint());
    for (const [i, { record, envelope }] of sealed.entries()) {
      for (const board of [a, b]) {
        expect((await board.placeOf(record))?.position).toBe(places[i]);
        expect(toHex(readEntry((await board.recordEntry(record)) as Uint8Array).body)).toBe(toHex(envelope));
      }
    }
  },
  patience,
);

onPostgres(
  "who waits at one board hears what comes to the other",
  async () => {
    if (postgres === undefined) return;
    const { id, seed } = first.counsel as TestCounsel;
    const caller = { role: "counsel" as const, id: toHex(id) };
    const as: Identity = { caller, board: first.proposal.board.origin, seed, signer: first.signer, clock: systemClock };
    const [, b] = clients();
    const waiting = b.counselMail(as, id, 0, 30);
    await first.post(`/v1/mail/counsel/${toHex(id)}`, utf8("something"), { as: { role: "trustee", index: 1 } });
    expect((await waiting).map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual(["something"]);
  },
  patience,
);
