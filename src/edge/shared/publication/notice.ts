/** What stands before a statement once it was corrected, or a part of it was taken back. */
import { utf8 } from "../../../core/bytes/bytes.ts";
import type { PublicationText } from "../../../core/protocol/publication.ts";
import { escaped, PAGE_STYLE } from "./page.ts";
import { publicationWords } from "./words.ts";

/**
 * @param id the statement, in hex
 * @param correctedBy the statement that corrects it
 * @param withdrawn parts that their authors took back
 */
export function noticePage(
  id: string,
  statement: PublicationText,
  correctedBy: string | undefined,
  withdrawn: readonly number[],
): Uint8Array {
  const words = publicationWords[statement.language];
  const taken = withdrawn.map((at) => `<p dir="auto">${escaped(words.takenBack(nameOf(statement, at)))}</p>\n`);
  const link = (to: string, text: string) => `<p><a href="/statements/${to}">${escaped(text)}</a></p>\n`;
  return utf8(`<!doctype html>
<html lang="${statement.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(statement.title)}</title>
<style>${PAGE_STYLE}a{color:inherit}</style>
</head>
<body>
<main>
<h1 dir="auto">${escaped(statement.title)}</h1>
${taken.join("")}${correctedBy === undefined ? "" : link(correctedBy, words.corrected)}${link(`${id}/page.html`, words.asPublished)}</main>
</body>
</html>
`);
}

function nameOf({ parts, language }: PublicationText, at: number): string {
  return parts[at]?.name ?? publicationWords[language].unnamed;
}
