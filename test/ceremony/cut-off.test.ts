/**
 * A ceremony, and then a change of trustees, in which everybody's power goes at every step: once before what they say
 * reaches the board, and once after. Each goes on from its key file, and says nothing twice.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { encodeProposal, type Proposal } from "../../src/core/protocol/ceremony.ts";
import type { Escrow } from "../../src/core/protocol/charter.ts";
import { proposeResharing } from "../../src/core/protocol/resharing.ts";
import { systemClock, systemRng } from "../../src/edge/node/platform.ts";
import { runCeremony } from "../../src/edge/node/trustee/ceremony.ts";
import { initTrustee, readTrusteeKeys, trusteeCard } from "../../src/edge/node/trustee/keys.ts";
import { runResharing } from "../../src/edge/node/trustee/resharing.ts";
import { sharesUnder } from "../../src/edge/node/trustee/shares.ts";
import { boardClient } from "../../src/edge/shared/board-client.ts";
import { ceremonyBoard } from "../../src/edge/shared/ceremony-board.ts";
import { meetEscrow } from "../../src/edge/shared/escrow.ts";
import { BoardUnreachable } from "../../src/edge/shared/http-client.ts";
import { resharingBoard } from "../../src/edge/shared/resharing-board.ts";
import { ageKeys, REGISTRAR_SEED } from "../actors.ts";
import { SETUP_TOKEN, Served } from "../board/served.ts";

class PowerCut extends Error {}

const folder = mkdtempSync(join(tmpdir(), "chorus-ceremony-"));
const of = (trustee: number) => join(folder, `trustee-${trustee}`);
const signal = new AbortController().signal;
let served: Served;

beforeAll(async () => {
  served = await Served.start({ founded: false });
});
afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs something until it ends by itself, however often the power goes. Answers how often it went. */
async function untilDone<Result>(run: (post: Unlucky) => Promise<Result | undefined>): Promise<[Result, number]> {
  const unlucky = new Unlucky();
  for (;;) {
    try {
      const result = await run(unlucky);
      if (result !== undefined) return [result, unlucky.cuts];
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error;
    }
  }
}

/** Every message is lost before it arrives, then its arrival is never heard of; what is said anew goes through. */
class Unlucky {
  cuts = 0;
  #said = 0;

  async post(send: () => Promise<void>): Promise<void> {
    this.#said++;
    if (this.#said % 2 === 1) {
      this.cuts++;
      throw new PowerCut();
    }
    await send();
    this.cuts++;
    throw new PowerCut();
  }
}

test("whoever is cut off at any step goes on from its key file, and the charter stands", async () => {
  const { signer, group, url } = served;
  for (const index of [1, 2, 3]) await initTrustee(of(index), `Trustee ${index}`);
  const cards = await Promise.all(
    [1, 2, 3].map(async (index) => trusteeCard(signer, await readTrusteeKeys(of(index)))),
  );
  const { board } = await boardClient(url).escrow();
  const registrar = {
    name: "Registrar",
    signingKey: signer.publicKey(REGISTRAR_SEED),
    recipient: (await ageKeys()).recipient,
    credentialKey: systemRng.bytes(294),
    admits: "open" as const,
  };
  const policy = { recordsPerYear: 12, slotsPerYear: 96, witnesses: 2 };
  const proposal: Proposal = {
    v: 1,
    name: "Cut off",
    nonce: systemRng.bytes(32),
    threshold: 2,
    trustees: cards,
    registrar,
    board,
    policy,
  };
  await ceremonyBoard(url).propose(encodeProposal(proposal), SETUP_TOKEN);
  const real = ceremonyBoard(url);
  const ran = await Promise.all(
    [1, 2, 3].map((index) =>
      untilDone(async (unlucky) => {
        const cut = { ...real, post: (bytes: Uint8Array) => unlucky.post(() => real.post(bytes)) };
        const run = { group, signer, board: cut, folder: of(index), passphrase: undefined, proposal, signal };
        return runCeremony(run, await readTrusteeKeys(of(index)));
      }),
    ),
  );
  expect(ran.map(([, cuts]) => cuts)).toEqual([8, 8, 8]); // four steps, twice each
  const escrow = await meetEscrow(boardClient(url), group, signer);
  for (const index of [1, 2, 3]) expect(sharesUnder(group, escrow, await readTrusteeKeys(of(index)))).toBeDefined();
}, 300_000);

/** The third trustee leaves and a fourth comes; proposed by the first. */
async function proposeChange(): Promise<{ before: Escrow; proposal: Uint8Array; meet: () => Promise<Escrow> }> {
  const { signer, group, url } = served;
  const card = await trusteeCard(signer, await readTrusteeKeys(of(4)));
  const meet = (): Promise<Escrow> => meetEscrow(boardClient(url), group, signer);
  const before = await meet();
  const trustees = [...before.charter.trustees.slice(0, 2), card].map(({ name, signingKey, recipient }) => ({
    name,
    signingKey,
    recipient,
  }));
  const keys = await readTrusteeKeys(of(1));
  const own =
    before.charter.trustees.findIndex(({ signingKey }) => signingKey.join() === signer.publicKey(keys.seed).join()) + 1;
  const plan = { nonce: systemRng.bytes(32), threshold: 2, witnesses: 2, dealers: [1, 2], trustees };
  const proposal = proposeResharing(signer, before, plan, own, keys.seed);
  const caller = { role: "trustee", index: own } as const;
  await resharingBoard(url).propose(proposal, {
    caller,
    board: before.charter.board.origin,
    seed: keys.seed,
    signer,
    clock: systemClock,
  });
  return { before, proposal, meet };
}

test("whoever waits for others while the trustees change asks calmly, and bears it that the board is away", async () => {
  const { signer, group, url } = served;
  await initTrustee(of(4), "Trustee 4");
  const { before, proposal, meet } = await proposeChange();
  const stop = new AbortController();
  const real = resharingBoard(url, stop.signal);
  const said: unknown[] = [];
  let asked = 0;
  const board = {
    ...real,
    messages: (seen: number, wait: number) => {
      if (++asked === 2) throw new BoardUnreachable();
      return real.messages(seen, wait);
    },
  };
  const ran = runResharing({
    group,
    signer,
    board,
    meet,
    escrow: before,
    folder: of(4),
    passphrase: undefined,
    proposal,
    signal: stop.signal,
    say: (what, missing) => said.push(what, ...missing),
  });
  while (asked < 3) await sleep(50);
  await sleep(1000);
  expect(asked).toBe(3); // the last is still being answered
  expect(said).toEqual(["wait", { set: "old", trustee: 1 }, { set: "old", trustee: 2 }, "away"]);
  stop.abort();
  await ran.catch(() => {});
}, 60_000);

test("and so does whoever is cut off while the trustees change", async () => {
  const { signer, group, url } = served;
  const { before, proposal, meet } = await proposeChange();
  const real = resharingBoard(url);
  const ran = await Promise.all(
    [1, 2, 4].map((index) =>
      untilDone(async (unlucky) => {
        const cut = { ...real, post: (bytes: Uint8Array) => unlucky.post(() => real.post(bytes)) };
        const run = {
          group,
          signer,
          board: cut,
          meet,
          escrow: before,
          folder: of(index),
          passphrase: undefined,
          proposal,
          signal,
          say: () => {},
        };
        return runResharing(run);
      }),
    ),
  );
  expect(ran.map(([, cuts]) => cuts)).toEqual([6, 6, 2]); // a deal and two signatures; the newcomer signs alone
  const after = await meet();
  expect(after.charter.epoch).toBe(1);
  for (const index of [1, 2, 4]) expect(sharesUnder(group, after, await readTrusteeKeys(of(index)))).toBeDefined();
  for (const index of [1, 2, 3]) expect(sharesUnder(group, before, await readTrusteeKeys(of(index)))).toBeDefined();
}, 300_000);
