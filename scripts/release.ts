/**
 * `npm run release`: makes what is published, from a clean checkout, the same bytes each time.
 *
 *   dist/release/chorus-VERSION.tgz         the npm package: compiled, with the pages, and every dependency pinned
 *   dist/release/chorus-VERSION.cdx.json    what is in it (CycloneDX)
 *   dist/release/site-manifest.json         the manifest of the pages; its hash is the one that boards log
 *   dist/release/SHA256SUMS                 checksums of the three
 *
 *   --out FOLDER     elsewhere than dist/release
 *   --dirty          also from a checkout with changes (for a trial)
 *
 * How to publish what it makes: docs/release.md.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { MANIFEST_PATH } from "../src/core/protocol/site.ts";
import { stagePackage } from "./release/package.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, "node_modules", ".bin");
const { values } = parseArgs({
  options: { out: { type: "string", default: join(root, "dist/release") }, dirty: { type: "boolean", default: false } },
});
const out = resolve(values.out);

function run(program: string, args: readonly string[], cwd = root): string {
  return execFileSync(program, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

/** What is published must be what a commit says. */
function requireClean(): void {
  const changed = run("git", ["status", "--porcelain"]);
  if (changed !== "" && !values.dirty) throw new Error(`there are changes that no commit holds:\n${changed}`);
}

/** The pages are built straight into the package, so that a build that somebody is serving stays as it is. */
function build(folder: string): void {
  run(join(bin, "tsc"), ["-b"]);
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const options = ["--outDir", join(folder, "dist/web"), "--emptyOutDir", "--logLevel", "error"];
  run(process.execPath, [vite, "build", "src/apps/web", ...options]);
}

function pack(folder: string): string {
  const [made] = JSON.parse(run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", out], folder)) as [
    { filename: string },
  ];
  return join(out, made.filename);
}

/** By npm itself, from the pinned dependencies alone; times, random numbers and npm's own version are left out. */
function describe(folder: string, tarball: string): string {
  const options = ["--sbom-format", "cyclonedx", "--sbom-type", "application", "--package-lock-only", "--omit", "dev"];
  const { serialNumber: _, metadata, ...bill } = JSON.parse(run("npm", ["sbom", ...options], folder));
  const { timestamp: __, tools: ___, ...lasting } = metadata;
  const file = tarball.replace(/\.tgz$/, ".cdx.json");
  writeFileSync(file, `${JSON.stringify({ ...bill, metadata: lasting }, null, 2)}\n`);
  return file;
}

function checksums(files: readonly string[]): void {
  const lines = files.map(
    (file) => `${createHash("sha256").update(readFileSync(file)).digest("hex")}  ${basename(file)}`,
  );
  writeFileSync(join(out, "SHA256SUMS"), `${lines.join("\n")}\n`);
}

requireClean();
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const folder = join(out, "chorus"); // npm names the bill of materials after it
build(folder);
stagePackage(root, folder);
const tarball = pack(folder);
const bill = describe(folder, tarball);
const manifest = join(out, "site-manifest.json");
copyFileSync(join(folder, "dist/web", MANIFEST_PATH), manifest);
checksums([tarball, bill, manifest]);
rmSync(folder, { recursive: true });
console.log(readFileSync(join(out, "SHA256SUMS"), "utf8").trimEnd());
