/**
 * The auditor: anyone who looks after a board from outside. It believes nothing but the charter that it met first, reads
 * every leaf and every tile that is new, and holds every cosignature against the tree that it built itself.
 *
 * It needs no key and no leave, and learns nothing but how many things of each kind happened.
 */
import { equalBytes, fromHex, toHex } from "../../core/bytes/bytes.ts";
import { rejected } from "../../core/bytes/errors.ts";
import type { Group } from "../../core/crypto/group.ts";
import type { Clock, Signer } from "../../core/ports.ts";
import type { Escrow } from "../../core/protocol/charter.ts";
import { ENTRY_TYPES, type EntryType, LEAF_BYTES } from "../../core/protocol/entry.ts";
import { openCharters } from "../../core/protocol/succession.ts";
import { logKey, openCheckpoint, readCheckpointText } from "../../core/tlog/checkpoint.ts";
import { followLog } from "../../core/tlog/follow.ts";
import { EMPTY_FRONTIER, encodeFrontier, readFrontier, rootOf } from "../../core/tlog/merkle.ts";
import { readNote } from "../../core/tlog/note.ts";
import { type AuditedBoard, brokenBy, type Problem, type ReadTree, type WitnessReport } from "./ports.ts";
import type { AuditState } from "./state.ts";
import { checkWitnesses } from "./witnesses.ts";

export type AuditContext = { readonly group: Group; readonly signer: Signer; readonly clock: Clock };

export type AuditOptions = {
  /** The escrow that is expected; by default the one that was met first. */
  readonly pinned?: Uint8Array;
  /** How long, in seconds, a trustee may be behind before that is a problem. */
  readonly grace: number;
  /** Read the whole log again, and not only what is new. */
  readonly fromStart?: boolean;
  /** Told how many entries of the log have been read, and how many there are to read. */
  readonly advance?: (done: number, all: number) => void;
};

export type AuditReport = {
  readonly origin: string;
  readonly charter: string;
  /** What was known before this look, and what the board shows now. */
  readonly from: number;
  readonly size: number;
  /** The largest size that as many trustees as the charter asks for have cosigned. */
  readonly cosigned: number;
  readonly counts: Readonly<Partial<Record<EntryType, number>>>;
  readonly witnesses: readonly WitnessReport[];
  readonly problems: readonly Problem[];
  /** The checkpoint that was shown, and the newest that was believed before: to be kept when something is broken. */
  readonly shown: string;
  readonly believed: string | null;
};

export type Audit = { readonly report: AuditReport; readonly state: AuditState | undefined };

/** Looks once. The state that comes back is to be kept; when something is broken it is the one from before. */
export async function audit(
  context: AuditContext,
  board: AuditedBoard,
  before: AuditState | undefined,
  options: AuditOptions,
): Promise<Audit> {
  const expected = options.pinned ?? (before && fromHex(before.charter));
  const { charter, successors } = await board.charters();
  const escrow = openCharters(context.group, context.signer, charter, successors, expected);
  // Cosignatures first: whatever they are of must be in the checkpoint that is asked for afterwards.
  const witnessed = await board.witnessed();
  const shown = await board.checkpoint();
  const problems: Problem[] = [];
  const tree = await readTree(context, escrow, board, before, shown, witnessed, options).catch((error: unknown) => {
    problems.push(brokenBy(error));
    return undefined;
  });
  const known = before?.size ?? 0;
  const base = {
    origin: escrow.charter.board.origin,
    charter: toHex(escrow.charterId),
    from: known,
    shown,
    believed: before?.checkpoint ?? null,
  };
  if (tree === undefined) {
    const report = { ...base, size: known, cosigned: 0, counts: before?.counts ?? {}, witnesses: [], problems };
    return { report, state: before };
  }
  const judged = await checkWitnesses({ ...context, escrow, board, witnessed, tree, before, grace: options.grace });
  problems.push(...judged.problems);
  const { checkpoint, edge, counts } = tree;
  const report = {
    ...base,
    size: checkpoint.size,
    cosigned: judged.cosigned,
    counts,
    witnesses: judged.witnesses,
    problems,
  };
  if (problems.some(({ severity }) => severity === "broken")) return { report, state: before };
  const state: AuditState = {
    v: 1,
    charter: base.charter,
    size: checkpoint.size,
    edge: toHex(encodeFrontier(edge)),
    checkpoint: shown,
    counts,
    behind: [...judged.behind],
  };
  return { report, state };
}

async function readTree(
  { signer }: AuditContext,
  escrow: Escrow,
  board: AuditedBoard,
  before: AuditState | undefined,
  shown: string,
  witnessed: readonly { readonly note: string }[],
  { fromStart, advance }: AuditOptions,
): Promise<ReadTree> {
  const key = logKey(escrow.charter.board.origin, escrow.charter.board.signingKey);
  const { checkpoint } = openCheckpoint(signer, key, shown);
  const known = before === undefined ? EMPTY_FRONTIER : readFrontier(before.size, fromHex(before.edge));
  if (checkpoint.size < known.size) throw rejected("log-shrunk", "the log is shorter than it was");
  const wanted = new Set([known.size, ...witnessed.map(({ note }) => sizeIn(note))]);
  const start = fromStart ? EMPTY_FRONTIER : known;
  const roots = new Map([[start.size, rootOf(start)]]);
  const counts: Record<string, number> = fromStart ? {} : { ...before?.counts };
  const edge = await followLog(board.tile, start, checkpoint, (leaf, tree) => {
    const type = typeOf(leaf, tree.size - 1);
    counts[type] = (counts[type] ?? 0) + 1;
    advance?.(tree.size - start.size, checkpoint.size - start.size);
    if (wanted.has(tree.size)) roots.set(tree.size, rootOf(tree));
  });
  if (!equalBytes(roots.get(known.size) as Uint8Array, rootOf(known))) {
    throw rejected("log-rewritten", "leaves that were read before are not there any more");
  }
  return { checkpoint, shown, edge, roots, counts };
}

/** The size that a cosigned checkpoint claims; whether the claim holds is judged afterwards. */
function sizeIn(note: string): number | undefined {
  try {
    return readCheckpointText(readNote(note).text).size;
  } catch {
    return undefined;
  }
}

const TYPES = new Map(Object.entries(ENTRY_TYPES).map(([name, number]) => [number as number, name as EntryType]));

function typeOf(leaf: Uint8Array, position: number): EntryType {
  const type = TYPES.get(leaf[0] as number);
  if (type !== undefined && leaf.length === LEAF_BYTES) return type;
  throw rejected("leaf-form", `leaf ${position} is of no kind that an escrow logs`);
}
