/**
 * The shape of what a person writes, as one Yjs document. Every text has a name of its own at the top, so that two devices
 * that begin it apart write into the same one and no word is lost; what is chosen rather than written is a value in a map,
 * where the later choice stands.
 */
import type { Doc, Array as SharedArray, Map as SharedMap, Text as SharedText } from "yjs";
import type { Question } from "../../../../core/protocol/incident.ts";
import type { WhenSaid } from "./when.ts";

/** Seconds since 1970, on the device that wrote. */
export type Seconds = number;

/** That there is an incident; what is said of it stands elsewhere. */
export type IncidentMark = { readonly begun: Seconds };

/** That there is a passage, to which question of which incident. */
export type PassageMark = { readonly incident: string; readonly question: Question; readonly begun: Seconds };

/** What was said of an incident as a whole. The last one stands; those before it can be read. */
export type Fact =
  | { readonly incident: string; readonly at: Seconds; readonly kind: "title"; readonly value: string }
  | { readonly incident: string; readonly at: Seconds; readonly kind: "when"; readonly value: WhenSaid };

/** A passage as it stood before an edit. */
export type EarlierMark = { readonly passage: string; readonly changed: Seconds; readonly text: string };

export const incidentMarks = (pages: Doc): SharedMap<IncidentMark> => pages.getMap("incidents");
export const passageMarks = (pages: Doc): SharedMap<PassageMark> => pages.getMap("passages");
export const facts = (pages: Doc): SharedArray<Fact> => pages.getArray("facts");
export const earlierMarks = (pages: Doc): SharedArray<EarlierMark> => pages.getArray("earlier");

/** When a passage was last changed. */
export const changeTimes = (pages: Doc): SharedMap<Seconds> => pages.getMap("changed");

/** Incidents that are put away, and those that are not to be sealed: `true` while they are. */
export const putAway = (pages: Doc): SharedMap<boolean> => pages.getMap("put away");
export const keptBack = (pages: Doc): SharedMap<boolean> => pages.getMap("kept back");

/** The words of a passage. */
export const wordsOf = (pages: Doc, passage: string): SharedText => pages.getText(`passage/${passage}`);

/** A name for something new, which no other device gives. */
export const freshName = (): string => crypto.randomUUID();
