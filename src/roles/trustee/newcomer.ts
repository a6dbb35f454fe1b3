/**
 * A newcomer (§4.5): it has a share, and begins where the epoch before it ended, with the state that a threshold of that
 * epoch's trustees agree on. Among so many at least one is honest; and who sends other rows than the rest changes nothing.
 */
import { toHex } from "../../core/bytes/bytes.ts";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { rejected } from "../../core/bytes/errors.ts";
import { whole } from "../../core/bytes/schema.ts";
import { trusteeCulprit } from "../../core/crypto/keygen.ts";
import { readStatePart, readStateRow, type StateRow, stateRowHash } from "../../core/protocol/handover.ts";
import type { Message } from "../../core/protocol/message.ts";
import { rememberAuthor } from "./admit.ts";
import type { Epoch, Epochs } from "./epochs.ts";
import { keepOpened } from "./opened.ts";
import type { TrusteeStore, TrusteeTables } from "./ports.ts";
import { progress, setProgress } from "./progress.ts";

const count = whole(0, 10_000_000);

/** The epoch with which this trustee came, while it has not begun; undefined when it has, or was there from the start. */
export async function arrival(epochs: Epochs, tables: TrusteeTables): Promise<Epoch | undefined> {
  if ((await progress(tables, "admitted")) > 0) return undefined;
  const first = epochs.all.find(({ context }) => context !== undefined);
  return first?.number === 0 ? undefined : first;
}

/** Keeps one message of another trustee's state. A trustee that needs none forgets it. */
export async function takeState(epochs: Epochs, tables: TrusteeTables, message: Message): Promise<void> {
  const came = await arrival(epochs, tables);
  const { epoch, part, last } = readStatePart(message.body);
  if (came === undefined || epoch !== came.number) return;
  if (message.epoch !== epoch - 1) {
    throw rejected("state-epoch", "a trustee of another time sent its state", trusteeCulprit(message.trustee));
  }
  await tables.put(`state/${message.trustee}/${part}`, message.body);
  if (last) await tables.put(`state/${message.trustee}/parts`, encode(part + 1));
}

/** Begins, once enough trustees have sent the same. True when it did. */
export async function begin(epochs: Epochs, store: TrusteeStore): Promise<boolean> {
  return store.transaction(async (tables) => {
    const came = await arrival(epochs, tables);
    // Its own tree must reach the end of the epoch before, and enough trustees must have cosigned it.
    if (came === undefined || (await progress(tables, "acted")) < came.from) return false;
    const before = epochs.all[came.number - 1] as Epoch;
    const { trustees, threshold } = before.escrow.charter;
    const senders = await complete(tables, trustees.length);
    if (senders.length < threshold) return false;
    const agreed = await agreedRows(tables, senders, threshold);
    if (agreed === undefined) {
      came.context?.notice({ event: "the state is not agreed on yet", rule: "state-disputed" });
      return false;
    }
    for (const row of agreed) await takeRow(tables, row);
    for (const progressed of ["admitted", "settled"] as const) await setProgress(tables, progressed, came.from);
    await tables.dropEntriesBefore(came.from);
    for (const sender of await complete(tables, trustees.length)) await forget(tables, sender);
    came.context?.notice({ event: "state taken over", position: came.from });
    return true;
  });
}

type Sender = { readonly trustee: number; readonly parts: number };

/** The trustees whose whole state is there. */
async function complete(tables: TrusteeTables, trustees: number): Promise<Sender[]> {
  const found: Sender[] = [];
  for (let trustee = 1; trustee <= trustees; trustee++) {
    const bytes = await tables.get(`state/${trustee}/parts`);
    if (bytes === undefined) continue;
    const parts = decode(count, bytes, "parts", 16);
    const there = await Promise.all(Array.from({ length: parts }, (_, i) => tables.get(`state/${trustee}/${i}`)));
    if (there.every((part) => part !== undefined)) found.push({ trustee, parts });
  }
  return found;
}

async function forget(tables: TrusteeTables, { trustee, parts }: Sender): Promise<void> {
  await tables.remove(`state/${trustee}/parts`);
  for (let part = 0; part < parts; part++) await tables.remove(`state/${trustee}/${part}`);
}

/**
 * The rows that a threshold of senders agree on. Undefined while there is a subject of which they do not: then more must
 * send, or somebody must look.
 */
async function agreedRows(
  tables: TrusteeTables,
  senders: readonly Sender[],
  threshold: number,
): Promise<StateRow[] | undefined> {
  const agreed = new Map<string, StateRow>();
  const subjects = new Map<string, Map<string, Set<number>>>();
  for (const { trustee, parts } of senders) {
    for (let part = 0; part < parts; part++) {
      const { rows } = readStatePart((await tables.get(`state/${trustee}/${part}`)) as Uint8Array);
      for (const bytes of rows) {
        const row = readStateRow(bytes);
        const bySubject = subjects.get(subjectOf(row)) ?? new Map<string, Set<number>>();
        const hash = toHex(stateRowHash(bytes));
        const saying = (bySubject.get(hash) ?? new Set<number>()).add(trustee);
        subjects.set(subjectOf(row), bySubject.set(hash, saying));
        if (saying.size >= threshold) agreed.set(subjectOf(row), row);
      }
    }
  }
  return agreed.size === subjects.size || enoughHonest(subjects, senders, threshold) ? [...agreed.values()] : undefined;
}

/** A row that only so few send that they may all be lying is nobody's business, if all others are agreed on without them. */
function enoughHonest(
  subjects: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<number>>>,
  senders: readonly Sender[],
  threshold: number,
): boolean {
  return [...subjects.values()].every((rows) => {
    const largest = Math.max(...[...rows.values()].map((saying) => saying.size));
    const silent = senders.length - new Set([...rows.values()].flatMap((saying) => [...saying])).size;
    return largest >= threshold || silent >= threshold;
  });
}

/** What a row is about: rows of one subject exclude one another. */
function subjectOf(row: StateRow): string {
  switch (row.kind) {
    case "issued":
      return "issued";
    case "author":
      return `author/${row.author}`;
    case "counsel":
      return `counsel/${row.id}`;
    case "record":
      return `record/${row.record}`;
    case "opened":
      return `opened/${row.record}`;
    case "stance":
      return `stance/${row.caseId}/${row.counsel}/${row.stance}`;
    case "verdict":
      return `verdict/${row.caseId}/${row.record}/${row.same.join()}`;
  }
}

async function takeRow(tables: TrusteeTables, row: StateRow): Promise<void> {
  if (row.kind === "issued") await setProgress(tables, "issued", row.issued);
  if (row.kind === "author") await rememberAuthor(tables, row.author);
  if (row.kind === "counsel") await tables.addCounsel(row.id, row.admitted);
  if (row.kind === "verdict") await tables.addVerdict(row);
  if (row.kind === "opened") await keepOpened(tables, row.record, row.position);
  if (row.kind === "stance") await tables.addStance(row);
  if (row.kind !== "record") return;
  const { kind: _, tags, ...record } = row;
  const reason = row.status === "rejected" ? "refused-before" : null;
  await tables.addRecord({ ...record, reason, matched: row.status !== "rejected" });
  await tables.addTags(tags.map((tag) => ({ ...tag, record: row.record })));
}
