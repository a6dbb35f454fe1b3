/** A trustee's store on each database: every table, and transactions that leave all or nothing. */
import { afterEach, expect, test } from "vitest";
import { toHex, utf8 } from "../../src/core/bytes/bytes.ts";
import { openDatabase } from "../../src/edge/node/database.ts";
import { createTrusteeTables, type TrusteeDatabase } from "../../src/edge/node/trustee/schema.ts";
import { trusteeStore } from "../../src/edge/node/trustee/store.ts";
import type { RecordRow, TagRow, TrusteeStore, TrusteeTables } from "../../src/roles/trustee/ports.ts";
import { onEachDatabase } from "./databases.ts";

const row = (record: string, changes: Partial<RecordRow> = {}): RecordRow => ({
  record,
  position: 5,
  author: "alice",
  hour: 100,
  quorum: 3,
  slots: 8,
  counsel: ["c1", "c2"],
  replaces: null,
  status: "accepted",
  reason: null,
  header: utf8("header"),
  matched: false,
  released: [],
  ...changes,
});
const hex = (name: string) => toHex(utf8(name));
const tag = (name: string, record: string, slot = 0): TagRow => ({
  tag: hex(name),
  record: hex(record),
  slot,
  confirmFirst: slot === 1,
  caseId: hex(`case ${name}`),
  salt: hex("salt"),
});

await onEachDatabase((database) => {
  let store: TrusteeStore | undefined;
  afterEach(() => store?.close());

  async function inNewStore(work: (tables: TrusteeTables) => Promise<void>): Promise<TrusteeStore> {
    const { db, dialect } = openDatabase<TrusteeDatabase>(await database.make());
    await createTrusteeTables(db, dialect);
    await createTrusteeTables(db, dialect); // as at every start
    store = trusteeStore(db);
    await store.transaction(work);
    return store;
  }

  test("state, entries and roots", async () => {
    await inNewStore(async (tables) => {
      await tables.put("a", utf8("old"));
      await tables.put("a", utf8("new"));
      expect(await tables.get("a")).toEqual(utf8("new"));
      expect(await tables.get("b")).toBeUndefined();
      const rows = [0, 1, 2, 3].map((position) => ({
        position,
        bytes: position === 2 ? null : utf8(`${position}`),
        root: utf8(`root ${position + 1}`),
      }));
      await tables.addEntries(rows);
      expect(await tables.entries(1, 4, 2)).toEqual([
        { position: 1, bytes: utf8("1") },
        { position: 2, bytes: null },
      ]);
      await tables.dropEntries([1]);
      expect((await tables.entries(0, 3, 10)).map(({ position }) => position)).toEqual([0, 2]);
      expect(await tables.rootAt(2)).toEqual(utf8("root 2"));
      expect(await tables.rootAt(9)).toBeUndefined();
    });
  });

  test("records: as they were written, changed, counted, found while waiting", async () => {
    await inNewStore(async (tables) => {
      const first = row("r1", { replaces: "r0", released: ["who"] });
      await tables.addRecord(first);
      expect(await tables.record("r1")).toEqual(first);
      expect(await tables.record("r9")).toBeUndefined();
      await tables.addRecord(
        row("r2", {
          position: 6,
          hour: 90,
          slots: 4,
          status: "rejected",
          reason: "header-unreadable",
          header: null,
          counsel: [],
        }),
      );
      await tables.addRecord(row("r3", { position: 7, author: "bob", matched: true }));
      expect((await tables.recordAt(6))?.record).toBe("r2");
      expect(await tables.recordAt(8)).toBeUndefined();
      expect(await tables.usage("alice", 80)).toEqual({ records: 2, slots: 12 });
      expect(await tables.usage("alice", 90)).toEqual({ records: 1, slots: 8 });
      expect(await tables.usage("nobody", 0)).toEqual({ records: 0, slots: 0 });
      expect((await tables.waitingBefore(6)).map(({ record }) => record)).toEqual(["r1"]);
      expect(await tables.waitingBefore(5)).toEqual([]);
      await tables.changeRecord("r1", {
        status: "withdrawn",
        header: null,
        matched: true,
        released: ["who", "account"],
        counsel: [],
      });
      expect(await tables.record("r1")).toEqual({
        ...first,
        status: "withdrawn",
        header: null,
        matched: true,
        released: ["who", "account"],
        counsel: [],
      });
      expect(await tables.countRecords()).toEqual({ accepted: 1, rejected: 1, withdrawn: 1, waiting: 0 });
    });
  });

  test("what was kept against the board stays, once each, in the order in which it was found", async () => {
    await inNewStore(async (tables) => {
      expect(await tables.addMisconduct("b", utf8("first"))).toBe(true);
      expect(await tables.addMisconduct("a", utf8("second"))).toBe(true);
      expect(await tables.addMisconduct("b", utf8("again"))).toBe(false);
      expect(await tables.countMisconduct()).toBe(2);
      expect(await tables.misconduct()).toEqual([utf8("first"), utf8("second")]);
    });
  });

  test("authors, counsel, refusals", async () => {
    await inNewStore(async (tables) => {
      await tables.addAuthor("alice");
      await tables.addAuthor("alice");
      expect([await tables.hasAuthor("alice"), await tables.hasAuthor("bob")]).toEqual([true, false]);
      await tables.addCounsel("c", utf8("old card"));
      await tables.addCounsel("c", utf8("new card"));
      expect(await tables.counsel("c")).toEqual(utf8("new card"));
      expect(await tables.counsel("d")).toBeUndefined();
      for (const trustee of [2, 2, 3]) await tables.addRefusal("r", trustee);
      expect([await tables.countRefusals("r"), await tables.countRefusals("s")]).toEqual([2, 0]);
    });
  });

  test("contributions: the first of each trustee counts; parked ones wait in their order", async () => {
    await inNewStore(async (tables) => {
      for (const [trustee, text] of [
        [3, "three"],
        [1, "one"],
        [3, "three again"],
      ] as const) {
        await tables.addContributions([{ record: "r", trustee, results: utf8(text) }]);
      }
      await tables.addContributions([{ record: "s", trustee: 1, results: utf8("other") }]);
      expect(await tables.contributions("r")).toEqual([
        { record: "r", trustee: 1, results: utf8("one") },
        { record: "r", trustee: 3, results: utf8("three") },
      ]);
      expect([...(await tables.countContributions(["r", "s", "t"]))].sort()).toEqual([
        ["r", 2],
        ["s", 1],
      ]);
      await tables.dropContributions("r");
      expect(await tables.contributions("r")).toEqual([]);
      for (const seq of [7, 5, 5]) await tables.park(seq, utf8(`${seq}`));
      expect((await tables.parked()).map(({ seq }) => seq)).toEqual([5, 7]);
      await tables.unpark(5);
      expect(await tables.parked()).toEqual([{ seq: 7, bytes: utf8("7") }]);
    });
  });

  test("tags and verdicts", async () => {
    await inNewStore(async (tables) => {
      await tables.addTags([]);
      await tables.addTags([tag("t", "r1"), tag("t", "r2", 1), tag("u", "r1", 2)]);
      await tables.addTags([tag("t", "r1")]);
      expect((await tables.tagRows([hex("t")])).map(({ record }) => record).sort()).toEqual([hex("r1"), hex("r2")]);
      expect(await tables.tagRows([hex("t"), hex("u"), hex("v")])).toHaveLength(3);
      expect(await tables.tagRows([])).toEqual([]);
      expect(await tables.tagsOfRecord(hex("r2"))).toEqual([tag("t", "r2", 1)]);
      expect(await tables.tagsOfCase(hex("case u"))).toEqual([tag("u", "r1", 2)]);
      await tables.dropTags(hex("r1"));
      expect(await tables.tagRows([hex("t")])).toEqual([tag("t", "r2", 1)]);
      expect(await tables.tagRows([hex("u")])).toEqual([]);
      await tables.addVerdict({ caseId: "case t", record: "r2", same: ["r1", "r3"] });
      await tables.addVerdict({ caseId: "case t", record: "r2", same: [] });
      expect(await tables.verdicts("case t")).toEqual([
        { caseId: "case t", record: "r2", same: ["r1", "r3"] },
        { caseId: "case t", record: "r2", same: [] },
      ]);
    });
  });

  test("parcels wait in their order until they are delivered", async () => {
    await inNewStore(async (tables) => {
      await tables.send({ kind: "mail", target: "trustees", bytes: utf8("one") });
      await tables.send({ kind: "cosignature", target: "9", bytes: utf8("two") });
      const [first, second] = await tables.parcels(5);
      expect([first, second]).toMatchObject([
        { kind: "mail", target: "trustees", bytes: utf8("one") },
        { kind: "cosignature", target: "9", bytes: utf8("two") },
      ]);
      expect(await tables.parcels(1)).toEqual([first]);
      await tables.delivered(first?.id ?? 0);
      expect(await tables.parcels(5)).toEqual([second]);
    });
  });

  test("a transaction that fails leaves nothing, and the next one finds everything as it was", async () => {
    const opened = await inNewStore(async (tables) => {
      await tables.put("a", utf8("kept"));
      await tables.addRecord(row("r1"));
    });
    const failing = opened.transaction(async (tables) => {
      await tables.put("a", utf8("lost"));
      await tables.changeRecord("r1", { matched: true });
      await tables.addTags([tag("t", "r1")]);
      await tables.send({ kind: "mail", target: "trustees", bytes: utf8("lost") });
      await tables.addEntries([{ position: 0, bytes: utf8("lost"), root: utf8("root") }]);
      throw new Error("the power went out");
    });
    await expect(failing).rejects.toThrow("the power went out");
    await opened.transaction(async (tables) => {
      expect(await tables.get("a")).toEqual(utf8("kept"));
      expect(await tables.record("r1")).toEqual(row("r1"));
      expect(await tables.tagRows([hex("t")])).toEqual([]);
      expect(await tables.parcels(5)).toEqual([]);
      expect(await tables.entries(0, 9, 9)).toEqual([]);
      expect(await tables.rootAt(1)).toBeUndefined();
    });
  });
});
