/**
 * Contributions (§6): made to every record that was admitted, taken in from the other trustees, checked before
 * they count. A contribution to a record that this trustee has not come to yet is parked until it has.
 */
import { concat, equalBytes, toHex } from "../../core/bytes/bytes.ts";
import { ChorusError, rejected } from "../../core/bytes/errors.ts";
import { POINT_BYTES } from "../../core/bytes/sizes.ts";
import { type Point, wirePoint } from "../../core/crypto/group.ts";
import { trusteeCulprit } from "../../core/crypto/keygen.ts";
import {
  type AcceptedHeader,
  type Contribution,
  checkContribution,
  makeContribution,
  readContribution,
} from "../../core/protocol/matching.ts";
import { makeMessage, openMessage } from "../../core/protocol/message.ts";
import { readHeader } from "../../core/protocol/record.ts";
import { admitPassedOn, UNREADABLE } from "./admit.ts";
import type { Epochs } from "./epochs.ts";
import type { OwnContribution } from "./foreseen.ts";
import { takeState } from "./newcomer.ts";
import type { RecordRow, TrusteeTables } from "./ports.ts";
import { progress } from "./progress.ts";
import { takeRefusal } from "./refuse.ts";
import { faultNotice, type TrusteeContext } from "./trustee.ts";

/**
 * Contributes to a batch of admitted records: keeps the results, and queues the message to the other trustees.
 *
 * @param size of the prefix that it was made on: what was acted on, and no further than the records' epoch goes. Others
 *   take it in when they have admitted as much, and they admit nothing of the next epoch while they wait for it
 */
export async function contributeTo(
  context: TrusteeContext,
  tables: TrusteeTables,
  accepted: readonly AcceptedHeader[],
  size: number,
): Promise<void> {
  if (accepted.length === 0) return;
  const prefix = { size, root: (await tables.rootAt(size)) as Uint8Array };
  const records = accepted.map(({ header }) => header.record);
  const { message, results } =
    context.foreseen?.contribution(context.escrow.charter.epoch, prefix, records) ?? made(context, prefix, accepted);
  const own = records.map((record, i) => ({
    record: toHex(record),
    trustee: context.index,
    results: results[i] as Uint8Array,
  }));
  await tables.addContributions(own);
  await sendToTrustees(context, tables, message);
}

function made(
  { group, escrow, index, secrets, rng }: TrusteeContext,
  prefix: Contribution["prefix"],
  accepted: readonly AcceptedHeader[],
): OwnContribution {
  const trustee = { index, k: secrets.k, z: secrets.z };
  const { message, results } = makeContribution(group, escrow, trustee, prefix, accepted, rng);
  return { message, results: results.map((points) => concat(...points)) };
}

async function sendToTrustees(context: TrusteeContext, tables: TrusteeTables, body: Uint8Array): Promise<void> {
  const { signer, escrow, index, secrets, sealer } = context;
  const others = escrow.charter.trustees.filter((_, i) => i + 1 !== index).map((trustee) => trustee.recipient);
  if (others.length === 0) return;
  const message = makeMessage(signer, escrow, index, "contribution", body, secrets.seed);
  await tables.send({ kind: "mail", target: "trustees", bytes: await sealer.seal(message, others) });
}

/** Takes in one mail of the trustees' mailbox. Anything that does not hold is noted, with its sender, and dropped. */
export async function takeMail(epochs: Epochs, tables: TrusteeTables, seq: number, file: Uint8Array): Promise<void> {
  const context = epochs.reader;
  try {
    const bytes = await context.sealer.open(file, context.secrets.identity);
    if (bytes === undefined) return; // this trustee's own, sealed to the others
    const message = openMessage(context.signer, context.escrow, ["contribution", "refusal", "state"], bytes);
    if (message.kind === "state") return await takeState(epochs, tables, message);
    if (message.kind === "refusal") return await takeRefusal(epochs, tables, message);
    const contribution = readContribution(message.body);
    if (contribution.trustee !== message.trustee || contribution.epoch !== message.epoch) {
      throw rejected("contribution-sender", "a trustee sent another's contribution", trusteeCulprit(message.trustee));
    }
    if (!(await takeContribution(epochs, tables, message.body))) await tables.park(seq, message.body);
  } catch (error) {
    if (!(error instanceof ChorusError)) throw error;
    context.notice(faultNotice("mail refused", error, {}));
  }
}

/** Tries again what was parked, after more entries have been admitted. */
export async function takeParked(epochs: Epochs, tables: TrusteeTables): Promise<void> {
  const context = epochs.reader;
  for (const { seq, bytes } of await tables.parked()) {
    try {
      if (await takeContribution(epochs, tables, bytes)) await tables.unpark(seq);
    } catch (error) {
      if (!(error instanceof ChorusError)) throw error;
      context.notice(faultNotice("mail refused", error, {}));
      await tables.unpark(seq);
    }
  }
}

/**
 * Checks a contribution and keeps its results. False when it must wait: it was made on a longer prefix than this
 * trustee has admitted.
 */
async function takeContribution(epochs: Epochs, tables: TrusteeTables, bytes: Uint8Array): Promise<boolean> {
  const contribution = readContribution(bytes);
  if (contribution.prefix.size > (await progress(tables, "admitted"))) return false;
  await checkPrefix(tables, contribution);
  const headers: Uint8Array[] = [];
  const wanted = new Set<string>();
  const ids = contribution.records.map((one) => toHex(one.record));
  const rows = await tables.records(ids);
  const counts = await tables.countContributions(ids);
  for (const [i, one] of contribution.records.entries()) {
    const id = ids[i] as string;
    let row = rows.get(id);
    let count = counts.get(id) ?? 0;
    if (row?.reason === UNREADABLE) {
      row = await admitLate(epochs, tables, row, { by: contribution.trustee, signedHeader: one.header });
      count = (await tables.contributions(id)).length;
    }
    if (row !== undefined && needsContributions(epochs, row, contribution.epoch, count)) wanted.add(id);
    // The proof is over the whole batch, so a record that is gone here still takes part in checking it.
    headers.push(row?.header ?? one.header);
  }
  const results = wanted.size === 0 ? [] : resultsIn(epochs.reader, bytes, contribution, headers);
  epochs.reader.foreseen?.forgetChecked(bytes);
  const { trustee } = contribution;
  await tables.addContributions(
    ids.flatMap((record, i) => (wanted.has(record) ? [{ record, trustee, results: results[i] as Uint8Array }] : [])),
  );
  return true;
}

/** Sᵢ of each record, joined. What was worked out beforehand holds for the headers that the message itself carries. */
function resultsIn(
  { group, escrow, foreseen }: TrusteeContext,
  bytes: Uint8Array,
  contribution: Contribution,
  headers: readonly Uint8Array[],
): readonly Uint8Array[] {
  const own = contribution.records.every((one, i) => equalBytes(one.header, headers[i] as Uint8Array));
  const known = own ? foreseen?.checked(bytes) : undefined;
  if (known !== undefined) return known;
  const points = checkContribution(group, escrow, contribution, headers.map(readHeader));
  return points.map((list) => concat(...list));
}

/** A record is matched by the trustees of the epoch in which its entry stands, and by no others. */
function needsContributions(epochs: Epochs, row: RecordRow, offered: number, count: number): boolean {
  const { number, escrow } = epochs.at(row.position);
  return row.status === "accepted" && !row.matched && number === offered && count < escrow.charter.threshold;
}

/** Two trustees that acted on different trees of one size have been shown different logs: evidence of a split view. */
async function checkPrefix(tables: TrusteeTables, { trustee, prefix }: Contribution): Promise<void> {
  const root = await tables.rootAt(prefix.size);
  if (root === undefined || !equalBytes(root, prefix.root)) {
    throw rejected(
      "split-view",
      "a trustee acted on a log that differs from the one shown here",
      trusteeCulprit(trustee),
    );
  }
}

/** A record whose header could not be read is admitted now, by the header that the sender passed on. */
async function admitLate(
  epochs: Epochs,
  tables: TrusteeTables,
  row: RecordRow,
  passedOn: { readonly by: number; readonly signedHeader: Uint8Array },
): Promise<RecordRow | undefined> {
  const [entry] = await tables.entries(row.position, row.position + 1, 1);
  const own = epochs.reach(row.position, await progress(tables, "acted"));
  if (!entry?.bytes || own === undefined) return row;
  const accepted = await admitPassedOn(own.context, tables, row, entry.bytes, passedOn);
  if (accepted !== undefined) await contributeTo(own.context, tables, [accepted], own.before);
  return tables.record(row.record);
}

/** The contributions to a record as elements: indexes of trustees, and for each the Sᵢ of every slot. */
export async function contributionsTo(
  context: TrusteeContext,
  tables: TrusteeTables,
  record: string,
): Promise<{ readonly indexes: number[]; readonly results: Point[][] }> {
  const rows = (await tables.contributions(record)).slice(0, context.escrow.charter.threshold);
  return {
    indexes: rows.map((row) => row.trustee),
    results: rows.map((row) => splitPoints(context, row.results)),
  };
}

function splitPoints({ group }: TrusteeContext, joined: Uint8Array): Point[] {
  return Array.from({ length: joined.length / POINT_BYTES }, (_, i) =>
    wirePoint(group, joined.slice(i * POINT_BYTES, (i + 1) * POINT_BYTES), `results.${i}`),
  );
}
