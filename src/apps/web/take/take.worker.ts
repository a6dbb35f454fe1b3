/** Locks and opens copies, and sets them on paper, while the page stays quick. */
import { expose } from "comlink";
import {
  type CopiedFile,
  type CopyKey,
  lockCopy,
  type OpenedCopy,
  openCopy,
} from "../../../edge/browser/notebook-copy.ts";
import type { Block } from "../../../edge/shared/paper-blocks.ts";
import { face } from "../parts/face.ts";

/** A file that goes along: its path in the copy, and in how many pieces it is asked for. */
export type Packed = Pick<CopiedFile, "path" | "size"> & { readonly id: string; readonly pieces: number };

/** Gives a piece of a file of the notebook. */
export type GivePiece = (id: string, place: number) => Promise<Uint8Array>;

export const taker = {
  /** The copy as a file; `wrong` when the recipient is none. */
  lock(text: string, key: CopyKey, files: readonly Packed[], give: GivePiece): Promise<Blob | "wrong"> {
    return lockCopy(
      text,
      files.map((file) => ({ ...file, content: () => contentOf(file, give) })),
      key,
    );
  },

  /** What is in a copy; `wrong` when neither passphrase nor key opens it. Rejects when it is none. */
  open: (file: Blob, key: string): Promise<OpenedCopy | "wrong"> => openCopy(file, key),

  async paper(blocks: readonly Block[], language: string, title: string): Promise<Blob> {
    const [{ paper }, file] = await Promise.all([import("../../../edge/shared/paper.ts"), face()]);
    const bytes = await paper(blocks, { language, title, face: file });
    return new Blob([bytes as BlobPart], { type: "application/pdf" });
  },
};
export type Taker = typeof taker;

async function* contentOf({ id, pieces }: Packed, give: GivePiece): AsyncGenerator<Uint8Array> {
  for (let place = 0; place < pieces; place++) yield await give(id, place);
}

expose(taker);
