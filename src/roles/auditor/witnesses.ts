/** The trustees' cosignatures as an auditor judges them: whose are false, whose are of another history, who is late. */
import { equalBytes } from "../../core/bytes/bytes.ts";
import { rejected } from "../../core/bytes/errors.ts";
import type { Clock, Signer } from "../../core/ports.ts";
import { allCharters, type Escrow } from "../../core/protocol/charter.ts";
import { type Checkpoint, logKey, openCheckpoint } from "../../core/tlog/checkpoint.ts";
import { readCosignature, witnessKey } from "../../core/tlog/cosignature.ts";
import { verifyConsistency } from "../../core/tlog/merkle.ts";
import type { Note, NoteKey } from "../../core/tlog/note.ts";
import { type AuditedBoard, brokenBy, type Problem, type ReadTree, type WitnessReport } from "./ports.ts";
import type { AuditState } from "./state.ts";

/** How far ahead of the auditor's clock a cosignature may be. */
const SECONDS_AHEAD = 3600;

type Judging = {
  readonly signer: Signer;
  readonly clock: Clock;
  readonly escrow: Escrow;
  readonly board: AuditedBoard;
  readonly witnessed: readonly { readonly trustee: number; readonly note: string }[];
  readonly tree: ReadTree;
  readonly before: AuditState | undefined;
  readonly grace: number;
};

type Judged = {
  readonly witnesses: readonly WitnessReport[];
  readonly cosigned: number;
  readonly behind: AuditState["behind"];
  readonly problems: readonly Problem[];
};

export async function checkWitnesses(judging: Judging): Promise<Judged> {
  const { escrow, tree } = judging;
  const { trustees, policy } = escrow.charter;
  const problems: Problem[] = [];
  const witnesses: WitnessReport[] = [];
  for (const [i, { name }] of trustees.entries()) {
    const trustee = i + 1;
    const seen = await newestOf(judging, trustee).catch((error: unknown) => {
      problems.push(brokenBy(error, trustee));
      return undefined;
    });
    const { size, seconds } = seen ?? { size: 0, seconds: null };
    witnesses.push({ trustee, name, size, seconds, behindSince: behindSince(judging, trustee, size) });
  }
  problems.push(...lateOnes(judging, witnesses));
  const cosigned = witnesses.map(({ size }) => size).sort((a, b) => b - a)[policy.witnesses - 1] ?? 0;
  const behind = witnesses.flatMap(({ trustee, behindSince: since }) =>
    since === null ? [] : [{ trustee, since, size: owedBy(judging, trustee)?.size ?? tree.checkpoint.size }],
  );
  return { witnesses, cosigned, behind, problems };
}

/** The newest checkpoint that a trustee cosigned, held against the tree. The one that was shown may carry its line too. */
async function newestOf(
  { signer, clock, escrow, board, witnessed, tree }: Judging,
  trustee: number,
): Promise<{ readonly size: number; readonly seconds: number } | undefined> {
  const { board: card } = escrow.charter;
  // A trustee that was replaced cosigned until it was; its lines stay good for the sizes that they are of.
  const keys = allCharters(escrow).flatMap(({ trustees }) => {
    const signingKey = trustees[trustee - 1]?.signingKey;
    return signingKey === undefined ? [] : [witnessKey(card.origin, trustee, signingKey)];
  });
  const notes = [tree.shown, ...witnessed.filter((one) => one.trustee === trustee).map(({ note }) => note)];
  let newest: { size: number; seconds: number } | undefined;
  for (const text of notes) {
    const { checkpoint, note } = openCheckpoint(signer, logKey(card.origin, card.signingKey), text);
    const seconds = timeIn(signer, note, keys);
    if (seconds === undefined) continue;
    if (seconds > clock.seconds() + SECONDS_AHEAD) {
      throw rejected("cosignature-time", "a cosignature is dated ahead of time");
    }
    if (!(await isOfTree(board, tree, checkpoint))) {
      throw rejected("split-view", "a trustee has cosigned a history that is not the one shown here");
    }
    if (newest === undefined || checkpoint.size > newest.size) newest = { size: checkpoint.size, seconds };
  }
  return newest;
}

function timeIn(signer: Signer, note: Note, keys: readonly NoteKey[]): number | undefined {
  const read = keys.map((key) => readCosignature(signer, note, key));
  if (read.some(({ kind }) => kind === "false")) {
    throw rejected("cosignature", "a cosignature in a trustee's name is not its own");
  }
  return read.find((one) => one.kind === "cosigned")?.seconds;
}

/** Is a checkpoint one of the tree that was read? What is older than this reading is shown by a proof. */
async function isOfTree(board: AuditedBoard, { checkpoint, roots }: ReadTree, other: Checkpoint): Promise<boolean> {
  if (other.size > checkpoint.size) return false;
  const root = other.size === checkpoint.size ? checkpoint.root : roots.get(other.size);
  if (root !== undefined) return equalBytes(root, other.root);
  const path = await board.consistency(other.size, checkpoint.size);
  return verifyConsistency(other.size, checkpoint.size, other.root, checkpoint.root, path);
}

/** What a trustee owed at the look before. */
const owedBy = ({ before }: Judging, trustee: number) => before?.behind.find((one) => one.trustee === trustee);

/** Since when a trustee has owed a cosignature; null when it owes none. One that has caught up in between begins anew. */
function behindSince(judging: Judging, trustee: number, size: number): number | null {
  if (size >= judging.tree.checkpoint.size) return null;
  const noted = owedBy(judging, trustee);
  return noted !== undefined && size < noted.size ? noted.since : judging.clock.seconds();
}

function lateOnes({ escrow, clock, grace, tree }: Judging, witnesses: readonly WitnessReport[]): Problem[] {
  const { policy } = escrow.charter;
  const isLate = ({ behindSince: since }: WitnessReport) => since !== null && clock.seconds() - since >= grace;
  const late = witnesses.filter(isLate);
  const each = late.map(({ trustee, size }): Problem => {
    const message = `trustee ${trustee} has cosigned ${size} of ${tree.checkpoint.size} entries`;
    return { severity: "missing", rule: "witness-behind", message, trustee };
  });
  if (witnesses.length - late.length >= policy.witnesses) return each;
  const message = `fewer than ${policy.witnesses} trustees cosign: nothing new opens, and receipts stay incomplete`;
  return [...each, { severity: "missing", rule: "witnesses-missing", message }];
}
