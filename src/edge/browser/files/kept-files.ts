/** The files of a vault in its documents: each under a key of its own, so that what two devices add stands side by side. */
import type { Map as SharedMap } from "yjs";
import { toHex } from "../../../core/bytes/bytes.ts";
import { encodeKeptFile, type KeptFile, readKeptFile } from "../../../roles/author/kept-file.ts";
import type { Documents } from "../vault/documents.ts";

/** What `keptFiles` keeps beside files: pieces of removed ones that the board still has. */
const FILES = "files";
const REMOVED = "removed-files";

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
