/** A statement set on paper once more, to compare with a PDF. What sets it is loaded only then. */
import type { Publication } from "../../../core/protocol/publication.ts";

export async function paperOf(publication: Publication): Promise<Uint8Array | undefined> {
  const { publicationPaper } = await import("../../../edge/shared/publication/paper.ts");
  const { default: address } = await import("@expo-google-fonts/newsreader/400Regular/Newsreader_400Regular.ttf?url");
  return publicationPaper(publication, async () => new Uint8Array(await (await fetch(address)).arrayBuffer()));
}
