/** What counsel can show of a case to somebody who does not trust it: a receipt of each record, and their independence (§9.6). */
import { toHex } from "../../core/bytes/bytes.ts";
import { ChorusError, unavailable } from "../../core/bytes/errors.ts";
import { readEntry } from "../../core/protocol/entry.ts";
import { readCheckpointText } from "../../core/tlog/checkpoint.ts";
import { readNote } from "../../core/tlog/note.ts";
import { makeReceipt } from "../../roles/author/receipt.ts";
import type { Case, CaseRecord } from "../../roles/counsel/counsel.ts";
import { type Charters, type Provable, proveIndependence } from "../../roles/counsel/independence.ts";
import type { CounselSeat } from "./desk.ts";
import { timeStamps } from "./time-stamp.ts";

type Seat = Pick<CounselSeat, "board" | "context">;

/** Proofs as files. What could not be made is missing: the log has not been cosigned so far, or has been erased. */
export type CaseProofs = {
  /** One for each matter of the case. */
  readonly independence: readonly Uint8Array[];
  /** By record id. */
  readonly receipts: ReadonlyMap<string, Uint8Array>;
};

export const NO_PROOFS: CaseProofs = { independence: [], receipts: new Map() };

/** Gathers and checks every proof of a case that can be made now. */
export async function gatherProofs(seat: Seat, one: Case): Promise<CaseProofs> {
  const { charter, successors } = await seat.board.escrow();
  if (charter === null) throw unavailable("no-charter", "the board does not show the escrow's charter");
  const charters = { charter, successors };
  const independence = await Promise.all(
    one.matters.map((matter) => ifPossible(independenceOf(seat, charters, matter))),
  );
  const receipts = await Promise.all(
    one.records.map(async (record) => {
      const bytes = await ifPossible(receiptOf(seat, charters, record));
      return bytes && ([toHex(record.header.record), bytes] as const);
    }),
  );
  return {
    independence: independence.filter((proof) => proof !== undefined),
    receipts: new Map(receipts.filter((pair) => pair !== undefined)),
  };
}

/** Nothing, where something that the proof needs is not there (any more). A proof that does not hold is an error. */
async function ifPossible(making: Promise<Uint8Array>): Promise<Uint8Array | undefined> {
  try {
    return await making;
  } catch (error) {
    if (error instanceof ChorusError && ["conflict", "unavailable"].includes(error.kind)) return undefined;
    throw error;
  }
}

async function independenceOf({ board, context }: Seat, charters: Charters, matter: Provable): Promise<Uint8Array> {
  const { bytes } = await proveIndependence(context, context.escrow, charters, matter, {
    recordEntry: board.recordEntry,
    opening: async (commitment) => {
      const place = await board.openingPlace(commitment);
      const answer = place && (await board.receipt(place.position));
      return place && answer && answer.hour !== null ? { position: place.position, hour: answer.hour } : undefined;
    },
    checkpoint: async () => {
      const note = await board.cosigned();
      if (note === undefined) throw unavailable("no-checkpoint", "the log has not been cosigned yet");
      return { note, size: readCheckpointText(readNote(note).text).size };
    },
    path: async (position, size) => (await board.inclusion(position, size)).path,
  });
  return bytes;
}

async function receiptOf({ board, context }: Seat, charters: Charters, record: CaseRecord): Promise<Uint8Array> {
  const entry = await board.recordEntry(record.header.record);
  const answer = await board.receipt(record.position);
  if (entry === undefined || answer === undefined) throw unavailable("no-entry", "the record's entry is not there");
  const thing = { type: "record", body: readEntry(entry).body } as const;
  const { charter, successors } = charters;
  return makeReceipt({ ...context, timeStamps }, charter, thing, answer, context.escrow.charterId, successors);
}
