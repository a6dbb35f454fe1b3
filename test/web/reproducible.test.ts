/** The pages come out the same, byte for byte, wherever, whenever and by whomever they are built. */
import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileDigest, MANIFEST_PATH, readManifest } from "../../src/core/protocol/site.ts";

const root = join(import.meta.dirname, "../..");
mkdirSync(join(root, "dist"), { recursive: true });
const place = mkdtempSync(join(root, "dist", "twice-"));

/** A machine that builds: where it keeps the sources, and what its clock, chance, zone and language are. */
const machines = {
  ours: { folder: join(place, "a"), daysAhead: 0, chance: 0.25, zone: "UTC", language: "C" },
  another: {
    folder: join(place, "somewhere else/deep down/ünïcode"),
    daysAhead: 4321,
    chance: 0.75,
    zone: "Asia/Kathmandu",
    language: "tr_TR.UTF-8",
  },
};
type Machine = (typeof machines)[keyof typeof machines];

const built: Record<string, ReadonlyMap<string, string>> = {};

beforeAll(async () => {
  // One after the other: a machine of two cores has other tests to run.
  for (const [name, machine] of Object.entries(machines)) built[name] = await buildOn(machine);
}, 300_000);

afterAll(() => rmSync(place, { recursive: true, force: true }));

async function buildOn(machine: Machine): Promise<ReadonlyMap<string, string>> {
  const { folder, daysAhead, chance, zone, language } = machine;
  copySources(folder, daysAhead);
  const differently = `
    const RealDate = Date, ahead = ${daysAhead} * 86400000;
    globalThis.Date = class extends RealDate {
      constructor(...given) { given.length === 0 ? super(RealDate.now() + ahead) : super(...given); }
      static now() { return RealDate.now() + ahead; }
    };
    let last = ${chance};
    Math.random = () => (last = (last * 997 + 0.123) % 1);`;
  const vite = join(folder, "node_modules/vite/bin/vite.js");
  const preload = `--import=data:text/javascript,${encodeURIComponent(differently)}`;
  await promisify(execFile)(process.execPath, [preload, vite, "build", "src/apps/web", "--logLevel", "error"], {
    cwd: folder,
    env: { PATH: process.env["PATH"], HOME: folder, TZ: zone, LC_ALL: language, USER: `zqbuilder${daysAhead}` },
  });
  return digests(join(folder, "dist/web"));
}

/** Sources and libraries, with the times of last change moved, and in a folder of another name. */
function copySources(folder: string, daysAhead: number): void {
  mkdirSync(folder, { recursive: true });
  for (const name of ["src", "package.json", "tsconfig.base.json"]) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  const changed = new Date(Date.UTC(2001, 1, 3) + daysAhead * 86_400_000);
  for (const file of filesIn(join(folder, "src"))) utimesSync(file, changed, changed);
  // Hard links: as good as a copy, since a build writes nothing there.
  execFileSync("cp", ["-al", join(root, "node_modules"), folder]);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const digests = (folder: string) =>
  new Map(filesIn(folder).map((file) => [`/${relative(folder, file)}`, fileDigest(readFileSync(file))] as const));

describe("two builds of the same sources, in other places, at other times, in other languages", () => {
  test("have the same files with the same bytes, the manifest with them", () => {
    const { ours, another } = built;
    expect([...(another ?? [])].sort()).toEqual([...(ours ?? [])].sort());
    expect(ours?.size).toBeGreaterThan(20);
    expect([...(ours?.keys() ?? [])]).toContain("/service-worker.js");
  });

  test("tell nothing of the machines they were made on", () => {
    for (const { folder } of Object.values(machines)) {
      const telling = filesIn(join(folder, "dist/web")).filter((file) => {
        const text = readFileSync(file, "latin1");
        return [dirname(folder), root, "zqbuilder"].some((word) => text.includes(word));
      });
      expect(telling).toEqual([]);
    }
  });
});

describe("the manifest", () => {
  const folder = join(machines.ours.folder, "dist/web");

  test("lists every file of the build with its digest, but not what the operator edits", () => {
    const { files } = readManifest(readFileSync(join(folder, MANIFEST_PATH), "utf8"));
    const expected = Object.fromEntries(
      [...(built["ours"] ?? [])].filter(([path]) => path !== "/help.json" && path !== MANIFEST_PATH),
    );
    expect(files).toEqual(expected);
  });

  test("has what WEBCAT asks of a manifest, and policies that it accepts", () => {
    const manifest = readManifest(readFileSync(join(folder, MANIFEST_PATH), "utf8"));
    expect(manifest.files[`/${manifest.default_index}`]).toBeDefined();
    expect(manifest.files[manifest.default_fallback]).toBeDefined();
    for (const policy of [manifest.default_csp, ...Object.values(manifest.extra_csp)]) {
      expect(policy).not.toContain(",");
      expect(policy).toContain("default-src 'none'");
      expect(policy).toMatch(/script-src 'self'( 'wasm-unsafe-eval')?;/);
      expect(policy).toContain("worker-src 'self'");
    }
  });
});
