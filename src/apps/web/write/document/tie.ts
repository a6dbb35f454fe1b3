/**
 * Ties a text field to a shared text. What is typed goes into the shared text as the smallest change; what another device
 * wrote comes into the field without moving the caret. The text is never copied for the page to watch it, so that a
 * long account is as quick to write in as a short one.
 */
import type { Text as SharedText, Transaction, YTextEvent } from "yjs";
import { type Change, changeBetween } from "./change.ts";

/** Makes a change in the shared text, in a transaction of this origin. */
export type Make = (change: Change, origin: unknown) => void;

type Filled = { setRangeText(text: string, from: number, to: number, selection: "preserve"): void };

/** A sheet that tells each change, counted in the text as it stands after the one before. */
export type Sheet = Filled & { value: string; written: ((change: Change) => void) | undefined };

/** Ties a text field. Returns a function that unties the two. */
export function tie(area: HTMLTextAreaElement | HTMLInputElement, words: SharedText, make: Make): () => void {
  let shown = words.toString();
  area.value = shown;

  const typed = () => {
    const next = area.value;
    if (next === shown) return;
    const change = changeBetween(shown, next, area.selectionEnd ?? next.length);
    shown = next;
    make(change, area);
  };
  const forget = follow(words, area, () => {
    shown = area.value;
  });

  typed(); // a field writes line ends in its own way
  area.addEventListener("input", typed);
  return () => {
    area.removeEventListener("input", typed);
    forget();
  };
}

/** Ties a sheet that tells its changes itself, so that nothing is compared. Returns a function that unties the two. */
export function tieSheet(sheet: Sheet, words: SharedText, make: Make): () => void {
  sheet.value = words.toString();
  sheet.written = (change) => make(change, sheet);
  const forget = follow(words, sheet);
  return () => {
    sheet.written = undefined;
    forget();
  };
}

/** Brings into the area what was not written there. Returns a function that ends it. */
function follow(words: SharedText, area: Filled, brought: () => void = () => undefined): () => void {
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
