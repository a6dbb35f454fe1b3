/** `chorus audit` as cron runs it: against a real board over HTTP, and one whose answers or database were doctored. */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toHex } from "../../src/core/bytes/bytes.ts";
import { encodeOpeningEntry } from "../../src/core/protocol/entry.ts";
import { seededRng } from "../actors.ts";
import { Served } from "../board/served.ts";
import { between } from "./between.ts";

const chorus = fileURLToPath(new URL("../../src/apps/cli/main.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "chorus-audit-"));
const state = join(folder, "state.json");
const metrics = join(folder, "chorus.prom");
const rng = seededRng("audit");
const patience = 300_000;
let served: Served;

beforeAll(async () => {
  served = await Served.start();
  await grow(20);
  await served.cosignNewest(1, 2, 3);
}, patience);

afterAll(async () => {
  await served?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function grow(many: number): Promise<void> {
  const as = { role: "trustee", index: 1 } as const;
  const entry = () => encodeOpeningEntry(served.charted.charterId, rng.bytes(32));
  await Promise.all(Array.from({ length: many }, () => served.post("/v1/openings", entry(), { as })));
}

type Run = { readonly code: number; readonly out: string; readonly err: string };

function run(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["--no-warnings", chorus, "audit", ...args], (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
  });
}

test(
  "an honest board holds; what was believed is remembered, and there are metrics",
  async () => {
    const words = await run(
      served.url,
      "--state",
      state,
      "--metrics",
      metrics,
      "--escrow",
      toHex(served.charted.charterId),
    );
    expect(words).toMatchObject({ code: 0, err: "" });
    expect(words.out).toContain("charter 1, counsel 1, opening 20");
    expect(words.out).toContain("Everything holds.");
    expect(JSON.parse(readFileSync(state, "utf8"))).toMatchObject({ v: 1, size: 22, behind: [] });
    const text = readFileSync(metrics, "utf8");
    expect(text).toContain("chorus_audit_log_size 22");
    expect(text).toContain('chorus_audit_entries{type="opening"} 20');
    expect(text).toContain('chorus_audit_problems{severity="broken"} 0');
    expect(await run(served.url, "--state", state, "--quiet")).toEqual({ code: 0, out: "", err: "" });
  },
  patience,
);

test(
  "cosignatures that are missing for longer than is allowed have an exit code of their own",
  async () => {
    await grow(3);
    await served.cosignNewest(1);
    const { code, out } = await run(served.url, "--state", state, "--grace", "0", "--json");
    expect(code).toBe(3);
    const report = JSON.parse(out);
    expect(report).toMatchObject({ holds: true, from: 22, size: 25, cosigned: 22 });
    expect(report.problems.map(({ rule }: { rule: string }) => rule)).toEqual([
      "witness-behind",
      "witness-behind",
      "witnesses-missing",
    ]);
    await served.cosignNewest(2, 3);
    expect((await run(served.url, "--state", state, "--grace", "0")).code).toBe(0);
  },
  patience,
);

test(
  "a board that goes back to an earlier checkpoint is found out, and what it showed is kept",
  async () => {
    const earlier = await (await served.get("/v1/log/checkpoints/22")).text();
    const { url, close } = await between(served.url, (path, answer) => {
      if (path === "/checkpoint") answer.body = Buffer.from(earlier);
    });
    const { code, out } = await run(url, "--state", state);
    close();
    expect(code).toBe(1);
    expect(out).toContain("BROKEN: the log is shorter than it was (log-shrunk)");
    const [kept = ""] = readFileSync(`${state}.misconduct.jsonl`, "utf8").split("\n");
    expect(JSON.parse(kept)).toMatchObject({ problems: [{ rule: "log-shrunk" }], shown: earlier });
    expect(JSON.parse(readFileSync(state, "utf8")).size).toBe(25);
  },
  patience,
);

test(
  "a leaf that was changed in the database is found out by whoever reads from the start",
  async () => {
    const database = new DatabaseSync(join(served.folder, "board.sqlite"));
    const { leaf } = database.prepare("select leaf from entries where position = 7").get() as { leaf: Uint8Array };
    const change = (bytes: Uint8Array) => database.prepare("update entries set leaf = ? where position = 7").run(bytes);
    change(leaf.map((byte, i) => (i === 9 ? byte ^ 1 : byte)));
    const { code, out } = await run(served.url, "--state", state, "--from-start");
    change(leaf);
    database.close();
    expect(code).toBe(1);
    expect(out).toContain("the tile of hashes does not fit leaf 7 (tile-leaves)");
    expect((await run(served.url, "--state", state, "--from-start")).code).toBe(0);
  },
  patience,
);

test(
  "a board that is not there is not taken for a fault of the log",
  async () => {
    const { code, err } = await run("http://127.0.0.1:9", "--state", join(folder, "other.json"), "--metrics", metrics);
    expect(code).toBe(2);
    expect(err).toContain("could not be reached");
    expect(readFileSync(metrics, "utf8")).toContain("chorus_audit_board_reachable 0");
    expect(existsSync(join(folder, "other.json"))).toBe(false);
  },
  patience,
);

test(
  "another escrow, and a fingerprint that is none, are refused",
  async () => {
    const other = await run(served.url, "--escrow", "0".repeat(64));
    expect(other).toMatchObject({ code: 1, out: "" });
    expect(other.err).toContain("not the escrow that was expected");
    expect((await run(served.url, "--escrow", "abc")).err).toContain("64 hexadecimal digits");
  },
  patience,
);
