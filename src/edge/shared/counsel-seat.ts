/** Counsel's place at an escrow: its keys, met with the charter they were made for; and how it asks to be admitted. */
import { toHex } from "../../core/bytes/bytes.ts";
import { ChorusError } from "../../core/bytes/errors.ts";
import type { Group } from "../../core/crypto/group.ts";
import type { Clock, FileSealer, Signer } from "../../core/ports.ts";
import { counselIdOf, encodeCounselCard, signCounselCard } from "../../core/protocol/counsel.ts";
import type { BoardClient } from "./board-client.ts";
import { type CounselKeys, counselCard } from "./counsel-keys.ts";
import type { CounselSeat } from "./desk.ts";
import { meetEscrow } from "./escrow.ts";

/** What a seat stands on, in a browser or at the command line. */
export type SeatPorts = {
  readonly group: Group;
  readonly signer: Signer;
  readonly sealer: FileSealer;
  readonly clock: Clock;
};

/** Takes the seat that the keys describe. */
export async function takeSeat(
  { group, signer, sealer, clock }: SeatPorts,
  board: BoardClient,
  keys: CounselKeys,
): Promise<CounselSeat> {
  const escrow = await meetEscrow(board, group, signer, keys.charter);
  const id = counselIdOf(await counselCard(signer, keys));
  const caller = { role: "counsel", id: toHex(id) } as const;
  const as = { caller, board: escrow.charter.board.origin, seed: keys.seed, signer, clock };
  return { context: { group, signer, sealer, escrow, identity: keys.identity }, id, as, board };
}

/** Asks the trustees to admit this counsel. Asking again, or after they have, changes nothing. */
export async function applyForSeat({ context, board }: CounselSeat, keys: CounselKeys): Promise<void> {
  const { signer, escrow } = context;
  const card = encodeCounselCard(await counselCard(signer, keys));
  const signature = signCounselCard(signer, escrow, card, keys.seed);
  await board.applyAsCounsel(card, signature).catch((error: unknown) => {
    if (!(error instanceof ChorusError && error.rule === "counsel-admitted")) throw error;
  });
}
