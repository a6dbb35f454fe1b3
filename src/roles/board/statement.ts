/**
 * Published statements at the board (§17). It takes what its authors have all signed, notes it in the log, and shows it.
 * Nothing that was published is changed or taken away in silence: corrections and withdrawals are entries of their own.
 */
import { equalBytes, toHex } from "../../core/bytes/bytes.ts";
import { rejected } from "../../core/bytes/errors.ts";
import { sha256 } from "../../core/crypto/hash.ts";
import type { Signer } from "../../core/ports.ts";
import type { Escrow } from "../../core/protocol/charter.ts";
import { readEntry } from "../../core/protocol/entry.ts";
import { encodeNotice, isStatementWithdrawal, readNotice } from "../../core/protocol/notice.ts";
import { isSignedOff, type Publication, readPublication, readText, textHash } from "../../core/protocol/publication.ts";
import { readReceipt } from "../../core/protocol/receipt.ts";
import { openEnvelope } from "../../core/protocol/record.ts";
import { appendOnce, type BoardContext, type Stored } from "./board.ts";
import type { BoardTables } from "./ports.ts";

const NAME = "statement";

/** What there is to show of a statement. */
export type ShownStatement = {
  readonly publication: Uint8Array;
  readonly position: number;
  /** The statement that corrects this one, in hex. */
  readonly correctedBy: string | undefined;
  /** Parts whose authors have taken them back. */
  readonly withdrawn: readonly number[];
};

/** Takes a statement, if every part is signed by an author whose record is in this board's log. */
export async function acceptStatement(context: BoardContext, escrow: Escrow, body: Uint8Array): Promise<Stored> {
  const publication = readPublication(body);
  const authors = signedBy(context.signer, escrow, publication);
  const hash = sha256(body);
  const { replaces } = publication;
  return context.store.transaction(async (tables) => {
    for (const { author, record } of authors) await mustHaveSealed(tables, author, record);
    if (replaces !== null) await mustBeTheirs(tables, context.signer, escrow, replaces, authors);
    const name = `${NAME}/${toHex(hash)}`;
    const notice = {
      v: 1 as const,
      kind: "published" as const,
      charter: escrow.charterId,
      publication: hash,
      replaces,
    };
    const stored = await appendOnce(tables, name, () => tables.append("statement", encodeNotice(notice)));
    if (stored.fresh) {
      await tables.put(name, body);
      if (replaces !== null) await tables.put(`${NAME}/${toHex(replaces)}/corrected`, hash);
    }
    return stored;
  });
}

/** One of its authors takes their part of a published statement back. */
export async function acceptStatementWithdrawal(
  context: BoardContext,
  escrow: Escrow,
  body: Uint8Array,
): Promise<Stored | undefined> {
  const notice = readNotice(body);
  if (notice.kind !== "withdrawn" || !equalBytes(notice.charter, escrow.charterId)) {
    throw rejected("statement-withdrawal", "this takes back nothing that was published here");
  }
  const name = `${NAME}/${toHex(notice.publication)}`;
  return context.store.transaction(async (tables) => {
    const bytes = await tables.get(name);
    if (bytes === undefined) return undefined;
    const voice = signedBy(context.signer, escrow, readPublication(bytes))[notice.at];
    if (voice === undefined || !isStatementWithdrawal(context.signer, escrow.charterId, notice, voice.author)) {
      throw rejected("statement-withdrawal", "the withdrawal is not signed by the author of that part");
    }
    return appendOnce(tables, `${name}/withdrawn/${notice.at}`, () => tables.append("statement", body));
  });
}

/** A statement as it is to be shown. @param id SHA-256 of the publication, in hex */
export async function shownStatement(tables: BoardTables, id: string): Promise<ShownStatement | undefined> {
  const name = `${NAME}/${id}`;
  const [publication, position, corrected] = [
    await tables.get(name),
    await tables.place(name),
    await tables.get(`${name}/corrected`),
  ];
  if (publication === undefined || position === undefined) return undefined;
  const withdrawn: number[] = [];
  for (const at of readPublication(publication).signOffs.keys()) {
    if ((await tables.place(`${name}/withdrawn/${at}`)) !== undefined) withdrawn.push(at);
  }
  return { publication, position, correctedBy: corrected && toHex(corrected), withdrawn };
}

type Author = { readonly author: Uint8Array; readonly record: Uint8Array };

/** The authors who signed, one a part. The receipts' proofs are for readers elsewhere: this is the log they are of. */
function signedBy(signer: Signer, escrow: Escrow, publication: Publication): Author[] {
  const hash = textHash(publication.text);
  if (!equalBytes(readText(publication.text).charter, escrow.charterId)) {
    throw rejected("publication-charter", "the statement is of another escrow");
  }
  return publication.signOffs.map(({ receipt, signature }, at) => {
    const { type, body } = readEntry(readReceipt(receipt).entry);
    if (type !== "record") throw rejected("publication-receipt", "a receipt of the statement is not of a record");
    const { author, record } = openEnvelope(signer, escrow, body);
    if (!isSignedOff(signer, escrow.charterId, hash, at, signature, author)) {
      throw rejected("sign-off", `part ${at + 1} of the statement is not signed by its author`);
    }
    return { author, record };
  });
}

async function mustHaveSealed(tables: BoardTables, author: Uint8Array, record: Uint8Array): Promise<void> {
  const place = await tables.record(toHex(record));
  if (place?.author !== toHex(author)) {
    throw rejected("publication-record", "a voice of the statement has no record in this log");
  }
}

/** A statement is corrected by its own authors, or some of them, and by nobody else. */
async function mustBeTheirs(
  tables: BoardTables,
  signer: Signer,
  escrow: Escrow,
  replaced: Uint8Array,
  authors: readonly Author[],
): Promise<void> {
  const before = await tables.get(`${NAME}/${toHex(replaced)}`);
  const theirs = new Set(
    before && signedBy(signer, escrow, readPublication(before)).map(({ author }) => toHex(author)),
  );
  if (!authors.every(({ author }) => theirs.has(toHex(author)))) {
    throw rejected("publication-replaces", "only the authors of a statement can correct it");
  }
}
