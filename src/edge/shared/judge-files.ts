/**
 * Judging files as people have them (§9.5): evidence, what it is about, published statements as pages, and copies of a
 * notebook with the receipts in them, locked or not.
 */
import { Decrypter } from "age-encryption";
import { ChorusError } from "../../core/bytes/errors.ts";
import { type Judgement, judgeFiles, type NamedFile } from "../../core/protocol/judge.ts";
import { encodePublication } from "../../core/protocol/publication.ts";
import type { EvidencePorts } from "../../core/protocol/receipt.ts";
import { filesInCopy } from "./keepsakes.ts";
import { looksLikePage, openPage } from "./publication/page.ts";

/** Of one file: what `judgeFiles` finds; or that it is locked, and the key that was given, if one was, did not open it. */
export type Finding = Judgement | { readonly name: string; readonly result: "locked"; readonly tried: boolean };

export type Reader = {
  /** The escrow that is expected, if the reader knows it. */
  readonly pinned?: Uint8Array | undefined;
  /** What opens locked copies: a passphrase, or an age identity. */
  readonly key?: string | undefined;
};

/** Judges files together. Findings are in the files' order; a copy of a notebook has one for each receipt and page in it. */
export async function judgeAll(
  ports: EvidencePorts,
  files: readonly NamedFile[],
  { pinned, key }: Reader = {},
): Promise<Finding[]> {
  const first = await judgeReadable(ports, files, pinned);
  const locked = first.filter(({ file, findings }) => findings[0]?.result === "unrelated" && isAge(file.bytes));
  if (locked.length === 0) return first.flatMap(({ findings }) => findings);
  const opened = new Map<NamedFile, NamedFile | undefined>();
  for (const { file } of locked) opened.set(file, key === undefined ? undefined : await unlock(file, key));
  const second = await judgeReadable(
    ports,
    files.map((file) => opened.get(file) ?? file),
    pinned,
  );
  return second.flatMap(({ findings }, i): readonly Finding[] => {
    const file = files[i] as NamedFile;
    const closed = opened.has(file) && opened.get(file) === undefined;
    return closed ? [{ name: file.name, result: "locked", tried: key !== undefined }] : findings;
  });
}

type Judged = { readonly file: NamedFile; readonly findings: readonly Judgement[] };

async function judgeReadable(
  ports: EvidencePorts,
  files: readonly NamedFile[],
  pinned: Uint8Array | undefined,
): Promise<Judged[]> {
  const opened = files.map((file) => ({ file, inside: unwrapped(file) }));
  const readable = opened.flatMap(({ inside }) => ("fault" in inside ? [] : inside));
  const judgements = await judgeFiles(ports, readable, pinned);
  return opened.map(({ file, inside }) => ({
    file,
    findings: "fault" in inside ? [inside] : inside.map((one) => judgements[readable.indexOf(one)] as Judgement),
  }));
}

/** What is inside a page or a copy, or why it cannot be read; any other file stands for itself. */
function unwrapped(file: NamedFile): NamedFile[] | Extract<Judgement, { result: "refused" }> {
  const { name, bytes } = file;
  try {
    if (looksLikePage(bytes)) return [{ name, bytes: encodePublication(openPage(bytes)) }];
    const inside = filesInCopy(file);
    return inside === undefined || inside.length === 0 ? [{ name, bytes }] : inside;
  } catch (fault) {
    if (fault instanceof ChorusError) return { name, result: "refused", fault };
    throw fault;
  }
}

const AGE = new TextEncoder().encode("age-encryption.org/v1\n");
const isAge = (bytes: Uint8Array) => AGE.every((byte, i) => bytes[i] === byte);
const IDENTITY = /^AGE-SECRET-KEY-/i;

async function unlock({ name, bytes }: NamedFile, key: string): Promise<NamedFile | undefined> {
  try {
    const decrypter = new Decrypter();
    if (IDENTITY.test(key.trim())) decrypter.addIdentity(key.trim());
    else decrypter.addPassphrase(key);
    return { name, bytes: await decrypter.decrypt(bytes) };
  } catch {
    return undefined;
  }
}
