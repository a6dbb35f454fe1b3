/** The heavier forms of published statements, made when they are asked for and kept for those who ask next. */
import { toHex } from "../../../core/bytes/bytes.ts";
import { sha256 } from "../../../core/crypto/hash.ts";
import { readPublication } from "../../../core/protocol/publication.ts";
import { face } from "../face.ts";

export type Form = "pdf" | "zip";

/** A statement is small, and few are asked for at a time. */
const KEPT = 16;
const made = new Map<string, Promise<Uint8Array | undefined>>();

/** @returns the file; undefined for a PDF whose typeface lacks a script of the statement */
export function statementForm(publication: Uint8Array, form: Form): Promise<Uint8Array | undefined> {
  const name = `${toHex(sha256(publication))}.${form}`;
  const known = made.get(name);
  if (known !== undefined) return known;
  const making = make(publication, form);
  making.catch(() => made.delete(name));
  made.set(name, making);
  for (const oldest of [...made.keys()].slice(0, Math.max(0, made.size - KEPT))) made.delete(oldest);
  return making;
}

/** What sets paper is loaded once somebody asks for it. */
async function make(bytes: Uint8Array, form: Form): Promise<Uint8Array | undefined> {
  const publication = readPublication(bytes);
  if (form === "zip") return (await import("../../shared/publication/kit.ts")).pressKit(publication, face);
  return (await import("../../shared/publication/paper.ts")).publicationPaper(publication, face);
}
