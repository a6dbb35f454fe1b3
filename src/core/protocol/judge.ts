/**
 * Judging files that somebody was handed (§9.5): some are evidence, others are what the evidence is about. One function
 * for the command line and the page, so that both say the same of the same files.
 */
import { ChorusError } from "../bytes/errors.ts";
import { sha256 } from "../crypto/hash.ts";
import { looksLikeEvidence, type Part, type Proven, partCovered, readEvidence, verifyEvidence } from "./evidence.ts";
import type { EvidencePorts } from "./receipt.ts";

export type NamedFile = { readonly name: string; readonly bytes: Uint8Array };

/** Of one file: it is evidence that holds or does not; or evidence beside it is about it, or none is. */
export type Judgement = { readonly name: string } & (
  | { readonly result: "proven"; readonly proven: Proven }
  | { readonly result: "refused"; readonly fault: ChorusError }
  | { readonly result: "covered"; readonly part: Part; readonly by: string }
  | { readonly result: "unrelated" }
);

/** Judges files together, in their order. `pinned` is the escrow that is expected, if the reader knows it. */
export async function judgeFiles(
  ports: EvidencePorts,
  files: readonly NamedFile[],
  pinned?: Uint8Array,
): Promise<Judgement[]> {
  const evidence = new Map<NamedFile, Judgement>();
  for (const file of files) {
    if (looksLikeEvidence(file.bytes)) evidence.set(file, await judgeEvidence(ports, file, pinned));
  }
  return files.map((file) => evidence.get(file) ?? judgeOther(file, [...evidence.values()]));
}

async function judgeEvidence(
  ports: EvidencePorts,
  { name, bytes }: NamedFile,
  pinned: Uint8Array | undefined,
): Promise<Judgement> {
  try {
    return { name, result: "proven", proven: await verifyEvidence(ports, readEvidence(bytes), pinned) };
  } catch (fault) {
    if (fault instanceof ChorusError) return { name, result: "refused", fault };
    throw fault;
  }
}

function judgeOther({ name, bytes }: NamedFile, evidence: readonly Judgement[]): Judgement {
  const hash = sha256(bytes);
  for (const one of evidence) {
    const part = one.result === "proven" ? partCovered(one.proven, hash) : undefined;
    if (part !== undefined) return { name, result: "covered", part, by: one.name };
  }
  return { name, result: "unrelated" };
}
