/** Files that go with a letter (§18.2): read whole, pictures drawn anew if their hidden details are to stay here. */
import { overLimit, rejected } from "../../../core/bytes/errors.ts";
import { TALK_FILES_MAX, TALK_FILES_MAX_BYTES, type TalkFile } from "../../../core/protocol/talk.ts";
import { cleaned } from "../files/details.ts";

/** Files as a page chose them. `withDetails`: pictures go as they are. */
export type Enclosed = { readonly files: readonly File[]; readonly withDetails: boolean };

/** A file with a letter as a page shows it. Of those that an author sent only the names are kept. */
export type LetterFile = { readonly name: string; readonly size: number; readonly bytes: Uint8Array | undefined };

export const asLetterFile = ({ name, bytes }: TalkFile): LetterFile => ({ name, size: bytes.length, bytes });

/**
 * @throws ChorusError `limit` (`letter-files`) when they are too many or too large, `rejected` (`letter-picture`) when a
 *   picture cannot be drawn anew here: never is the original sent in its place
 */
export async function enclosed({ files, withDetails }: Enclosed): Promise<TalkFile[]> {
  const read = await Promise.all(files.map((file) => (withDetails ? asItIs(file) : withoutDetails(file))));
  const bytes = read.reduce((sum, file) => sum + file.bytes.length, 0);
  if (read.length > TALK_FILES_MAX || bytes > TALK_FILES_MAX_BYTES) {
    throw overLimit("letter-files", "these are too many files for one letter, or too large");
  }
  return read;
}

async function asItIs(file: File): Promise<TalkFile> {
  return fileOf(file.name, file);
}

async function withoutDetails(file: File): Promise<TalkFile> {
  if (!file.type.startsWith("image/")) return asItIs(file);
  const drawn = await cleaned(file);
  if (drawn === undefined) throw rejected("letter-picture", "a picture cannot be drawn anew in this browser");
  return fileOf(drawn.type === file.type ? file.name : `${file.name}.${drawn.type.split("/")[1]}`, drawn);
}

async function fileOf(name: string, content: Blob): Promise<TalkFile> {
  const bytes = new Uint8Array(await content.arrayBuffer());
  return { name: name.slice(-255) || "file", mediaType: content.type.slice(0, 127), bytes };
}
