/**
 * Release (§7): the opening rule is run on a tag, and what it opens is sent to counsel.
 *
 * On a strong identifier both parts of a record open. On a weak one (a name with a workplace or a city) only the
 * description opens; a record's account follows when its own counsel has said which of the others are the same
 * person, and the rule covers the record among just those.
 *
 * A record goes to its reader alone: the first of the counsel that its author named, in their order, that has not stepped
 * back (§7.8). While another stands after the reader, the account waits for the reader's word that it may read.
 */
import { fromHex, toHex } from "../../core/bytes/bytes.ts";
import { openAdmitted } from "../../core/protocol/counsel.ts";
import { encodeOpeningEntry } from "../../core/protocol/entry.ts";
import { makeMessage } from "../../core/protocol/message.ts";
import { makeOpening, type OpeningRecord, openingCommitment, recordsToOpen } from "../../core/protocol/opening.ts";
import { signPrecedence } from "../../core/protocol/precedence.ts";
import { PART_NAMES, type PartName, readHeader } from "../../core/protocol/record.ts";
import { readerOf, waitsForReader } from "../../core/protocol/stance.ts";
import { makeTestimony, type Testified, type Testimony } from "../../core/protocol/testimony.ts";
import { cameFirst, noteOpened, openedAt } from "./opened.ts";
import type { RecordRow, StanceRow, TagRow, TrusteeTables, VerdictRow } from "./ports.ts";
import type { TrusteeContext } from "./trustee.ts";

/**
 * Runs the rule on the rows of one tag and sends what opens. Does nothing when nothing new opens.
 *
 * @param passedOn records that have another reader than before
 */
export async function runRule(
  context: TrusteeContext,
  tables: TrusteeTables,
  tag: readonly TagRow[],
  passedOn: ReadonlySet<string> = new Set(),
): Promise<void> {
  if (tag.length < 2) return; // a quorum is at least two
  const first = tag[0] as TagRow;
  const live = await liveRecords(tables, tag);
  const confirmFirst = tag.some((row) => row.confirmFirst);
  const verdicts = confirmFirst ? await tables.verdicts(first.caseId) : [];
  const opening: Released[] = [];
  for (const row of recordsToOpen(live)) {
    const stances = await stancesOn(tables, row.record);
    const reader = readerOf(row.counsel, stances);
    const waits = waitsForReader(row.counsel, stances);
    opening.push({ row, reader, parts: waits ? ["who"] : partsToRelease(row, live, confirmFirst, verdicts) });
  }
  const news = opening.filter(
    ({ row, reader, parts }) =>
      reader !== undefined && (passedOn.has(row.record) || parts.some((part) => !row.released.includes(part))),
  );
  if (news.length === 0) return;
  for (const { row, parts } of news) {
    const released = PART_NAMES.filter((part) => parts.includes(part) || row.released.includes(part));
    await tables.changeRecord(row.record, { released });
  }
  await noteOpened(tables, live);
  await announce(context, tables, { tag: first, confirmFirst, records: opening });
}

/** What counsel have said of any case that a record stands in. */
export async function stancesOn(tables: TrusteeTables, record: string): Promise<StanceRow[]> {
  return tables.stances([...new Set((await tables.tagsOfRecord(record)).map(({ caseId }) => caseId))]);
}

type Released = { readonly row: RecordRow; readonly reader: string | undefined; readonly parts: readonly PartName[] };
type ReleasedCase = { readonly tag: TagRow; readonly confirmFirst: boolean; readonly records: readonly Released[] };
type ToldCase = ReleasedCase & { readonly testimony: Testimony };

async function liveRecords(tables: TrusteeTables, tag: readonly TagRow[]): Promise<RecordRow[]> {
  const rows = await Promise.all([...new Set(tag.map((row) => row.record))].map((record) => tables.record(record)));
  return rows.filter((row): row is RecordRow => row?.status === "accepted");
}

function partsToRelease(
  row: RecordRow,
  live: readonly RecordRow[],
  confirmFirst: boolean,
  verdicts: readonly VerdictRow[],
): readonly PartName[] {
  if (!confirmFirst || row.released.includes("account")) return PART_NAMES;
  const same = new Set(verdicts.filter((verdict) => verdict.record === row.record).flatMap((verdict) => verdict.same));
  const confirmed = live.filter((other) => other.record === row.record || same.has(other.record));
  return recordsToOpen(confirmed).includes(row) ? PART_NAMES : ["who"];
}

/** Queues the opening's leaf, and for each counsel the shares of its own records in the case. */
async function announce(context: TrusteeContext, tables: TrusteeTables, released: ReleasedCase): Promise<void> {
  const { signer, escrow, secrets } = context;
  const { tag, records } = released;
  const ids = records.map(({ row }) => fromHex(row.record));
  const commitment = openingCommitment(fromHex(tag.salt), fromHex(tag.caseId), ids);
  await tables.send({ kind: "opening", target: "", bytes: encodeOpeningEntry(escrow.charterId, commitment) });
  const testimony = makeTestimony(signer, escrow, commitment, await testified(tables, records), secrets.seed);
  for (const reader of new Set(records.map((record) => record.reader))) {
    if (reader !== undefined) await sendToReader(context, tables, reader, { ...released, testimony });
  }
  context.notice({ event: "case opened", record: tag.record });
}

function testified(tables: TrusteeTables, records: readonly Released[]): Promise<Testified[]> {
  return Promise.all(
    records.map(async ({ row: { record, position } }) => ({
      record: fromHex(record),
      position,
      opened: (await openedAt(tables, record)) as number,
    })),
  );
}

async function sendToReader(
  context: TrusteeContext,
  tables: TrusteeTables,
  reader: string,
  { tag, confirmFirst, records, testimony }: ToldCase,
): Promise<void> {
  const { group, signer, sealer, escrow, index, secrets, rng } = context;
  const admitted = await tables.counsel(reader);
  if (admitted === undefined) return;
  const statement = {
    case: fromHex(tag.caseId),
    confirmFirst,
    salt: fromHex(tag.salt),
    companions: records.map((one) => ({
      record: fromHex(one.row.record),
      counsel: one.reader === undefined ? [] : [fromHex(one.reader)],
    })),
    testimony,
  };
  const theirs: OpeningRecord[] = [];
  for (const one of records.filter((one) => one.reader === reader)) {
    const first = await cameFirst(tables, one.row);
    const precedence = first ? signPrecedence(signer, escrow, fromHex(one.row.record), secrets.seed) : null;
    theirs.push(openingRecord(one, precedence));
  }
  const body = makeOpening(group, escrow, { index, x: secrets.x }, statement, theirs, rng);
  const message = makeMessage(signer, escrow, index, "opening", body, secrets.seed);
  const { card, id } = openAdmitted(signer, escrow, admitted);
  await tables.send({
    kind: "mail",
    target: `counsel/${toHex(id)}`,
    bytes: await sealer.seal(message, [card.recipient]),
  });
}

function openingRecord({ row, parts }: Released, precedence: Uint8Array | null): OpeningRecord {
  const signedHeader = row.header as Uint8Array;
  return { header: readHeader(signedHeader), signedHeader, position: row.position, parts, precedence };
}
