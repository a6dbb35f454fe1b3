/** A page around an article: no script, nothing from elsewhere, and every other page within reach. */
import { posix } from "node:path";
import { type Article, escaped } from "./article.ts";
import type { Document, Shelf } from "./documents.ts";

const MARK =
  '<svg viewBox="0 0 44 28" aria-hidden="true"><path d="M2 4 C8 2 12 9.6 20 10.6 C27 11.4 34 11.2 42 11"/>' +
  '<path d="M2 13 C7 11 11 14.6 17 14.4 L42 14"/><path d="M2 24.5 C10 26.5 15 19.4 23 17.8 C29 16.7 36 17.2 42 17"/></svg>';

/** The way from one page of the site to another, so that it works from a folder, too. */
export const way = (from: string, to: string) => posix.relative(posix.dirname(from), to);

function shelfList({ title, documents }: Shelf, here: Document): string {
  const items = documents.map((document) => {
    const current = document.page === here.page ? ' aria-current="page"' : "";
    return `<li><a href="${way(here.page, document.page)}"${current}>${escaped(document.title)}</a></li>`;
  });
  return `<h2>${escaped(title)}</h2>\n<ul>\n${items.join("\n")}\n</ul>`;
}

const headingList = ({ headings }: Article) =>
  `<ul>\n${headings.map(({ id, text }) => `<li><a href="#${id}">${escaped(text)}</a></li>`).join("\n")}\n</ul>`;

/** The headings twice, of which the look shows one: folded above the text, or beside it where there is room. */
function onThisPage(body: Article): { folded: string; beside: string } {
  if (body.headings.length < 4) return { folded: "", beside: "" };
  const list = headingList(body);
  return {
    folded: `<details class="folded"><summary>On this page</summary>\n<nav aria-label="On this page">${list}</nav></details>\n`,
    beside: `<nav class="beside" aria-label="On this page"><h2>On this page</h2>\n${list}</nav>\n`,
  };
}

/** One page of the site as HTML. The list of pages comes after the article, for whoever reads by ear or on a phone. */
export function leaf(here: Document, body: Article, shelves: readonly Shelf[]): string {
  const within = onThisPage(body);
  const title = here.title === "Chorus" ? "Chorus" : `${here.title} · Chorus`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<link rel="icon" href="${way(here.page, "favicon.svg")}">
<link rel="stylesheet" href="${way(here.page, "look.css")}">
</head>
<body>
<a class="skip" href="#article">To the text</a>
<header><a href="${way(here.page, "index.html")}">${MARK}Chorus</a> <a class="to-pages" href="#pages">All pages</a></header>
<div class="spread">
<main id="article" tabindex="-1">
${within.folded}<article>
${body.html}</article>
</main>
${within.beside}<nav class="pages" id="pages" aria-label="All pages">
${shelves.map((shelf) => shelfList(shelf, here)).join("\n")}
</nav>
</div>
</body>
</html>
`;
}
