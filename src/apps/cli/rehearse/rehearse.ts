/** Plays a scenario against a fresh local escrow, through its real interfaces and real processes. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toHex } from "../../../core/bytes/bytes.ts";
import { ChorusError } from "../../../core/bytes/errors.ts";
import { sodiumGroup } from "../../../core/crypto/group-sodium.ts";
import { sodiumSigner } from "../../../core/crypto/signer-sodium.ts";
import type { Counsel } from "../../../core/protocol/counsel.ts";
import { readTrusteeKeys, writeTrusteeKeys } from "../../../edge/node/trustee/keys.ts";
import { boardClient } from "../../../edge/shared/board-client.ts";
import { meetEscrow } from "../../../edge/shared/escrow.ts";
import { type LocalEscrow, startLocalEscrow } from "../local-escrow.ts";
import { confirm, type Desk, exportDesk, openDesks, readDesk, waitForAdmission } from "./counsels.ts";
import { createDatabases } from "./databases.ts";
import { People } from "./people.ts";
import { quantile, type RehearsalResult, type Rejection, resultOf } from "./result.ts";
import type { Scenario, Step, Survivor } from "./scenario.ts";

export type RehearsalOptions = {
  readonly store?: string;
  readonly exportTo?: string;
  readonly onStep?: (step: Step, index: number) => void;
};

/** @throws when a step could not be carried out; a refusal by the rules is part of the result instead */
export async function rehearse(scenario: Scenario, options: RehearsalOptions): Promise<RehearsalResult> {
  const folder = mkdtempSync(join(tmpdir(), "chorus-rehearsal-"));
  const processes = ["board", "registrar", ...Array.from({ length: scenario.trustees }, (_, i) => `trustee-${i + 1}`)];
  const databases = options.store === undefined ? undefined : await createDatabases(options.store, processes);
  let escrow: LocalEscrow | undefined;
  try {
    escrow = await startLocalEscrow({
      folder,
      name: scenario.title ?? "Rehearsal",
      trustees: scenario.trustees,
      threshold: scenario.threshold,
      port: 0,
      requestsPerMinute: 100_000,
      ...(databases === undefined ? {} : { databases: databases.urlOf }),
    });
    return await play(scenario, options, escrow, folder);
  } finally {
    await escrow?.stop();
    await databases?.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Stage = {
  readonly scenario: Scenario;
  readonly local: LocalEscrow;
  readonly folder: string;
  readonly people: People;
  readonly desks: ReadonlyMap<string, Desk>;
  readonly counsel: ReadonlyMap<string, Counsel>;
  readonly sealTimes: number[];
  readonly settleTimes: number[];
};

async function play(
  scenario: Scenario,
  options: RehearsalOptions,
  local: LocalEscrow,
  folder: string,
): Promise<RehearsalResult> {
  const board = boardClient(local.url);
  const signer = await sodiumSigner();
  const escrow = await meetEscrow(board, await sodiumGroup(), signer);
  const people = await People.gather(board, escrow);
  const desks = await openDesks(folder, local.url, scenario.counsel);
  const counsel = await waitForAdmission(board, signer, escrow, desks);
  const stage: Stage = { scenario, local, folder, people, desks, counsel, sealTimes: [], settleTimes: [] };
  const rejected: Rejection[] = [];
  for (const [i, step] of scenario.steps.entries()) {
    options.onStep?.(step, i);
    for (const reason of await refusalsOf(() => carryOut(stage, step))) rejected.push({ step: i + 1, reason });
  }
  return conclude(stage, options, rejected);
}

/** Why the rules refused the step, or a part of it; empty when all was taken. Anything else is a failed rehearsal. */
async function refusalsOf(act: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof ChorusError && error.rule !== "rate") return [`${error.rule}: ${error.message}`];
    throw error;
  }
}

/** Answers what was left out of the step. */
async function carryOut(stage: Stage, step: Step): Promise<readonly string[]> {
  const { scenario, local, people, desks } = stage;
  if ("seal" in step) {
    const survivor = scenario.survivors[step.seal] as Survivor;
    const { milliseconds, unusable } = await people.seal(step.seal, survivor, scenario, stage.counsel);
    stage.sealTimes.push(milliseconds);
    return unusable;
  } else if ("withdraw" in step) {
    await people.withdraw(step.withdraw, scenario.survivors[step.withdraw]?.author ?? step.withdraw);
  } else if ("replay" in step) {
    await people.replay(step.replay);
  } else if ("tamper" in step) {
    await people.tamper(step.tamper);
  } else if ("kill" in step) {
    await local.kill(step.kill);
  } else if ("restart" in step) {
    await local.restart(step.restart);
  } else if ("cheat" in step) {
    await makeCheat(stage, step.cheat);
  } else if ("confirm" in step) {
    const { counsel, record, same, different = [] } = step.confirm;
    const idOf = (name: string) => toHex(people.sealed.get(name)?.record ?? new Uint8Array());
    await confirm(desks.get(counsel) as Desk, idOf(record), same.map(idOf), different.map(idOf));
  } else {
    const start = performance.now();
    await local.settle();
    stage.settleTimes.push(performance.now() - start);
  }
  return [];
}

/** Gives a trustee another share of k than the one it is committed to. */
async function makeCheat({ local, folder }: Stage, name: string): Promise<void> {
  await local.kill(name);
  const data = join(folder, name);
  const keys = await readTrusteeKeys(data);
  const group = await sodiumGroup();
  if (keys.shares) {
    const k = group.scalarAdd(keys.shares.k as never, group.scalarFromNumber(1));
    await writeTrusteeKeys(data, { ...keys, shares: { ...keys.shares, k } });
  }
  await local.restart(name);
}

async function conclude(
  stage: Stage,
  options: RehearsalOptions,
  rejected: readonly Rejection[],
): Promise<RehearsalResult> {
  const { scenario, people, desks } = stage;
  const read = new Map<string, Awaited<ReturnType<typeof readDesk>>>();
  for (const [name, desk] of desks) {
    const cases = await readDesk(desk);
    read.set(name, cases);
    if (options.exportTo !== undefined) await exportDesk(options.exportTo, name, desk, cases);
  }
  const names = new Map([...people.sealed].map(([name, { record }]) => [toHex(record), name]));
  const replaced = [...people.sealed.keys()].flatMap((name) => scenario.survivors[name]?.replaces ?? []);
  const observed = { names, desks: read, answers: await people.answers(), threshold: scenario.threshold, replaced };
  const timings = {
    sealMs: { p50: quantile(stage.sealTimes, 0.5), p99: quantile(stage.sealTimes, 0.99) },
    settleMs: quantile(stage.settleTimes, 0.5),
  };
  return resultOf(observed, rejected, timings);
}
