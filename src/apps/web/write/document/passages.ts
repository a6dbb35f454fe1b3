/** Passages: pieces of an incident in the person's own words, each dated by itself. */
import type { Doc } from "yjs";
import type { Question } from "../../../../core/protocol/incident.ts";
import type { Change } from "./change.ts";
import { changeTimes, earlierMarks, incidentMarks, passageMarks, type Seconds, wordsOf } from "./shape.ts";

/**
 * Words that were last changed so long ago belong to an earlier sitting. They stand as they were: what is added later is a
 * passage of its own, and an edit keeps what was there before.
 */
export const SITTING_SECONDS = 6 * 3600;

/** How exact the time of a change is. */
const CHANGE_SECONDS = 10;

export type Passage = {
  readonly id: string;
  readonly incident: string;
  readonly question: Question;
  readonly begun: Seconds;
  readonly changed: Seconds;
};

/** A place to write, which enters the pages with its first word. */
export type Place = { readonly incident: string; readonly passage: string; readonly question: Question };

/** An incident's passages, oldest first. Their words are read by `wordsOf`. */
export function passagesOf(pages: Doc, incident: string): Passage[] {
  const found: Passage[] = [];
  for (const [id, mark] of passageMarks(pages)) {
    if (mark.incident === incident) found.push({ ...mark, id, changed: lastChange(pages, id, mark.begun) });
  }
  return found.sort((a, b) => a.begun - b.begun || (a.id < b.id ? -1 : 1));
}

/** Does the passage belong to an earlier sitting? */
export function isSettled({ changed }: Pick<Passage, "changed">, now: Seconds): boolean {
  return now - changed > SITTING_SECONDS;
}

/** Makes a change at a place. What stood there in an earlier sitting is kept; incident and passage begin if they are new. */
export function write(pages: Doc, place: Place, change: Change, now: Seconds, origin?: unknown): void {
  pages.transact(() => {
    begin(pages, place, now);
    const words = wordsOf(pages, place.passage);
    const changed = lastChange(pages, place.passage, now);
    if (isSettled({ changed }, now) && words.length > 0)
      earlierMarks(pages).push([{ passage: place.passage, changed, text: words.toString() }]);
    if (change.removed > 0) words.delete(change.at, change.removed);
    if (change.added !== "") words.insert(change.at, change.added);
    stamp(pages, place.passage, now);
  }, origin);
}

/** Writes down when a passage was changed; not at every key. */
function stamp(pages: Doc, passage: string, now: Seconds): void {
  const last = changeTimes(pages).get(passage);
  if (last === undefined || Math.abs(now - last) >= CHANGE_SECONDS) changeTimes(pages).set(passage, now);
}

function begin(pages: Doc, { incident, passage, question }: Place, now: Seconds): void {
  if (!incidentMarks(pages).has(incident)) incidentMarks(pages).set(incident, { begun: now });
  if (!passageMarks(pages).has(passage)) passageMarks(pages).set(passage, { incident, question, begun: now });
}

function lastChange(pages: Doc, passage: string, otherwise: Seconds): Seconds {
  return changeTimes(pages).get(passage) ?? otherwise;
}

/** Was anything of an incident changed after its sitting? */
export function hasEarlier(pages: Doc, incident: string): boolean {
  return passagesOf(pages, incident).some(({ id }) => earlierOf(pages, id).length > 0);
}

/** A passage as it stood before an edit. */
export type Earlier = { readonly changed: Seconds; readonly text: string };

/** Earlier versions of a passage, oldest first; what two devices kept of the same words is given once. */
export function earlierOf(pages: Doc, passage: string): Earlier[] {
  const all = earlierMarks(pages)
    .toArray()
    .filter((mark) => mark.passage === passage);
  const distinct = new Map(all.map(({ changed, text }) => [`${changed} ${text}`, { changed, text }]));
  const now = wordsOf(pages, passage).toString();
  return [...distinct.values()].filter(({ text }) => text !== now).sort((a, b) => a.changed - b.changed);
}
