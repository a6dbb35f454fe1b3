/**
 * The form of what happened, inside an account: incidents, each with passages in the author's own words. A passage
 * answers one question and is dated by the author's own device; an edit keeps what stood there before.
 */
import * as v from "valibot";
import { text, whole } from "../bytes/schema.ts";

/** What a passage is about. The first is the account told freely; every other answers a question that was offered. */
export const QUESTIONS = [
  "happened",
  "senses",
  "they",
  "you",
  "knew",
  "place",
  "near",
  "told",
  "kept",
  "since",
  "unsure",
  "wish",
] as const;
export type Question = (typeof QUESTIONS)[number];

const PASSAGE_MAX_CHARACTERS = 2_000_000;
const words = text(PASSAGE_MAX_CHARACTERS);
/** Seconds since 1970 on the author's device; nothing vouches for them. */
const seconds = whole(0, 2 ** 40);
/** A day as year-month-day; empty where the author does not know. */
const day = v.union([v.literal(""), v.pipe(v.string(), v.isoDate())]);

const whenSchema = v.strictObject({
  from: day,
  to: day,
  /** The author said "around". */
  about: v.boolean(),
  /** The author's own words for it, as they were typed. */
  words: text(500),
});
export type When = v.InferOutput<typeof whenSchema>;

const passageSchema = v.strictObject({
  question: v.picklist(QUESTIONS),
  begun: seconds,
  changed: seconds,
  text: words,
  /** What stood there before, oldest first, each with the time of its last change. */
  earlier: v.pipe(v.array(v.strictObject({ changed: seconds, text: words })), v.maxLength(1000)),
});
export type Passage = v.InferOutput<typeof passageSchema>;

export const incidentSchema = v.strictObject({
  title: text(300),
  when: whenSchema,
  passages: v.pipe(v.array(passageSchema), v.maxLength(2000)),
});
export type Incident = v.InferOutput<typeof incidentSchema>;

/** Nothing is known of the time. */
export const UNKNOWN_WHEN: When = { from: "", to: "", about: false, words: "" };

/** One incident that is told in one passage and no more. */
export function plainIncident(told: string, at = 0): Incident {
  const passage: Passage = { question: "happened", begun: at, changed: at, text: told, earlier: [] };
  return { title: "", when: UNKNOWN_WHEN, passages: [passage] };
}
