/** The draft of what may be sealed: who it was, the condition, and how the author may be reached. */
import type { Doc, Map as SharedMap, Text as SharedText } from "yjs";
import { QUORUM_MIN } from "../../../../core/bytes/sizes.ts";
import type { Account, Who } from "../../../../core/protocol/account.ts";
import type { InputType } from "../../../../core/respondent/identifier.ts";
import { changeBetween } from "./change.ts";
import { freshName } from "./shape.ts";

/** One way of naming the respondent, as it was typed. */
export type Name = Who["names"][number] & { readonly type: InputType };

export const WAYS = ["text", "call", "email", "other"] as const;
export type Way = (typeof WAYS)[number];

/** One way of naming the respondent, with its key among the others. */
export type Named = Name & { readonly id: string };

const choices = (pages: Doc): SharedMap<unknown> => pages.getMap("draft");
const names = (pages: Doc): SharedMap<Name & { readonly order: number }> => pages.getMap("names");
const ways = (pages: Doc): SharedMap<boolean> => pages.getMap("ways");

/** Texts of the draft: each is written into by its field, like a passage. */
export const draftText = {
  description: (pages: Doc): SharedText => pages.getText("draft/description"),
  never: (pages: Doc): SharedText => pages.getText("draft/never"),
  address: (pages: Doc, way: Way): SharedText => pages.getText(`draft/way/${way}`),
  note: (pages: Doc, way: Way): SharedText => pages.getText(`draft/way/${way}/note`),
};

/** Makes a text of the draft say something else, by the smallest change. */
export function setText(words: SharedText, next: string): void {
  const { at, removed, added } = changeBetween(words.toString(), next, next.length);
  words.doc?.transact(() => {
    if (removed > 0) words.delete(at, removed);
    if (added !== "") words.insert(at, added);
  });
}

/** Who it was, as a record says it. */
export function whoOf(pages: Doc): Who {
  const all = namesOf(pages).map(({ id: _, ...name }) => name);
  return { v: 1, names: all, description: draftText.description(pages).toString().trim() };
}

/** The ways of naming the respondent, in the order in which they were added. */
export function namesOf(pages: Doc): Named[] {
  const all = [...names(pages)].sort(([a, first], [b, second]) => first.order - second.order || (a < b ? -1 : 1));
  return all.map(([id, { order: _, ...name }]) => ({ ...name, id }));
}

export function addName(pages: Doc, name: Name): void {
  const order = Math.max(0, ...[...names(pages).values()].map((one) => one.order + 1));
  names(pages).set(freshName(), { ...name, order });
}

export function removeName(pages: Doc, id: string): void {
  names(pages).delete(id);
}

export function quorumOf(pages: Doc): number {
  return (choices(pages).get("quorum") as number | undefined) ?? QUORUM_MIN;
}

export function setQuorum(pages: Doc, quorum: number): void {
  choices(pages).set("quorum", quorum);
}

/** Counsel's id in hexadecimal; empty while none is chosen. */
export function counselOf(pages: Doc): string {
  return (choices(pages).get("counsel") as string | undefined) ?? "";
}

export function setCounsel(pages: Doc, id: string): void {
  choices(pages).set("counsel", id);
}

/** Who reads if that counsel must step back; empty while nobody is chosen. */
export function nextCounselOf(pages: Doc): string {
  const next = (choices(pages).get("nextCounsel") as string | undefined) ?? "";
  return next === counselOf(pages) ? "" : next;
}

export function setNextCounsel(pages: Doc, id: string): void {
  choices(pages).set("nextCounsel", id);
}

/** Whether what stood there before an edit is sealed too. Left in the notebook unless it was chosen. */
export function sealsEarlier(pages: Doc): boolean {
  return choices(pages).get("earlier") === true;
}

export function setSealsEarlier(pages: Doc, too: boolean): void {
  choices(pages).set("earlier", too);
}

/** The ways that are allowed. One that is taken out keeps what was typed, should it be put in again. */
export function waysOf(pages: Doc): Way[] {
  return WAYS.filter((way) => ways(pages).get(way) === true);
}

export function setWays(pages: Doc, allowed: readonly Way[]): void {
  pages.transact(() => {
    for (const way of WAYS) {
      if ((ways(pages).get(way) ?? false) !== allowed.includes(way)) ways(pages).set(way, allowed.includes(way));
    }
  });
}

/** How the author may be reached, as an account says it. */
export function contactOf(pages: Doc): Account["contact"] {
  const allowed = waysOf(pages).map((kind) => ({
    kind,
    value: draftText.address(pages, kind).toString().trim(),
    note: draftText.note(pages, kind).toString().trim(),
  }));
  return { ways: allowed, never: draftText.never(pages).toString().trim() };
}
