/**
 * The trustee as a witness of the log (§9): it reads every entry, builds the tree itself, and cosigns a checkpoint
 * only when the board's root is the one that it computed. A board that rewrites or shortens what a trustee has
 * read can never get its cosignature again, and what it signed is kept (misconduct.ts).
 */
import { equalBytes, toHex, utf8 } from "../../core/bytes/bytes.ts";
import { ChorusError, rejected } from "../../core/bytes/errors.ts";
import { leafOf, readEntry, SECONDS_PER_HOUR } from "../../core/protocol/entry.ts";
import { type Checkpoint, checkpointText, logKey, openCheckpoint } from "../../core/tlog/checkpoint.ts";
import { cosign, cosignedAt, witnessKey } from "../../core/tlog/cosignature.ts";
import {
  append,
  EMPTY_FRONTIER,
  encodeFrontier,
  type Frontier,
  leafHash,
  readFrontier,
  rootOf,
} from "../../core/tlog/merkle.ts";
import type { Note } from "../../core/tlog/note.ts";
import { type Epochs, keepSuccessor } from "./epochs.ts";
import { keepMisconduct, rememberBelieved } from "./misconduct.ts";
import type { EntryRow, TrusteeBoard, TrusteeStore, TrusteeTables } from "./ports.ts";
import { progress, setProgress } from "./progress.ts";
import { faultNotice, type TrusteeContext } from "./trustee.ts";

const BATCH = 256;
/** How far ahead of this trustee's clock an entry's hour may be. */
const HOURS_AHEAD = 1;

/**
 * Reads up to the board's newest checkpoint and cosigns it. True when there was something new.
 *
 * A checkpoint is cosigned by the trustees of the epoch that governs its last entry. Where an epoch ends among the
 * entries that are read, its end is cosigned as well, so that whoever comes later can step from one set to the next.
 */
export async function readNewEntries(
  context: TrusteeContext,
  known: Known,
  store: TrusteeStore,
  board: TrusteeBoard,
  size: number,
): Promise<boolean> {
  const from = await store.transaction((tables) => progress(tables, "read"));
  if (size === from) return false;
  const shown = await board.checkpoint();
  try {
    await readUpTo(context, known, store, board, { from, size, shown });
    return true;
  } catch (error) {
    if (error instanceof ChorusError) {
      await store.transaction((tables) => keepMisconduct(context, tables, error, shown));
    }
    throw error;
  }
}

/** The epochs as known before, and how to know them again when a charter was read. */
type Known = { readonly epochs: Epochs; reload(tables: TrusteeTables): Promise<Epochs> };
type Shown = { readonly from: number; readonly size: number; readonly shown: string };

async function readUpTo(
  context: TrusteeContext,
  known: Known,
  store: TrusteeStore,
  board: TrusteeBoard,
  { from, size, shown }: Shown,
): Promise<void> {
  const { board: card } = context.escrow.charter;
  const { checkpoint } = openCheckpoint(context.signer, logKey(card.origin, card.signingKey), shown);
  if (size < from || checkpoint.size < from) throw rolledBack();
  const entries = await fetchEntries(board, from, checkpoint.size);
  await store.transaction(async (tables) => {
    const changed = await takeEntries(context, known.epochs, tables, entries, checkpoint);
    await rememberBelieved(tables, shown);
    const after = changed ? await known.reload(tables) : known.epochs;
    const ends = after.all.map((epoch) => after.endOf(epoch)).filter((end) => end > from && end < checkpoint.size);
    for (const size of [...ends, checkpoint.size]) await cosignSize(after, tables, size);
  });
}

/**
 * Set when the tables were put back from a backup. This trustee may have cosigned more than it remembers, so it must not be
 * the first to cosign anything: it reads on, and speaks again when as many others as are needed beside it have
 * cosigned all that it has read.
 */
const RESTORED = "restored";

async function cosignSize(epochs: Epochs, tables: TrusteeTables, size: number): Promise<void> {
  if ((await tables.get(RESTORED)) !== undefined) return;
  const { context } = epochs.at(size - 1);
  const root = await tables.rootAt(size);
  if (context === undefined || root === undefined) return;
  const { signer, clock, secrets, index } = context;
  const { origin } = context.escrow.charter.board;
  const key = witnessKey(origin, index, signer.publicKey(secrets.seed));
  const line = cosign(signer, key, checkpointText({ origin, size, root }), clock.seconds(), secrets.seed);
  await tables.send({ kind: "cosignature", target: String(size), bytes: utf8(line) });
}

function rolledBack(): ChorusError {
  return rejected("log-rollback", "the board's log is shorter than what this trustee has read", {
    role: "board",
    id: "log",
  });
}

/** An entry, and its leaf where the entry itself has been erased. */
type Fetched = EntryRow & { readonly leaf: Uint8Array };

async function fetchEntries(board: TrusteeBoard, from: number, size: number): Promise<Fetched[]> {
  const fetched: Fetched[] = [];
  while (from + fetched.length < size) {
    const next = from + fetched.length;
    const batch = await board.entries(next, Math.min(BATCH, size - next));
    if (batch.length === 0) throw rejected("log-entries", "the board does not show the entries of its own log");
    for (const [i, entry] of batch.entries()) {
      if (entry.position !== next + i) throw rejected("log-order", "the board's entries are out of order");
      fetched.push({ ...entry, leaf: entry.bytes === null ? await board.leaf(entry.position) : leafOf(entry.bytes) });
    }
  }
  return fetched;
}

/** Keeps entries and the tree's roots. True when a successor charter is among them. */
async function takeEntries(
  context: TrusteeContext,
  epochs: Epochs,
  tables: TrusteeTables,
  entries: readonly Fetched[],
  checkpoint: Checkpoint,
): Promise<boolean> {
  let { escrow } = epochs.newest;
  let frontier = await storedFrontier(tables);
  let hour = await progress(tables, "hour");
  const latest = Math.floor(context.clock.seconds() / SECONDS_PER_HOUR) + HOURS_AHEAD;
  const rows = [];
  for (const entry of entries) {
    if (entry.position !== frontier.size) throw rejected("log-order", "the board's entries are out of order");
    hour = checkHour(entry, hour, latest);
    frontier = append(frontier, leafHash(entry.leaf)).frontier;
    rows.push({ position: entry.position, bytes: entry.bytes, root: rootOf(frontier) });
    escrow = (await keepSuccessor(context, tables, escrow, entry)) ?? escrow;
  }
  if (frontier.size !== checkpoint.size || !equalBytes(rootOf(frontier), checkpoint.root)) {
    throw rejected("log-root", "the board's checkpoint does not fit its entries", {
      role: "board",
      id: checkpoint.origin,
    });
  }
  await tables.addEntries(rows);
  await setProgress(tables, "read", frontier.size);
  await setProgress(tables, "hour", hour);
  await tables.put("frontier", encodeFrontier(frontier));
  return escrow !== epochs.newest.escrow;
}

async function storedFrontier(tables: TrusteeTables): Promise<Frontier> {
  const bytes = await tables.get("frontier");
  return bytes === undefined ? EMPTY_FRONTIER : readFrontier(await progress(tables, "read"), bytes);
}

/** Hours must not run backwards or ahead of this trustee's clock. */
function checkHour(entry: EntryRow, before: number, latest: number): number {
  if (entry.bytes === null) return before;
  const { hour } = readEntry(entry.bytes);
  if (hour < before || hour > latest) throw rejected("log-hour", "an entry of the log carries an impossible hour");
  return hour;
}

/**
 * Moves the acted prefix forward: the largest size that enough trustees have cosigned, checked against this one's tree.
 * It goes from epoch to epoch: the end of each is agreed on by its own trustees before the next one's count.
 */
export async function actOnWitnessed(epochs: Epochs, store: TrusteeStore, board: TrusteeBoard): Promise<boolean> {
  let worked = false;
  for (let notes: WitnessedNotes | undefined; ; worked = true) {
    const { acted, read } = await store.transaction(async (tables) => ({
      acted: await progress(tables, "acted"),
      read: await progress(tables, "read"),
    }));
    if (acted >= read) return worked;
    notes ??= await board.witnessed();
    const end = epochs.endOf(epochs.at(acted));
    const atEnd = end <= read ? await board.checkpointAt(end) : undefined;
    const limit = Math.min(end, read);
    const texts = [...notes, ...notesOf(atEnd, epochs.at(acted).escrow.charter.trustees.length)];
    if (!(await store.transaction((tables) => actTo(epochs, tables, { acted, limit, texts })))) return worked;
  }
}

type WitnessedNotes = readonly { readonly trustee: number; readonly note: string }[];

/** One note with the cosignatures of all trustees, looked at once for each of them. */
function notesOf(note: string | undefined, trustees: number): WitnessedNotes {
  return note === undefined ? [] : Array.from({ length: trustees }, (_, i) => ({ trustee: i + 1, note }));
}

async function actTo(
  epochs: Epochs,
  tables: TrusteeTables,
  { acted, limit, texts }: { acted: number; limit: number; texts: WitnessedNotes },
): Promise<boolean> {
  const { context, escrow } = epochs.at(acted);
  const seen = new Map<string, number>();
  for (const { trustee, note } of texts) {
    const witnessed = await cosignedSize(epochs, tables, trustee, note);
    if (witnessed === undefined) continue;
    seen.set(witnessed.key, Math.max(seen.get(witnessed.key) ?? 0, witnessed.size));
  }
  const others = escrow.charter.trustees.map(({ signingKey }, i) =>
    i + 1 === context?.index ? 0 : (seen.get(toHex(signingKey)) ?? 0),
  );
  const restored = (await tables.get(RESTORED)) !== undefined;
  const needed = escrow.charter.policy.witnesses - 1;
  if (restored && others.filter((size) => size >= limit).length >= needed) {
    await tables.remove(RESTORED);
    await cosignSize(epochs, tables, limit);
  }
  const sizes = others.map((size, i) => (i + 1 === context?.index && !restored ? limit : size));
  const agreed = sizes.sort((a, b) => b - a)[escrow.charter.policy.witnesses - 1] ?? 0;
  const next = Math.min(agreed, limit);
  if (next <= acted) return false;
  await setProgress(tables, "acted", next);
  return true;
}

/**
 * The size up to which another trustee, by its signing key, has demonstrably seen the same log as this one. Beyond what
 * this one has read nothing can be compared, so that counts as far as this one's own reading only when the smaller tree
 * fits. An index may be another organisation's in another epoch, so the key is found by trying.
 */
async function cosignedSize(
  epochs: Epochs,
  tables: TrusteeTables,
  trustee: number,
  text: string,
): Promise<{ readonly key: string; readonly size: number } | undefined> {
  const { signer, escrow, notice } = epochs.reader;
  const { origin, signingKey } = escrow.charter.board;
  try {
    const { checkpoint, note } = openCheckpoint(signer, logKey(origin, signingKey), text);
    const key = cosigner(epochs, trustee, note);
    if (key === undefined) return undefined;
    const root = await tables.rootAt(checkpoint.size);
    if (root === undefined) return undefined; // it is ahead of this trustee: it will be compared once this one has read as far
    if (equalBytes(root, checkpoint.root)) return { key: toHex(key), size: checkpoint.size };
    throw rejected("split-view", "another trustee was shown a different log", { role: "board", id: origin });
  } catch (error) {
    if (!(error instanceof ChorusError)) throw error;
    notice(faultNotice("cosignature refused", error, {}));
    await keepMisconduct(epochs.reader, tables, error, text);
    return undefined;
  }
}

function cosigner(epochs: Epochs, trustee: number, note: Note): Uint8Array | undefined {
  const { signer, escrow } = epochs.reader;
  const keys = epochs.all.flatMap((epoch) => epoch.escrow.charter.trustees[trustee - 1]?.signingKey ?? []);
  const { origin } = escrow.charter.board;
  return keys.findLast((key) => cosignedAt(signer, note, witnessKey(origin, trustee, key)) !== undefined);
}
