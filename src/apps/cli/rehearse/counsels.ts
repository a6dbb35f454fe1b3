/** The counsel of a rehearsal: real key files, admitted by the trustees, reading their real desks. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fromHex, toHex } from "../../../core/bytes/bytes.ts";
import type { Signer } from "../../../core/ports.ts";
import type { Escrow } from "../../../core/protocol/charter.ts";
import type { Counsel } from "../../../core/protocol/counsel.ts";
import { writeExport } from "../../../edge/node/counsel/export.ts";
import type { BoardClient } from "../../../edge/shared/board-client.ts";
import { gatherProofs } from "../../../edge/shared/case-proofs.ts";
import type { CounselKeys } from "../../../edge/shared/counsel-keys.ts";
import {
  type CounselSeat,
  EMPTY_INBOX,
  listCases,
  type OpenedCase,
  openCase,
  readInbox,
  sendVerdict,
} from "../../../edge/shared/desk.ts";
import { admittedCounsel } from "../../../edge/shared/escrow.ts";
import { takeUpOffice } from "../counsel-seat.ts";

export type Desk = { readonly keys: CounselKeys; readonly seat: CounselSeat };

/** Makes a key for each name and waits until the trustees have admitted all of them. */
export async function openDesks(folder: string, url: string, names: readonly string[]): Promise<Map<string, Desk>> {
  const desks = new Map<string, Desk>();
  for (const name of names) {
    const person = { board: url, name, profession: "lawyer", about: "" } as const;
    desks.set(name, await takeUpOffice(join(folder, `counsel-${name}`), person));
  }
  return desks;
}

/** The admitted counsel by their name in the scenario. */
export async function waitForAdmission(
  board: BoardClient,
  signer: Signer,
  escrow: Escrow,
  desks: ReadonlyMap<string, Desk>,
): Promise<Map<string, Counsel>> {
  for (;;) {
    const admitted = await admittedCounsel(board, signer, escrow);
    const found = [...desks].map(
      ([name, { seat }]) => [name, admitted.find(({ id }) => toHex(id) === toHex(seat.id))] as const,
    );
    if (found.every(([, counsel]) => counsel !== undefined)) return new Map(found as [string, Counsel][]);
    await sleep(20);
  }
}

/** Everything that has opened at a desk. */
export async function readDesk({ seat }: Desk): Promise<OpenedCase[]> {
  const inbox = await readInbox(seat, EMPTY_INBOX);
  return Promise.all(listCases(inbox).map((one) => openCase(seat, one)));
}

/** Says of a record which others are the same person. */
export async function confirm(
  { seat }: Desk,
  record: string,
  same: readonly string[],
  different: readonly string[],
): Promise<void> {
  const inbox = await readInbox(seat, EMPTY_INBOX);
  for (const matter of inbox.desk.values()) {
    if (!matter.confirmFirst || !matter.records.has(record)) continue;
    const ids = { same: same.map(fromHex), different: different.map(fromHex) };
    await sendVerdict(seat, { case: fromHex(matter.caseId), record: fromHex(record), ...ids });
  }
}

/** Writes the cases of a desk as age files, and the key that opens them, which `age -d -i` takes. */
export async function exportDesk(
  folder: string,
  name: string,
  { keys, seat }: Desk,
  cases: readonly OpenedCase[],
): Promise<void> {
  const target = join(folder, name);
  mkdirSync(target, { recursive: true, mode: 0o700 });
  writeFileSync(join(target, `${name}.key`), `${keys.exportIdentity}\n`, { mode: 0o600 });
  for (const one of cases)
    await writeExport(seat, target, one, keys.exportIdentity, await gatherProofs(seat, one.case));
}
