/**
 * A publication as one page that needs nothing else: no script, no font, no picture. Its proof lies inside it, and the page
 * is made from the proof alone, so checking it is making it again and comparing every byte.
 */
import { base64 } from "@scure/base";
import { equalBytes, utf8 } from "../../../core/bytes/bytes.ts";
import { malformed, rejected } from "../../../core/bytes/errors.ts";
import { encodePublication, type Publication, readPublication } from "../../../core/protocol/publication.ts";
import { type Outline, outlineOf } from "./outline.ts";

const BEFORE_PROOF = '<template id="chorus-proof">';
const AFTER_PROOF = "</template>";

/** How a page begins: by this it is known among other files. */
const FIRST_LINE = "<!doctype html>\n<!-- A statement with proofs, version 1 (Chorus) -->\n";

/** A page may show nothing that it does not carry, and run nothing. */
export const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** How statements look: a quiet page, light and dark, and on paper. */
export const PAGE_STYLE = `:root{color-scheme:light dark;--paper:#faf5ec;--ink:#2b2622;--soft:#5a514a;--line:#d9cfbf}
@media (prefers-color-scheme:dark){:root{--paper:#1d1b19;--ink:#ece5da;--soft:#b9afa2;--line:#4a443d}}
body{margin:0;background:var(--paper);color:var(--ink);font:1.1875rem/1.65 Georgia,"Times New Roman",serif}
main{max-width:38rem;margin:0 auto;padding:3rem 1.25rem 5rem}
h1{font-size:2.25rem;line-height:1.2;margin:0 0 2rem;font-weight:normal}
h2{font-size:1.375rem;line-height:1.3;margin:3.5rem 0 1rem;font-weight:normal}
p{margin:0 0 1.1em;overflow-wrap:anywhere}
blockquote{margin:0 0 1.1em;padding-inline-start:1.1rem;border-inline-start:2px solid var(--line)}
footer{margin-top:4rem;padding-top:.5rem;border-top:1px solid var(--line);color:var(--soft);font-size:1rem}
footer h2{margin-top:2rem}
li{margin-bottom:.4em}
@media print{:root{--paper:#fff;--ink:#000;--soft:#000}main{max-width:none;padding:0}h2{break-after:avoid}}`;

/** The page as bytes, always the same for the same publication. */
export function publicationPage(publication: Publication): Uint8Array {
  const outline = outlineOf(publication);
  const proof = base64.encode(encodePublication(publication));
  return utf8(`${FIRST_LINE}<html lang="${outline.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY}">
<meta name="referrer" content="no-referrer">
<title>${escaped(outline.title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<article>
<h1 dir="auto">${escaped(outline.title)}</h1>
${paragraphs(outline.opening)}${outline.sections.map(section).join("")}</article>
${footer(outline)}</main>
${BEFORE_PROOF}${proof}${AFTER_PROOF}
</body>
</html>
`);
}

/** Is this a page of ours, whole or altered? */
export function looksLikePage(bytes: Uint8Array): boolean {
  return equalBytes(bytes.slice(0, FIRST_LINE.length), utf8(FIRST_LINE));
}

/**
 * The publication inside a page, if the page is exactly the one that it makes.
 *
 * @throws ChorusError `malformed` or `rejected` (`page-altered`)
 */
export function openPage(bytes: Uint8Array): Publication {
  const html = new TextDecoder("utf-8", { fatal: false }).decode(bytes);
  const from = html.lastIndexOf(BEFORE_PROOF) + BEFORE_PROOF.length;
  const to = html.indexOf(AFTER_PROOF, from);
  if (from < BEFORE_PROOF.length || to < 0) throw malformed("page-proof", "the page carries no proof");
  const publication = readPublication(proofBytes(html.slice(from, to)));
  if (!equalBytes(publicationPage(publication), bytes)) {
    throw rejected("page-altered", "the page is not the one that its proof makes: something in it was changed");
  }
  return publication;
}

function proofBytes(text: string): Uint8Array {
  try {
    return base64.decode(text);
  } catch {
    throw malformed("page-proof", "the proof in the page is damaged");
  }
}

function section({ heading, blocks }: Outline["sections"][number]): string {
  const body = blocks.map(({ quoted, text }, i) => {
    const inner = paragraphs(text);
    // A voice's own part stands by itself; inside the reply, what others wrote is set apart from our words.
    return quoted && (i > 0 || blocks.length > 1) ? `<blockquote>\n${inner}</blockquote>\n` : inner;
  });
  return `<section>\n<h2 dir="auto">${escaped(heading)}</h2>\n${body.join("")}</section>\n`;
}

function footer({ proofs }: Outline): string {
  const items = proofs.sealed.map((one) => `<li dir="auto">${escaped(one)}</li>\n`).join("");
  const [first = "", ...others] = proofs.blocks;
  return `<footer>
<h2>${escaped(proofs.heading)}</h2>
${paragraphs(first)}<ul>
${items}</ul>
${others.map(paragraphs).join("")}</footer>
`;
}

/** Empty lines part paragraphs; a single new line stays one. */
function paragraphs(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .map((one) => `<p dir="auto">${escaped(one).replaceAll("\n", "<br>\n")}</p>\n`)
    .join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it may stand in a page. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}
