/** The auditor against boards that are honest, late, and that cheat in every way we could think of. */
import { beforeEach, describe, expect, test } from "vitest";
import { type Audit, type AuditOptions, audit } from "../../src/roles/auditor/auditor.ts";
import type { AuditedBoard } from "../../src/roles/auditor/ports.ts";
import { type AuditState, encodeAuditState, readAuditState } from "../../src/roles/auditor/state.ts";
import { TestBoard } from "./board.ts";

const clock = { now: 1_800_000_100, seconds: () => clock.now };
let board: TestBoard;

beforeEach(async () => {
  clock.now = 1_800_000_100;
  board = await TestBoard.found();
  board.log("charter", "c");
  for (let i = 0; i < 300; i++) board.log(i % 3 === 0 ? "record" : "issuance", `entry ${i}`);
  board.cosign([1, 2, 3]);
});

const look = (before?: AuditState, seen: AuditedBoard = board, options: Partial<AuditOptions> = {}): Promise<Audit> =>
  audit({ group: board.world.group, signer: board.signer, clock }, seen, before, { grace: 600, ...options });

/** What the auditor would have remembered at this moment, by way of its file. */
const remembered = async () => readAuditState(encodeAuditState((await look()).state as AuditState));

const rulesOf = ({ report }: Audit) => report.problems.map(({ rule }) => rule);

describe("an honest board", () => {
  test("holds from the start, with everything counted by kind", async () => {
    const { report } = await look();
    expect(report).toMatchObject({ from: 0, size: 301, cosigned: 301, problems: [] });
    expect(report.counts).toEqual({ charter: 1, record: 100, issuance: 200 });
    expect(report.witnesses.map(({ size, behindSince }) => [size, behindSince])).toEqual([
      [301, null],
      [301, null],
      [301, null],
    ]);
  });

  test("is followed from what is remembered: only what is new is read, and counts go on", async () => {
    const before = await remembered();
    for (let i = 0; i < 400; i++) board.log("opening", `later ${i}`);
    board.cosign([1, 2, 3]);
    const asked: string[] = [];
    const watched: AuditedBoard = board.asShown({
      tile: (tile: Parameters<AuditedBoard["tile"]>[0]) => {
        asked.push(`${tile.kind} ${tile.level}/${tile.index}`);
        return board.tile(tile);
      },
    });
    const { report, state } = await look(before, watched);
    expect(report).toMatchObject({ from: 301, size: 701, problems: [] });
    expect(report.counts).toEqual({ charter: 1, record: 100, issuance: 200, opening: 400 });
    expect(asked).toEqual(["leaves 0/1", "hashes 0/1", "leaves 0/2", "hashes 0/2", "hashes 1/0"]);
    expect((await look(state)).report).toMatchObject({ from: 701, size: 701, problems: [] });
    expect((await look(before, board, { fromStart: true })).report).toMatchObject({
      counts: report.counts,
      problems: [],
    });
  });

  test("whose trustees cosigned at different sizes, some before the last look, holds as well", async () => {
    const before = await remembered();
    board.log("note", "n").cosign([1]).log("note", "o").cosign([2]);
    const { report } = await look(before);
    expect(report).toMatchObject({ size: 303, cosigned: 302, problems: [] });
    expect(report.witnesses.map(({ size }) => size)).toEqual([302, 303, 301]);
  });
});

describe("cosignatures that are missing", () => {
  test("are no problem within the grace, and one after it, with the name of who is late", async () => {
    board.log("record", "new").cosign([1, 2]);
    const first = await look();
    expect(first.report.problems).toEqual([]);
    clock.now += 599;
    const second = await look(first.state);
    expect(second.report.problems).toEqual([]);
    clock.now += 1;
    const third = await look(second.state);
    expect(third.report.problems).toMatchObject([{ severity: "missing", rule: "witness-behind", trustee: 3 }]);
    expect(third.report.witnesses[2]).toMatchObject({ size: 301, behindSince: 1_800_000_100 });
    expect(third.state).toBeDefined();
  });

  test("of too many trustees are said to be so; one that catches up in between is not late", async () => {
    board.log("record", "new").cosign([1]);
    const first = await look();
    clock.now += 600;
    expect(rulesOf(await look(first.state))).toEqual(["witness-behind", "witness-behind", "witnesses-missing"]);
    board.cosign([2, 3]).log("record", "newer").cosign([1]);
    expect(rulesOf(await look(first.state))).toEqual([]);
  });
});

describe("a board that cheats", () => {
  const cheats: Record<string, (honest: TestBoard) => AuditedBoard> = {
    "log-shrunk": (honest) => honest.asShown({ checkpoint: async () => honest.signed(300) }),
    "log-root": (honest) => honest.asShown({ checkpoint: async () => honest.signed(301, new Uint8Array(32)) }),
    "tile-leaves": (honest) =>
      honest.asShown({
        tile: async (tile: Parameters<AuditedBoard["tile"]>[0]) => {
          const bytes = await honest.tile(tile);
          return tile.kind === "hashes" && tile.level === 0 ? bytes.map((b, i) => (i === 5 ? b ^ 1 : b)) : bytes;
        },
      }),
    "tile-hashes": (honest) =>
      honest.asShown({
        tile: async (tile: Parameters<AuditedBoard["tile"]>[0]) => {
          const bytes = await honest.tile(tile);
          return tile.level === 1 ? bytes.map((b, i) => (i === 5 ? b ^ 1 : b)) : bytes;
        },
      }),
    "checkpoint-signature": (honest) =>
      honest.asShown({
        checkpoint: async () => honest.signed().replace("board.example", "other.example"),
      }),
  };

  test.each(Object.entries(cheats))("is found out: %s", async (rule, cheat) => {
    const fromStart = rule === "tile-leaves" || rule === "tile-hashes";
    const before = await remembered();
    const found = await look(before, cheat(board), { fromStart });
    expect(rulesOf(found)).toEqual([rule]);
    expect(found.report.problems[0]?.severity).toBe("broken");
    expect(found.state).toEqual(before); // what was believed is not given up for what is broken
    expect(found.report.believed).toBe(before.checkpoint);
  });

  test("and rewrites a leaf that was read is found out, whether the log has grown or not", async () => {
    const before = await remembered();
    const other = new TestBoard(board.world);
    other.log("charter", "c");
    for (let i = 0; i < 300; i++) other.log(i % 3 === 0 ? "record" : "issuance", i === 290 ? "another" : `entry ${i}`);
    other.cosign([1, 2, 3]);
    expect(rulesOf(await look(undefined, other))).toEqual([]); // nobody who comes for the first time can tell
    expect(rulesOf(await look(before, other))).toEqual(["log-rewritten"]);
    for (let i = 0; i < 100; i++) other.log("note", `${i}`);
    expect(rulesOf(await look(before, other))).toEqual(["log-rewritten"]);
    expect(rulesOf(await look(before, other, { fromStart: true }))).toContain("log-rewritten");
  });

  test("and rewrites a leaf far back is found out by its root, or by reading from the start", async () => {
    const before = await remembered();
    const other = new TestBoard(board.world);
    other.log("charter", "another");
    for (let i = 0; i < 300; i++) other.log(i % 3 === 0 ? "record" : "issuance", `entry ${i}`);
    other.log("record", "new").cosign([1, 2, 3]);
    expect(rulesOf(await look(before, other))).toEqual(["log-root"]);
    expect(rulesOf(await look(before, other, { fromStart: true }))).toEqual(["log-rewritten"]);
  });

  test("and shows a trustee another history is found out by that trustee's cosignature", async () => {
    const before = await remembered();
    const other = board.fork().log("withdrawal", "w").cosign([2]);
    board.log("record", "r").cosign([1, 3]);
    const split: AuditedBoard = board.asShown({
      witnessed: async () => [
        ...(await board.witnessed()).filter(({ trustee }) => trustee !== 2),
        ...(await other.witnessed()),
      ],
    });
    for (const state of [undefined, before]) {
      const { report } = await look(state, split);
      expect(report.problems).toMatchObject([{ severity: "broken", rule: "split-view", trustee: 2 }]);
    }
  });

  test("and cosigns in a trustee's name, or shows one dated ahead, is found out", async () => {
    board.log("record", "r").cosign([1, 2, 3], board.size, 1_800_000_000, (index) => (index === 2 ? 1 : index));
    expect((await look()).report.problems).toMatchObject([{ rule: "cosignature", trustee: 2 }]);
    board.cosign([2], board.size, clock.now + 4000);
    expect((await look()).report.problems).toMatchObject([{ rule: "cosignature-time", trustee: 2 }]);
  });

  test("and is replaced by another escrow's is found out", async () => {
    const before = await remembered();
    const stranger = (await TestBoard.found()).log("charter", "c");
    const other = { ...before, charter: "0".repeat(64) };
    await expect(look(other)).rejects.toMatchObject({ rule: "charter-pinned" });
    await expect(look(undefined, stranger, { pinned: new Uint8Array(32) })).rejects.toMatchObject({
      rule: "charter-pinned",
    });
  });
});

test("a state that is not one is refused by name", () => {
  expect(() => readAuditState("{")).toThrow("not JSON");
  expect(() => readAuditState('{"v":1}')).toThrow("not in the right form");
});
