/** The files of a vault in its documents: each under a key of its own, so that what two devices add stands side by side. */
import type { Map as SharedMap } from "yjs";
import { toHex } from "../../../core/bytes/bytes.ts";
import { encodeKeptFile, type KeptFile, readKeptFile, type Share } from "../../../roles/author/kept-file.ts";
import type { Documents } from "../vault/documents.ts";

const FILES = "files";
/** Pieces of removed files that the board still has. */
const REMOVED = "removed-files";
/** What was sealed anew to go along with records. */
const COPIES = "copies";

/** The copies of files that went along with records, or are on their way, by the file and how it is shared. */
export function keptCopies({ ring }: Documents) {
  const copies: SharedMap<Uint8Array> = ring.getMap(COPIES);
  const name = (source: Uint8Array, share: Share) => `${toHex(source)}/${share}`;
  return {
    find(source: Uint8Array, share: Share): KeptFile | undefined {
      const bytes = copies.get(name(source, share));
      return bytes && readKeptFile(bytes);
    },
    put: (source: Uint8Array, copy: KeptFile) => void copies.set(name(source, copy.share), encodeKeptFile(copy)),
  };
}

export function keptFiles({ ring }: Documents) {
  const files: SharedMap<Uint8Array> = ring.getMap(FILES);
  const removed: SharedMap<number> = ring.getMap(REMOVED);
  const find = (id: string) => {
    const bytes = files.get(id);
    return bytes && readKeptFile(bytes);
  };
  return {
    find,
    all: (): KeptFile[] => [...files.values()].map(readKeptFile).sort((a, b) => a.addedAt - b.addedAt),
    put: (file: KeptFile) => void files.set(toHex(file.attachment), encodeKeptFile(file)),
    change(id: string, change: Partial<KeptFile>) {
      const before = find(id);
      if (before) files.set(id, encodeKeptFile({ ...before, ...change }));
    },
    /** Takes a file away, and remembers how many pieces the board is to erase. */
    remove(id: string, pieces: number) {
      ring.transact(() => {
        files.delete(id);
        removed.set(id, pieces);
      });
    },
    removed: (): [string, number][] => [...removed.entries()],
    erased: (id: string) => void removed.delete(id),
  };
}
