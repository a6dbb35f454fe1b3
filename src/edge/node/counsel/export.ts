/**
 * A case as files that outlive Chorus: each opened text and attachment as an age file to counsel's X25519
 * recipient, which the `age` tool of any distribution opens, and beside them the sealed originals with the
 * author's signed header, so that what was sealed can be shown to be what was opened.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { identityToRecipient } from "age-encryption";
import { toHex, utf8 } from "../../../core/bytes/bytes.ts";
import type { Account, Who } from "../../../core/protocol/account.ts";
import { accountText } from "../../shared/account-text.ts";
import type { OpenedCase, OpenedRecord } from "../../shared/desk.ts";
import { nodeSealer } from "../age.ts";

/** Writes a case into `folder`/case-…; answers the paths, relative to `folder`. */
export async function exportCase(folder: string, opened: OpenedCase, exportIdentity: string): Promise<string[]> {
  const recipient = await identityToRecipient(exportIdentity);
  const written: string[] = [];
  const write = (path: string, bytes: Uint8Array) => {
    mkdirSync(join(folder, path, ".."), { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, path), bytes, { mode: 0o600 });
    written.push(path);
  };
  const seal = async (path: string, bytes: Uint8Array) =>
    write(`${path}.age`, await nodeSealer.seal(bytes, [recipient]));
  const root = `case-${opened.id.slice(0, 12)}`;
  for (const [i, record] of opened.records.entries())
    await exportRecord(`${root}/record-${i + 1}`, record, seal, write);
  await seal(`${root}/case.json`, utf8(`${JSON.stringify(caseIndex(opened), null, 2)}\n`));
  return written;
}

type Write = (path: string, bytes: Uint8Array) => void;
type Seal = (path: string, bytes: Uint8Array) => Promise<void>;

async function exportRecord(root: string, opened: OpenedRecord, seal: Seal, write: Write): Promise<void> {
  if (opened.who) await seal(`${root}/who.txt`, utf8(whoText(opened.who)));
  if (opened.account) await seal(`${root}/account.txt`, utf8(accountFile(opened.account)));
  for (const [i, attachment] of (opened.account?.attachments ?? []).entries()) {
    await seal(`${root}/attachments/${attachmentName(i, attachment.name)}`, attachment.bytes);
  }
  write(`${root}/sealed/header.cbor`, opened.record.signedHeader);
  if (opened.sealed.who) write(`${root}/sealed/who.age`, opened.sealed.who);
  if (opened.sealed.account) write(`${root}/sealed/account.age`, opened.sealed.account);
}

/** A name that is safe on every file system, whatever the author's file was called. */
function attachmentName(index: number, name: string): string {
  const plain = basename(name).normalize("NFC");
  const stem =
    basename(plain, extname(plain))
      .replace(/[^\p{L}\p{N}_-]+/gu, "-")
      .slice(0, 60) || "file";
  return `${index + 1}-${stem}${extname(plain)
    .replace(/[^.A-Za-z0-9]/g, "")
    .slice(0, 10)}`;
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
