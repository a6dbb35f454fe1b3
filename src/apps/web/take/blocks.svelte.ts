/** Everything in the notebook, as it is read from top to bottom: for paper. */
import type { Doc } from "yjs";
import type { Block } from "../../../edge/shared/paper-blocks.ts";
import { day, dayAndTime, size } from "../words/measures.svelte.ts";
import { t } from "../words/words.svelte.ts";
import { asDate, nowSeconds } from "../write/clock.ts";
import { plain } from "../write/document/account.ts";
import { contactOf, whoOf } from "../write/document/draft.ts";
import { type Incident, incidentsOf } from "../write/document/incidents.ts";
import { nameOf } from "../write/name.svelte.ts";
import { whenInWords } from "../write/when-words.svelte.ts";

const block = (kind: Block["kind"], text: string): Block => ({ kind, text });

/** A file of the notebook, as far as paper tells of it. */
export type Named = { readonly name: string; readonly size: number; readonly addedAt: number };

export function blocksOf(pages: Doc, files: readonly Named[] = []): Block[] {
  const all = [
    block("title", t("pages.list.title")),
    block("caption", t("take.paper.made", { date: dayAndTime(asDate(nowSeconds())) })),
    ...incidentsOf(pages).flatMap((incident) => incidentBlocks(pages, incident)),
    ...whoBlocks(pages),
    block("heading", files.length > 0 ? t("take.paper.kept") : ""),
    block("caption", files.length > 0 ? t("take.paper.files") : ""),
    ...files.map((file) => block("words", fileLine(file))),
  ];
  return all.filter(({ text }) => text.trim() !== "");
}

function incidentBlocks(pages: Doc, incident: Incident): Block[] {
  const { known, words } = incident.when;
  return [
    block("heading", nameOf(incident)),
    block("caption", incident.putAway ? t("pages.away.title") : ""),
    block("caption", whenInWords(incident.when)),
    block("caption", known.kind === "unknown" ? "" : words),
    ...plain(pages, incident).passages.flatMap(({ question, begun, changed, text, earlier }) => [
      block("question", question === "happened" ? "" : t(`pages.question.${question}`)),
      block("caption", writtenOn(begun, changed)),
      block("words", text),
      ...earlier.flatMap((before) => [
        block("caption", t("pages.earlier.until", { date: dayAndTime(asDate(before.changed)) })),
        block("words", before.text),
      ]),
    ]),
  ];
}

const fileLine = ({ name, size: bytes, addedAt }: Named) =>
  t("take.paper.file", { name, size: size(bytes), date: day(asDate(addedAt)) });

function writtenOn(begun: number, changed: number): string {
  const date = day(asDate(begun));
  const last = day(asDate(changed));
  return date === last ? t("pages.written", { date }) : t("pages.changedOn", { date, changed: last });
}

function whoBlocks(pages: Doc): Block[] {
  const { names, description } = whoOf(pages);
  const { ways, never } = contactOf(pages);
  const said = names.map(({ value, org, city }) => [value, org, city].filter(Boolean).join(", "));
  const reach = ways.map(({ value, note }) => (note === "" ? value : `${value} (${note})`));
  if (never !== "") reach.push(t("writing.review.contact.never", { never }));
  return [
    block("heading", said.length + description.length > 0 ? t("writing.who.title") : ""),
    ...said.map((text) => block("words", text)),
    block("words", description),
    block("heading", reach.length > 0 ? t("writing.contact.title") : ""),
    ...reach.map((text) => block("words", text)),
  ];
}
