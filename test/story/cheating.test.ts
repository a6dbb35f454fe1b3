/** Trustees and boards that cheat: each is refused, and noted by name, and the honest go on. */
import { afterEach, describe, expect, test } from "vitest";
import { toHex } from "../../src/core/bytes/bytes.ts";
import { leafOf, readEntry } from "../../src/core/protocol/entry.ts";
import { convicts, encodeMisconduct, readMisconduct } from "../../src/core/protocol/misconduct.ts";
import { logKey, openCheckpoint, signCheckpoint } from "../../src/core/tlog/checkpoint.ts";
import { append, EMPTY_FRONTIER, type Frontier, leafHash, rootOf } from "../../src/core/tlog/merkle.ts";
import type { TrusteeBoard } from "../../src/roles/trustee/ports.ts";
import { alice, bob, carol } from "../actors.ts";
import { texts } from "./story-desk.ts";
import { BOARD_SEED, hexOf, ORIGIN, Story, type StoryOptions } from "./world.ts";

const named = [{ type: "email", value: "r@example.org" }] as const;

let story: Story;
afterEach(() => story.close());

async function begin(options: StoryOptions): Promise<void> {
  story = await Story.begin(options);
  for (const person of [alice, bob, carol]) await story.enrol(person);
}

describe("a trustee that cheats", () => {
  test("with a false share of k is named by the others, who open the case without it", async () => {
    await begin({
      secretsFor: (index, real) => (index === 2 ? { ...real, k: real.z } : real),
    });
    for (const person of [alice, bob]) await story.seal(person, named);
    await story.settle();
    for (const index of [1, 3]) {
      expect(story.trustee(index).notices).toContainEqual(
        expect.objectContaining({ rule: "contribution-proof", culprit: "trustee 2" }),
      );
    }
    expect(texts(await story.desk())).toHaveLength(2);
  });

  test("with a false share of x is named at counsel's desk, and two honest ones open the case", async () => {
    await begin({
      secretsFor: (index, real) => (index === 1 ? { ...real, x: real.z } : real),
    });
    for (const person of [alice, bob]) await story.seal(person, named);
    await story.settle();
    const desk = await story.desk();
    expect(desk.faults.map(({ culprit }) => culprit)).toEqual([{ role: "trustee", id: "1" }]);
    expect(texts(desk)).toHaveLength(2);
  });
});

/** An entry with one bit of its body turned. */
function turned(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, i) => (i === 40 ? byte ^ 1 : byte));
}

/** A board that shows one trustee what `change` makes of the true log, with checkpoints to match. */
function forger(real: TrusteeBoard, change: (bytes: Uint8Array, position: number) => Uint8Array): TrusteeBoard {
  const forged = async (size: number): Promise<Frontier> => {
    let frontier = EMPTY_FRONTIER;
    for (const { position, bytes } of await real.entries(0, size)) {
      const leaf = bytes === null ? await real.leaf(position) : leafOf(change(bytes, position));
      frontier = append(frontier, leafHash(leaf)).frontier;
    }
    return frontier;
  };
  return {
    ...real,
    async entries(from, count) {
      const entries = await real.entries(from, count);
      return entries.map(({ position, bytes }) => ({ position, bytes: bytes && change(bytes, position) }));
    },
    async checkpoint() {
      const { size } = await real.follow({ size: 0, cosigned: 0, mail: 0, applications: 0 }, 0);
      return signCheckpoint(story.world.signer, { origin: ORIGIN, size, root: rootOf(await forged(size)) }, BOARD_SEED);
    },
  };
}

/** What a trustee has kept against the board, and what the checkpoints in it say. */
async function keptBy(index: number) {
  const { store, context } = story.trustee(index);
  const { signer, escrow } = context;
  const open = (note: string) =>
    openCheckpoint(signer, logKey(ORIGIN, escrow.charter.board.signingKey), note).checkpoint;
  const kept = (await store.transaction((tables) => tables.misconduct())).map(readMisconduct);
  return kept.map((found) => ({
    kind: found.kind,
    believed: found.believed === null ? undefined : open(found.believed),
    shown: open(found.shown),
    root: found.root,
    convicts: convicts(signer, escrow.charter.board, found),
  }));
}

describe("a board that cheats", () => {
  test("and shows one trustee another log gets nothing acted on there, and the others go on", async () => {
    let hiding = false;
    const hide = (bytes: Uint8Array): Uint8Array => {
      const entry = readEntry(bytes);
      if (!hiding || entry.type !== "withdrawal") return bytes;
      return turned(bytes);
    };
    await begin({ boardFor: (index, real) => (index === 3 ? forger(real, hide) : real) });
    const sealed = await story.seal(alice, named);
    await story.settle();
    hiding = true;
    await story.withdraw(alice, sealed);
    await story.seal(bob, named);
    await story.settle();
    expect(story.trustee(3).notices).toContainEqual(
      expect.objectContaining({ rule: "split-view", culprit: `board ${ORIGIN}` }),
    );
    const [kept] = await keptBy(3);
    expect(kept?.kind).toBe("split-view");
    expect(kept?.root).not.toEqual(kept?.shown.root);
    expect(await story.answers(sealed)).toEqual(["erased", "erased"]);
    expect(texts(await story.desk())).toEqual([]);
    const { database } = story.trustee(3);
    const row = await database
      .selectFrom("records")
      .select("status")
      .where("record", "=", toHex(sealed.record))
      .executeTakeFirst();
    expect(row?.status).toBe("accepted"); // it acts on nothing that the others have not witnessed as well
  });

  test("and shortens its log is refused", async () => {
    let shortened = false;
    let before = "";
    await begin({
      boardFor: (index, real) =>
        index !== 1
          ? real
          : {
              ...real,
              follow: async (known, wait) => ({
                ...(await real.follow(known, wait)),
                ...(shortened ? { size: 3 } : {}),
              }),
              checkpoint: async () => (shortened ? before : real.checkpoint()),
            },
    });
    await story.settle();
    before = (await story.boardStore.transaction(async (tables) => tables.checkpoint(await tables.size()))) as string;
    await story.seal(alice, named);
    await story.settle();
    shortened = true;
    await story.settle();
    await story.settle();
    expect(story.trustee(1).notices).toContainEqual(expect.objectContaining({ rule: "log-rollback" }));
    const [found, ...more] = await keptBy(1);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ kind: "shrunk", convicts: false });
    expect(found?.shown.size).toBeLessThan(found?.believed?.size as number);
  });

  test("and signs two trees of one size convicts itself, to anyone", async () => {
    let forging = false;
    await begin({
      boardFor: (index, real) =>
        index === 1
          ? { ...real, checkpoint: async () => (forging ? forger(real, turned).checkpoint() : real.checkpoint()) }
          : real,
    });
    await story.settle();
    const { signer } = story.world;
    const size = await story.boardStore.transaction((tables) => tables.size());
    const { board: card } = story.world.escrow.charter;
    const believed = (await story.boardStore.transaction((tables) => tables.checkpoint(size))) as string;
    const shown = signCheckpoint(signer, { origin: ORIGIN, size, root: new Uint8Array(32) }, BOARD_SEED);
    const found = { v: 1, kind: "rewritten", seconds: 0, believed, shown, root: null } as const;
    expect(readMisconduct(encodeMisconduct(found))).toEqual(found);
    expect(convicts(signer, card, found)).toBe(true);
    expect(convicts(signer, card, { ...found, shown: believed })).toBe(false);
    const stranger = signCheckpoint(signer, { origin: ORIGIN, size, root: new Uint8Array(32) }, alice.seed);
    expect(() => convicts(signer, card, { ...found, shown: stranger })).toThrow("not signed by this log");

    forging = true;
    await story.enrol({ ...alice, seed: new Uint8Array(32).fill(0x77) });
    await story.settle();
    expect(await keptBy(1)).toMatchObject([{ kind: "rewritten", believed: { size }, convicts: false }]);
  });

  test("and alters, leaves out, reorders or post-dates an entry gets no cosignature", async () => {
    const faults: Record<string, (real: TrusteeBoard) => TrusteeBoard> = {
      "log-root": (real) => ({
        ...real,
        entries: async (from, count) =>
          (await real.entries(from, count)).map(({ position, bytes }) => ({ position, bytes: bytes && turned(bytes) })),
      }),
      "log-order": (real) => ({ ...real, entries: async (from, count) => (await real.entries(from, count)).reverse() }),
      "log-entries": (real) => ({ ...real, entries: async () => [] }),
    };
    for (const [rule, fault] of Object.entries(faults)) {
      let on = false;
      story = await Story.begin({
        boardFor: (index, real) => (index === 1 ? wrap(real, fault(real), () => on) : real),
      });
      on = true;
      await story.enrol(alice);
      await story.enrol(bob);
      await story.settle();
      expect(story.trustee(1).notices.at(-1)).toMatchObject({ rule });
      const size = await story.boardStore.transaction((tables) => tables.size());
      const witnessed = await story.boardStore.transaction((tables) => tables.witnessed());
      expect(witnessed.filter((one) => one.size === size).map(({ trustee }) => trustee)).toEqual([2, 3]);
      // Entries that are missing or out of order prove nothing to others; a checkpoint that they do not lead to may.
      expect((await keptBy(1)).map(({ kind }) => kind)).toEqual(rule === "log-root" ? ["rewritten"] : []);
      if (rule !== "log-entries") await story.close();
    }
  });

  test("and dates an entry ahead of time, or back, gets no cosignature", async () => {
    await begin({});
    await story.settle();
    story.clock.advanceHours(5);
    await story.enrol(alice);
    story.clock.advanceHours(-5);
    await story.settle();
    for (const { index, notices } of story.trustees) {
      expect(notices.at(-1)).toMatchObject({ rule: "log-hour" });
      expect((await keptBy(index)).map(({ kind }) => kind)).toEqual(["hours"]);
    }
  });
});

/** One board or the other, by a switch. */
function wrap(real: TrusteeBoard, fault: TrusteeBoard, on: () => boolean): TrusteeBoard {
  return { ...real, entries: (from, count) => (on() ? fault : real).entries(from, count) };
}

test("nothing that a trustee tells its operator carries a name, an address or a text", async () => {
  await begin({ secretsFor: (index, real) => (index === 2 ? { ...real, k: real.z } : real) });
  await story.seal(alice, named, { text: "a very private account" });
  await story.seal(bob, named, { text: "another very private account" });
  await story.settle();
  const told = JSON.stringify(story.trustees.map(({ notices }) => notices));
  for (const word of ["private", "r@example.org", "alice", "bob", "description", hexOf("private"), "@"]) {
    expect(told).not.toContain(word);
  }
  // Names of contents stay out of the tables as well; those hold what was sealed and nothing else.
  const dumps = await Promise.all(story.trustees.map((trustee) => story.dump(trustee)));
  for (const word of [hexOf("private account"), hexOf("r@example.org"), "r@example.org"]) {
    for (const dump of dumps) expect(dump).not.toContain(word);
  }
});
