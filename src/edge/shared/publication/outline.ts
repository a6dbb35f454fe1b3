/** A publication laid out for reading: what stands where, in words. Page, plain text and PDF are all made from it. */
import { toHex } from "../../../core/bytes/bytes.ts";
import { readEntry } from "../../../core/protocol/entry.ts";
import { type Publication, readText } from "../../../core/protocol/publication.ts";
import { readReceipt } from "../../../core/protocol/receipt.ts";
import { publicationWords } from "./words.ts";

const MILLISECONDS_PER_DAY = 86_400_000;
const MILLISECONDS_PER_HOUR = 3_600_000;

/** Words of the authors or of the respondent are `quoted`; everything else is ours. */
export type Section = {
  readonly heading: string;
  readonly blocks: readonly { readonly quoted: boolean; readonly text: string }[];
};

export type Outline = {
  readonly language: "en" | "es" | "fr";
  readonly title: string;
  readonly opening: string;
  readonly sections: readonly Section[];
  readonly proofs: { readonly heading: string; readonly blocks: readonly string[]; readonly sealed: readonly string[] };
};

/** The same publication always gives the same outline. */
export function outlineOf(publication: Publication): Outline {
  const statement = readText(publication.text);
  const words = publicationWords[statement.language];
  const day = (days: number) => dayInWords(statement.language, days * MILLISECONDS_PER_DAY);
  const names = statement.parts.map(({ name }) => name ?? words.unnamed);
  const sections: Section[] = statement.parts.map(({ text }, i) => ({
    heading: names[i] as string,
    blocks: [{ quoted: true, text }],
  }));
  if (statement.reply !== null) {
    const { asked, letter, deadline, answer } = statement.reply;
    const ours = (text: string) => ({ quoted: false, text });
    const given = answer
      ? [ours(words.answered(day(answer.day))), { quoted: true, text: answer.text }]
      : [ours(words.silent(day(deadline)))];
    sections.push({
      heading: words.reply,
      blocks: [ours(words.asked(day(asked))), { quoted: true, text: letter }, ...given],
    });
  }
  const sealed = publication.signOffs.map(({ receipt }, i) => {
    const { entry, place } = readReceipt(receipt);
    const hour = readEntry(entry).hour * MILLISECONDS_PER_HOUR;
    return words.sealed(names[i] as string, dayInWords(statement.language, hour), place.position);
  });
  const eachCameFirst = publication.signOffs.every(({ precedence }) => precedence !== null);
  const blocks = [
    ...words.explained,
    ...(publication.independence !== null || eachCameFirst ? [words.before] : []),
    words.not,
    words.check(toHex(statement.charter)),
    ...(publication.replaces === null ? [] : [words.corrects(toHex(publication.replaces))]),
  ];
  const { language, title, opening } = statement;
  return { language, title, opening, sections, proofs: { heading: words.proofs, blocks, sealed } };
}

/** Our own month names: those of a browser may change, and with them the bytes of a page that is checked. */
function dayInWords(language: Outline["language"], milliseconds: number): string {
  const words = publicationWords[language];
  const date = new Date(milliseconds);
  return words.day(date.getUTCDate(), words.months[date.getUTCMonth()] as string, date.getUTCFullYear());
}
