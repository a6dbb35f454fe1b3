/**
 * A case as files that outlive Chorus: each opened text and attachment as an age file to counsel's X25519
 * recipient, which the `age` tool of any distribution opens, all of it once more as a PDF to print, and beside them the sealed originals with the
 * author's signed header, so that what was sealed can be shown to be what was opened. One and the same for the
 * browser, which hands them over as a ZIP file, and the command line, which writes them into a folder.
 */
import { identityToRecipient } from "age-encryption";
import { toHex, utf8 } from "../../core/bytes/bytes.ts";
import { ChorusError } from "../../core/bytes/errors.ts";
import type { Account, Who } from "../../core/protocol/account.ts";
import type { Attachment } from "../../core/protocol/attachment.ts";
import { accountText, pageText } from "./account-text.ts";
import { ageSealer, sealStream } from "./age.ts";
import { attachmentName } from "./attachment-name.ts";
import { contentOf } from "./attachments.ts";
import { type CasePaper, casePaper } from "./case-paper.ts";
import type { CaseProofs } from "./case-proofs.ts";
import type { CounselSeat, OpenedCase, OpenedRecord } from "./desk.ts";

/** The folder of a case in its export. */
export const exportFolder = (caseId: string): string => `case-${caseId.slice(0, 12)}`;

/** Where an export goes. `stream` writes what comes, or leaves nothing under the path and rejects. */
export type ExportSink = {
  write(path: string, bytes: Uint8Array): void;
  stream(path: string, content: AsyncIterable<Uint8Array>): Promise<void>;
};

/**
 * What could not be exported: `missing` are the paths of attachments that the board did not give, or gave otherwise than
 * they were sealed; `paper` is false where the typeface lacks a script that the case is written in, so that no PDF was
 * made. The index of the case says both too.
 */
export type ExportFacts = { readonly missing: readonly string[]; readonly paper: boolean };

/** Hands every file of a case to `sink`, by its path, folders parted by `/`. Proofs go as they are, to be shown to others. */
export async function exportCase(
  { board }: Pick<CounselSeat, "board">,
  opened: OpenedCase,
  exportIdentity: string,
  proofs: CaseProofs,
  how: CasePaper,
  sink: ExportSink,
): Promise<ExportFacts> {
  const recipient = await identityToRecipient(exportIdentity);
  const seal = async (path: string, bytes: Uint8Array) =>
    sink.write(`${path}.age`, await ageSealer.seal(bytes, [recipient]));
  const root = exportFolder(opened.id);
  const missing: string[] = [];
  for (const [i, record] of opened.records.entries()) {
    await exportRecord(`${root}/record-${i + 1}`, record, seal, sink.write);
    for (const [path, file] of filesOf(`${root}/record-${i + 1}`, record)) {
      const content = sealStream(contentOf(board.shelf(file.attachment), file), [recipient]);
      await sink.stream(`${path}.age`, content).catch((error: unknown) => {
        if (!(error instanceof ChorusError)) throw error;
        missing.push(path);
      });
    }
  }
  for (const [i, record] of opened.records.entries()) {
    const receipt = proofs.receipts.get(record.id);
    if (receipt) sink.write(`${root}/record-${i + 1}/sealed/record.receipt`, receipt);
  }
  for (const [i, proof] of proofs.independence.entries()) sink.write(`${root}/independence-${i + 1}.proof`, proof);
  const paper = await casePaper(opened, how);
  if (paper) await seal(`${root}/case.pdf`, paper);
  const facts = { missing, paper: paper !== undefined };
  await seal(`${root}/case.json`, utf8(`${JSON.stringify({ ...caseIndex(opened), ...facts }, null, 2)}\n`));
  return facts;
}

type Write = ExportSink["write"];
type Seal = (path: string, bytes: Uint8Array) => Promise<void>;

/** The files that lie on the board, each with its path in the export: counted on from those inside the account. */
function filesOf(root: string, { account }: OpenedRecord): [string, Attachment][] {
  const before = account?.attachments.length ?? 0;
  return (account?.files ?? []).map((file, i) => [
    `${root}/attachments/${attachmentName(before + i, file.name)}`,
    file,
  ]);
}

async function exportRecord(root: string, opened: OpenedRecord, seal: Seal, write: Write): Promise<void> {
  if (opened.who) await seal(`${root}/who.txt`, utf8(whoText(opened.who)));
  if (opened.account) await seal(`${root}/account.txt`, utf8(accountFile(opened.account)));
  for (const [i, attachment] of (opened.account?.attachments ?? []).entries()) {
    await seal(`${root}/attachments/${attachmentName(i, attachment.name)}`, attachment.bytes);
  }
  await exportReceipts(root, opened.account, seal);
  write(`${root}/sealed/header.cbor`, opened.record.signedHeader);
  if (opened.sealed.who) write(`${root}/sealed/who.age`, opened.sealed.who);
  if (opened.sealed.account) write(`${root}/sealed/account.age`, opened.sealed.account);
}

/** What the author's own receipts are, and the very pages that they are about: sealed, since each page can be tried against them. */
async function exportReceipts(root: string, account: Account | undefined, seal: Seal): Promise<void> {
  const receipts = account?.receipts ?? [];
  for (const [i, receipt] of receipts.entries()) await seal(`${root}/earlier/${i + 1}.receipt`, receipt);
  if (receipts.length === 0) return;
  for (const [i, incident] of (account?.incidents ?? []).entries())
    await seal(`${root}/earlier/page-${i + 1}.txt`, utf8(pageText(incident)));
}

function whoText(who: Who): string {
  const names = who.names.map(
    ({ type, value, org, city }) => `${type}: ${[value, org, city].filter(Boolean).join(" · ")}`,
  );
  return [...names, "", who.description, ""].join("\n");
}

function accountFile(account: Account): string {
  const ways = account.contact.ways.map(({ kind, value, note }) => `${kind}: ${value}${note ? ` (${note})` : ""}`);
  const never = account.contact.never ? [`never: ${account.contact.never}`] : [];
  return [accountText(account), "", "--", "How to reach the author", ...ways, ...never, ""].join("\n");
}

function caseIndex(opened: OpenedCase) {
  return {
    case: opened.id,
    records: opened.records.map(({ id, record }, i) => ({
      folder: `record-${i + 1}`,
      record: id,
      author: toHex(record.header.author),
      position: record.position,
      quorum: record.header.quorum,
    })),
  };
}
