/**
 * Settling: each entry takes its effect, strictly in the log's order. A record waits here for the contributions
 * of t trustees; then its tags are known, and the opening rule is run on each of them.
 *
 * The order is what makes "a withdrawal counts if its entry stands before the entry that completes the quorum"
 * one fact for all trustees.
 */
import { fromHex, toHex } from "../../core/bytes/bytes.ts";
import { ChorusError } from "../../core/bytes/errors.ts";
import type { Point } from "../../core/crypto/group.ts";
import { openAdmitted } from "../../core/protocol/counsel.ts";
import { type Entry, readEntry } from "../../core/protocol/entry.ts";
import { caseIdOf, combineSlots, openingSaltOf, tagOf } from "../../core/protocol/matching.ts";
import { encodeReply, makeMessage } from "../../core/protocol/message.ts";
import { readHeader } from "../../core/protocol/record.ts";
import { isStance, openStance, readerOf, type Stance } from "../../core/protocol/stance.ts";
import { openVerdict, type Verdict } from "../../core/protocol/verdict.ts";
import {
  makeErasure,
  openWithdrawal,
  type Withdrawal,
  type WithdrawalOutcome,
} from "../../core/protocol/withdrawal.ts";
import { UNREADABLE } from "./admit.ts";
import { contributionsTo } from "./contribute.ts";
import type { Epochs } from "./epochs.ts";
import type { EntryRow, RecordRow, TagRow, TrusteeTables } from "./ports.ts";
import { progress } from "./progress.ts";
import { refuse } from "./refuse.ts";
import { runRule, stancesOn } from "./release.ts";
import { faultNotice, type TrusteeContext } from "./trustee.ts";

/** What becomes of an entry: it waits its turn; it is done with; or it is, but its bytes may yet be needed. */
export type Fate = "wait" | "forget" | "keep";

/** Settles one entry, unless it must wait for contributions to its record. The caller drops what is to be forgotten. */
export async function settle(context: TrusteeContext, tables: TrusteeTables, entry: EntryRow): Promise<Fate> {
  return entry.bytes === null ? "forget" : takeEffect(context, tables, entry.position, entry.bytes);
}

async function takeEffect(
  context: TrusteeContext,
  tables: TrusteeTables,
  position: number,
  bytes: Uint8Array,
): Promise<Fate> {
  try {
    const entry = readEntry(bytes);
    if (entry.type === "record") return await settleRecord(context, tables, position);
    if (entry.type === "withdrawal") await settleWithdrawal(context, tables, entry);
    if (entry.type === "verdict") await settleWord(context, tables, entry);
  } catch (error) {
    if (!(error instanceof ChorusError)) throw error;
    context.notice(faultNotice("entry refused", error, { position }));
  }
  return "forget";
}

async function settleRecord(context: TrusteeContext, tables: TrusteeTables, position: number): Promise<Fate> {
  const row = await tables.recordAt(position);
  if (row?.reason === UNREADABLE) return "keep";
  if (row === undefined || row.status !== "accepted" || row.matched) return "forget";
  return (await matchRecord(context, tables, row)) ? "forget" : "wait";
}

/** Computes the tags of a record and runs the rule on each. False while fewer than t contributions are there. */
export async function matchRecord(context: TrusteeContext, tables: TrusteeTables, row: RecordRow): Promise<boolean> {
  const { indexes, results } = await contributionsTo(context, tables, row.record);
  if (indexes.length < context.escrow.charter.threshold) return false;
  if (row.replaces !== null) await eraseReplaced(context, tables, row.replaces);
  const tags = tagRowsOf(context, row, indexes, results);
  await tables.addTags(tags);
  await tables.dropContributions(row.record);
  await tables.changeRecord(row.record, { matched: true });
  const rows = Map.groupBy(await tables.tagRows(tags.map(({ tag }) => tag)), ({ tag }) => tag);
  // In the order of the slots, which is the same for every trustee: it decides in which case a record opens.
  for (const { tag } of tags) await runRule(context, tables, rows.get(tag) ?? []);
  return true;
}

/**
 * Records that were admitted late, by a header that another trustee passed on, after their place in the order was
 * gone by. They are matched as soon as their contributions are there.
 */
export async function matchLate(epochs: Epochs, tables: TrusteeTables): Promise<boolean> {
  let worked = false;
  for (const row of await tables.waitingBefore(await progress(tables, "settled"))) {
    const { context } = epochs.at(row.position); // gone when the shares of its time have been destroyed
    if (context !== undefined) worked = (await matchRecord(context, tables, row)) || worked;
  }
  return worked;
}

function tagRowsOf(
  context: TrusteeContext,
  row: RecordRow,
  indexes: readonly number[],
  results: readonly Point[][],
): TagRow[] {
  const { slots } = readHeader(row.header as Uint8Array);
  const joints = combineSlots(context.group, indexes, results); // T
  return slots.flatMap((slot, i) => {
    const joint = joints[i];
    if (joint === undefined) return []; // a slot made to hash to nothing: it names nobody
    const tag = toHex(tagOf(joint));
    const caseId = toHex(caseIdOf(joint));
    return [
      { tag, record: row.record, slot: i, confirmFirst: slot.confirmFirst, caseId, salt: toHex(openingSaltOf(joint)) },
    ];
  });
}

/** A replaced record goes as if withdrawn, unless it has opened; then both stand. */
async function eraseReplaced(context: TrusteeContext, tables: TrusteeTables, record: string): Promise<void> {
  const old = await tables.record(record);
  if (old !== undefined && old.status === "accepted" && old.released.length === 0) await erase(context, tables, old);
}

async function settleWithdrawal(context: TrusteeContext, tables: TrusteeTables, entry: Entry): Promise<void> {
  const withdrawal = openWithdrawal(context.signer, context.escrow, entry.body);
  const row = await tables.record(toHex(withdrawal.record));
  const outcome = outcomeOf(row, toHex(withdrawal.author));
  if (row !== undefined && (outcome === "erased" || outcome === "partly-open")) await erase(context, tables, row);
  await reply(context, tables, withdrawal, outcome);
}

function outcomeOf(row: RecordRow | undefined, author: string): WithdrawalOutcome {
  if (row === undefined || row.author !== author) return "unknown";
  if (row.released.includes("account")) return "too-late";
  return row.released.includes("who") ? "partly-open" : "erased";
}

/**
 * Forgets a record: tags, header, contributions, what it asked for; and gives the board this trustee's word that its
 * files may go. A record that was refused is taken back like any other, so that no header passed on later admits it.
 */
async function erase(context: TrusteeContext, tables: TrusteeTables, row: RecordRow): Promise<void> {
  const { signer, escrow, index, secrets } = context;
  await tables.dropTags(row.record);
  await tables.dropContributions(row.record);
  await tables.dropEntries([row.position]);
  if (row.reason === UNREADABLE) await refuse(context, tables, row.record); // others may be waiting for its contribution
  const end = row.status === "rejected" ? ({ reason: "withdrawn" } as const) : ({ status: "withdrawn" } as const);
  await tables.changeRecord(row.record, { ...end, header: null, quorum: 0, counsel: [] });
  const bytes = makeErasure(signer, escrow, fromHex(row.record), index, secrets.seed);
  await tables.send({ kind: "erasure", target: "", bytes });
}

async function reply(
  context: TrusteeContext,
  tables: TrusteeTables,
  withdrawal: Withdrawal,
  outcome: WithdrawalOutcome,
): Promise<void> {
  const { signer, escrow, index, secrets, sealer } = context;
  const message = makeMessage(signer, escrow, index, "reply", encodeReply(withdrawal.record, outcome), secrets.seed);
  const bytes = await sealer.seal(message, [withdrawal.reply.recipient]).catch(() => undefined);
  if (bytes === undefined) return; // the author gave no recipient that age knows; there is nobody to tell
  await tables.send({ kind: "mail", target: `reply/${toHex(withdrawal.reply.box)}`, bytes });
}

/** What counsel said to the trustees alone: a verdict on a comparison, or a stance on a case. */
async function settleWord(context: TrusteeContext, tables: TrusteeTables, entry: Entry): Promise<void> {
  const { signer, sealer, escrow, secrets } = context;
  const bytes = await sealer.open(entry.body, secrets.identity);
  if (bytes === undefined) return;
  const find = async (id: Uint8Array) => {
    const admitted = await tables.counsel(toHex(id));
    return admitted === undefined ? undefined : openAdmitted(signer, escrow, admitted);
  };
  if (isStance(bytes)) await settleStance(context, tables, await openStance(signer, escrow, bytes, find));
  else await settleVerdict(context, tables, await openVerdict(signer, escrow, bytes, find));
}

async function settleVerdict(context: TrusteeContext, tables: TrusteeTables, verdict: Verdict): Promise<void> {
  const row = await tables.record(toHex(verdict.record));
  const caseId = toHex(verdict.case);
  const cases = await tables.tagsOfCase(caseId);
  if (row === undefined || !cases.some((tag) => tag.record === row.record)) return;
  const reader = readerOf(row.counsel, await stancesOn(tables, row.record));
  if (reader !== toHex(verdict.counsel)) return; // who has stepped back, or is not there yet, has no say
  await tables.addVerdict({ caseId, record: row.record, same: verdict.same.map(toHex) });
  await runRule(context, tables, cases);
}

/**
 * Counsel's stance on a case. Only a reader can say that it may read; anybody who is named can step back, also before
 * their turn. The rule is run again wherever a record of theirs stands, because it has one reader in all of its cases.
 */
async function settleStance(context: TrusteeContext, tables: TrusteeTables, stance: Stance): Promise<void> {
  const counsel = toHex(stance.counsel);
  const caseId = toHex(stance.case);
  const theirs: { readonly row: RecordRow; readonly before: string | undefined }[] = [];
  for (const record of new Set((await tables.tagsOfCase(caseId)).map((tag) => tag.record))) {
    const row = await tables.record(record);
    if (!row?.counsel.includes(counsel)) continue;
    theirs.push({ row, before: readerOf(row.counsel, await stancesOn(tables, record)) });
  }
  if (theirs.length === 0) return;
  if (stance.stance === "clear" && !theirs.some(({ before }) => before === counsel)) return;
  await tables.addStance({ caseId, counsel, stance: stance.stance });
  const passedOn = new Set<string>();
  const cases = new Set<string>();
  for (const { row, before } of theirs) {
    if (readerOf(row.counsel, await stancesOn(tables, row.record)) !== before) passedOn.add(row.record);
    for (const tag of await tables.tagsOfRecord(row.record)) cases.add(tag.caseId);
  }
  for (const one of [...cases].sort()) await runRule(context, tables, await tables.tagsOfCase(one), passedOn);
}
