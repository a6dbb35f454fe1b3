/**
 * A checkpoint as evidence (§9.2): the board's signature, then cosignatures of trustees of the charter, and nothing besides.
 * Stricter than C2SP, which ignores lines it does not know: in evidence no bit may be changed unseen.
 */
import { rejected } from "../bytes/errors.ts";
import type { Signer } from "../ports.ts";
import { type Checkpoint, logKey, readCheckpointText } from "../tlog/checkpoint.ts";
import { cosignedAt, witnessKey } from "../tlog/cosignature.ts";
import { isSignedBy, type NoteSignature, readNote } from "../tlog/note.ts";
import type { Charter } from "./charter.ts";

/** One trustee's word: it saw the checkpoint at this time, consistent with all that it had seen before. */
export type Witness = { readonly trustee: number; readonly name: string; readonly seconds: number };

/** A checkpoint that enough trustees have cosigned. */
export type Witnessed = {
  readonly checkpoint: Checkpoint;
  /** The text that was signed, without signatures: what a time-stamp is made on. */
  readonly text: string;
  readonly witnesses: readonly Witness[];
  /** When as many trustees as the charter asks for had seen it: at least one of them honest. */
  readonly seenBy: number;
};

type Witnessing = Pick<Charter, "board" | "trustees" | "policy">;

/** @throws ChorusError `malformed`, or `rejected` naming what does not hold */
export function openWitnessed(signer: Signer, charter: Witnessing, note: string): Witnessed {
  const { board, policy } = charter;
  const { text, signatures } = readNote(note);
  const checkpoint = readCheckpointText(text);
  const [first, ...others] = signatures;
  const ofBoard = first !== undefined && isSignedBy(signer, { text, signatures: [first] }, boardKey(charter));
  if (checkpoint.origin !== board.origin || !ofBoard) {
    throw rejected("checkpoint-signature", "the checkpoint is not signed by this escrow's board");
  }
  const witnesses = others.map((line) => witnessOf(signer, charter, text, line));
  if (witnesses.some(({ trustee }, i) => trustee <= (witnesses[i - 1]?.trustee ?? 0))) {
    throw rejected("cosignature-order", "the cosignatures are not one for each trustee, in their order");
  }
  const times = witnesses.map(({ seconds }) => seconds).sort((a, b) => a - b);
  const seenBy = times[policy.witnesses - 1];
  if (seenBy === undefined) throw rejected("cosignature-count", "too few trustees have cosigned the checkpoint");
  return { checkpoint, text, witnesses, seenBy };
}

function boardKey({ board }: Witnessing) {
  return logKey(board.origin, board.signingKey);
}

function witnessOf(signer: Signer, { board, trustees }: Witnessing, text: string, line: NoteSignature): Witness {
  for (const [i, { name, signingKey }] of trustees.entries()) {
    const seconds = cosignedAt(signer, { text, signatures: [line] }, witnessKey(board.origin, i + 1, signingKey));
    if (seconds !== undefined) return { trustee: i + 1, name, seconds };
  }
  throw rejected("cosignature", "a cosignature is not that of a trustee of this escrow");
}
