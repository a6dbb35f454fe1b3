/** What is published: made twice alike, described, and good for somebody who has nothing but npm. */
import { execFile, execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileDigest, manifestHash, readManifest } from "../../src/core/protocol/site.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "chorus-release-"));
const out = join(folder, "made");
const home = join(folder, "somebody");
const patience = 300_000;
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
const tarball = join(out, `chorus-${version}.tgz`);

beforeAll(async () => {
  await run(process.execPath, ["--no-warnings", join(root, "scripts/release.ts"), "--out", out, "--dirty"]);
  mkdirSync(home);
  writeFileSync(join(home, "package.json"), '{"private":true}');
  const options = ["install", tarball, "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
  await run("npm", options, { cwd: home });
}, patience);

afterAll(() => rmSync(folder, { recursive: true, force: true }), patience);

describe("the checksums", () => {
  test("are those of the package, of the bill of materials, and of the manifest of the pages", () => {
    const lines = readFileSync(join(out, "SHA256SUMS"), "utf8").trimEnd().split("\n");
    expect(lines.map((line) => line.split("  ")[1])).toEqual([
      `chorus-${version}.tgz`,
      `chorus-${version}.cdx.json`,
      "site-manifest.json",
    ]);
    for (const line of lines) {
      const [sum, name = ""] = line.split("  ");
      expect(
        createHash("sha256")
          .update(readFileSync(join(out, name)))
          .digest("hex"),
        name,
      ).toBe(sum);
    }
    expect(readdirSync(out).sort()).toEqual(["SHA256SUMS", ...lines.map((line) => line.split("  ")[1] ?? "")].sort());
  });
});

describe("the bill of materials", () => {
  const bill = () => JSON.parse(readFileSync(join(out, `chorus-${version}.cdx.json`), "utf8"));

  test("is CycloneDX, names what is installed with its licences, and nothing of a machine or an hour", () => {
    const { bomFormat, metadata, components, serialNumber } = bill();
    expect(bomFormat).toBe("CycloneDX");
    expect(serialNumber).toBeUndefined();
    expect(metadata.timestamp).toBeUndefined();
    expect(metadata.component).toMatchObject({ name: "chorus", version });
    const names = components.map(({ group, name }: { group?: string; name: string }) =>
      group ? `${group}/${name}` : name,
    );
    expect(names).toEqual(expect.arrayContaining(["@noble/curves", "age-encryption", "fastify", "kysely", "valibot"]));
    for (const tool of ["vitest", "typescript", "vite", "svelte", "playwright-core"]) expect(names).not.toContain(tool);
    const purls = components.map(({ purl }: { purl: string }) => purl);
    expect(purls.every((purl: string) => /^pkg:npm\/.+@\d/.test(purl))).toBe(true);
  });
});

describe("the package", () => {
  const files = () => execFileSync("tar", ["-tzf", tarball], { encoding: "utf8" }).trim().split("\n").sort();
  const inside = (name: string) => readFileSync(join(folder, "package", name));
  beforeAll(() => execFileSync("tar", ["-xzf", tarball, "-C", folder]));

  test("holds compiled code, the pages, the papers and the pinned dependencies, and no source, test or map", () => {
    expect(files()).toEqual(
      expect.arrayContaining([
        "package/LICENSE",
        "package/README.md",
        "package/bin/chorus.js",
        "package/dist/apps/cli/main.js",
        "package/dist/web/index.html",
        "package/deploy/systemd/chorus-trustee.service",
        "package/man/chorus-audit.1",
        "package/npm-shrinkwrap.json",
      ]),
    );
    expect(files().filter((file) => /\.ts$|\.map$|\/test\/|\/src\//.test(file))).toEqual([]);
    const { packages } = JSON.parse(inside("npm-shrinkwrap.json").toString());
    const pinned = Object.entries(packages as Record<string, { integrity?: string }>).filter(([path]) => path !== "");
    expect(pinned.length).toBeGreaterThan(30);
    expect(pinned.filter(([, { integrity }]) => integrity === undefined)).toEqual([]);
  });

  test("holds the pages that their manifest says, which is the one beside the package", () => {
    const manifest = readManifest(readFileSync(join(out, "site-manifest.json"), "utf8"));
    expect(manifestHash(readManifest(inside("dist/web/.well-known/webcat/manifest.json").toString()))).toEqual(
      manifestHash(manifest),
    );
    for (const [path, digest] of Object.entries(manifest.files))
      expect(fileDigest(inside(`dist/web${path}`))).toBe(digest);
  });

  test(
    "comes out the same when it is made again",
    async () => {
      const again = join(folder, "again");
      await run(process.execPath, ["--no-warnings", join(root, "scripts/release.ts"), "--out", again, "--dirty"]);
      expect(readFileSync(join(again, "SHA256SUMS"), "utf8")).toBe(readFileSync(join(out, "SHA256SUMS"), "utf8"));
    },
    patience,
  );
});

/** The Nodes that are here: the one that runs this test, and the system's own, which may be older. */
function nodes(): string[] {
  const path = (process.env["PATH"] ?? "").split(":").filter((one) => !one.includes("node_modules"));
  const system = execFileSync("sh", ["-c", "command -v node || true"], {
    env: { PATH: path.join(":") },
    encoding: "utf8",
  });
  return [...new Set([process.execPath, system.trim()])].filter((one) => one !== "");
}

describe("somebody who installed it", () => {
  const launcher = join(home, "node_modules/chorus/bin/chorus.js");

  test.each(nodes())(
    "can run chorus with the Node at %s",
    async (node) => {
      const { stdout } = await run(node, [launcher, "--help"], { cwd: home });
      expect(stdout).toContain("A matching escrow");
      expect(stdout).toContain("verify");
      const failed = await run(node, [launcher, "verify", "no-such-file"], { cwd: home }).catch((error) => error);
      expect(failed.code).toBe(2); // the exit code comes through, whichever Node did the work
    },
    patience,
  );

  test(
    "can start a whole escrow, with its pages, from what was installed",
    async () => {
      const chorus = spawn(
        process.execPath,
        ["--no-warnings", launcher, "start", "--data", join(home, "data"), "--port", "0"],
        {
          cwd: home,
          stdio: ["ignore", "pipe", "inherit"],
        },
      );
      let said = "";
      await new Promise<void>((resolve, reject) => {
        chorus.once("exit", () => reject(new Error(`it stopped: ${said}`)));
        chorus.stdout.on("data", (text) => {
          said += text;
          if (said.includes("Stop with Ctrl-C")) resolve();
        });
      });
      const url = /(http:\/\/127\.0\.0\.1:\d+)\//.exec(said)?.[1] as string;
      const page = await (await fetch(url)).text();
      expect(page).toContain("<title>Notes</title>");
      const gone = new Promise((resolve) => chorus.once("exit", resolve));
      chorus.kill("SIGTERM");
      expect(await gone).toBe(0);
    },
    patience,
  );
});
