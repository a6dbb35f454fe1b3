/** Counsel at the command line: its key file, its seat at the desk, its application to an escrow. */
import { sodiumGroup } from "../../core/crypto/group-sodium.ts";
import { sodiumSigner } from "../../core/crypto/signer-sodium.ts";
import { nodeSealer } from "../../edge/node/age.ts";
import { initCounsel } from "../../edge/node/counsel/keys.ts";
import { systemClock, systemRng } from "../../edge/node/platform.ts";
import { boardClient } from "../../edge/shared/board-client.ts";
import { type CounselKeys, type CounselPerson, makeCounselKeys } from "../../edge/shared/counsel-keys.ts";
import { applyForSeat, takeSeat } from "../../edge/shared/counsel-seat.ts";
import type { CounselSeat } from "../../edge/shared/desk.ts";
import { meetEscrow } from "../../edge/shared/escrow.ts";

/** Takes the seat that a key file describes. */
export async function counselSeat(keys: CounselKeys): Promise<CounselSeat> {
  const ports = { group: await sodiumGroup(), signer: await sodiumSigner(), sealer: nodeSealer, clock: systemClock };
  return takeSeat(ports, boardClient(keys.board), keys);
}

/** Makes the key for the escrow at the board, unless the folder has one, and asks the trustees to admit it. */
export async function takeUpOffice(folder: string, person: CounselPerson, passphrase?: string) {
  const keys = await initCounsel(
    folder,
    async () => {
      const escrow = await meetEscrow(boardClient(person.board), await sodiumGroup(), await sodiumSigner());
      return makeCounselKeys(person, escrow, systemRng);
    },
    passphrase,
  );
  const seat = await counselSeat(keys);
  await applyForSeat(seat, keys);
  return { keys, seat };
}
