/** A statement set on paper once more, to compare with a PDF. What sets it is loaded only then. */
import type { Publication } from "../../../core/protocol/publication.ts";
import { face } from "../parts/face.ts";
import { twice } from "../shell/twice.ts";

export async function paperOf(publication: Publication): Promise<Uint8Array | undefined> {
  const { publicationPaper } = await twice(() => import("../../../edge/shared/publication/paper.ts"));
  return publicationPaper(publication, face);
}
