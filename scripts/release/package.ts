/** Lays out the npm package around the pages: the compiled floors, the launcher, and a manifest that names what they import. */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, relative } from "node:path";
import { writeManPages } from "./papers.ts";

/** Floors that are compiled and run; the browser's is in the pages. */
const FLOORS = ["core", "roles", "edge/shared", "edge/node", "apps"];
/** Beside the code. */
const PAPERS = ["README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md", "deploy", "docs", "examples", "bin"];
/** Wanted only to build the pages, which the package holds built. */
const BUILD_TOOLS = ["vite"];

type Manifest = {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, unknown>>;
};

export function stagePackage(root: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const paper of PAPERS) cpSync(join(root, paper), join(folder, paper), { recursive: true });
  const compiled = FLOORS.flatMap((floor) => copyFloor(root, folder, floor));
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;
  const imported = new Set(compiled.flatMap(importsOf).filter((name) => !BUILD_TOOLS.includes(name)));
  const pages = writeManPages(folder, manifest.version);
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(published(manifest, imported, pages), null, 2)}\n`);
  pinDependencies(root, folder);
}

/** Copies what was compiled from a source that is still there; older builds leave more behind. */
function copyFloor(root: string, folder: string, floor: string): string[] {
  const sources = readdirSync(join(root, "src", floor), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.name.endsWith(".d.ts"))
    .map((entry) => relative(join(root, "src"), join(entry.parentPath, entry.name)).replace(/\.ts$/, ".js"))
    .filter((file) => existsSync(join(root, "dist", file)));
  return sources.map((file) => {
    const target = join(folder, "dist", file);
    mkdirSync(dirname(target), { recursive: true });
    const code = readFileSync(join(root, "dist", file), "utf8").replace(/\n\/\/# sourceMappingURL=.*\n?$/, "\n");
    writeFileSync(target, code);
    return target;
  });
}

/** The packages that a file imports. */
function importsOf(file: string): string[] {
  const code = readFileSync(file, "utf8");
  const names = [
    ...code.matchAll(
      /(?:^|\n)(?:import|export)\s[^;]*?[\s}]from\s*"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)|\nimport\s*"([^"]+)"/g,
    ),
  ];
  return names
    .map(([, from, dynamic, bare]) => from ?? dynamic ?? bare ?? "")
    .filter((name) => !name.startsWith(".") && !isBuiltin(name))
    .map((name) =>
      name
        .split("/")
        .slice(0, name.startsWith("@") ? 2 : 1)
        .join("/"),
    );
}

function published(manifest: Manifest, imported: ReadonlySet<string>, pages: readonly string[]) {
  const { name, version, description, license, optionalDependencies, overrides } = manifest;
  const missing = [...imported].filter((one) => manifest.dependencies[one] === undefined);
  if (missing.length > 0) throw new Error(`package.json does not name ${missing.join(", ")}`);
  const needed = Object.entries(manifest.dependencies).filter(([one]) => imported.has(one));
  return {
    name,
    version,
    description,
    license,
    type: "module",
    bin: { chorus: "bin/chorus.js" },
    man: pages,
    exports: { "./package.json": "./package.json" },
    engines: { node: ">=20" },
    files: ["bin", "deploy", "dist", "docs", "examples", "man", "CHANGELOG.md", "SECURITY.md", "npm-shrinkwrap.json"],
    publishConfig: { access: "public", provenance: true },
    dependencies: Object.fromEntries(needed),
    optionalDependencies,
    ...(overrides === undefined ? {} : { overrides }),
  };
}

/** Every dependency of every dependency at the version, and with the hash, that the tests ran on. */
function pinDependencies(root: string, folder: string): void {
  cpSync(join(root, "package-lock.json"), join(folder, "package-lock.json"));
  const options = [
    "install",
    "--package-lock-only",
    "--omit=dev",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
  ];
  execFileSync("npm", options, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  renameSync(join(folder, "package-lock.json"), join(folder, "npm-shrinkwrap.json"));
}
