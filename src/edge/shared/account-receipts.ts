/** The receipts that an author sealed with an account (§9.7), held against the very pages that counsel reads. */
import { equalBytes, utf8 } from "../../core/bytes/bytes.ts";
import { ChorusError } from "../../core/bytes/errors.ts";
import { sha256 } from "../../core/crypto/hash.ts";
import type { Account } from "../../core/protocol/account.ts";
import { type EvidencePorts, type ReceiptFacts, readReceipt, verifyReceipt } from "../../core/protocol/receipt.ts";
import { pageText } from "./account-text.ts";

/** That something was there by a time: the page at `incident` word for word, or an earlier record of the same author. */
export type ShownEarlier = { readonly incident: number | "record"; readonly seenBy: number };

/** A receipt that holds in this escrow; undefined for any other: counsel is told of what is proven, and of nothing else. */
async function factsOf(
  ports: EvidencePorts,
  charterId: Uint8Array,
  bytes: Uint8Array,
): Promise<ReceiptFacts | undefined> {
  try {
    return await verifyReceipt(ports, readReceipt(bytes), charterId);
  } catch (error) {
    if (error instanceof ChorusError) return undefined;
    throw error;
  }
}

/**
 * What the receipts in an account show.
 *
 * @param author - The key that sealed the account: another author's earlier record shows nothing here.
 */
export async function shownEarlier(
  ports: EvidencePorts,
  charterId: Uint8Array,
  author: Uint8Array,
  { incidents, receipts = [] }: Account,
): Promise<ShownEarlier[]> {
  const pages = incidents.map((incident) => sha256(utf8(pageText(incident))));
  const all = await Promise.all(receipts.map((bytes) => factsOf(ports, charterId, bytes)));
  return all.flatMap((facts): ShownEarlier[] => {
    if (facts === undefined) return [];
    const { seenBy } = facts.witnessed;
    if (facts.logged.type === "record")
      return equalBytes(facts.logged.envelope.author, author) ? [{ incident: "record", seenBy }] : [];
    return pages.flatMap((page, incident) =>
      facts.items.some((item) => equalBytes(item, page)) ? [{ incident, seenBy }] : [],
    );
  });
}
