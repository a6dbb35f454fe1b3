/**
 * Ties a text field to a shared text. What is typed goes into the shared text as the smallest change, a moment later
 * (typed.ts); what another device wrote comes into the field without moving the caret. The text is never copied for the
 * page to watch it, so that a long account is as quick to write in as a short one.
 */
import type { Text as SharedText, Transaction, YTextEvent } from "yjs";
import { type Change, changeBetween } from "./change.ts";
import { settleOne, soon } from "./typed.ts";

/** Makes a change in the shared text, in a transaction of this origin. */
export type Make = (change: Change, origin: unknown) => void;

type Filled = { setRangeText(text: string, from: number, to: number, selection: "preserve"): void };

/** A sheet that tells each change, counted in the text as it stands after the one before. */
export type Sheet = Filled & { value: string; written: ((change: Change) => void) | undefined };

/** Ties a text field. Returns a function that unties the two. */
export function tie(area: HTMLTextAreaElement | HTMLInputElement, words: SharedText, make: Make): () => void {
  let shown = words.toString();
  area.value = shown;

  const put = () => {
    const next = area.value;
    if (next === shown) return;
    const change = changeBetween(shown, next, area.selectionEnd ?? next.length);
    shown = next;
    make(change, area);
  };
  const forget = follow(words, area, () => {
    shown = words.toString();
  });

  put(); // a field writes line ends in its own way
  const typed = () => soon(put);
  area.addEventListener("input", typed);
  return () => {
    settleOne(put);
    area.removeEventListener("input", typed);
    forget();
  };
}

/** Ties a sheet that tells its changes itself, so that nothing is compared. Returns a function that unties the two. */
export function tieSheet(sheet: Sheet, words: SharedText, make: Make): () => void {
  let told: Change[] = [];
  sheet.value = words.toString();
  const put = () => {
    const changes = told;
    told = [];
    for (const change of changes) make(change, sheet);
  };
  sheet.written = (change) => {
    told.push(change);
    soon(put);
  };
  const forget = follow(words, sheet);
  return () => {
    settleOne(put);
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
