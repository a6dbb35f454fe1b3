import type { Escrow } from "../../../core/protocol/charter.ts";
import type { VaultKeeper } from "../vault/keeper.ts";

/** What letters need of the notebook they belong to. */
export type Notebook = {
  readonly vault: VaultKeeper;
  readonly meet: () => Promise<Escrow>;
  /** The author key; undefined before anything was sealed. */
  readonly authorSeed: () => Uint8Array | undefined;
};
