/** Judging files as people have them (§9.5): evidence, what it is about, and published statements as pages. */
import { ChorusError } from "../../core/bytes/errors.ts";
import { type Judgement, judgeFiles, type NamedFile } from "../../core/protocol/judge.ts";
import { encodePublication } from "../../core/protocol/publication.ts";
import type { EvidencePorts } from "../../core/protocol/receipt.ts";
import { looksLikePage, openPage } from "./publication/page.ts";

/** Judges files together, in their order. `pinned` is the escrow that is expected, if the reader knows it. */
export async function judgeAll(
  ports: EvidencePorts,
  files: readonly NamedFile[],
  pinned?: Uint8Array,
): Promise<Judgement[]> {
  const opened = files.map(unwrapped);
  const read = opened.filter((file) => "bytes" in file);
  const judgements = await judgeFiles(ports, read, pinned);
  return opened.map((file) => ("bytes" in file ? (judgements[read.indexOf(file)] as Judgement) : file));
}

/** The proof inside a page, or why there is none. */
function unwrapped({ name, bytes }: NamedFile): NamedFile | Extract<Judgement, { result: "refused" }> {
  if (!looksLikePage(bytes)) return { name, bytes };
  try {
    return { name, bytes: encodePublication(openPage(bytes)) };
  } catch (fault) {
    if (fault instanceof ChorusError) return { name, result: "refused", fault };
    throw fault;
  }
}
