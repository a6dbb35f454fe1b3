/** Statements that a circle has published: whose parts they hold, what came after, and how a part is taken back. */
import { equalBytes, fromHex, toHex } from "../../../core/bytes/bytes.ts";
import type { Signer } from "../../../core/ports.ts";
import type { Escrow } from "../../../core/protocol/charter.ts";
import { readEntry } from "../../../core/protocol/entry.ts";
import { encodeNotice, signStatementWithdrawal } from "../../../core/protocol/notice.ts";
import { type Publication, readPublication, readText, textHash } from "../../../core/protocol/publication.ts";
import { readReceipt } from "../../../core/protocol/receipt.ts";
import { openEnvelope } from "../../../core/protocol/record.ts";
import type { BoardClient } from "../board-client.ts";

/** A statement as one of its authors sees it. */
export type PublishedFacts = {
  readonly id: string;
  readonly title: string;
  /** Hash of its text (§17.2), in hex. */
  readonly text: string;
  /** The statement that corrects it, in hex. */
  readonly correctedBy: string | null;
  /** Where one's own part stands; undefined for who has none in it. */
  readonly mine: number | undefined;
  readonly isTakenBack: boolean;
};

/** The author keys that signed, one a part. */
export function authorsOf(signer: Signer, escrow: Escrow, publication: Publication): Uint8Array[] {
  return publication.signOffs.map(
    ({ receipt }) => openEnvelope(signer, escrow, readEntry(readReceipt(receipt).entry).body).author,
  );
}

/** @param author - One's own key; undefined for who has sealed nothing. @returns undefined when the board has no such statement */
export async function publishedFacts(
  board: BoardClient,
  signer: Signer,
  escrow: Escrow,
  id: string,
  author: Uint8Array | undefined,
): Promise<PublishedFacts | undefined> {
  const shown = await board.statement(id);
  if (shown === undefined) return undefined;
  const publication = readPublication(shown.publication);
  const at = author ? authorsOf(signer, escrow, publication).findIndex((one) => equalBytes(one, author)) : -1;
  return {
    id,
    title: readText(publication.text).title,
    text: toHex(textHash(publication.text)),
    correctedBy: shown.correctedBy,
    mine: at < 0 ? undefined : at,
    isTakenBack: shown.withdrawn.includes(at),
  };
}

/**
 * The statement that a new one corrects: the newest that stands, if the new one is by its authors alone (§17.4). Otherwise the
 * new one stands beside it.
 */
export async function corrected(
  board: BoardClient,
  signer: Signer,
  escrow: Escrow,
  published: readonly string[],
  next: Publication,
): Promise<Uint8Array | null> {
  const newest = published.at(-1);
  const shown = newest === undefined ? undefined : await board.statement(newest);
  if (newest === undefined || shown === undefined || shown.correctedBy !== null) return null;
  const theirs = authorsOf(signer, escrow, readPublication(shown.publication));
  const own = authorsOf(signer, escrow, next);
  return own.every((author) => theirs.some((one) => equalBytes(one, author))) ? fromHex(newest) : null;
}

/** The notice by which the author of part `at` takes it back. */
export function takeBackNotice(signer: Signer, escrow: Escrow, id: string, at: number, seed: Uint8Array): Uint8Array {
  const [charter, publication] = [escrow.charterId, fromHex(id)];
  const signature = signStatementWithdrawal(signer, charter, publication, at, seed);
  return encodeNotice({ v: 1, kind: "withdrawn", charter, publication, at, signature });
}
