/** An escrow that is running, seen from outside: its board, a counsel at the desk, and as many authors as are wanted. */
import type { LocalEscrow } from "../src/apps/cli/local-escrow.ts";
import { openDesks, waitForAdmission } from "../src/apps/cli/rehearse/counsels.ts";
import { sodiumGroup } from "../src/core/crypto/group-sodium.ts";
import { sodiumSigner } from "../src/core/crypto/signer-sodium.ts";
import type { Escrow } from "../src/core/protocol/charter.ts";
import type { Counsel } from "../src/core/protocol/counsel.ts";
import { type SealedRecord, type SealingPorts, sealRecord } from "../src/core/protocol/seal.ts";
import { nodeSealer } from "../src/edge/node/age.ts";
import { systemRng } from "../src/edge/node/platform.ts";
import { blindSigner } from "../src/edge/shared/blind-rsa.ts";
import { type BoardClient, boardClient } from "../src/edge/shared/board-client.ts";
import type { CounselSeat } from "../src/edge/shared/desk.ts";
import { meetEscrow } from "../src/edge/shared/escrow.ts";
import { type AuthorKey, enrol } from "../src/roles/author/author.ts";
import { namesFor, sealingInput } from "./people.ts";

export const SLOTS = 4;
const AT_ONCE = 16;

export type Stage = {
  readonly local: LocalEscrow;
  readonly board: BoardClient;
  readonly escrow: Escrow;
  readonly ports: SealingPorts;
  readonly seat: CounselSeat;
  readonly counsel: Counsel;
};

export async function openStage(folder: string, local: LocalEscrow): Promise<Stage> {
  const board = boardClient(local.url);
  const signer = await sodiumSigner();
  const ports = { group: await sodiumGroup(), signer, sealer: nodeSealer, rng: systemRng };
  const escrow = await meetEscrow(board, ports.group, signer);
  const desks = await openDesks(folder, local.url, ["counsel"]);
  const admitted = await waitForAdmission(board, signer, escrow, desks);
  const { seat } = desks.get("counsel") as { seat: CounselSeat };
  return { local, board, escrow, ports, seat, counsel: admitted.get("counsel") as Counsel };
}

/** Does the work for every item, so many at once. */
export async function eachOf<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const at = next++;
      results[at] = await work(items[at] as Item);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

export async function enrolAuthors({ board, escrow, ports }: Stage, many: number) {
  const start = performance.now();
  const authors = await eachOf(Array.from({ length: many }), () =>
    enrol({ ...ports, blindSigner }, escrow, { kind: "open" }, (file) => board.registrar(file)),
  );
  return { authors, rates: [many / ((performance.now() - start) / 1000)] };
}

export function sealFor(
  { ports, escrow, counsel }: Stage,
  author: AuthorKey,
  respondent: string,
): Promise<SealedRecord> {
  return sealRecord(ports, escrow, sealingInput(counsel, namesFor(SLOTS, respondent), author));
}
