/** Receipts and dated notes in a vault's documents, each under a key of its own. */
import type { Map as SharedMap } from "yjs";
import { type Dated, encodeDated, readDated } from "../../../roles/author/dated.ts";
import type { Documents } from "../vault/documents.ts";

const RECEIPTS = "receipts";
const DATED = "dated";
const DAILY = "dated-daily";

export function keptReceipts({ ring }: Documents) {
  const receipts: SharedMap<Uint8Array> = ring.getMap(RECEIPTS);
  const dated: SharedMap<Uint8Array> = ring.getMap(DATED);
  const settings: SharedMap<boolean> = ring.getMap(DAILY);
  const note = (key: string) => {
    const bytes = dated.get(key);
    return bytes && readDated(bytes);
  };
  return {
    receipt: (key: string): Uint8Array | undefined => receipts.get(key),
    receipts: (): [string, Uint8Array][] => [...receipts.entries()],
    putReceipt: (key: string, bytes: Uint8Array) => void receipts.set(key, bytes),
    note,
    /** Oldest first. */
    notes: (): { key: string; note: Dated }[] =>
      [...dated.entries()]
        .map(([key, bytes]) => ({ key, note: readDated(bytes) }))
        .sort((a, b) => a.note.at - b.note.at),
    addNote: (made: Dated) => void dated.set(crypto.randomUUID(), encodeDated(made)),
    changeNote: (key: string, changed: Dated) => void dated.set(key, encodeDated(changed)),
    isDaily: (): boolean => settings.get("daily") === true,
    setDaily: (daily: boolean) => void settings.set("daily", daily),
  };
}
