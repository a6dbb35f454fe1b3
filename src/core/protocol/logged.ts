/** What an entry of the log says, for whoever holds one (§9): read strictly, and every signature in it checked. */

import { equalBytes } from "../bytes/bytes.ts";
import { decode } from "../bytes/cbor.ts";
import { rejected } from "../bytes/errors.ts";
import type { Group } from "../crypto/group.ts";
import type { Signer } from "../ports.ts";
import type { Escrow } from "./charter.ts";
import { type Counsel, openAdmitted } from "./counsel.ts";
import { openIssuance } from "./credential.ts";
import { readDatedNote } from "./dated-note.ts";
import { type Entry, type EntryType, openingEntrySchema } from "./entry.ts";
import { readNotice, type StatementNotice } from "./notice.ts";
import { type Envelope, openEnvelope } from "./record.ts";
import { openDestruction } from "./resharing.ts";
import { openSite } from "./site.ts";
import { openLoggedCharter } from "./succession.ts";
import { openWithdrawal, type Withdrawal } from "./withdrawal.ts";

/** By type. `other`: nobody but those it is meant for can read it, or nothing more is to be said of it. */
export type Logged =
  | { readonly type: "record"; readonly envelope: Envelope }
  | { readonly type: "withdrawal"; readonly withdrawal: Withdrawal }
  | { readonly type: "note"; readonly commitment: Uint8Array }
  | { readonly type: "opening"; readonly commitment: Uint8Array }
  | { readonly type: "counsel"; readonly counsel: Counsel }
  | { readonly type: "statement"; readonly notice: StatementNotice }
  | {
      readonly type: "other";
      readonly entry: Exclude<EntryType, "record" | "withdrawal" | "note" | "opening" | "counsel" | "statement">;
    };

/** @throws ChorusError `malformed` or `rejected`, naming what does not hold */
export function openLogged(group: Group, signer: Signer, escrow: Escrow, { type, body }: Entry): Logged {
  switch (type) {
    case "record":
      return { type, envelope: openEnvelope(signer, escrow, body) };
    case "withdrawal":
      return { type, withdrawal: openWithdrawal(signer, escrow, body) };
    case "note":
      return { type, commitment: readDatedNote(body) };
    case "opening":
      return { type, commitment: readOpeningEntry(escrow, body) };
    case "counsel":
      return { type, counsel: openAdmitted(signer, escrow, body) };
    case "charter":
      openLoggedCharter(group, signer, escrow, body);
      break;
    case "ceremony":
      openDestruction(signer, escrow, body);
      break;
    case "issuance":
      openIssuance(signer, escrow, body);
      break;
    case "statement":
      return { type, notice: readStatementEntry(escrow, body) };
    case "site":
      openSite(signer, escrow.charter.board, body);
      break;
  }
  return { type: "other", entry: type };
}

/** The commitment in the body of an `opening` entry of this escrow. */
export function readOpeningEntry(escrow: Escrow, body: Uint8Array): Uint8Array {
  const { charter, commitment } = decode(openingEntrySchema, body, "opening entry", 1024);
  if (!equalBytes(charter, escrow.charterId)) throw rejected("opening-charter", "the opening is for another escrow");
  return commitment;
}

/** The notice in the body of a `statement` entry of this escrow. */
function readStatementEntry(escrow: Escrow, body: Uint8Array): StatementNotice {
  const notice = readNotice(body);
  if (!equalBytes(notice.charter, escrow.charterId)) {
    throw rejected("statement-charter", "the statement is of another escrow");
  }
  return notice;
}
