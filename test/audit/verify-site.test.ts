/** `chorus verify-site` against a real board that serves a build, and against one that serves a little else. */
import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toHex } from "../../src/core/bytes/bytes.ts";
import { fileDigest, MANIFEST_PATH } from "../../src/core/protocol/site.ts";
import { expectedSite, servedSite } from "../../src/edge/node/served-site.ts";
import { compareSite, type SiteReport } from "../../src/roles/auditor/site.ts";
import { Served } from "../board/served.ts";
import { buildSite } from "../web/site.ts";
import { type Answer, between } from "./between.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const chorus = join(root, "src/apps/cli/main.ts");
const patience = 300_000;
let build: string;
let served: Served;

beforeAll(async () => {
  build = await buildSite();
  served = await Served.start({ web: build });
  await served.cosignNewest(1, 2);
}, patience);

afterAll(async () => {
  await served?.close();
  rmSync(build, { recursive: true, force: true });
});

type Run = { readonly code: number; readonly out: string; readonly err: string };
function run(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["--no-warnings", chorus, "verify-site", ...args], (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
  });
}

/** What is said of a board that answers so: the same comparison, without a process of its own. */
async function reportOn(change: (path: string, answer: Answer) => void): Promise<SiteReport> {
  const board = await between(served.url, change);
  const { charter } = served.charted;
  const report = await compareSite(served.signer, charter, expectedSite(build), await servedSite(board.url));
  board.close();
  return report;
}

test(
  "a board that serves the build is said to, with its place in the log",
  async () => {
    const fingerprint = toHex(served.charted.charterId);
    const { code, out, err } = await run(served.url, "--build", build, "--escrow", fingerprint);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("The board serves build");
    expect(out).toMatch(/It stands at position \d+ of the log/);
  },
  patience,
);

test(
  "something in front that only adds headers of its own kind is let be",
  async () => {
    const report = await reportOn((_, { headers }) => {
      headers.set("strict-transport-security", "max-age=63072000");
      headers.set("server", "a proxy");
    });
    expect(report.differences).toEqual([]);
  },
  patience,
);

test(
  "one changed byte is found, in its file and in no other",
  async () => {
    const { differences } = await reportOn((path, { body }) => {
      if (path === "/service-worker.js") body.writeUInt8((body[100] as number) ^ 1, 100);
    });
    expect(differences).toEqual([
      { rule: "file-changed", path: "/service-worker.js", message: "is not the file of the build" },
    ]);
  },
  patience,
);

test(
  "a loosened policy, and a header that the build does not ask for, are found",
  async () => {
    const { differences } = await reportOn((path, { headers }) => {
      if (path !== "/index.html") return;
      headers.set("content-security-policy", `${headers.get("content-security-policy")}; connect-src *`);
      headers.set("link", "</stranger.js>; rel=preload; as=script");
      headers.delete("referrer-policy");
    });
    expect(differences.map(({ rule, path, message }) => [rule, path, message]).sort()).toEqual([
      ["header-changed", "/index.html", "has another content-security-policy"],
      ["header-changed", "/index.html", "lacks referrer-policy"],
      ["header-extra", "/index.html", "comes with link, which the build does not ask for"],
    ]);
  },
  patience,
);

test(
  "an extra file, another one, and one that is left out are found, and that the log speaks of another build",
  async () => {
    const { differences } = await reportOn((path, answer) => {
      if (path !== MANIFEST_PATH) return;
      const document = JSON.parse(answer.body.toString());
      document.manifest.files["/assets/stranger.js"] = fileDigest(new Uint8Array(1));
      document.manifest.files["/index.html"] = fileDigest(new Uint8Array(2));
      delete document.manifest.files["/favicon.svg"];
      document.manifest.version = "9.9.9";
      answer.body = Buffer.from(JSON.stringify(document));
    });
    expect(differences.map(({ rule, path }) => [rule, path])).toEqual([
      ["file-extra", "/assets/stranger.js"],
      ["file-left-out", "/favicon.svg"],
      ["manifest-digest", "/index.html"],
      ["manifest-rules", undefined],
    ]);
  },
  patience,
);

test(
  "pages that are withheld, and a place in the log that is not shown, are found",
  async () => {
    const { differences } = await reportOn((path, answer) => {
      if (path === "/help-now" || path === "/v1/site") answer.status = 404;
    });
    expect(differences.map(({ rule, path }) => [rule, path])).toEqual([
      ["file-missing", "/help-now"],
      ["site-unlogged", undefined],
    ]);
  },
  patience,
);

test(
  "another build than the one that the log holds is not taken for it",
  async () => {
    const other = mkdtempSync(join(tmpdir(), "chorus-other-"));
    cpSync(build, other, { recursive: true });
    execFileSync("sed", ["-i", 's/"version": "[^"]*"/"version": "0.0.9"/', join(other, MANIFEST_PATH)]);
    const { code, out } = await run(served.url, "--build", other);
    rmSync(other, { recursive: true });
    expect(code).toBe(1);
    expect(out).toContain("(manifest-rules)");
    expect(out).toContain("the entry is about another build of the pages (site-manifest)");
  },
  patience,
);

test(
  "a commit is built from its own sources and compared",
  async () => {
    const checkout = mkdtempSync(join(tmpdir(), "chorus-checkout-"));
    for (const name of ["src", "package.json", "package-lock.json", "tsconfig.base.json"]) {
      cpSync(join(root, name), join(checkout, name), { recursive: true });
    }
    const git = (...args: string[]) =>
      execFileSync("git", ["-C", checkout, "-c", "user.name=a", "-c", "user.email=a@example.org", ...args]);
    git("init", "-q");
    git("add", "-A");
    git("commit", "-qm", "sources");
    symlinkSync(join(root, "node_modules"), join(checkout, "node_modules"));
    const same = await run(served.url, "--checkout", checkout, "--commit", "HEAD");
    const unknown = await run(served.url, "--checkout", checkout, "--commit", "no-such-commit");
    rmSync(checkout, { recursive: true });
    expect(same).toMatchObject({ code: 0, err: "" });
    expect(unknown).toMatchObject({ code: 1, out: "" });
    expect(unknown.err).toContain("git knows no such commit");
  },
  patience,
);

test(
  "a folder without a build is refused by name",
  async () => {
    const { code, err } = await run(served.url, "--build", tmpdir());
    expect(code).toBe(1);
    expect(err).toContain("there is no build of the pages in this folder");
  },
  patience,
);
