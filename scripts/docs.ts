/**
 * `npm run docs`: the documents as a site, in `dist/docs`. Plain files: serve them from anywhere, or open `index.html`.
 *
 *   --out FOLDER     elsewhere than dist/docs
 */
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildDocs } from "./docs/build.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({ options: { out: { type: "string", default: join(root, "dist", "docs") } } });
const out = resolve(values.out);
const { pages } = buildDocs(root, out);
console.log(`${pages.length} pages. Open ${join(out, "index.html")}`);
