/** Devices that write into one notebook apart from each other, and meet now and then. */
import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector } from "yjs";
import { changeBetween } from "../../src/apps/web/write/document/change.ts";
import { type Place, write } from "../../src/apps/web/write/document/passages.ts";
import { wordsOf } from "../../src/apps/web/write/document/shape.ts";

/** Two devices give each other what the other lacks. */
export function meet(a: Doc, b: Doc): void {
  const toB = encodeStateAsUpdate(a, encodeStateVector(b));
  const toA = encodeStateAsUpdate(b, encodeStateVector(a));
  applyUpdate(b, toB);
  applyUpdate(a, toA);
}

/** Another device that has everything this one has. */
export function copyOf(pages: Doc): Doc {
  const copy = new Doc();
  applyUpdate(copy, encodeStateAsUpdate(pages));
  return copy;
}

/** Types as into a text field: the whole text is known, and where the caret stands. */
export function type(pages: Doc, place: Place, text: string, now = 0, caret = text.length): void {
  write(pages, place, changeBetween(wordsOf(pages, place.passage).toString(), text, caret), now);
}

/** Types at the end. */
export function add(pages: Doc, place: Place, text: string, now = 0): void {
  type(pages, place, wordsOf(pages, place.passage).toString() + text, now);
}
