/**
 * The whole gate, the same here and in CI: what must be on the machine, the checks, then every test.
 *
 *   node scripts/verify.ts                 everything
 *   node scripts/verify.ts --only checks   build, types, style and arrows
 *   node scripts/verify.ts --only tests    the tests
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, "node_modules", ".bin");
const inCI = process.env["CI"] === "true";
const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1] : undefined;

/** Programs of the distribution that tests run against: the command or file that shows it is there, and its package. */
const PROGRAMS = [
  {
    name: "Chromium",
    found: () => Boolean(process.env["CHROMIUM_PATH"]) || onPath("chromium") || onPath("chromium-browser"),
    pkg: "chromium",
  },
  {
    name: "PostgreSQL",
    found: () => Boolean(process.env["CHORUS_TEST_POSTGRES"]) || onPath("initdb") || onDisk("/usr/lib/postgresql"),
    pkg: "postgresql",
  },
  { name: "OpenSSL", found: () => onPath("openssl"), pkg: "openssl" },
  {
    name: "Patroni and etcd",
    found: () => onPath("patroni") && onPath("etcd"),
    pkg: "patroni etcd-server",
  },
  { name: "age", found: () => onPath("age"), pkg: "age" },
  { name: "Poppler", found: () => onPath("pdftotext"), pkg: "poppler-utils" },
  {
    name: "Go (with x/mod)",
    found: () => onPath("go") && onDisk("/usr/share/gocode/src/golang.org/x/mod"),
    pkg: "golang-go golang-golang-x-mod-dev",
  },
  { name: "git", found: () => onPath("git"), pkg: "git" },
  { name: "groff", found: () => onPath("groff"), pkg: "groff-base" },
  { name: "ip", found: () => onPath("ip"), pkg: "iproute2" },
  { name: "systemd-analyze", found: () => onPath("systemd-analyze"), pkg: "systemd" },
] as const;

function onPath(command: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${command}`]).status === 0;
}

function onDisk(path: string): boolean {
  return existsSync(path);
}

/** Installs what is missing where that is allowed; otherwise says so, and in CI fails. */
function prepare(): void {
  const missing = PROGRAMS.filter((program) => !program.found());
  if (missing.length === 0) return;
  const mayInstall = process.getuid?.() === 0 && onPath("apt-get");
  if (mayInstall) {
    console.log(`Installing ${missing.map(({ name }) => name).join(", ")} from the distribution …`);
    const packages = missing.flatMap(({ pkg }) => pkg.split(" "));
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit", env });
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], {
      stdio: ["ignore", "ignore", "inherit"],
      env,
    });
  }
  const still = PROGRAMS.filter((program) => !program.found());
  for (const { name, pkg } of still) {
    console.error(
      `${name} is not on this machine (Debian: apt-get install ${pkg}); the tests that need it cannot run.`,
    );
  }
  if (still.length > 0 && inCI) process.exit(1);
}

type Step = { readonly name: string; readonly command: readonly string[] };

const CHECKS: readonly Step[] = [
  { name: "types, floor by floor", command: ["tsc", "-b"] },
  {
    name: "types of the pages",
    command: ["svelte-check", "--tsconfig", "src/apps/web/tsconfig.json", "--fail-on-warnings"],
  },
  { name: "style", command: ["biome", "check", "--error-on-warnings", "."] },
  { name: "arrows", command: ["depcruise", "src", "--config", ".dependency-cruiser.cjs"] },
  { name: "pages", command: ["vite", "build", "src/apps/web", "--logLevel", "warn"] },
];

function run({ name, command }: Step): boolean {
  const [program, ...args] = command as [string, ...string[]];
  const start = performance.now();
  const result = spawnSync(join(bin, program), args, { cwd: root, stdio: "inherit" });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${result.status === 0 ? "ok  " : "FAIL"}  ${name} (${seconds} s)`);
  return result.status === 0;
}

function checks(): boolean {
  return CHECKS.map(run).every(Boolean);
}

/** Tests in real time limits; two at a time, since each escrow is five processes. */
function tests(): boolean {
  if (!existsSync(join(root, "dist", "web", "index.html")) && !run(CHECKS.at(-1) as Step)) return false;
  console.log(`Running the tests on ${cpus().length} cores …`);
  return run({
    name: "tests",
    command: ["vitest", "run", "--reporter=default", "--reporter=./scripts/closing-line.ts"],
  });
}

prepare();
const passed = only === "checks" ? checks() : only === "tests" ? tests() : checks() && tests();
process.exit(passed ? 0 : 1);
