/** The draft of what may be sealed: who it was, the condition, and how the author may be reached. */
import type { Doc, Map as SharedMap, Text as SharedText } from "yjs";
import { QUORUM_MIN } from "../../../../core/bytes/sizes.ts";
import type { ContactWay, NotebookName } from "../../../../roles/author/notebook.ts";
import { freshName } from "./shape.ts";

export const WAYS = ["text", "call", "email", "other"] as const;
export type Way = (typeof WAYS)[number];

/** One way of naming the respondent, with its key among the others. */
export type Named = NotebookName & { readonly id: string };

const choices = (pages: Doc): SharedMap<unknown> => pages.getMap("draft");
const names = (pages: Doc): SharedMap<NotebookName & { readonly order: number }> => pages.getMap("names");
const ways = (pages: Doc): SharedMap<boolean> => pages.getMap("ways");

/** Texts of the draft: each is written into by its field, like a passage. */
export const draftText = {
  description: (pages: Doc): SharedText => pages.getText("draft/description"),
  never: (pages: Doc): SharedText => pages.getText("draft/never"),
  address: (pages: Doc, way: Way): SharedText => pages.getText(`draft/way/${way}`),
  note: (pages: Doc, way: Way): SharedText => pages.getText(`draft/way/${way}/note`),
};

/** The ways of naming the respondent, in the order in which they were added. */
export function namesOf(pages: Doc): Named[] {
  const all = [...names(pages)].sort(([a, first], [b, second]) => first.order - second.order || (a < b ? -1 : 1));
  return all.map(([id, { order: _, ...name }]) => ({ ...name, id }));
}

export function addName(pages: Doc, name: NotebookName): void {
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
export function contactOf(pages: Doc): { ways: ContactWay[]; never: string } {
  const allowed = waysOf(pages).map((kind) => ({
    kind,
    value: draftText.address(pages, kind).toString().trim(),
    note: draftText.note(pages, kind).toString().trim(),
  }));
  return { ways: allowed, never: draftText.never(pages).toString().trim() };
}
