/** Which documents the site holds, in which order, and where each lies in it. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { commandsDocument } from "./commands.ts";

export type Document = {
  /** Path in the repository. */
  readonly source: string;
  /** Path in the site. */
  readonly page: string;
  /** Its first heading. */
  readonly title: string;
  readonly text: string;
};

export type Shelf = { readonly title: string; readonly documents: readonly Document[] };

const SHELVES: readonly { readonly title: string; readonly sources: readonly string[] }[] = [
  { title: "Chorus", sources: ["README.md"] },
  {
    title: "Guides",
    sources: [
      "docs/guides/README.md",
      ...["survivor", "counsel", "trustee", "operator", "auditor", "contributor", "implementer"].map(
        (reader) => `docs/guides/${reader}.md`,
      ),
    ],
  },
  {
    title: "How it works",
    sources: [
      "docs/protocol.md",
      "docs/threat-model.md",
      "docs/identifiers.md",
      "docs/http.md",
      "vectors/README.md",
      "vectors/group/README.md",
      "vectors/respondent/README.md",
    ],
  },
  {
    title: "Running it",
    sources: ["ceremony", "deploy", "databases", "auditing", "bench", "release"].map((name) => `docs/${name}.md`),
  },
  { title: "Project", sources: ["SECURITY.md", "CHANGELOG.md"] },
];

const DECISIONS = "docs/decisions";

/** Where a document lies in the site: as in `docs/`, and what lies outside it at the top. */
function pageOf(source: string): string {
  if (source === "README.md") return "index.html";
  const inSite = source.startsWith("docs/") ? source.slice("docs/".length) : source.toLowerCase();
  return inSite.replace(/README\.md$/i, "index.md").replace(/\.md$/, ".html");
}

function read(root: string, source: string): Document {
  const text = readFileSync(join(root, source), "utf8");
  const title = /^# (.+)$/m.exec(text)?.[1]?.replaceAll("`", "");
  if (!title) throw new Error(`${source} has no heading of the first level`);
  return { source, page: pageOf(source), title, text };
}

/** All shelves of the site, the decisions last, with a list of them as their first page. Throws where a document is on none. */
export function shelves(root: string): Shelf[] {
  const written = SHELVES.map(({ title, sources }) => ({
    title,
    documents: [
      ...sources.map((source) => read(root, source)),
      ...(title === "Running it" ? [commandsDocument()] : []),
    ],
  }));
  const decisions = globSync(`${DECISIONS}/*.md`, { cwd: root })
    .toSorted()
    .map((source) => read(root, source));
  const text = `# Decisions\n\nWhy it is as it is, a page each.\n\n${decisions
    .map(({ source, title }) => `- [${title}](${source.slice(DECISIONS.length + 1)})`)
    .join("\n")}\n`;
  const list = { source: `${DECISIONS}/README.md`, page: "decisions/index.html", title: "Decisions", text };
  const all = [...written, { title: "Decisions", documents: [list, ...decisions] }];

  const known = new Set(all.flatMap(({ documents }) => documents.map(({ source }) => source)));
  const left = globSync("docs/**/*.md", { cwd: root }).filter((source) => !known.has(source));
  if (left.length > 0) throw new Error(`on no shelf of scripts/docs/documents.ts: ${left.join(", ")}`);
  return all;
}
