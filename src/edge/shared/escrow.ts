/** Meeting an escrow: its charter and its counsel, from the board, checked. */

import { conflict } from "../../core/bytes/errors.ts";
import type { Group } from "../../core/crypto/group.ts";
import type { Signer } from "../../core/ports.ts";
import type { Escrow } from "../../core/protocol/charter.ts";
import { type Counsel, openAdmitted } from "../../core/protocol/counsel.ts";
import { openCharters } from "../../core/protocol/succession.ts";
import type { BoardClient } from "./board-client.ts";

/**
 * @param pinned the charterId that is expected; undefined only when meeting the escrow for the first time
 * @throws ChorusError `conflict` (`no-charter`) while the key ceremony is still under way
 */
export async function meetEscrow(
  board: BoardClient,
  group: Group,
  signer: Signer,
  pinned?: Uint8Array,
): Promise<Escrow> {
  const { charter, successors } = await board.escrow();
  if (charter === null) throw conflict("no-charter", "the escrow is not ready: its key ceremony has not ended");
  return openCharters(group, signer, charter, successors, pinned);
}

/** Every counsel that enough trustees have admitted. */
export async function admittedCounsel(board: BoardClient, signer: Signer, escrow: Escrow): Promise<Counsel[]> {
  return (await board.counsel()).map((bytes) => openAdmitted(signer, escrow, bytes));
}
