/** Colleagues at one desk, over a real board: what one says the others read, and who is taken out reads no more. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { identityToRecipient } from "age-encryption";
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { unpad } from "../../src/core/bytes/padding.ts";
import { memberFingerprint, practiceHome, readMemberRequest, readPractice } from "../../src/core/protocol/practice.ts";
import { CHAIN_START, placeOf, sealUpdate, type Vault } from "../../src/core/protocol/vault.ts";
import { nodeSealer } from "../../src/edge/node/age.ts";
import { startBoard } from "../../src/edge/node/board/process.ts";
import type { CounselKeys } from "../../src/edge/shared/counsel-keys.ts";
import { joinPractice, memberRequest, newMember, welcome } from "../../src/edge/shared/joining.ts";
import { KeptDesk } from "../../src/edge/shared/kept-desk.ts";
import { Practice } from "../../src/edge/shared/practice.ts";
import { vaultAtBoard } from "../../src/edge/shared/vault-board.ts";
import {
  type CaseEntry,
  caseworkOf,
  countOutcomes,
  encodeEntries,
  type Said,
} from "../../src/roles/counsel/casework.ts";
import { seededRng } from "../actors.ts";
import { partsInMemory } from "./mailbox.ts";

const rng = seededRng("a practice");
const folder = mkdtempSync(join(tmpdir(), "chorus-practice-"));
let board: Awaited<ReturnType<typeof startBoard>>;

beforeAll(async () => {
  const logger = pino({ level: "silent" });
  const options = { host: "127.0.0.1", port: 0, origin: "board.example/log", requestsPerMinute: 100_000, logger };
  board = await startBoard({ folder, ...options });
});
afterAll(async () => {
  await board.close();
  rmSync(folder, { recursive: true, force: true });
});

const ports = { sealer: nodeSealer, rng };
const deskOf = (keys: CounselKeys) => new Practice(ports, board.url, keys);
const entry = (said: Said, by = "alice", matters = ["matter-1"]): CaseEntry => ({ at: 1, by, matters, said });
const note = (text: string, by?: string) => entry({ kind: "note", id: text, text }, by);
const notes = (desk: Practice) => caseworkOf(desk.entries, ["matter-1"]).notes.map(({ text }) => text);

/** The keys of a practice that alice has just begun. */
async function practice(): Promise<CounselKeys> {
  const { generateHybridIdentity, generateX25519Identity } = await import("age-encryption");
  return {
    v: 1,
    board: board.url,
    charter: rng.bytes(32),
    name: "Bay Law Clinic",
    profession: "lawyer",
    about: "",
    seed: rng.bytes(32),
    identity: await generateHybridIdentity(),
    exportIdentity: await generateX25519Identity(),
    member: await newMember("alice"),
  };
}

/** Bob comes to alice's practice, by the two files that go by hand. */
async function withBob(keys: CounselKeys): Promise<{ alice: Practice; bob: Practice; bobKeys: CounselKeys }> {
  const alice = deskOf(keys);
  const bobAlone = await newMember("bob");
  const request = readMemberRequest(await memberRequest(bobAlone));
  await alice.add(request);
  const bobKeys = await joinPractice(nodeSealer, await welcome(nodeSealer, keys, request), bobAlone);
  if (bobKeys === undefined) throw new Error("the welcome was not for bob");
  return { alice, bob: deskOf(bobKeys), bobKeys };
}

test("two colleagues who speak at once both are heard, in one order", async () => {
  const { alice, bob } = await withBob(await practice());
  await bob.pull();
  await Promise.all([alice.say([note("from alice")]), bob.say([note("from bob")])]);
  await Promise.all([alice.pull(), bob.pull()]);
  expect(notes(alice)).toHaveLength(2);
  expect(notes(alice)).toEqual(notes(bob));
});

test("a desk that comes late reads everything, also what was put together", async () => {
  const keys = await practice();
  const early = deskOf(keys);
  for (let i = 0; i < 70; i++) await early.say([note(`note ${i}`)]);
  const late = deskOf(keys);
  await late.pull();
  expect(notes(late)).toEqual(notes(early));
  expect(notes(late)).toHaveLength(70);
});

test("who is taken out can open neither the notes nor the practice’s file any more, and the others go on", async () => {
  const { alice, bob, bobKeys } = await withBob(await practice());
  await bob.say([note("before")]);
  await alice.remove(await identityToRecipient(bobKeys.member.identity));
  await alice.say([note("after")]);
  expect(notes(alice)).toEqual(["before", "after"]);
  await expect(bob.pull()).rejects.toMatchObject({ rule: "practice-member" });
  await expect(deskOf(bobKeys).pull()).rejects.toMatchObject({ rule: "practice-member" });
  expect(notes(bob)).toEqual(["before"]);
});

test("the last colleague cannot be taken out", async () => {
  const keys = await practice();
  const alice = deskOf(keys);
  const recipient = await identityToRecipient(keys.member.identity);
  await expect(alice.remove(recipient)).rejects.toMatchObject({ rule: "practice-last" });
});

/** The vault of a practice, as only its members know it. */
async function vaultOf(keys: CounselKeys): Promise<Vault> {
  const blob = await vaultAtBoard(board.url, practiceHome(keys.seed, keys.charter)).blob("practice");
  const bytes = await nodeSealer.open(blob?.bytes as Uint8Array, keys.member.identity);
  return readPractice(unpad(bytes as Uint8Array)).vault;
}

/** Puts so many other notes in place of all that the board has. */
async function putBack(keys: CounselKeys, said: readonly string[]): Promise<void> {
  const vault = await vaultOf(keys);
  const at = vaultAtBoard(board.url, vault);
  await at.erase();
  await at.begin();
  let place = CHAIN_START;
  for (const text of said) {
    const pages = encodeEntries([note(text)]);
    const sealed = sealUpdate(rng, vault, place, { pages, ring: new Uint8Array() });
    await at.append(place.seq, sealed);
    place = placeOf(place.seq + 1, sealed);
  }
}

/** A desk on a device that keeps what it saw. */
function deskThatKeeps(keys: CounselKeys, device = partsInMemory()) {
  const kept = new KeptDesk(practiceHome(keys.seed, keys.charter), device, rng);
  return { device, desk: new Practice({ ...ports, kept }, board.url, keys) };
}

test("a desk that kept its notes goes on from them, also where colleagues have said much since", async () => {
  const keys = await practice();
  const { device, desk } = deskThatKeeps(keys);
  await desk.say([note("first")]);
  const other = deskOf(keys);
  for (let i = 0; i < 70; i++) await other.say([note(`note ${i}`)]);
  const again = deskThatKeeps(keys, device).desk;
  await again.pull();
  expect(notes(again)).toEqual(notes(other));
  expect(again.isOlder).toBe(false);
  const once = deskThatKeeps(keys, device).desk;
  await once.pull();
  expect(notes(once)).toEqual(notes(other));
  expect(once.isOlder).toBe(false);
});

test.each([
  ["fewer notes", ["first"]],
  ["as many, but others", ["first", "other"]],
  ["more, but others", ["first", "other", "third"]],
  ["none", []],
])("a desk that was just opened notices when the board shows %s, and shows what the board has", async (_, shown) => {
  const keys = await practice();
  const { device, desk } = deskThatKeeps(keys);
  await desk.say([note("first")]);
  await desk.say([note("second")]);
  await putBack(keys, shown);
  const again = deskThatKeeps(keys, device).desk;
  await again.pull();
  expect(again.isOlder).toBe(true);
  expect(notes(again)).toEqual(shown);
  await again.say([note("after")]);
  expect(notes(again)).toEqual([...shown, "after"]);
});

test("a welcome opens to nobody but the colleague whose request it answers", async () => {
  const keys = await practice();
  const bob = await newMember("bob");
  const letter = await welcome(nodeSealer, keys, readMemberRequest(await memberRequest(bob)));
  expect(await joinPractice(nodeSealer, letter, await newMember("carol"))).toBeUndefined();
});

test("a request put in another’s place has another fingerprint", async () => {
  const of = async (name: string) => memberFingerprint(readMemberRequest(await memberRequest(await newMember(name))));
  const first = await of("bob");
  expect(first).toMatch(/^\d{5}( \d{5}){7}$/);
  expect(await of("bob")).not.toBe(first);
});

test("what was said of two cases is of one, once they turn out to share a record; a conflict then binds both", () => {
  const entries = [
    entry({ kind: "conflict", conflict: "none" }, "alice", ["matter-1"]),
    entry({ kind: "note", id: "1", text: "one" }, "alice", ["matter-1"]),
    entry({ kind: "note", id: "2", text: "two" }, "bob", ["matter-2"]),
  ];
  expect(caseworkOf(entries, ["matter-1"]).conflict).toBe("none");
  const both = caseworkOf(entries, ["matter-1", "matter-2"]);
  expect(both.notes.map(({ text }) => text)).toEqual(["one", "two"]);
  expect(both.conflict).toBe("unasked");
  const declared = [...entries, entry({ kind: "conflict", conflict: "declared" }, "bob", ["matter-2"])];
  expect(caseworkOf(declared, ["matter-1", "matter-2"]).conflict).toBe("declared");
});

test("what is struck out is gone, what is done stays, and deadlines stand by their day", () => {
  const entries = [
    entry({ kind: "task", id: "t", text: "call the registry", due: "" }),
    entry({ kind: "done", id: "t", done: true }),
    entry({ kind: "deadline", id: "late", text: "civil", due: "2031-01-01" }),
    entry({ kind: "deadline", id: "soon", text: "employment", due: "2027-02-03" }),
    entry({ kind: "mark", id: "m", record: "r", sort: "place", quote: "the old hall" }),
    entry({ kind: "struck", id: "m" }),
  ];
  const casework = caseworkOf(entries, ["matter-1"]);
  expect(casework.tasks).toMatchObject([{ text: "call the registry", done: true }]);
  expect(casework.deadlines.map(({ text }) => text)).toEqual(["employment", "civil"]);
  expect(casework.marks).toEqual([]);
});

test("outcomes leave a practice as counts, a kind once a case", () => {
  const report = (id: string): Said => ({ kind: "outcome", id, sort: "report", day: "", text: "to the college" });
  const first = caseworkOf([entry(report("1")), entry(report("2"))], ["matter-1"]);
  const second = caseworkOf([entry({ kind: "state", state: "closed" })], ["matter-1"]);
  const counts = countOutcomes([first, second]);
  expect(counts.outcomes.report).toBe(1);
  expect(counts.states).toMatchObject({ new: 1, closed: 1 });
  expect(JSON.stringify(counts)).not.toContain("college");
});
