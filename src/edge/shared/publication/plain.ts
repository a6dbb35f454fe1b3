/** A publication as plain text: for a mail, a newsroom's system, a screen reader. The proof travels beside it. */
import { utf8 } from "../../../core/bytes/bytes.ts";
import type { Publication } from "../../../core/protocol/publication.ts";
import { outlineOf } from "./outline.ts";

export function publicationText(publication: Publication): Uint8Array {
  const { title, opening, sections, proofs } = outlineOf(publication);
  const parts = sections.map(({ heading, blocks }) => [heading, ...blocks.map(({ text }) => text)].join("\n\n"));
  const sealed = proofs.sealed.map((one) => `- ${one}`).join("\n");
  const end = ["---", proofs.heading, sealed, ...proofs.blocks].join("\n\n");
  return utf8(`${[title, opening, ...parts, end].filter((one) => one !== "").join("\n\n\n")}\n`);
}
