/** Links in the documents: each leads to a file that is there, and to a heading that is in it. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..");
const documents = ["*.md", "docs/**/*.md", "vectors/**/*.md", "src/**/README.md"].flatMap((pattern) =>
  globSync(pattern, { cwd: root }),
);

/** As GitHub makes them: lower case, without punctuation, a dash for each space. */
const anchor = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(/\s/g, "-");

const anchorsIn = (path: string) =>
  [...readFileSync(path, "utf8").matchAll(/^#+\s+(.*)$/gm)].map(([, heading]) => anchor(heading ?? ""));

/** What is wrong with a link of a document; undefined when it leads somewhere. */
function fault(document: string, link: string): string | undefined {
  if (/^[a-z]+:/.test(link)) return undefined;
  const [file = "", heading] = link.split("#");
  const path = file === "" ? join(root, document) : join(root, dirname(document), file);
  if (!existsSync(path)) return `${link}: there is no ${relative(root, path)}`;
  if (heading !== undefined && !anchorsIn(path).includes(heading)) return `${link}: there is no such heading`;
  return undefined;
}

describe("links", () => {
  test.each(documents)("of %s lead somewhere", (document) => {
    const text = readFileSync(join(root, document), "utf8").replaceAll(/```[\s\S]*?```/g, "");
    const links = [...text.matchAll(/\]\(<?([^)\s>]+)>?\)/g)].map(([, link]) => link ?? "");
    expect(links.flatMap((link) => fault(document, link) ?? [])).toEqual([]);
  });
});
