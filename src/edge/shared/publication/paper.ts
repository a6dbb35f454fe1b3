/** A publication as a tagged PDF, with its proof inside. Made from the proof alone, so that it can be made again and compared. */

import { readEntry, SECONDS_PER_HOUR } from "../../../core/protocol/entry.ts";
import { encodePublication, type Publication } from "../../../core/protocol/publication.ts";
import { readReceipt } from "../../../core/protocol/receipt.ts";
import { paper } from "../paper.ts";
import { type Block, isPrintable } from "../paper-blocks.ts";
import { outlineOf } from "./outline.ts";

/** Gives the file of the typeface. */
export type Face = () => Promise<Uint8Array>;

/** @returns the PDF; undefined where something in it is written in a script that the typeface does not have */
export async function publicationPaper(publication: Publication, face: Face): Promise<Uint8Array | undefined> {
  const { language, title, opening, sections, proofs } = outlineOf(publication);
  const words = (text: string): Block[] => paragraphs(text).map((one) => ({ kind: "words", text: one }));
  const notes = (text: string): Block[] => paragraphs(text).map((one) => ({ kind: "caption", text: one }));
  const blocks: Block[] = [
    { kind: "title", text: title },
    ...words(opening),
    ...sections.flatMap(({ heading, blocks: inner }): Block[] => [
      { kind: "heading", text: heading },
      ...inner.flatMap(({ quoted, text }) => (quoted ? words(text) : notes(text))),
    ]),
    { kind: "heading", text: proofs.heading },
    ...[...proofs.blocks.slice(0, 1), ...proofs.sealed.map((one) => `– ${one}`), ...proofs.blocks.slice(1)].flatMap(
      notes,
    ),
  ];
  if (!isPrintable(blocks)) return undefined;
  const attached = { name: "statement.proof", bytes: encodePublication(publication) };
  return paper(blocks, { language, title, face: await face(), made: lastSealed(publication), attached });
}

/** No time of its own is in a publication; this one is the same whenever the paper is made. */
function lastSealed({ signOffs }: Publication): Date {
  const hours = signOffs.map(({ receipt }) => readEntry(readReceipt(receipt).entry).hour);
  return new Date(Math.max(...hours) * SECONDS_PER_HOUR * 1000);
}

function paragraphs(text: string): string[] {
  return text
    .split(/\n{2,}/)
    .map((one) => one.trim())
    .filter((one) => one !== "");
}
