/** What is given to a newsroom: the statement as page, text and paper, and its proof, in one ZIP file. */
import { type Unzipped, unzipSync, zipSync } from "fflate";
import { malformed } from "../../../core/bytes/errors.ts";
import { encodePublication, PUBLICATION_MAX_BYTES, type Publication } from "../../../core/protocol/publication.ts";
import { publicationPage } from "./page.ts";
import { type Face, publicationPaper } from "./paper.ts";
import { publicationText } from "./plain.ts";

/** ZIP knows no time before this; a kit is the same whenever it is made. */
const NO_TIME = new Date("1980-01-01T00:00:00");
const KIT_MAX_BYTES = 4 * PUBLICATION_MAX_BYTES;

/** @returns a ZIP file; without a PDF where the typeface lacks a script */
export async function pressKit(publication: Publication, face: Face): Promise<Uint8Array> {
  const pdf = await publicationPaper(publication, face);
  const files = {
    "statement.html": publicationPage(publication),
    ...(pdf ? { "statement.pdf": pdf } : {}),
    "statement.proof": encodePublication(publication),
    "statement.txt": publicationText(publication),
  };
  return zipSync(files, { mtime: NO_TIME });
}

export const looksLikeZip = ([a, b, c, d]: Uint8Array): boolean => a === 0x50 && b === 0x4b && c === 3 && d === 4;

/** The files in a ZIP file. @throws ChorusError `malformed` for one that is damaged, or holds more than a press kit could */
export function filesInZip(bytes: Uint8Array): Unzipped {
  let whole = 0;
  const fits = ({ originalSize }: { originalSize: number }) => {
    whole += originalSize;
    return whole <= KIT_MAX_BYTES;
  };
  let files: Unzipped;
  try {
    files = unzipSync(bytes, { filter: fits });
  } catch {
    throw malformed("zip", "the ZIP file is damaged");
  }
  if (whole > KIT_MAX_BYTES) throw malformed("zip-size", "the ZIP file holds more than any press kit");
  return files;
}
