/** Counsel at the command line: its key file, its seat at the desk, its application to an escrow. */
import { toHex } from "../../core/bytes/bytes.ts";
import { sodiumGroup } from "../../core/crypto/group-sodium.ts";
import { sodiumSigner } from "../../core/crypto/signer-sodium.ts";
import { counselIdOf, encodeCounselCard, signCounselCard } from "../../core/protocol/counsel.ts";
import { nodeSealer } from "../../edge/node/age.ts";
import { type CounselKeys, counselCard } from "../../edge/node/counsel/keys.ts";
import { systemClock } from "../../edge/node/platform.ts";
import { boardClient } from "../../edge/shared/board-client.ts";
import type { CounselSeat } from "../../edge/shared/desk.ts";
import { meetEscrow } from "../../edge/shared/escrow.ts";

/** Takes the seat that a key file describes. */
export async function counselSeat(keys: CounselKeys): Promise<CounselSeat> {
  const group = await sodiumGroup();
  const signer = await sodiumSigner();
  const board = boardClient(keys.board);
  const escrow = await meetEscrow(board, group, signer);
  const id = counselIdOf(await counselCard(signer, keys));
  const caller = { role: "counsel", id: toHex(id) } as const;
  const as = { caller, board: escrow.charter.board.origin, seed: keys.seed, signer, clock: systemClock };
  return { context: { group, signer, sealer: nodeSealer, escrow, identity: keys.identity }, id, as, board };
}

/** Asks the trustees to admit this counsel. Answers its id. */
export async function apply(keys: CounselKeys): Promise<Uint8Array> {
  const group = await sodiumGroup();
  const signer = await sodiumSigner();
  const board = boardClient(keys.board);
  const escrow = await meetEscrow(board, group, signer);
  const card = await counselCard(signer, keys);
  const bytes = encodeCounselCard(card);
  await board.applyAsCounsel(bytes, signCounselCard(signer, escrow, bytes, keys.seed));
  return counselIdOf(card);
}
