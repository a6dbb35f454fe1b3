/**
 * The statement while it is written (§17): a shared text for each voice, changed by its owner alone, and one for what all
 * write together. Two who write in the common part at once lose nothing of each other's.
 */
import * as Y from "yjs";
import type { CircleView } from "../../../roles/circle/view.ts";

/** What all write together. */
export const SHARED_FIELDS = ["title", "opening", "letter", "answer"] as const;
export type SharedField = (typeof SHARED_FIELDS)[number];
/** Days, as whole numbers since 1970; zero where none is set. */
export const SHARED_DAYS = ["asked", "deadline", "answered"] as const;
export type SharedDay = (typeof SHARED_DAYS)[number];

const PART = "text";
const DAYS = "days";
const CHOICES = "choices";
const LANGUAGE = "language";

/** A voice's part as text. */
export function partText(state: Uint8Array | undefined): string {
  return docOf(state).getText(PART).toString();
}

/** The change by which a part comes to be this text. */
export function changePart(state: Uint8Array | undefined, text: string): Uint8Array {
  return changed(state, (doc) => retype(doc.getText(PART), text));
}

export function sharedText(state: Uint8Array | null, field: SharedField): string {
  return docOf(state ?? undefined)
    .getText(field)
    .toString();
}

export function changeShared(state: Uint8Array | null, field: SharedField, text: string): Uint8Array {
  return changed(state ?? undefined, (doc) => retype(doc.getText(field), text));
}

type Drafts = Pick<CircleView, "shared" | "parts" | "versions">;

/**
 * The state from which somebody began to type, known by the text that they saw: a change made from there leaves in place what
 * others wrote meanwhile. Where it is not kept any more, the newest.
 */
export function sharedStateOf({ shared, versions }: Drafts, field: SharedField, seen: string): Uint8Array | null {
  if (sharedText(shared, field) === seen) return shared;
  return versions.findLast(({ on, state }) => on === "shared" && sharedText(state, field) === seen)?.state ?? shared;
}

/** The same for a voice's own part, which its owner may write on two devices. */
export function partStateOf({ parts, versions }: Drafts, voice: string, seen: string): Uint8Array | undefined {
  const newest = parts.get(voice);
  if (partText(newest) === seen) return newest;
  return versions.findLast(({ on, state }) => on === voice && partText(state) === seen)?.state ?? newest;
}

export function sharedDay(state: Uint8Array | null, day: SharedDay): number {
  const value = docOf(state ?? undefined)
    .getMap(DAYS)
    .get(day);
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : 0;
}

export function setSharedDay(state: Uint8Array | null, day: SharedDay, value: number): Uint8Array {
  return changed(state ?? undefined, (doc) => doc.getMap(DAYS).set(day, value));
}

/** The language that was chosen for the words around theirs; empty where none was. Of two choices at once one stands, for all. */
export function sharedLanguage(state: Uint8Array | null): string {
  const value = docOf(state ?? undefined)
    .getMap(CHOICES)
    .get(LANGUAGE);
  return typeof value === "string" ? value : "";
}

export function setSharedLanguage(state: Uint8Array | null, code: string): Uint8Array {
  return changed(state ?? undefined, (doc) => doc.getMap(CHOICES).set(LANGUAGE, code));
}

function docOf(state: Uint8Array | undefined): Y.Doc {
  const doc = new Y.Doc();
  if (state !== undefined) Y.applyUpdate(doc, state);
  return doc;
}

function changed(state: Uint8Array | undefined, change: (doc: Y.Doc) => void): Uint8Array {
  const doc = docOf(state);
  const before = Y.encodeStateVector(doc);
  doc.transact(() => change(doc));
  return Y.encodeStateAsUpdate(doc, before);
}

/** Changes only what differs between the first and the last changed character, so that others' words nearby stay. */
function retype(text: Y.Text, next: string): void {
  const before = text.toString();
  let start = 0;
  while (start < Math.min(before.length, next.length) && before[start] === next[start]) start++;
  let end = 0;
  const most = Math.min(before.length, next.length) - start;
  while (end < most && before[before.length - 1 - end] === next[next.length - 1 - end]) end++;
  if (before.length - end > start) text.delete(start, before.length - end - start);
  if (next.length - end > start) text.insert(start, next.slice(start, next.length - end));
}
