/** What a page is called in lists: its own name, or how it begins. */
import { day } from "../words/measures.svelte.ts";
import { t } from "../words/words.svelte.ts";
import { asDate } from "./clock.ts";
import type { Incident } from "./document/incidents.ts";
import { passagesOf } from "./document/passages.ts";
import { wordsOf } from "./document/shape.ts";
import { notebook } from "./notebook.svelte.ts";

/** About a line of a phone. */
const OPENING_CHARACTERS = 48;

export function nameOf({ id, title, begun }: Incident): string {
  return title || openingOf(id) || t("pages.list.begun", { date: day(asDate(begun)) });
}

function openingOf(incident: string): string {
  const [first] = passagesOf(notebook.pages, incident).filter(({ question }) => question === "happened");
  if (first === undefined) return "";
  const letters = [
    ...wordsOf(notebook.pages, first.id)
      .toString()
      .slice(0, 4 * OPENING_CHARACTERS)
      .trim(),
  ];
  if (letters.length <= OPENING_CHARACTERS) return letters.join("");
  const words = letters.slice(0, OPENING_CHARACTERS).join("").split(/\s+/u);
  return `${(words.length > 1 ? words.slice(0, -1) : words).join(" ")} …`;
}
