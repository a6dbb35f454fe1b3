/** `chorus verify` as people run it: what it says, what it answers to programs, and how it ends. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../src/core/bytes/bytes.ts";
import { alice } from "../actors.ts";
import { Story } from "../story/world.ts";
import { noteInLog, receiptFor, turnBit } from "./evidence.ts";

const MAIN = join(import.meta.dirname, "..", "..", "src", "apps", "cli", "main.ts");
const folder = mkdtempSync(join(tmpdir(), "chorus-verify-"));
const at = (name: string) => join(folder, name);
/** A network that cannot be reached, for whoever tries. */
const OFFLINE = { ...process.env, http_proxy: "http://127.0.0.1:1", NODE_USE_ENV_PROXY: "1" };

function chorus(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, "verify", ...args], {
    cwd: folder,
    env: OFFLINE,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

let story: Story;
let record: Uint8Array;
let escrowId: string;

beforeAll(async () => {
  story = await Story.begin();
  await story.enrol(alice);
  const sealed = await story.prepare(alice, [{ type: "email", value: "alex@example.org" }]);
  const position = await story.send(sealed);
  await story.settle();
  record = await receiptFor(story, position, { type: "record", body: sealed.envelope });
  const note = await noteInLog(story, ["what I wrote in May"]);
  escrowId = toHex(story.world.escrow.charterId);
  writeFileSync(at("sealed.receipt"), record);
  writeFileSync(at("account.age"), sealed.account);
  writeFileSync(at("note.receipt"), await receiptFor(story, note.position, note.thing));
  writeFileSync(at("may.txt"), "what I wrote in May");
  writeFileSync(at("june.txt"), "what I wrote in June");
  writeFileSync(at("altered.receipt"), turnBit(record, 8000));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await story.close();
});

describe("chorus verify", () => {
  test("says in plain words what holds, who saw it, and what is not proven", () => {
    const { status, stdout } = chorus("sealed.receipt", "account.age");
    expect(status).toBe(0);
    expect(stdout).toContain("sealed.receipt: holds");
    expect(stdout).toContain("existed by 2027-01-15 08:00:00 UTC");
    expect(stdout).toContain("seen there by 3 of 3 trustees");
    expect(stdout).toContain("that what it says is true");
    expect(stdout).toContain(escrowId.slice(0, 8));
    expect(stdout).toContain("account.age: is the one");
  });

  test("tells programs the same as one JSON object", () => {
    const { status, stdout } = chorus("--json", "note.receipt", "may.txt");
    expect(status).toBe(0);
    const { holds, files } = JSON.parse(stdout);
    expect(holds).toBe(true);
    expect(files[0]).toMatchObject({ result: "proven", entry: "note", by: "2027-01-15T08:00:00Z", needed: 2 });
    expect(files[0].escrow.id).toBe(escrowId);
    expect(files[1]).toEqual({ file: "may.txt", result: "covered", part: "item", by: "note.receipt" });
  });

  test("ends with 1 for a file that was altered, and for one that no proof is about", () => {
    const altered = chorus("--json", "altered.receipt");
    expect(altered.status).toBe(1);
    expect(JSON.parse(altered.stdout).files[0]).toMatchObject({ result: "refused", rule: expect.any(String) });
    const { status, stdout } = chorus("note.receipt", "june.txt");
    expect(status).toBe(1);
    expect(stdout).toContain("june.txt: nothing is proven of it");
  });

  test("ends with 2 for a file that is not there, and says what to do", () => {
    const { status, stdout } = chorus("missing.receipt");
    expect(status).toBe(2);
    expect(stdout).toContain("There is no such file. Look at the path");
  });

  test("holds the proof against the escrow that its reader expects", () => {
    expect(chorus("--escrow", escrowId.toUpperCase().replace(/(.{8})/g, "$1 "), "sealed.receipt").status).toBe(0);
    const other = chorus("--json", "--escrow", "ab".repeat(32), "sealed.receipt");
    expect(other.status).toBe(1);
    expect(JSON.parse(other.stdout).files[0].rule).toBe("charter-pinned");
    const short = chorus("--escrow", "abc", "sealed.receipt");
    expect(short.status).toBe(1);
    expect(short.stderr).toContain("64 hexadecimal digits");
  });

  test("documents its exit codes", () => {
    expect(chorus("--help").stdout).toMatch(/Exit codes:\s+0 [\s\S]+1 [\s\S]+2 /);
  });
});
