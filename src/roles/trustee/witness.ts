/**
 * The trustee as a witness of the log (§9): it reads every entry, builds the tree itself, and cosigns a checkpoint
 * only when the board's root is the one that it computed. A board that rewrites or shortens what a trustee has
 * read can never get its cosignature again, and what it signed is kept (misconduct.ts).
 */
import { equalBytes, utf8 } from "../../core/bytes/bytes.ts";
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
import { keepMisconduct, rememberBelieved } from "./misconduct.ts";
import type { EntryRow, TrusteeBoard, TrusteeStore, TrusteeTables } from "./ports.ts";
import { progress, setProgress } from "./progress.ts";
import { faultNotice, type TrusteeContext } from "./trustee.ts";

const BATCH = 256;
/** How far ahead of this trustee's clock an entry's hour may be. */
const HOURS_AHEAD = 1;

/** Reads up to the board's newest checkpoint and cosigns it. True when there was something new. */
export async function readNewEntries(
  context: TrusteeContext,
  store: TrusteeStore,
  board: TrusteeBoard,
  size: number,
): Promise<boolean> {
  const from = await store.transaction((tables) => progress(tables, "read"));
  if (size === from) return false;
  const shown = await board.checkpoint();
  try {
    await readUpTo(context, store, board, { from, size, shown });
    return true;
  } catch (error) {
    if (error instanceof ChorusError) {
      await store.transaction((tables) => keepMisconduct(context, tables, error, shown));
    }
    throw error;
  }
}

type Shown = { readonly from: number; readonly size: number; readonly shown: string };

async function readUpTo(
  context: TrusteeContext,
  store: TrusteeStore,
  board: TrusteeBoard,
  { from, size, shown }: Shown,
): Promise<void> {
  const { board: card } = context.escrow.charter;
  const { checkpoint } = openCheckpoint(context.signer, logKey(card.origin, card.signingKey), shown);
  if (size < from || checkpoint.size < from) throw rolledBack();
  const entries = await fetchEntries(board, from, checkpoint.size);
  await store.transaction(async (tables) => {
    await takeEntries(context, tables, entries, checkpoint);
    await rememberBelieved(tables, shown);
    const key = witnessKey(card.origin, context.index, context.signer.publicKey(context.secrets.seed));
    const line = cosign(context.signer, key, checkpointText(checkpoint), context.clock.seconds(), context.secrets.seed);
    await tables.send({ kind: "cosignature", target: String(checkpoint.size), bytes: utf8(line) });
  });
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

async function takeEntries(
  context: TrusteeContext,
  tables: TrusteeTables,
  entries: readonly Fetched[],
  checkpoint: Checkpoint,
): Promise<void> {
  let frontier = await storedFrontier(tables);
  let hour = await progress(tables, "hour");
  const latest = Math.floor(context.clock.seconds() / SECONDS_PER_HOUR) + HOURS_AHEAD;
  for (const entry of entries) {
    if (entry.position !== frontier.size) throw rejected("log-order", "the board's entries are out of order");
    hour = checkHour(entry, hour, latest);
    frontier = append(frontier, leafHash(entry.leaf)).frontier;
    await tables.addEntry({ position: entry.position, bytes: entry.bytes }, rootOf(frontier));
  }
  if (frontier.size !== checkpoint.size || !equalBytes(rootOf(frontier), checkpoint.root)) {
    throw rejected("log-root", "the board's checkpoint does not fit its entries", {
      role: "board",
      id: checkpoint.origin,
    });
  }
  await setProgress(tables, "read", frontier.size);
  await setProgress(tables, "hour", hour);
  await tables.put("frontier", encodeFrontier(frontier));
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

/** Moves the acted prefix forward: the largest size that enough trustees have cosigned, checked against this one's tree. */
export async function actOnWitnessed(
  context: TrusteeContext,
  store: TrusteeStore,
  board: TrusteeBoard,
): Promise<boolean> {
  const { acted, read } = await store.transaction(async (tables) => ({
    acted: await progress(tables, "acted"),
    read: await progress(tables, "read"),
  }));
  if (acted === read) return false;
  const notes = await board.witnessed();
  return store.transaction(async (tables) => {
    const sizes = [read];
    for (const { trustee, note } of notes) {
      if (trustee === context.index) continue;
      const size = await cosignedSize(context, tables, trustee, note);
      if (size !== undefined) sizes.push(size);
    }
    const agreed = sizes.sort((a, b) => b - a)[context.escrow.charter.policy.witnesses - 1] ?? 0;
    const next = Math.min(agreed, read);
    if (next <= acted) return false;
    await setProgress(tables, "acted", next);
    return true;
  });
}

/**
 * The size up to which another trustee has demonstrably seen the same log as this one. Beyond what this one has
 * read nothing can be compared, so that counts as far as this one's own reading only when the smaller tree fits.
 */
async function cosignedSize(
  context: TrusteeContext,
  tables: TrusteeTables,
  trustee: number,
  text: string,
): Promise<number | undefined> {
  const { signer, escrow } = context;
  const { origin, signingKey } = escrow.charter.board;
  const witness = escrow.charter.trustees[trustee - 1];
  if (witness === undefined) return undefined;
  try {
    const { checkpoint, note } = openCheckpoint(signer, logKey(origin, signingKey), text);
    if (cosignedAt(signer, note, witnessKey(origin, trustee, witness.signingKey)) === undefined) return undefined;
    const root = await tables.rootAt(checkpoint.size);
    if (root === undefined) return undefined; // it is ahead of this trustee: it will be compared once this one has read as far
    if (equalBytes(root, checkpoint.root)) return checkpoint.size;
    throw rejected("split-view", "another trustee was shown a different log", { role: "board", id: origin });
  } catch (error) {
    if (!(error instanceof ChorusError)) throw error;
    context.notice(faultNotice("cosignature refused", error, {}));
    await keepMisconduct(context, tables, error, text);
    return undefined;
  }
}
