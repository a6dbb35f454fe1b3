/**
 * Admission: is an entry valid? Decided in the log's order from the entries alone, never from tags, clocks or
 * other trustees, so that all trustees decide alike. Records that are admitted go on to be contributed to.
 */
import { equalBytes, toHex } from "../../core/bytes/bytes.ts";
import { ChorusError, rejected } from "../../core/bytes/errors.ts";
import { sha256 } from "../../core/crypto/hash.ts";
import { trusteeCulprit } from "../../core/crypto/keygen.ts";
import { openAdmitted } from "../../core/protocol/counsel.ts";
import { checkCredential, openIssuance } from "../../core/protocol/credential.ts";
import { type Entry, readEntry } from "../../core/protocol/entry.ts";
import type { AcceptedHeader } from "../../core/protocol/matching.ts";
import {
  checkHeaderInEnvelope,
  type Envelope,
  openEnvelope,
  openHeader,
  readHeader,
} from "../../core/protocol/record.ts";
import type { EntryRow, RecordRow, TrusteeTables } from "./ports.ts";
import { progress, setProgress } from "./progress.ts";
import { giveUpIfRefused, refuse } from "./refuse.ts";
import { faultNotice, type TrusteeContext } from "./trustee.ts";

const HOURS_A_YEAR = 365 * 24;
/** The reason of a record whose header was not sealed to this trustee. */
export const UNREADABLE = "header-unreadable";

/** Admits one entry. Answers the header when it is a record to contribute to. */
export async function admit(
  context: TrusteeContext,
  tables: TrusteeTables,
  { position, bytes }: EntryRow,
): Promise<AcceptedHeader | undefined> {
  if (bytes === null) return undefined; // withdrawn and erased before this trustee came to it
  try {
    const entry = readEntry(bytes);
    if (entry.type === "issuance") await admitIssuance(context, tables, entry);
    if (entry.type === "counsel") await admitCounsel(context, tables, entry);
    if (entry.type === "record") return await admitRecord(context, tables, position, entry);
  } catch (error) {
    if (!(error instanceof ChorusError)) throw error;
    context.notice(faultNotice("entry refused", error, { position }));
  }
  return undefined;
}

async function admitIssuance(context: TrusteeContext, tables: TrusteeTables, entry: Entry): Promise<void> {
  openIssuance(context.signer, context.escrow, entry.body);
  await setProgress(tables, "issued", (await progress(tables, "issued")) + 1);
}

async function admitCounsel(context: TrusteeContext, tables: TrusteeTables, entry: Entry): Promise<void> {
  const counsel = openAdmitted(context.signer, context.escrow, entry.body);
  await tables.addCounsel(toHex(counsel.id), entry.body);
}

async function admitRecord(
  context: TrusteeContext,
  tables: TrusteeTables,
  position: number,
  entry: Entry,
): Promise<AcceptedHeader | undefined> {
  const envelope = openEnvelope(context.signer, context.escrow, entry.body);
  if ((await tables.record(toHex(envelope.record))) !== undefined) {
    throw rejected("replay", "a record of this id was there before");
  }
  const signedHeader = context.foreseen?.header(entry.body) ?? (await readSealedHeader(context, envelope));
  return judgeRecord(context, tables, { position, hour: entry.hour, envelope, signedHeader });
}

/** The signed header, or undefined when the author did not seal it to this trustee. */
async function readSealedHeader(context: TrusteeContext, envelope: Envelope): Promise<Uint8Array | undefined> {
  try {
    return await context.sealer.open(envelope.header, context.secrets.identity);
  } catch (error) {
    if (error instanceof ChorusError) return undefined;
    throw error;
  }
}

/** A record as admission sees it; `signedHeader` undefined when it could not be read. */
export type Candidate = {
  readonly position: number;
  readonly hour: number;
  readonly envelope: Envelope;
  readonly signedHeader: Uint8Array | undefined;
};

/** Checks a record by every rule and stores the judgement. */
export async function judgeRecord(
  context: TrusteeContext,
  tables: TrusteeTables,
  candidate: Candidate,
): Promise<AcceptedHeader | undefined> {
  const id = toHex(candidate.envelope.record);
  try {
    await checkAuthor(context, tables, candidate);
    const accepted = await checkHeader(context, tables, candidate);
    const row = rowOf(candidate, accepted);
    await tables.addRecord(row);
    return (await giveUpIfRefused(context, tables, row)) ? undefined : accepted;
  } catch (error) {
    if (!(error instanceof ChorusError)) throw error;
    context.notice(faultNotice("record refused", error, { position: candidate.position, record: id }));
    await tables.addRecord(refusedRow(candidate, error.rule));
    // One that could not be read may be passed on, and is judged then.
    if (error.rule !== UNREADABLE) await refuse(context, tables, id);
    return undefined;
  }
}

/**
 * What the envelope alone decides: the credential, the year's quota, and no more author keys than the registrar has
 * logged issuances (§8). A trustee to whom the header was not sealed comes to the same answer.
 */
async function checkAuthor(
  context: TrusteeContext,
  tables: TrusteeTables,
  { envelope, hour }: Candidate,
): Promise<void> {
  const { escrow, credentials } = context;
  await checkCredential(credentials, escrow, envelope.author, envelope.credential);
  const author = toHex(envelope.author);
  const { recordsPerYear, slotsPerYear } = escrow.charter.policy;
  const used = await tables.usage(author, hour - HOURS_A_YEAR);
  if (used.records + 1 > recordsPerYear || used.slots + envelope.slots > slotsPerYear) {
    throw rejected("quota", "the author has sealed as many records this year as the charter allows");
  }
  if (await tables.hasAuthor(author)) return;
  if ((await progress(tables, "authors")) >= (await progress(tables, "issued"))) {
    throw rejected("issuance", "there are more authors than credentials that the registrar logged");
  }
  await addNewAuthor(tables, author);
}

export async function rememberAuthor(tables: TrusteeTables, author: string): Promise<void> {
  if (!(await tables.hasAuthor(author))) await addNewAuthor(tables, author);
}

/** Keeps an author's key, and how many there are: counting rows would take longer with every one. */
async function addNewAuthor(tables: TrusteeTables, author: string): Promise<void> {
  await tables.addAuthor(author);
  await setProgress(tables, "authors", (await progress(tables, "authors")) + 1);
}

async function checkHeader(
  context: TrusteeContext,
  tables: TrusteeTables,
  { envelope, signedHeader }: Candidate,
): Promise<AcceptedHeader> {
  const { group, signer, escrow } = context;
  if (signedHeader === undefined) throw rejected(UNREADABLE, "the header was not sealed to this trustee");
  const header = context.foreseen?.proven(escrow.charter.epoch, signedHeader)
    ? readHeader(signedHeader)
    : openHeader(group, signer, escrow, signedHeader);
  checkHeaderInEnvelope(envelope, header, signedHeader);
  for (const counsel of header.counsel) {
    if ((await tables.counsel(toHex(counsel))) === undefined) {
      throw rejected("counsel-unknown", "the record is for a counsel that was not admitted");
    }
  }
  if (header.replaces !== null) {
    const old = await tables.record(toHex(header.replaces));
    if (old?.author !== toHex(header.author)) {
      throw rejected("replaces", "the record replaces one that is not its author's");
    }
  }
  return { header, signedHeader };
}

function rowOf({ position, hour }: Candidate, { header, signedHeader }: AcceptedHeader): RecordRow {
  return {
    record: toHex(header.record),
    position,
    author: toHex(header.author),
    hour,
    quorum: header.quorum,
    slots: header.slots.length,
    counsel: header.counsel.map(toHex),
    replaces: header.replaces === null ? null : toHex(header.replaces),
    status: "accepted",
    reason: null,
    header: signedHeader,
    matched: false,
    released: [],
  };
}

function refusedRow({ position, hour, envelope }: Candidate, reason: string): RecordRow {
  return {
    record: toHex(envelope.record),
    position,
    author: toHex(envelope.author),
    hour,
    quorum: 0,
    slots: envelope.slots,
    counsel: [],
    replaces: null,
    status: "rejected",
    reason,
    header: null,
    matched: false,
    released: [],
  };
}

/**
 * A header that another trustee passed on for a record that this one could not read. Admits the record after all, or
 * refuses it for good; later in the log's order than it stood, which only its author can have brought about.
 *
 * @throws ChorusError naming the sender when this is not the header that the author put into the envelope
 */
export async function admitPassedOn(
  context: TrusteeContext,
  tables: TrusteeTables,
  row: RecordRow,
  entryBytes: Uint8Array,
  passedOn: { readonly by: number; readonly signedHeader: Uint8Array },
): Promise<AcceptedHeader | undefined> {
  const { signedHeader } = passedOn;
  const envelope = openEnvelope(context.signer, context.escrow, readEntry(entryBytes).body);
  if (!equalBytes(envelope.headerHash, sha256(signedHeader))) {
    throw rejected(
      "header-passed-on",
      "a trustee passed on another header than the author's",
      trusteeCulprit(passedOn.by),
    );
  }
  await tables.dropEntries([row.position]);
  const candidate = { position: row.position, hour: row.hour, envelope, signedHeader };
  try {
    const accepted = await checkHeader(context, tables, candidate);
    const admitted = rowOf(candidate, accepted);
    await tables.changeRecord(row.record, admitted);
    return (await giveUpIfRefused(context, tables, admitted)) ? undefined : accepted;
  } catch (error) {
    if (!(error instanceof ChorusError)) throw error;
    context.notice(faultNotice("record refused", error, { position: row.position, record: row.record }));
    await tables.changeRecord(row.record, { reason: error.rule });
    await refuse(context, tables, row.record);
    return undefined;
  }
}
