/** What an auditor asks of its surroundings, and what it says of them. */
import { ChorusError } from "../../core/bytes/errors.ts";
import type { Checkpoint } from "../../core/tlog/checkpoint.ts";
import type { TileReader } from "../../core/tlog/follow.ts";
import type { Frontier } from "../../core/tlog/merkle.ts";

/** The board as an auditor sees it. Calls fail when it is not there; what it answers is believed by nobody. */
export interface AuditedBoard {
  /** The first charter and all that followed. */
  charters(): Promise<{ readonly charter: Uint8Array; readonly successors: readonly Uint8Array[] }>;
  checkpoint(): Promise<string>;
  readonly tile: TileReader;
  /** For each trustee the newest checkpoint that it cosigned. */
  witnessed(): Promise<readonly { readonly trustee: number; readonly note: string }[]>;
  consistency(from: number, to: number): Promise<readonly Uint8Array[]>;
}

/** The tree as it was read: the board's checkpoint of it, its right edge, its roots at some sizes, what is in it. */
export type ReadTree = {
  readonly checkpoint: Checkpoint;
  readonly shown: string;
  readonly edge: Frontier;
  readonly roots: ReadonlyMap<number, Uint8Array>;
  readonly counts: Readonly<Record<string, number>>;
};

/** One trustee: the newest size that it cosigned, when it did, and since when it has been behind, in seconds since 1970. */
export type WitnessReport = {
  readonly trustee: number;
  readonly name: string;
  readonly size: number;
  readonly seconds: number | null;
  readonly behindSince: number | null;
};

/** `broken`: something that must never be. `missing`: somebody is late. */
export type Problem = {
  readonly severity: "broken" | "missing";
  readonly rule: string;
  readonly message: string;
  readonly trustee?: number;
};

/** A rule that was broken, as a problem; anything else is a fault of ours or of the network, and passes through. */
export function brokenBy(error: unknown, trustee?: number): Problem {
  if (!(error instanceof ChorusError) || error.kind === "limit") throw error;
  const { rule, message } = error;
  return { severity: "broken", rule, message, ...(trustee === undefined ? {} : { trustee }) };
}
