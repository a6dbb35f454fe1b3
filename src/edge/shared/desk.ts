/** Counsel's desk over HTTP: reads the mailbox, opens what the trustees have released. For browser and command line. */
import { equalBytes, toHex } from "../../core/bytes/bytes.ts";
import type { ChorusError } from "../../core/bytes/errors.ts";
import { sha256 } from "../../core/crypto/hash.ts";
import type { Account, Who } from "../../core/protocol/account.ts";
import { makeStance, type StanceName } from "../../core/protocol/stance.ts";
import { makeVerdict, type VerdictStatement } from "../../core/protocol/verdict.ts";
import {
  type Case,
  type CaseRecord,
  type CounselContext,
  casesOf,
  type Desk,
  openAccount,
  openWho,
  receive,
} from "../../roles/counsel/counsel.ts";
import type { BoardClient } from "./board-client.ts";
import type { Identity } from "./http-client.ts";

/** Counsel's own: its id and what signs its requests. */
export type CounselSeat = {
  readonly context: CounselContext;
  readonly id: Uint8Array;
  readonly as: Identity;
  readonly board: BoardClient;
};

/**
 * Everything in the mailbox so far: up to mail number `after`, whose SHA-256 is `last`. `faulty` once something did not
 * hold; `faults` says what, of the mail that was read since this was taken up.
 */
export type Inbox = {
  readonly desk: Desk;
  readonly after: number;
  readonly last: Uint8Array;
  readonly faults: readonly ChorusError[];
  readonly faulty: boolean;
};

export const EMPTY_INBOX: Inbox = { desk: new Map(), after: 0, last: new Uint8Array(), faults: [], faulty: false };

/** Reads on from where `inbox` stands; waits up to `wait` seconds when there is nothing new. */
export async function readInbox({ context, id, as, board }: CounselSeat, inbox: Inbox, wait = 0): Promise<Inbox> {
  let { desk, after, last } = inbox;
  const faults = [...inbox.faults];
  for (let first = true; ; first = false) {
    const mails = await board.counselMail(as, id, after, first ? wait : 0);
    for (const { seq, bytes } of mails) {
      const taken = await receive(context, desk, bytes);
      desk = taken.desk;
      after = seq;
      last = sha256(bytes);
      if (taken.fault) faults.push(taken.fault);
    }
    if (mails.length === 0) return { desk, after, last, faults, faulty: inbox.faulty || faults.length > 0 };
  }
}

/**
 * Does the mailbox still hold the last mail that was read? Where it does not, the board has lost or changed mail, and its
 * numbers mean something else now: then everything is to be read again.
 */
export async function isContinued({ id, as, board }: CounselSeat, { after, last }: Inbox): Promise<boolean> {
  if (after === 0) return true;
  const [mail] = await board.counselMail(as, id, after - 1, 0);
  return mail !== undefined && mail.seq === after && equalBytes(sha256(mail.bytes), last);
}

/** A record as counsel reads it. Parts are undefined until enough trustees have released them. */
export type OpenedRecord = {
  readonly id: string;
  readonly record: CaseRecord;
  readonly who: Who | undefined;
  readonly account: Account | undefined;
  readonly sealed: { readonly who: Uint8Array | undefined; readonly account: Uint8Array | undefined };
};

export type OpenedCase = { readonly id: string; readonly case: Case; readonly records: readonly OpenedRecord[] };

/** The cases of the desk, unopened: what counsel sees before the conflict check. */
export function listCases(inbox: Inbox): Case[] {
  return casesOf(inbox.desk);
}

/** Fetches and opens how an author describes the respondent, and nothing else: all that a conflict check needs. */
export async function openDescription({ context, board }: CounselSeat, record: CaseRecord): Promise<Who | undefined> {
  const sealed = await board.part(record.header.record, "who");
  return sealed && openWho(context, record, sealed);
}

/** Fetches and opens every released part of a case. */
export async function openCase(seat: CounselSeat, one: Case): Promise<OpenedCase> {
  return { id: one.id, case: one, records: await Promise.all(one.records.map((record) => openRecord(seat, record))) };
}

async function openRecord({ context, board }: CounselSeat, record: CaseRecord): Promise<OpenedRecord> {
  const sealedWho = await board.part(record.header.record, "who");
  const sealedAccount = await board.part(record.header.record, "account");
  return {
    id: toHex(record.header.record),
    record,
    who: sealedWho && (await openWho(context, record, sealedWho)),
    account: sealedAccount && (await openAccount(context, record, sealedAccount)),
    sealed: { who: sealedWho, account: sealedAccount },
  };
}

/** Says of a case that counsel may read it, or steps back; sealed to the trustees alone. */
export async function sendStance(
  { context, id, as, board }: CounselSeat,
  caseId: Uint8Array,
  stance: StanceName,
): Promise<void> {
  const { escrow, signer, sealer } = context;
  const said = makeStance(signer, escrow, id, { case: caseId, stance }, as.seed);
  const recipients = escrow.charter.trustees.map((trustee) => trustee.recipient);
  await board.postVerdict(as, await sealer.seal(said, recipients));
}

/** Says of a record which others are the same person, and which are not; sealed to the trustees alone. */
export async function sendVerdict({ context, id, as, board }: CounselSeat, statement: VerdictStatement): Promise<void> {
  const { escrow, signer, sealer } = context;
  const verdict = makeVerdict(signer, escrow, id, statement, as.seed);
  await board.postVerdict(
    as,
    await sealer.seal(
      verdict,
      escrow.charter.trustees.map((trustee) => trustee.recipient),
    ),
  );
}
