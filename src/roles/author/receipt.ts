/** The author's receipts: made from what the author has and what the board hands out, and believed only when they verify. */
import { conflict } from "../../core/bytes/errors.ts";
import { type EntryType, encodeEntry, SECONDS_PER_HOUR } from "../../core/protocol/entry.ts";
import {
  type EvidencePorts,
  encodeReceipt,
  type Receipt,
  type ReceiptAnswer,
  verifyReceipt,
} from "../../core/protocol/receipt.ts";

/** What was sent to be logged: its type, its bytes, and for a dated note what opens it. */
export type LoggedThing = { readonly type: EntryType; readonly body: Uint8Array; readonly opened?: Receipt["opened"] };

/**
 * @param charter the signed first charter of the escrow, which the receipt carries
 * @param successors the charters that followed it
 * @throws ChorusError when what the board handed out proves nothing about what was sent
 */
export async function makeReceipt(
  ports: EvidencePorts,
  charter: Uint8Array,
  { type, body, opened = null }: LoggedThing,
  { hour, place, stamp }: ReceiptAnswer,
  pinned: Uint8Array,
  successors: readonly Uint8Array[] = [],
): Promise<Uint8Array> {
  if (hour === null)
    throw conflict("receipt-erased", "the entry has been erased, so no receipt of it can be made any more");
  const entry = encodeEntry(type, hour * SECONDS_PER_HOUR, body);
  const later = successors.length === 0 ? {} : { successors: [...successors] };
  const receipt: Receipt = { v: 1, kind: "receipt", charter, ...later, entry, place, stamp, opened };
  await verifyReceipt(ports, receipt, pinned);
  return encodeReceipt(receipt);
}
