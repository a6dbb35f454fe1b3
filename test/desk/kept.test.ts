/** What a desk keeps between two unlockings: it comes back at once, to the same, and never to less than the board has. */
import { beforeEach, expect, test } from "vitest";
import { concat, utf8 } from "../../src/core/bytes/bytes.ts";
import { LABELS } from "../../src/core/bytes/labels.ts";
import { openUnder } from "../../src/core/crypto/sealed.ts";
import { encodeAccount } from "../../src/core/protocol/account.ts";
import { plainIncident } from "../../src/core/protocol/incident.ts";
import { practiceHome } from "../../src/core/protocol/practice.ts";
import { vaultKey } from "../../src/core/protocol/vault.ts";
import { CaseDesk } from "../../src/edge/shared/case-desk.ts";
import { KeptDesk } from "../../src/edge/shared/kept-desk.ts";
import type { CaseEntry } from "../../src/roles/counsel/casework.ts";
import { foundEscrow } from "../actors.ts";
import { Mailbox, partsInMemory } from "./mailbox.ts";

const world = await foundEscrow();
const entries: CaseEntry[] = [];
const clear = (matter: string): CaseEntry => ({
  at: 1,
  by: "alice",
  matters: [matter],
  said: { kind: "conflict", conflict: "none" },
});
const account = encodeAccount({
  v: 1,
  incidents: [plainIncident("an account")],
  contact: { ways: [], never: "" },
  attachments: [],
  files: [],
});
const notes = { entries, pull: async () => undefined, say: async () => undefined };
const home = practiceHome(world.counsel.seed, world.escrow.charterId);

let mailbox: Mailbox;
let device: ReturnType<typeof partsInMemory>;
beforeEach(async () => {
  entries.length = 0;
  mailbox = new Mailbox(world);
  device = partsInMemory();
  await mailbox.addCase("Robin Miller", 2, account);
  await mailbox.addCase("Sasha Jones", 3, account);
});

const kept = (vault = home) => new KeptDesk(vault, device, world.rng);

/** Unlocks the desk and lists its cases. */
async function listed() {
  const desk = new CaseDesk(mailbox.seat(), notes, { rng: world.rng, seconds: () => 1, by: "alice", kept: kept() });
  await desk.look();
  return { desk, cases: await desk.list() };
}

test("a desk that comes back shows the same list, and fetches nothing that it opened before", async () => {
  const first = await listed();
  expect(first.cases.map(({ names, accounts }) => [names, accounts])).toEqual([
    [["Robin Miller"], 2],
    [["Sasha Jones"], 3],
  ]);
  expect(mailbox.partsAsked).toBe(5);
  const again = await listed();
  expect(again.cases).toEqual(first.cases);
  expect(mailbox.partsAsked).toBe(5);
  expect(await kept().list()).toEqual(first.cases);
});

test("what came in the meantime joins what was kept", async () => {
  await listed();
  await mailbox.addCase("Kim Brown", 2, account);
  const { cases } = await listed();
  expect(cases.map(({ names }) => names[0])).toEqual(["Robin Miller", "Sasha Jones", "Kim Brown"]);
  expect(mailbox.partsAsked).toBe(7);
});

test("proofs can be put together from what was kept: shares, testimonies and companions are all there", async () => {
  await listed();
  const before = await kept().mail();
  const { desk } = await listed();
  const after = await kept().mail();
  expect(after).toEqual(before);
  const [first] = [...(after?.inbox.desk.values() ?? [])];
  expect(first?.companions.size).toBe(2);
  expect(first?.testimonies[0]?.signatures.size).toBe(3);
  expect(desk.isFaulty).toBe(false);
});

test("a board that lost mail, and gave its number to another, is read from the start", async () => {
  await listed();
  mailbox.mails.splice(3); // the second case’s openings are gone
  await mailbox.addCase("Kim Brown", 2, account); // and their numbers taken
  const { cases } = await listed();
  expect(cases.map(({ names }) => names[0])).toEqual(["Robin Miller", "Kim Brown"]);
});

test("that something did not hold is remembered", async () => {
  mailbox.mails.push({ seq: mailbox.mails.length + 1, bytes: new Uint8Array(utf8("not an age file")) });
  expect((await listed()).desk.isFaulty).toBe(true);
  expect((await listed()).desk.isFaulty).toBe(true);
});

test("what is kept shows nothing, opens under this practice’s key alone, and not after a bit was changed", async () => {
  const { cases } = await listed();
  const { parts } = device;
  for (const sealed of parts.values()) expect(Buffer.from(sealed).toString("latin1")).not.toContain("Miller");
  const stranger = practiceHome(world.rng.bytes(32), world.escrow.charterId);
  await expect(kept(stranger).list()).rejects.toMatchObject({ rule: "sealed" });
  for (const sealed of parts.values()) sealed[sealed.length - 1] = (sealed.at(-1) as number) ^ 1;
  await expect(kept().mail()).rejects.toMatchObject({ rule: "sealed" });
  expect((await listed()).cases).toEqual(cases);
});

test("no account is ever among what is kept", async () => {
  const { desk, cases } = await listed();
  entries.push(...cases.map(({ id }) => clear(id)));
  const { records } = await desk.opened((cases[0] as { id: string }).id);
  expect(records).toHaveLength(2);
  await mailbox.addCase("Kim Brown", 2, account);
  await desk.look();
  await desk.list();
  const sealed = device.parts.get("mail") as Uint8Array;
  const content = openUnder(vaultKey(home, LABELS.vaultDevice), concat(home.id, utf8("desk mail")), sealed);
  expect(Buffer.from(content).toString("latin1")).toContain("Miller");
  expect(Buffer.from(content).toString("latin1")).not.toContain("an account");
});
