/** The board's store on each database: whole transactions, one log however many boards append, one number a mail. */
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { utf8 } from "../../src/core/bytes/bytes.ts";
import { sodiumSigner } from "../../src/core/crypto/signer-sodium.ts";
import type { Signer } from "../../src/core/ports.ts";
import { leafOf, readEntry } from "../../src/core/protocol/entry.ts";
import { logKey, openCheckpoint } from "../../src/core/tlog/checkpoint.ts";
import {
  append,
  EMPTY_FRONTIER,
  leafHash,
  proveConsistency,
  rootOf,
  verifyConsistency,
} from "../../src/core/tlog/merkle.ts";
import { type BoardDatabase, createBoardTables } from "../../src/edge/node/board/schema.ts";
import { boardStore } from "../../src/edge/node/board/store.ts";
import { openDatabase } from "../../src/edge/node/database.ts";
import type { BoardStore, BoardTables } from "../../src/roles/board/ports.ts";
import { onEachDatabase } from "./databases.ts";

const ORIGIN = "board.example/log";
const SEED = new Uint8Array(32).fill(7);
const clock = { now: 1_800_000_000, seconds: () => clock.now };
let signer: Signer;
beforeAll(async () => {
  signer = await sodiumSigner();
});

await onEachDatabase((database) => {
  const open: BoardStore[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((store) => store.close()));
  });

  async function storeAt(location: string): Promise<BoardStore> {
    const { db, dialect } = openDatabase<BoardDatabase>(location);
    await createBoardTables(db, dialect);
    const store = boardStore(db, dialect, { signer, clock, origin: ORIGIN, seed: SEED });
    open.push(store);
    return store;
  }
  const newStore = async () => storeAt(await database.make());

  /** The tree of the log as an outsider computes it, held to every checkpoint that was signed. */
  async function expectOneLog(store: BoardStore): Promise<number> {
    return store.transaction(async (tables) => {
      const size = await tables.size();
      const entries = await tables.entries(0, 10_000);
      expect(entries.map(({ position }) => position)).toEqual(Array.from({ length: size }, (_, i) => i));
      const roots = [rootOf(EMPTY_FRONTIER)];
      let frontier = EMPTY_FRONTIER;
      for (const { position, bytes } of entries) {
        const leaf = leafOf(bytes as Uint8Array);
        expect(await tables.leaf(position)).toEqual(leaf);
        frontier = append(frontier, leafHash(leaf)).frontier;
        roots.push(rootOf(frontier));
      }
      expect(await tables.checkpoint(size)).toBeDefined();
      for (let at = 1; at <= size; at++) {
        const note = await tables.checkpoint(at);
        if (note === undefined) continue; // appended together with others: the checkpoint is of them all
        const { checkpoint } = openCheckpoint(signer, logKey(ORIGIN, signer.publicKey(SEED)), note);
        expect(checkpoint).toEqual({ origin: ORIGIN, size: at, root: roots[at] });
        const path = await proveConsistency(tables.readNodes, at, size);
        expect(verifyConsistency(at, size, roots[at] as Uint8Array, roots[size] as Uint8Array, path)).toBe(true);
      }
      return size;
    });
  }

  describe("the log", () => {
    test("stamps, counts and signs what is appended, and keeps the leaf of what is erased", async () => {
      const store = await newStore();
      const leaf = await store.transaction(async (tables) => {
        expect(await tables.append("issuance", utf8("one"))).toBe(0);
        expect(await tables.append("verdict", utf8("two"))).toBe(1);
        return tables.leaf(1);
      });
      expect(await expectOneLog(store)).toBe(2);
      await store.transaction(async (tables) => {
        const [first] = await tables.entries(0, 1);
        expect(readEntry(first?.bytes as Uint8Array)).toMatchObject({
          type: "issuance",
          hour: 500_000,
          body: utf8("one"),
        });
        await tables.eraseEntry(1);
        expect(await tables.entries(1, 5)).toEqual([{ position: 1, bytes: null }]);
        expect(await tables.leaf(1)).toEqual(leaf);
        expect(await tables.leaf(2)).toBeUndefined();
        expect(await tables.leaves(1, 5)).toEqual([leaf]);
        expect(await tables.checkpoint(3)).toBeUndefined();
      });
    });

    test("never stamps an earlier hour than before: a clock set back, or a second board's, would end the log for all", async () => {
      const store = await newStore();
      const hours: number[] = [];
      for (const step of [0, -1, -7200, 7200]) {
        clock.now += step;
        hours.push(
          await store.transaction(async (tables) => {
            const position = await tables.append("issuance", utf8(`${step}`));
            const [entry] = await tables.entries(position, 1);
            return readEntry(entry?.bytes as Uint8Array).hour;
          }),
        );
      }
      clock.now = 1_800_000_000;
      expect(hours).toEqual([500_000, 500_000, 500_000, 500_000]);
    });

    test("rolls back whole when a transaction fails at its end", async () => {
      const store = await newStore();
      await store.transaction((tables) => tables.append("issuance", utf8("kept")));
      const before = await dump(store);
      const failing = store.transaction(async (tables) => {
        await tables.append("record", utf8("lost"));
        await tables.addRecord(
          "a".repeat(32),
          { position: 1, author: "b".repeat(64) },
          { hour: 1, slots: 8 },
          {
            who: utf8("w"),
            account: utf8("a"),
          },
        );
        await tables.put("charter", utf8("lost"));
        await tables.setPlace("opening/1", 1);
        await tables.post("trustees", utf8("lost"));
        await tables.addVault("c".repeat(32), "key");
        await tables.addErasure("a".repeat(32), 1);
        throw new Error("the power went out");
      });
      await expect(failing).rejects.toThrow("the power went out");
      expect(await dump(store)).toEqual(before);
      expect(await store.transaction((tables) => tables.append("issuance", utf8("next")))).toBe(1);
      expect(await expectOneLog(store)).toBe(2);
    });

    test("of transactions that come together, one that fails takes nothing of the others with it", async () => {
      const store = await newStore();
      const jobs = Array.from({ length: 30 }, (_, i) =>
        store.transaction(async (tables) => {
          const position = await tables.append("issuance", utf8(`entry ${i}`));
          await tables.post("trustees", utf8(`mail ${i}`));
          // Some look at the log before they end, so that part of the group has been written when they fail.
          if (i % 4 === 1) expect(await tables.size()).toBe(position + 1);
          if (i % 3 === 1) throw new Error(`refused ${i}`);
          return position;
        }),
      );
      const outcomes = await Promise.allSettled(jobs);
      const kept = outcomes.flatMap((outcome, i) =>
        outcome.status === "fulfilled" ? [{ position: outcome.value, text: `entry ${i}` }] : [],
      );
      expect(outcomes.flatMap((one, i) => (one.status === "rejected" ? [[i, `${one.reason}`]] : []))).toEqual(
        Array.from({ length: 10 }, (_, i) => [3 * i + 1, `Error: refused ${3 * i + 1}`]),
      );
      expect(await expectOneLog(store)).toBe(20);
      const entries = await store.transaction((tables) => tables.entries(0, 100));
      const texts = entries.map(({ bytes }) => new TextDecoder().decode(readEntry(bytes as Uint8Array).body));
      for (const { position, text } of kept) expect(texts[position]).toBe(text);
      expect(await store.transaction((tables) => tables.mail("trustees", 0, 100))).toHaveLength(20);
    });

    test("two boards on one database append at once: no gap, no fork, nothing lost", async () => {
      const location = await database.make();
      const boards = [await storeAt(location), ...(database.name === "PostgreSQL" ? [await storeAt(location)] : [])];
      const jobs = Array.from({ length: 40 }, (_, i) => {
        const board = boards[i % boards.length] as BoardStore;
        return board.transaction(async (tables) => {
          const position = await tables.append("issuance", utf8(`entry ${i}`));
          return { position, ...(await tables.post("trustees", utf8(`mail ${i}`))) };
        });
      });
      const done = await Promise.all(jobs);
      expect(new Set(done.map(({ position }) => position)).size).toBe(40);
      expect(new Set(done.map(({ seq }) => seq)).size).toBe(40);
      expect(await expectOneLog(boards[0] as BoardStore)).toBe(40);
      const mail = await (boards[0] as BoardStore).transaction((tables) => tables.mail("trustees", 0, 100));
      expect(mail).toHaveLength(40);
    });
  });

  test("mail is read without gaps while others post: what was seen once is never joined by an earlier number", async () => {
    const location = await database.make();
    const writer = await storeAt(location);
    const reader = database.name === "PostgreSQL" ? await storeAt(location) : writer;
    const seen: number[] = [];
    let posting = true;
    const reading = (async () => {
      let after = 0;
      for (let last = false; !last; ) {
        last = !posting;
        const mail = await reader.transaction((tables) => tables.mail("trustees", after, 100));
        for (const { seq } of mail) seen.push(seq);
        after = mail.at(-1)?.seq ?? after;
      }
    })();
    await Promise.all(
      Array.from({ length: 50 }, (_, i) => writer.transaction((tables) => tables.post("trustees", utf8(`${i}`)))),
    );
    posting = false;
    await reading;
    expect(seen).toHaveLength(50);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
  });

  test("an identical file keeps its number, boxes are apart, and reading goes on from a number", async () => {
    const store = await newStore();
    const post = (box: string, text: string) =>
      store.transaction(async (tables) => (await tables.post(box, utf8(text))).seq);
    const first = await post("trustees", "a");
    const other = await post("reply/1", "a");
    const second = await post("trustees", "b");
    expect(await post("trustees", "a")).toBe(first);
    expect(other).not.toBe(first);
    await store.transaction(async (tables) => {
      expect(await tables.mail("trustees", first, 10)).toEqual([{ seq: second, bytes: utf8("b") }]);
      expect(await tables.mail("trustees", 0, 1)).toEqual([{ seq: first, bytes: utf8("a") }]);
      expect(await tables.newestMail("trustees")).toBe(second);
      expect(await tables.newestMail("nobody")).toBe(0);
    });
  });

  test("records: place, parts, the year's count, and erasing on the word of several", async () => {
    const store = await newStore();
    const [record, author] = ["a".repeat(32), "b".repeat(64)];
    await store.transaction((tables) =>
      tables.addRecord(
        record,
        { position: 4, author },
        { hour: 100, slots: 8 },
        { who: utf8("who"), account: utf8("account") },
      ),
    );
    await store.transaction(async (tables) => {
      expect(await tables.record(record)).toEqual({ position: 4, author });
      expect(await tables.record("0".repeat(32))).toBeUndefined();
      expect(await tables.part(record, "who")).toEqual(utf8("who"));
      expect(await tables.part(record, "account")).toEqual(utf8("account"));
      expect(await tables.usage(author, 99)).toEqual({ records: 1, slots: 8 });
      expect(await tables.usage(author, 100)).toEqual({ records: 0, slots: 0 });
      expect(await tables.addErasure(record, 1)).toBe(1);
      expect(await tables.addErasure(record, 1)).toBe(1);
      expect(await tables.addErasure(record, 3)).toBe(2);
      await tables.eraseParts(record);
      expect(await tables.part(record, "who")).toBeUndefined();
      expect(await tables.record(record)).toEqual({ position: 4, author });
    });
  });

  test("of trustees that speak at the same moment, the last sees all the others", async () => {
    const store = await newStore();
    const [record, counsel] = ["a".repeat(32), "c".repeat(32)];
    await store.transaction(async (tables) => {
      await tables.put("proposal", utf8("proposal"));
      await tables.addRecord(
        record,
        { position: 0, author: "b".repeat(64) },
        { hour: 1, slots: 8 },
        {
          who: utf8("w"),
          account: utf8("a"),
        },
      );
      await tables.addApplication({ id: counsel, card: utf8("card"), signature: utf8("signature") });
    });
    const meet = meetingOf(3);
    const erasures = [1, 2, 3].map((trustee) =>
      store.transaction(async (tables) => {
        await tables.record(record);
        await meet();
        return tables.addErasure(record, trustee);
      }),
    );
    expect(Math.max(...(await Promise.all(erasures)))).toBe(3);
    const meetAgain = meetingOf(3);
    const admissions = [1, 2, 3].map((trustee) =>
      store.transaction(async (tables) => {
        await tables.application(counsel);
        await meetAgain();
        await tables.addAdmission(counsel, { trustee, signature: utf8(`${trustee}`) });
        return (await tables.admissions(counsel)).length;
      }),
    );
    expect(Math.max(...(await Promise.all(admissions)))).toBe(3);
    const meetOnceMore = meetingOf(3);
    const signatures = [1, 2, 3].map((trustee) =>
      store.transaction(async (tables) => {
        await tables.get("proposal");
        await meetOnceMore();
        await tables.addCeremonyMessage(trustee, "sign", utf8(`${trustee}`));
        return (await tables.ceremonyMessages(0)).length;
      }),
    );
    expect(Math.max(...(await Promise.all(signatures)))).toBe(3);
  });

  test("ceremony messages: once a trustee and step, in order; counsel: applied, admitted, then no longer open", async () => {
    const store = await newStore();
    const [a, b] = ["a".repeat(32), "b".repeat(32)];
    await store.transaction(async (tables) => {
      expect(await tables.addCeremonyMessage(1, "commit", utf8("x"))).toBe("added");
      expect(await tables.addCeremonyMessage(1, "commit", utf8("x"))).toBe("same");
      expect(await tables.addCeremonyMessage(1, "commit", utf8("y"))).toBe("different");
      expect(await tables.addCeremonyMessage(2, "commit", utf8("x"))).toBe("added");
      const [first, second] = await tables.ceremonyMessages(0);
      expect([first?.bytes, second?.bytes]).toEqual([utf8("x"), utf8("x")]);
      expect(await tables.ceremonyMessages(first?.seq ?? 0)).toEqual([second]);
      for (const id of [a, b]) await tables.addApplication({ id, card: utf8(id), signature: utf8("s") });
      await tables.addAdmission(a, { trustee: 2, signature: utf8("two") });
      await tables.addAdmission(a, { trustee: 2, signature: utf8("again") });
      expect(await tables.admissions(a)).toEqual([{ trustee: 2, signature: utf8("two") }]);
      expect((await tables.applications()).map(({ id, admitted }) => ({ id, admitted }))).toEqual([
        { id: a, admitted: [2] },
        { id: b, admitted: [] },
      ]);
      expect(await tables.countApplications()).toBe(2);
      await tables.addCounsel(a, utf8("admitted"));
      expect(await tables.counsel(a)).toEqual(utf8("admitted"));
      expect(await tables.counsel(b)).toBeUndefined();
      expect(await tables.allCounsel()).toEqual([utf8("admitted")]);
      expect((await tables.applications()).map(({ id }) => id)).toEqual([b]);
      expect((await tables.application(b))?.card).toEqual(utf8(b));
    });
    const again = store.transaction((tables) => tables.addApplication({ id: a, card: utf8(a), signature: utf8("s") }));
    await expect(again).rejects.toMatchObject({ rule: "counsel-admitted" });
  });

  test("cosignatures: one a trustee and size, and each trustee's newest", async () => {
    const store = await newStore();
    await store.transaction(async (tables) => {
      await tables.addCosignature(2, 1, "one at two\n");
      await tables.addCosignature(1, 1, "one at one\n");
      await tables.addCosignature(2, 3, "three at two\n");
      await tables.addCosignature(2, 1, "one at two, again\n");
      expect(await tables.newestCosigned(2)).toBe(2);
      expect(await tables.newestCosigned(3)).toBeUndefined();
      expect(await tables.firstCosigned(1, 0)).toBe(1);
      expect(await tables.firstCosigned(2, 1)).toBe(2);
      expect(await tables.firstCosigned(1, 3)).toBeUndefined();
      await tables.addStamp(2, utf8("a token"));
      await tables.addStamp(2, utf8("a later one"));
      expect(await tables.stamp(2)).toEqual(utf8("a token"));
      expect(await tables.stamp(1)).toBeUndefined();
      expect([await tables.firstStamped(0), await tables.firstStamped(3)]).toEqual([2, undefined]);
      expect(await tables.cosignatures(2)).toEqual(["one at two\n", "three at two\n"]);
      expect(await tables.witnessed()).toEqual([
        { trustee: 1, size: 2, line: "one at two\n" },
        { trustee: 3, size: 2, line: "three at two\n" },
      ]);
    });
  });

  test("state and places: the newest value, and a place is set once", async () => {
    const store = await newStore();
    await store.transaction(async (tables) => {
      await tables.put("key", utf8("old"));
      await tables.put("key", utf8("new"));
      expect(await tables.get("key")).toEqual(utf8("new"));
      expect(await tables.get("other")).toBeUndefined();
      await tables.setPlace("opening/1", 9);
      expect(await tables.place("opening/1")).toBe(9);
      expect(await tables.place("opening/2")).toBeUndefined();
    });
  });

  describe("vaults", () => {
    const vault = "d".repeat(32);

    test("of two devices with one version, one writes and the other is told", async () => {
      const store = await newStore();
      await store.transaction((tables) => tables.addVault(vault, "key"));
      const put = (expected: number, text: string) =>
        store.transaction((tables) => tables.putBlob(vault, "main", expected, utf8(text)));
      const firsts = await Promise.all([put(0, "phone"), put(0, "laptop")]);
      expect(firsts.toSorted()).toEqual([1, undefined]);
      const winner = firsts[0] === 1 ? "phone" : "laptop";
      expect(await store.transaction((tables) => tables.blob(vault, "main"))).toEqual({
        version: 1,
        bytes: utf8(winner),
      });
      const seconds = await Promise.all([put(1, "phone 2"), put(1, "laptop 2")]);
      expect(seconds.toSorted()).toEqual([2, undefined]);
      expect(await put(7, "from nowhere")).toBeUndefined();
    });

    test("of two updates that follow the same one, one is taken", async () => {
      const store = await newStore();
      await store.transaction((tables) => tables.addVault(vault, "key"));
      const append = (expected: number, text: string) =>
        store.transaction((tables) => tables.appendUpdate(vault, expected, utf8(text)));
      const firsts = await Promise.all([append(0, "phone"), append(0, "laptop"), append(0, "tablet")]);
      expect(firsts.filter(Boolean).length).toBe(1);
      expect(await append(1, "next")).toBe(true);
      expect(await append(7, "from nowhere")).toBe(false);
      expect(await store.transaction((tables) => tables.newestUpdate(vault))).toBe(2);
    });

    test("attempts at the same moment are all counted, within their hour", async () => {
      const store = await newStore();
      const attempt = (hour: number) => store.transaction((tables) => tables.countAttempt("door/1", hour));
      const counts = await Promise.all(Array.from({ length: 8 }, () => attempt(5)));
      expect(counts.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      await store.transaction((tables) => tables.uncountAttempt("door/1", 5));
      expect(await attempt(5)).toBe(8);
      expect(await attempt(6)).toBe(1);
    });

    test("deleting takes everything of that vault, and of no other", async () => {
      const store = await newStore();
      const other = "e".repeat(32);
      await store.transaction(async (tables) => {
        for (const one of [vault, other]) {
          await tables.addVault(one, `key of ${one}`);
          await tables.putBlob(one, "main", 0, utf8(one));
          for (const seq of [0, 1]) await tables.appendUpdate(one, seq, utf8(one));
          await tables.putSnapshot(one, 1, utf8(one));
          await tables.putDoor("f".repeat(32), one, { keyHash: one, wrap: utf8(one) });
        }
        await tables.deleteVault(vault);
        expect(await tables.updates(vault, 0, 10)).toEqual([]);
        expect(await tables.snapshot(vault)).toBeUndefined();
        expect(await tables.doors("f".repeat(32))).toEqual([{ keyHash: other, wrap: utf8(other) }]);
        expect(await tables.updates(other, 0, 10)).toEqual([{ seq: 2, bytes: utf8(other) }]);
        expect(await tables.vaultKey(vault)).toBeUndefined();
        expect(await tables.blob(vault, "main")).toBeUndefined();
        expect(await tables.vaultKey(other)).toBe(`key of ${other}`);
        expect((await tables.blob(other, "main"))?.version).toBe(1);
      });
    });
  });

  test("several boards that start at once on an empty database all find their tables", async () => {
    const location = await database.make();
    const stores = await Promise.all(
      Array.from({ length: database.name === "PostgreSQL" ? 4 : 1 }, () => storeAt(location)),
    );
    expect(await stores[0]?.transaction((tables) => tables.append("issuance", utf8("first")))).toBe(0);
  });
});

/** Resolves for all once the given number have come, or after a moment where they can only come one by one. */
function meetingOf(count: number): () => Promise<void> {
  let come = 0;
  let open = () => {};
  const met = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    if (++come >= count) open();
    return Promise.race([met, new Promise<void>((resolve) => setTimeout(resolve, 100))]);
  };
}

/** Everything that a reader of the store could notice. */
async function dump(store: BoardStore): Promise<unknown> {
  const read = async (tables: BoardTables) => ({
    size: await tables.size(),
    entries: await tables.entries(0, 100),
    checkpoint: await tables.checkpoint(await tables.size()),
    charter: await tables.get("charter"),
    place: await tables.place("opening/1"),
    mail: await tables.mail("trustees", 0, 10),
    record: await tables.record("a".repeat(32)),
    part: await tables.part("a".repeat(32), "who"),
    vault: await tables.vaultKey("c".repeat(32)),
  });
  return store.transaction(read);
}
