/** What every verb of a trustee begins with: its keys, the board, and a way to be stopped. */
import type { Group } from "../../../core/crypto/group.ts";
import { sodiumGroup } from "../../../core/crypto/group-sodium.ts";
import { sodiumSigner } from "../../../core/crypto/signer-sodium.ts";
import type { Signer } from "../../../core/ports.ts";
import type { TrusteeCard } from "../../../core/protocol/charter.ts";
import { secretOf } from "../../../edge/node/secret.ts";
import { readTrusteeKeys, type TrusteeKeys, trusteeCard } from "../../../edge/node/trustee/keys.ts";

export type SeatOptions = { readonly data: string; readonly board: string; readonly json?: boolean };

export type Seat = {
  readonly group: Group;
  readonly signer: Signer;
  readonly keys: TrusteeKeys;
  readonly card: TrusteeCard;
  readonly passphrase: string | undefined;
  /** The board's address, without a slash at its end. */
  readonly board: string;
  readonly signal: AbortSignal;
};

export const passphrase = (): string | undefined => secretOf("CHORUS_PASSPHRASE", process.env);

export async function takeSeat(options: SeatOptions): Promise<Seat> {
  const signer = await sodiumSigner();
  const keys = await readTrusteeKeys(options.data, passphrase());
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort());
  return {
    group: await sodiumGroup(),
    signer,
    keys,
    card: await trusteeCard(signer, keys),
    passphrase: passphrase(),
    board: options.board.replace(/\/$/, ""),
    signal: stop.signal,
  };
}
