/**
 * What the notebook holds beside the person's own pages, in the documents of its vault: every value under a key of its
 * own, so that what two devices add stands side by side.
 */
import type { Map as SharedMap } from "yjs";
import { equalBytes, toHex } from "../../core/bytes/bytes.ts";
import { encode } from "../../core/bytes/cbor.ts";
import { type NotebookContent, readPart } from "../../roles/author/notebook.ts";
import type { Documents } from "./vault/documents.ts";

const SEALED = "sealed/";

export function readContent(documents: Documents): NotebookContent {
  const ring = documents.ring.getMap<Uint8Array>("ring");
  const author = ring.get("author");
  const sealed = [...ring.entries()].filter(([key]) => key.startsWith(SEALED));
  return {
    escrow: ring.get("escrow") ?? null,
    author: author === undefined ? null : readPart("author", author),
    sealed: sealed.map(([, bytes]) => readPart("sealed", bytes)).sort((a, b) => a.sealedAt - b.sealedAt),
  };
}

/** Writes what differs from what is there. */
export function writeContent(documents: Documents, next: NotebookContent): void {
  const { ring } = documents;
  ring.transact(() => {
    const map = ring.getMap<unknown>("ring");
    if (next.escrow !== null) putBytes(map, "escrow", next.escrow);
    if (next.author !== null) putBytes(map, "author", encode(next.author));
    const sealed = new Map(next.sealed.map((note) => [SEALED + toHex(note.record), encode(note)]));
    for (const [key, bytes] of sealed) putBytes(map, key, bytes);
    for (const key of map.keys()) if (key.startsWith(SEALED) && !sealed.has(key)) map.delete(key);
  });
}

function putBytes(map: SharedMap<unknown>, key: string, bytes: Uint8Array): void {
  const before = map.get(key);
  if (!(before instanceof Uint8Array && equalBytes(before, bytes))) map.set(key, bytes);
}
