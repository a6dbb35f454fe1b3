/** What the leader has worked out beforehand, where other processes of its trustee are there to help (labour.ts). */
import { toHex } from "../../core/bytes/bytes.ts";
import { ChorusError } from "../../core/bytes/errors.ts";
import { readEntry } from "../../core/protocol/entry.ts";
import { type Contribution, readContribution } from "../../core/protocol/matching.ts";
import { openMessage } from "../../core/protocol/message.ts";
import type { Epochs } from "./epochs.ts";
import type { Foreseen } from "./foreseen.ts";
import { encodeJob, JOB_RECORDS, type Job } from "./jobs.ts";
import { doJob, type Labour } from "./labour.ts";
import type { EntryRow, TrusteeStore, TrusteeTables } from "./ports.ts";
import { progress } from "./progress.ts";

/** For fewer records than this, asking others takes longer than it saves. */
const WORTH_SHARING = 2 * JOB_RECORDS;

export type Sharing = { readonly labour: Labour; readonly foreseen: Foreseen };

/** Reads these entries' headers and makes contributions to them, a job for every `JOB_RECORDS` entries. */
export async function foreseeRecords(
  sharing: Sharing | undefined,
  epochs: Epochs,
  store: TrusteeStore,
  entries: readonly EntryRow[],
): Promise<void> {
  const first = entries[0];
  if (sharing === undefined || first === undefined || entries.length < WORTH_SHARING) return;
  sharing.foreseen.forgetRecords();
  const prefix = await store.transaction(async (tables) => {
    const size = epochs.reach(first.position, await progress(tables, "acted"))?.before;
    return size === undefined ? undefined : { size, root: (await tables.rootAt(size)) as Uint8Array };
  });
  if (prefix === undefined) return;
  const jobs: Job[] = [];
  for (let from = 0; from < entries.length; from += JOB_RECORDS) {
    const bodies = entries.slice(from, from + JOB_RECORDS).flatMap(recordBody);
    if (bodies.length === 0) continue;
    const { number } = epochs.at(first.position);
    jobs.push({ v: 1, kind: "records", standing: epochs.standing, epoch: number, prefix, bodies });
  }
  await share(sharing, epochs, jobs);
}

function recordBody({ bytes }: EntryRow): Uint8Array[] {
  try {
    if (bytes === null) return [];
    const { type, body } = readEntry(bytes);
    return type === "record" ? [body] : [];
  } catch (error) {
    if (error instanceof ChorusError) return [];
    throw error;
  }
}

/** Checks the contributions among these mails that will be needed. Mails that are not for this trustee are left. */
export async function foreseeChecks(
  sharing: Sharing | undefined,
  epochs: Epochs,
  store: TrusteeStore,
  mails: readonly Uint8Array[],
): Promise<void> {
  if (sharing === undefined || mails.length < 2 || (await sharing.labour.hands()) === 0) return;
  const found: { readonly body: Uint8Array; readonly contribution: Contribution }[] = [];
  for (const mail of mails) {
    const one = await contributionIn(epochs, mail);
    if (one !== undefined) found.push(one);
  }
  const wanted = await store.transaction(async (tables) => {
    const coming = new Map<string, number>();
    const needed: typeof found = [];
    for (const one of found) if (await isNeeded(epochs, tables, one.contribution, coming)) needed.push(one);
    return needed;
  });
  const records = wanted.reduce((sum, { contribution }) => sum + contribution.records.length, 0);
  if (records < WORTH_SHARING) return;
  const standing = epochs.standing;
  await share(
    sharing,
    epochs,
    wanted.map(({ body }) => ({ v: 1, kind: "check", standing, contribution: body })),
  );
}

async function contributionIn(epochs: Epochs, file: Uint8Array) {
  const { sealer, signer, escrow, secrets } = epochs.reader;
  try {
    const bytes = await sealer.open(file, secrets.identity);
    if (bytes === undefined) return undefined;
    const { kind, body } = openMessage(signer, escrow, ["contribution", "refusal", "state"], bytes);
    return kind === "contribution" ? { body, contribution: readContribution(body) } : undefined;
  } catch (error) {
    if (error instanceof ChorusError) return undefined;
    throw error;
  }
}

/** Whether a record of it lacks contributions still, counting those that come before in the same delivery. */
async function isNeeded(
  epochs: Epochs,
  tables: TrusteeTables,
  { records }: Contribution,
  coming: Map<string, number>,
): Promise<boolean> {
  let needed = false;
  const ids = records.map((one) => toHex(one.record));
  const rows = await tables.records(ids);
  const counts = await tables.countContributions(ids);
  for (const record of ids) {
    const row = rows.get(record);
    const before = coming.get(record) ?? 0;
    coming.set(record, before + 1);
    if (row === undefined) needed = true;
    else if (row.status === "accepted" && !row.matched) {
      const { threshold } = epochs.at(row.position).escrow.charter;
      if ((counts.get(record) ?? 0) + before < threshold) needed = true;
    }
  }
  return needed;
}

async function share({ labour, foreseen }: Sharing, epochs: Epochs, jobs: readonly Job[]): Promise<void> {
  if (jobs.length < 2 || (await labour.hands()) === 0) return;
  const all = jobs.map(encodeJob);
  const done = await labour.share(all, (job) => doJob(epochs, job));
  for (const [i, result] of done.entries()) if (result !== undefined) keep(foreseen, all[i] as Uint8Array, result);
}

/** What a process of another version came to may be in another form: then it was not done. */
function keep(foreseen: Foreseen, job: Uint8Array, done: Uint8Array): void {
  try {
    foreseen.keep(job, done);
  } catch (error) {
    if (!(error instanceof ChorusError)) throw error;
  }
}
