/** An opened case as a tagged PDF, to be read in print: each account in its author's own words, and nothing else of the desk. */
import type { Account, Who } from "../../core/protocol/account.ts";
import type { Incident, Passage, When } from "../../core/protocol/incident.ts";
import { attachmentName } from "./attachment-name.ts";
import { type CaseWords, caseWords } from "./case-words.ts";
import type { OpenedRecord } from "./desk.ts";
import { type Block, isPrintable } from "./paper-blocks.ts";

/** How a case is set on paper: `face` gives the file of the typeface, `made` is in seconds. */
export type CasePaper = {
  readonly language: string;
  readonly made: number;
  readonly face: () => Promise<Uint8Array>;
};

/** What of the case stands on paper. */
export type PaperCase = {
  readonly id: string;
  readonly records: readonly (Pick<OpenedRecord, "who" | "account"> & {
    readonly record: { readonly position: number; readonly header: { readonly quorum: number } };
  })[];
};

/** @returns the PDF; undefined where something in it is written in a script that the typeface does not have */
export async function casePaper(opened: PaperCase, how: CasePaper): Promise<Uint8Array | undefined> {
  const { language, words } = caseWords(how.language);
  const blocks = blocksOf(opened, how.made, { words, language });
  if (!isPrintable(blocks)) return undefined;
  const { paper } = await import("./paper.ts");
  const made = new Date(how.made * 1000);
  const title = words.title(shortId(opened.id));
  const foot = (page: number, of: number) => `${title} · ${words.page(page, of)}`;
  return paper(blocks, { language, title, face: await how.face(), made, foot });
}

type Tongue = { readonly words: CaseWords; readonly language: string };

const shortId = (id: string) => id.slice(0, 12);
const block = (kind: Block["kind"], text: string): Block => ({ kind, text });

function blocksOf({ id, records }: PaperCase, made: number, tongue: Tongue): Block[] {
  const { words } = tongue;
  const all = [
    block("title", words.title(shortId(id))),
    block("caption", words.made(dayOf(made, tongue))),
    block("caption", words.notAFinding),
    ...records.flatMap((record, i) => [
      block("heading", words.account(i + 1)),
      block("caption", words.sealed(record.record.position, record.record.header.quorum)),
      ...whoBlocks(record.who, tongue),
      ...(record.account ? accountBlocks(record.account, tongue) : [block("caption", words.unopened)]),
    ]),
  ];
  return all.filter(({ text }) => text.trim() !== "");
}

function whoBlocks(who: Who | undefined, { words }: Tongue): Block[] {
  if (who === undefined) return [];
  const names = who.names.map(({ value, org, city }) => [value, org, city].filter(Boolean).join(", "));
  return [block("question", words.described), ...[...names, who.description].map((text) => block("words", text))];
}

function accountBlocks({ contact, incidents, attachments, files }: Account, tongue: Tongue): Block[] {
  const { words } = tongue;
  const ways = contact.ways.map(({ kind, value, note }) => `${words.way[kind]}: ${value}${note && ` (${note})`}`);
  const names = [...attachments, ...files].map(({ name }, i) => attachmentName(i, name));
  return [
    block("question", words.reach),
    ...(ways.length > 0 ? ways : [words.noWays]).map((text) => block("words", text)),
    block("words", contact.never && words.never(contact.never)),
    ...incidents.flatMap((incident) => incidentBlocks(incident, tongue)),
    block("question", names.length > 0 ? words.files : ""),
    ...names.map((name) => block("words", name)),
  ];
}

function incidentBlocks({ title, when, passages }: Incident, tongue: Tongue): Block[] {
  return [
    block("question", title || tongue.words.untitled),
    block("caption", whenText(when, tongue)),
    ...passages.flatMap((passage) => passageBlocks(passage, tongue)),
  ];
}

function passageBlocks({ question, text, earlier }: Passage, tongue: Tongue): Block[] {
  const { words } = tongue;
  return [
    block("caption", question === "happened" ? "" : words.question[question]),
    ...paragraphs(text),
    ...earlier.flatMap((one) => [block("caption", words.before(dayOf(one.changed, tongue))), ...paragraphs(one.text)]),
  ];
}

/** Paragraphs apart, so that none is one block of many pages to a screen reader. */
const paragraphs = (text: string): Block[] => text.split(/\n{2,}/).map((one) => block("words", one.trim()));

/** What the author said of when it was, and the days that this comes to. */
function whenText({ from, to, about, words: said }: When, tongue: Tongue): string {
  const { words } = tongue;
  const [first, last] = [calendarDay(from, tongue), calendarDay(to, tongue)];
  const days = first === last ? first : ranged(first, last, words);
  const range = days !== "" && about ? words.around(days) : days;
  const both = said === "" || range === "" ? said || range : `${said} (${range})`;
  return both === "" ? "" : words.when(both);
}

function ranged(first: string, last: string, words: CaseWords): string {
  if (last === "") return words.from(first);
  return first === "" ? words.until(last) : words.range(first, last);
}

/** A day of the calendar, written `YYYY-MM-DD`, as it is said; anything else as it stands. */
function calendarDay(iso: string, tongue: Tongue): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) ? dayOf(Date.parse(iso) / 1000, tongue) : iso;
}

function dayOf(seconds: number, { language }: Tongue): string {
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "long", timeZone: "UTC" }).format(
    seconds * 1000,
  );
}
