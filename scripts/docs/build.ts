/** Builds the site of the documents into a folder. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { article } from "./article.ts";
import { type Document, shelves } from "./documents.ts";
import { leaf, way } from "./leaf.ts";

const LOOK = "src/apps/web/look";
const FACE = "newsreader-latin-400-normal.woff2";

/** Everything before the look of the documents themselves is the pages' own, so that they are seen to belong together. */
function look(root: string): string {
  const pages = ["tokens.css", "type.css", "base.css"].map((name) => readFileSync(join(root, LOOK, name), "utf8"));
  const own = readFileSync(join(root, "scripts/docs/look.css"), "utf8");
  return [...pages, own]
    .join("\n")
    .replaceAll(/^@import .*$/gm, "")
    .replaceAll(/url\("@fontsource[^"]*"\)/g, `url("${FACE}")`);
}

/** Files that the documents point to go along; folders do not. */
function carry(root: string, out: string, source: string): string | undefined {
  const from = join(root, source);
  if (!existsSync(from) || !statSync(from).isFile()) return undefined;
  const page = posix.join("files", source);
  mkdirSync(dirname(join(out, page)), { recursive: true });
  cpSync(from, join(out, page));
  return page;
}

/**
 * Writes the whole site anew.
 * @param root - The repository's folder.
 * @param out - The folder to write to; what it holds is removed first.
 * @returns The pages' paths within it.
 * @throws Where a document is on no shelf or has no title.
 */
export function buildDocs(root: string, out: string): { pages: string[] } {
  const all = shelves(root);
  const documents = all.flatMap((shelf) => shelf.documents);
  const pageOf = new Map(documents.map(({ source, page }) => [source, page]));
  rmSync(out, { recursive: true, force: true });

  /** Documents become pages, their folders the list of them, other files go along, and the rest stays words. */
  const follow = (here: Document) => (link: string) => {
    if (/^[a-z]+:/.test(link) || link.startsWith("#")) return link;
    const [file = "", heading] = link.split("#");
    const source = posix.join(posix.dirname(here.source), file).replace(/\/$/, "");
    const page = pageOf.get(source) ?? pageOf.get(`${source}/README.md`) ?? carry(root, out, source);
    if (page === undefined) return undefined;
    return `${way(here.page, page)}${heading === undefined ? "" : `#${heading}`}`;
  };

  for (const document of documents) {
    const file = join(out, document.page);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, leaf(document, article(document.text, follow(document)), all));
  }
  writeFileSync(join(out, "look.css"), look(root));
  cpSync(join(root, "node_modules/@fontsource/newsreader/files", FACE), join(out, FACE));
  cpSync(join(root, "src/apps/web/public/favicon.svg"), join(out, "favicon.svg"));
  return { pages: documents.map(({ page }) => page) };
}
