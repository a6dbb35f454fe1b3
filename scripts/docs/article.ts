/** Markdown to an article: headings that can be linked to, tables and code that scroll by themselves, links into the site. */
import { slug } from "github-slugger";
import markdownIt, { type Token } from "markdown-it";

export type Heading = { readonly id: string; readonly text: string };
export type Article = { readonly html: string; readonly headings: readonly Heading[] };

/** What a link in a document becomes; undefined where the site has nothing to lead to: then the words stay, without a link. */
export type Follow = (link: string) => string | undefined;

const plain = (token: Token | undefined) =>
  (token?.children ?? [])
    .map(({ type, content }) => (type === "text" || type === "code_inline" ? content : ""))
    .join("");

/** Ids as readers know them from where the source lies, so that one link serves both. */
function nameHeadings(tokens: readonly Token[]): Heading[] {
  const taken = new Map<string, number>();
  const headings: Heading[] = [];
  tokens.forEach((token, at) => {
    if (token.type !== "heading_open") return;
    const text = plain(tokens[at + 1]);
    const name = slug(text);
    const times = taken.get(name) ?? 0;
    taken.set(name, times + 1);
    const id = times === 0 ? name : `${name}-${times}`;
    token.attrSet("id", id);
    if (token.tag === "h2") headings.push({ id, text });
  });
  return headings;
}

/** The empty corner of a table heads nothing. */
function emptyCorners(tokens: readonly Token[]): void {
  tokens.forEach((token, at) => {
    if (token.type !== "th_open" || tokens[at + 1]?.content !== "") return;
    token.tag = "td";
    const close = tokens[at + 2];
    if (close) close.tag = "td";
  });
}

function leadLinks(tokens: readonly Token[], follow: Follow): void {
  for (const { children } of tokens) {
    let dead = false;
    for (const token of children ?? []) {
      if (token.type === "image") token.attrSet("src", follow(String(token.attrGet("src"))) ?? "");
      if (token.type === "link_open") {
        const target = follow(String(token.attrGet("href")));
        dead = target === undefined;
        if (target !== undefined) token.attrSet("href", target);
      }
      if (dead && (token.type === "link_open" || token.type === "link_close")) {
        if (token.type === "link_close") dead = false;
        token.hidden = true;
        token.tag = "";
      }
    }
  }
}

const markdown = markdownIt({ html: false, linkify: false });
const label = 'role="group" tabindex="0"';

markdown.renderer.rules["table_open"] = () => `<div class="scrolls" ${label} aria-label="Table"><table>\n`;
markdown.renderer.rules["table_close"] = () => "</table></div>\n";
markdown.renderer.rules["link_open"] = (tokens, at, options, _, self) =>
  tokens[at]?.hidden ? "<span>" : self.renderToken(tokens, at, options);
markdown.renderer.rules["link_close"] = (tokens, at) => (tokens[at]?.hidden ? "</span>" : "</a>");
const code = (content: string) =>
  `<pre ${label} aria-label="As typed"><code>${markdown.utils.escapeHtml(content)}</code></pre>\n`;
markdown.renderer.rules["fence"] = (tokens, at) => code(tokens[at]?.content ?? "");
markdown.renderer.rules["code_block"] = (tokens, at) => code(tokens[at]?.content ?? "");

/** Renders one document. */
export function article(text: string, follow: Follow): Article {
  const tokens = markdown.parse(text, {});
  const headings = nameHeadings(tokens);
  emptyCorners(tokens);
  leadLinks(tokens, follow);
  return { html: markdown.renderer.render(tokens, markdown.options, {}), headings };
}

/** Text for between tags or within quotes. */
export const escaped = (text: string) => markdown.utils.escapeHtml(text);
