/**
 * Ties a text field to a shared text. What is typed goes into the shared text as the smallest change; what another device
 * wrote comes into the field without moving the caret. The text is never copied for the page to watch it, and a letter is
 * painted before it is noted, so that a long account is as quick to write in as a short one.
 */
import type { Text as SharedText, Transaction, YTextEvent } from "yjs";
import { type Change, changeBetween } from "./change.ts";

/** Makes a change in the shared text, in a transaction of this origin. */
export type Make = (change: Change, origin: unknown) => void;

type Listened = Pick<EventTarget, "addEventListener" | "removeEventListener">;
type Filled = { setRangeText(text: string, from: number, to: number, selection: "preserve"): void };

/** A text field, or as much of one as is needed. */
export type Area = Listened & Filled & Pick<HTMLTextAreaElement, "value" | "selectionEnd">;

/** A sheet that tells each change, counted in the text as it stands after the one before. */
export type Sheet = Listened & Filled & { value: string; written: ((change: Change) => void) | undefined };

/** Fields whose last letters are painted but not noted. */
const unnoted = new Set<() => void>();

/**
 * Notes at once everything that was typed. Whoever brings changes from elsewhere into the shared texts, or keeps them,
 * calls this first: a letter that waits was typed before what comes now.
 */
export function noteTyped(): void {
  for (const note of unnoted) note();
}

/** After the frame that shows it; a page that nobody sees makes no frames. */
const afterFrame = (act: () => void) => {
  if (document.hidden) act();
  else requestAnimationFrame(() => setTimeout(act));
};

type Later = (act: () => void) => void;

/** Lets `note` run in a moment, or when it is asked for, whichever comes first. */
function noteSoon(note: () => void, later: Later): void {
  if (unnoted.has(note)) return;
  unnoted.add(note);
  later(note);
}

/**
 * Ties a text field. Returns a function that unties the two.
 *
 * @param later calls what it is given in a moment
 */
export function tie(area: Area, words: SharedText, make: Make, later: Later = afterFrame): () => void {
  let shown = words.toString();
  area.value = shown;

  const note = () => {
    unnoted.delete(note);
    const next = area.value;
    if (next === shown) return;
    const change = changeBetween(shown, next, area.selectionEnd ?? next.length);
    shown = next;
    make(change, area);
  };
  const typed = () => noteSoon(note, later);
  const forget = follow(words, area, () => {
    shown = area.value;
  });

  note(); // a field writes line ends in its own way
  area.addEventListener("input", typed);
  area.addEventListener("blur", note); // whoever leaves a field may press what reads the shared text
  return () => {
    if (unnoted.has(note)) note();
    area.removeEventListener("input", typed);
    area.removeEventListener("blur", note);
    forget();
  };
}

/** Ties a sheet that tells its changes itself, so that nothing is compared. Returns a function that unties the two. */
export function tieSheet(sheet: Sheet, words: SharedText, make: Make, later: Later = afterFrame): () => void {
  sheet.value = words.toString();
  const written: Change[] = [];
  const note = () => {
    unnoted.delete(note);
    for (const change of written.splice(0)) make(change, sheet);
  };
  const forget = follow(words, sheet, () => undefined);
  sheet.written = (change) => {
    written.push(change);
    noteSoon(note, later);
  };
  sheet.addEventListener("blur", note);
  return () => {
    note();
    sheet.written = undefined;
    sheet.removeEventListener("blur", note);
    forget();
  };
}

/** Brings into the area what was not written there. Returns a function that ends it. */
function follow(words: SharedText, area: Pick<Area, "setRangeText">, brought: () => void): () => void {
  const heard = ({ delta }: YTextEvent, { origin }: Transaction) => {
    if (origin === area) return;
    let at = 0;
    for (const step of delta) {
      if (step.retain !== undefined) at += step.retain;
      else if (step.delete !== undefined) area.setRangeText("", at, at + step.delete, "preserve");
      else if (typeof step.insert === "string") {
        area.setRangeText(step.insert, at, at, "preserve");
        at += step.insert.length;
      }
    }
    brought();
  };
  words.observe(heard);
  return () => words.unobserve(heard);
}
