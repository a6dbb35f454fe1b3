/**
 * Judging files as people have them (§9.5): evidence, what it is about, published statements in every form, and copies of
 * a notebook with the receipts in them, locked or not.
 */
import { Decrypter } from "age-encryption";
import { equalBytes } from "../../core/bytes/bytes.ts";
import { ChorusError } from "../../core/bytes/errors.ts";
import { type Judgement, judgeFiles, type NamedFile } from "../../core/protocol/judge.ts";
import { encodePublication, type Publication, readPublication } from "../../core/protocol/publication.ts";
import type { EvidencePorts } from "../../core/protocol/receipt.ts";
import { filesInCopy } from "./keepsakes.ts";
import { filesInZip, looksLikeZip } from "./publication/kit.ts";
import { looksLikePage, openPage } from "./publication/page.ts";
import { publicationText } from "./publication/plain.ts";

/** Of one file: what `judgeFiles` finds; or that it is locked, and the key that was given, if one was, did not open it. */
export type Finding = Judgement | { readonly name: string; readonly result: "locked"; readonly tried: boolean };

export type Reader = {
  /** The escrow that is expected, if the reader knows it. */
  readonly pinned?: Uint8Array | undefined;
  /** What opens locked copies: a passphrase, or an age identity. */
  readonly key?: string | undefined;
  /** Sets a statement on paper again, to compare; without it nothing is said of a PDF. */
  readonly paper?: ((publication: Publication) => Promise<Uint8Array | undefined>) | undefined;
};

/** Judges files together. Findings are in the files' order; a copy of a notebook, or a ZIP file, has one for each file in it. */
export async function judgeAll(
  ports: EvidencePorts,
  files: readonly NamedFile[],
  { pinned, key, paper }: Reader = {},
): Promise<Finding[]> {
  const first = await judgeReadable(ports, files, pinned, paper);
  const locked = first.filter(({ file, findings }) => findings[0]?.result === "unrelated" && isAge(file.bytes));
  if (locked.length === 0) return first.flatMap(({ findings }) => findings);
  const opened = new Map<NamedFile, NamedFile | undefined>();
  for (const { file } of locked) opened.set(file, key === undefined ? undefined : await unlock(file, key));
  const second = await judgeReadable(
    ports,
    files.map((file) => opened.get(file) ?? file),
    pinned,
    paper,
  );
  return second.flatMap(({ findings }, i): readonly Finding[] => {
    const file = files[i] as NamedFile;
    const closed = opened.has(file) && opened.get(file) === undefined;
    return closed ? [{ name: file.name, result: "locked", tried: key !== undefined }] : findings;
  });
}

type Judged = { readonly file: NamedFile; readonly findings: readonly Judgement[] };
type Refused = Extract<Judgement, { result: "refused" }>;
type Paper = NonNullable<Reader["paper"]>;

async function judgeReadable(
  ports: EvidencePorts,
  files: readonly NamedFile[],
  pinned: Uint8Array | undefined,
  paper: Paper | undefined,
): Promise<Judged[]> {
  const opened = files.map((file) => ({ file, inside: unwrapped(file) }));
  const readable = opened.flatMap(({ inside }) => inside.filter((one) => "bytes" in one));
  const judgements = await judgeFiles(ports, readable, pinned);
  const forms = await otherForms(readable, judgements, paper);
  const findingOf = (one: NamedFile | Refused): Judgement => {
    if (!("bytes" in one)) return one;
    const judged = judgements[readable.indexOf(one)] as Judgement;
    const form = judged.result === "unrelated" ? forms.find(({ bytes }) => equalBytes(bytes, one.bytes)) : undefined;
    return form ? { name: one.name, result: "covered", part: "form", by: form.of } : judged;
  };
  return opened.map(({ file, inside }) => ({ file, findings: inside.map(findingOf) }));
}

/** Statements that hold, made again as text and, where there is a PDF to compare, on paper. */
async function otherForms(readable: readonly NamedFile[], judgements: readonly Judgement[], paper: Paper | undefined) {
  const forms: { readonly of: string; readonly bytes: Uint8Array }[] = [];
  for (const [i, one] of judgements.entries()) {
    if (one.result !== "proven" || one.proven.kind !== "publication") continue;
    const publication = readPublication((readable[i] as NamedFile).bytes);
    forms.push({ of: one.name, bytes: publicationText(publication) });
    const sheet = paper && readable.some(({ bytes }) => isPdf(bytes)) ? await paper(publication) : undefined;
    if (sheet) forms.push({ of: one.name, bytes: sheet });
  }
  return forms;
}

const isPdf = ([a, b, c, d]: Uint8Array): boolean => a === 0x25 && b === 0x50 && c === 0x44 && d === 0x46;

/** What is inside a page, a copy or a ZIP file, or why it cannot be read; any other file stands for itself. */
function unwrapped(file: NamedFile): (NamedFile | Refused)[] {
  const { name, bytes } = file;
  try {
    if (looksLikePage(bytes)) return [{ name, bytes: encodePublication(openPage(bytes)) }];
    if (looksLikeZip(bytes)) {
      const inside = Object.entries(filesInZip(bytes)).map(([path, one]) => ({ name: `${name}/${path}`, bytes: one }));
      return inside.flatMap((one) => (looksLikeZip(one.bytes) ? [one] : unwrapped(one)));
    }
    const inside = filesInCopy(file);
    return inside === undefined || inside.length === 0 ? [{ name, bytes }] : inside;
  } catch (fault) {
    if (fault instanceof ChorusError) return [{ name, result: "refused", fault }];
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
