/**
 * Five organisations, five processes, five folders, and networks of their own where the machine allows it. They found an escrow; people write; one trustee is lost and another
 * organisation takes its place while records arrive; one cheats. Everything is matched and opened, once.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { takeUpOffice } from "../../src/apps/cli/counsel-seat.ts";
import { toHex } from "../../src/core/bytes/bytes.ts";
import type { Group } from "../../src/core/crypto/group.ts";
import { sodiumGroup } from "../../src/core/crypto/group-sodium.ts";
import { sodiumSigner } from "../../src/core/crypto/signer-sodium.ts";
import type { Signer } from "../../src/core/ports.ts";
import { encodeAccount, encodeWho } from "../../src/core/protocol/account.ts";
import type { Escrow } from "../../src/core/protocol/charter.ts";
import type { Counsel } from "../../src/core/protocol/counsel.ts";
import { ENTRY_TYPES, type EntryType } from "../../src/core/protocol/entry.ts";
import { sealRecord } from "../../src/core/protocol/seal.ts";
import { systemRng } from "../../src/edge/node/platform.ts";
import { changeTrusteeKeys } from "../../src/edge/node/trustee/keys.ts";
import { ageSealer } from "../../src/edge/shared/age.ts";
import { blindSigner } from "../../src/edge/shared/blind-rsa.ts";
import { type BoardClient, boardClient } from "../../src/edge/shared/board-client.ts";
import { type CounselSeat, EMPTY_INBOX, listCases, openCase, readInbox } from "../../src/edge/shared/desk.ts";
import { admittedCounsel, meetEscrow } from "../../src/edge/shared/escrow.ts";
import { type AuthorKey, enrol } from "../../src/roles/author/author.ts";
import { Organisations, type Ran } from "./processes.ts";

const RECORDS = 200;
const AUTHORS = 20;
const FOUNDERS = ["one", "two", "three", "four", "five"];

const apart = new Organisations();
let [group, signer]: [Group, Signer] = [undefined as never, undefined as never];
let board: BoardClient;
let counsel: Counsel;
const authors: AuthorKey[] = [];
const sealed: string[] = [];

const wordsOf = ({ events }: Ran) => (events.find(({ event }) => event === "words")?.["words"] as string[]).join(" ");
const meet = (): Promise<Escrow> => meetEscrow(board, group, signer);

/** Forty respondents, each named by five of twenty authors; nothing opens before the fifth. */
async function seal(escrow: Escrow, i: number): Promise<void> {
  const respondent = i % 40;
  const author = authors[(respondent + 4 * Math.floor(i / 40)) % AUTHORS] as AuthorKey;
  const record = await sealRecord({ group, signer, sealer: ageSealer, rng: systemRng }, escrow, {
    identifiers: [{ text: `email:respondent-${respondent}@example.org`, confirmFirst: false }],
    quorum: 5,
    counsel: [counsel],
    who: encodeWho({ v: 1, names: [], description: "" }),
    account: encodeAccount({ v: 1, incidents: [], contact: { ways: [], never: "" }, attachments: [], files: [] }),
    rules: 1,
    authorSeed: author.seed,
    credential: author.credential,
  });
  await board.seal(record);
  sealed.push(toHex(record.record));
}

async function sealUpTo(escrow: () => Promise<Escrow>, end: number): Promise<void> {
  while (sealed.length < end) await seal(await escrow(), sealed.length);
}

beforeAll(async () => {
  [group, signer] = [await sodiumGroup(), await sodiumSigner()];
  await apart.run(["registrar", "init", "--name", "Registrar", "--admits", "open", "--data", apart.of("registrar")]);
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const registrar = `http://127.0.0.1:${port}`;
  const options = ["--port", "0", "--registrar", registrar, "--requests", "100000"];
  apart.url = await apart.start("board", "board", ...options);
  await apart.start("registrar", "registrar", "--board", apart.url, "--port", String(port));
  board = boardClient(apart.url);
  await apart.run(["registrar", "join", "--board", apart.url, "--data", apart.of("registrar")]);
}, 300_000);

afterAll(() => apart.close());

const inNetworks =
  apart.networks === undefined ? " (networks of their own: NOT TESTED)" : ", each in a network of its own";
describe(`five organisations apart${inNetworks}`, () => {
  test("found an escrow, each comparing the words of the others, resuming where one was cut off", async () => {
    for (const name of FOUNDERS) {
      expect((await apart.trustee(name, "init", "--name", name)).code).toBe(0);
      expect((await apart.trustee(name, "join")).code).toBe(0);
    }
    const propose = ["--propose", "--threshold", "3", "--name", "Five apart"];
    // The power goes at one of them in the middle; run again, it goes on.
    const cut = apart.trusteeUntil('"step":"announce"', "two", "ceremony");
    const first = await Promise.all([
      apart.trustee("one", "ceremony", ...propose),
      cut.then(() => apart.trustee("two", "ceremony")),
      ...FOUNDERS.slice(2).map((name) => apart.trustee(name, "ceremony")),
    ]);
    expect(first.map(({ code }) => code)).toEqual([3, 3, 3, 3, 3]);
    const words = wordsOf(first[0] as Ran);
    expect(new Set(first.map(wordsOf))).toEqual(new Set([words]));
    const wrong = await apart.trustee("one", "ceremony", "--words", words.replace(/\w+$/, "zebra"));
    expect(wrong.code).toBe(1);
    expect(wrong.errors).toContain("somebody stands between you");
    const all = await Promise.all(FOUNDERS.map((name) => apart.trustee(name, "ceremony", "--words", words)));
    expect(all.map(({ code, errors }) => `${code} ${errors}`)).toEqual(Array(5).fill("0 "));
    const { charter } = await meet();
    expect(charter.trustees.map(({ name }) => name).sort()).toEqual([...FOUNDERS].sort());
  }, 400_000);

  test("lose one, put another in its place while records arrive, name one that cheats, and open everything once", async () => {
    for (const name of FOUNDERS) await apart.start(name, "trustee", "--admit", "all");
    const office = { board: apart.url, name: "Counsel", profession: "lawyer", about: "" } as const;
    const { seat } = await takeUpOffice(apart.of("counsel"), office);
    const before = await meet();
    await until("counsel is admitted", async () => (await admittedCounsel(board, signer, before)).length > 0);
    counsel = (await admittedCounsel(board, signer, before))[0] as Counsel;
    const ports = { signer, sealer: ageSealer, rng: systemRng, blindSigner };
    for (let i = 0; i < AUTHORS; i++) {
      authors.push(await enrol(ports, before, { kind: "open" }, (file) => board.registrar(file)));
    }
    await sealUpTo(async () => before, 50);

    // One is lost, disk and all. Another organisation comes, while people go on writing.
    await apart.stop("five");
    await apart.trustee("six", "init", "--name", "six");
    await apart.trustee("six", "join");
    const writing = sealUpTo(async () => before, 120);
    const proposing = apart.trustee("one", "replace", "--who", "five", "--with", "six");
    let proposed: Ran | undefined;
    proposing.then((ran) => {
      proposed = ran;
    });
    let asked: Ran;
    do asked = await apart.trustee("two", "agree");
    while (asked.code !== 3 && proposed === undefined);
    const words = wordsOf(asked);
    const agreeing = ["two", "three", "four", "six"].map((name) => apart.trustee(name, "agree", "--words", words));
    const changed = await Promise.all([proposing, ...agreeing]);
    expect(changed.map(({ code, errors }) => `${code} ${errors}`)).toEqual(Array(5).fill("0 "));
    expect(wordsOf(changed[0] as Ran)).toBe(words);
    await writing;
    await apart.start("six", "trustee", "--admit", "all");
    const after = await meet();
    expect(after.charter.epoch).toBe(1);
    expect(after.charter.trustees.map(({ name }) => name)).toContain("six");

    // One cheats from now on: its share of k is another than the charter says.
    await until("four destroys its share", () => apart.log("four").includes("shares destroyed"));
    await apart.stop("four");
    await changeTrusteeKeys(apart.of("four"), undefined, (keys) => {
      const falsely = (shares: (typeof keys.next)[number]) => ({
        ...shares,
        k: group.scalarAdd(shares.k as never, group.scalarFromNumber(1)),
      });
      return { ...keys, shares: keys.shares && falsely(keys.shares), next: keys.next.map(falsely) };
    });
    await apart.start("four", "trustee", "--admit", "all");
    await sealUpTo(async () => after, RECORDS);

    const { escrow: _, ...context } = seat.context;
    const opened = await everythingOpened({ ...seat, context: { ...context, escrow: after } });
    expect(opened.sort()).toEqual([...sealed].sort());
    const cheat = after.charter.trustees.findIndex(({ name }) => name === "four") + 1;
    const honest = ["one", "two", "three", "six"];
    await until("the cheat is named", () => honest.some((name) => apart.log(name).includes(`trustee ${cheat}`)));
    expect(apart.log("one") + apart.log("six")).toContain(`"culprit":"trustee ${cheat}"`);
    expect(await logged("opening")).toBe(40);
    expect(await logged("charter")).toBe(2);
    await until("four words of destruction", async () => (await logged("ceremony")) >= 4);
  }, 900_000);

  test("are told who deals falsely, and go on without it while another leaves, which ends by itself for good", async () => {
    const before = await meet();
    const destroyed = await logged("ceremony");
    const remove = ["remove", "--who", "two", "--dealers"];
    const spoiled = await change([...remove, dealing(before, ["one", "three", "four"])], ["three", "four"]);
    for (const { code, errors } of spoiled)
      expect(`${code} ${errors}`).toMatch(/^1 .*did not deal its own share.*“four”/);

    const changed = await change([...remove, dealing(before, ["one", "three", "six"])], ["three", "four", "six"]);
    expect(endings(changed)).toEqual(Array(4).fill("0 "));
    await ends("two");
    expect(apart.log("two")).toContain("its shares are destroyed");
    const all = destroyed + before.charter.trustees.length;
    await until("all say that their shares are gone", async () => (await logged("ceremony")) >= all);
    await apart.start("two", "trustee", "--admit", "all");
    await ends("two");
    expect((await meet()).charter.trustees.map(({ name }) => name)).not.toContain("two");
  }, 300_000);

  test("take in another, ask for more of them, and renew their shares, one after the other", async () => {
    const [before, openings] = [await meet(), await logged("opening")];
    await apart.trustee("seven", "init", "--name", "seven");
    await apart.trustee("seven", "join");
    const [staying, all] = [
      ["three", "four", "six"],
      ["three", "four", "six", "seven"],
    ];
    expect(endings(await change(["add", "--with", "seven"], all))).toEqual(Array(5).fill("0 "));
    await apart.start("seven", "trustee", "--admit", "all");
    const more = ["threshold", "--threshold", "4", "--witnesses", "4"];
    expect(endings(await change(more, all))).toEqual(Array(5).fill("0 "));
    expect(endings(await change(["refresh"], all))).toEqual(Array(5).fill("0 "));
    const { charter } = await meet();
    expect(charter).toMatchObject({ epoch: before.charter.epoch + 3, threshold: 4 });
    expect(charter.trustees.map(({ name }) => name).sort()).toEqual(["one", ...all].sort());
    expect(staying.every((name) => !apart.ended(name))).toBe(true);
    await seal(await meet(), RECORDS); // one more names somebody who was named before
    await until("one more opening", async () => (await logged("opening")) > openings);
    expect(await logged("opening")).toBe(openings + 1);
  }, 300_000);
});

/** Waits until something is so, two minutes at most; then the logs say why it is not. */
async function until(what: string, so: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + 120_000;
  while (!(await so())) {
    if (Date.now() > end) throw new Error(`not so: ${what}\n${apart.lastWords()}`);
    await sleep(100);
  }
}

const ends = (name: string) => until(`${name} ends by itself`, () => apart.ended(name));

/** What `one` proposes, and how it ended for it and for those who agreed, having compared the words. */
async function change(proposed: readonly string[], agreeing: readonly string[]): Promise<Ran[]> {
  const [verb, ...rest] = proposed as [string, ...string[]];
  const earlier = await wordsAtBoard(agreeing[0] as string);
  const proposing = apart.trustee("one", verb, ...rest);
  let words = earlier;
  while (words === earlier) words = await wordsAtBoard(agreeing[0] as string);
  const agreed = agreeing.map((name) => apart.trustee(name, "agree", "--words", words as string));
  return Promise.all([proposing, ...agreed]);
}

/** The words of what is proposed now; undefined while there is nothing to agree to. */
async function wordsAtBoard(name: string): Promise<string | undefined> {
  const asked = await apart.trustee(name, "agree");
  return asked.code === 3 ? wordsOf(asked) : undefined;
}

const endings = (ran: readonly Ran[]) => ran.map(({ code, errors }) => `${code} ${errors}`);

/** The numbers of those who are to deal. */
function dealing({ charter }: Escrow, names: readonly string[]): string {
  return charter.trustees.flatMap(({ name }, i) => (names.includes(name) ? [i + 1] : [])).join();
}

/** How many entries of a kind stand in the log, by its public tiles. */
async function logged(type: EntryType): Promise<number> {
  const size = Number((await board.checkpoint()).split("\n")[1]);
  let found = 0;
  for (let position = 0; position < size; position++) {
    const leaf = await fetch(`${apart.url}/v1/log/leaves/${position}`);
    if (new Uint8Array(await leaf.arrayBuffer())[0] === ENTRY_TYPES[type]) found++;
  }
  return found;
}

/** The records that counsel can read, each as often as it stands on the desk; waits until none is missing. */
async function everythingOpened(seat: CounselSeat): Promise<string[]> {
  for (let inbox = EMPTY_INBOX; ; await sleep(200)) {
    inbox = await readInbox(seat, inbox, 5);
    if (listCases(inbox).flatMap((one) => one.records).length < RECORDS) continue;
    const cases = await Promise.all(listCases(inbox).map((one) => openCase(seat, one)));
    const readable = cases.flatMap(({ records }) => records.filter(({ account }) => account !== undefined));
    if (readable.length >= RECORDS) return readable.map(({ id }) => id);
  }
}
