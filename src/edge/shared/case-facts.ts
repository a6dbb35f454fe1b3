/** A case as the desk lists it: what is shown before any account is opened. */
import type { Casework } from "../../roles/counsel/casework.ts";

/** A case in the list: whom it names, how far it is, and what it waits for. */
export type CaseFacts = {
  readonly id: string;
  readonly names: readonly string[];
  readonly accounts: number;
  readonly conflict: Casework["conflict"];
  readonly state: Casework["state"];
  readonly asks: boolean;
  /** Tasks that are not done, and the next day after which something can no longer be brought. */
  readonly tasks: number;
  readonly deadline: string;
};
