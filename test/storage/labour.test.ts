/** Processes of one trustee that share its work over PostgreSQL: each job once, nothing readable, nothing left behind. */
import type { ChildProcess } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCases } from "../../bench/failover.ts";
import { eachOf, enrolAuthors, openStage, sealFor } from "../../bench/stage.ts";
import { startPostgres, type TestPostgres } from "../../scripts/postgres.ts";
import { toHex, utf8 } from "../../src/core/bytes/bytes.ts";
import { openDatabase } from "../../src/edge/node/database.ts";
import { trusteeFigures } from "../../src/edge/node/status/figures.ts";
import { openBench } from "../../src/edge/node/trustee/labour.ts";
import { createTrusteeTables, type TrusteeDatabase } from "../../src/edge/node/trustee/schema.ts";
import { here } from "../here.ts";
import { startTwoMachines } from "./two-machines.ts";

const PAIRS = 24;
const patience = 240_000;
const seed = new Uint8Array(32).fill(7);
const SECRET = "a header that was opened";

describe("work that is shared", () => {
  let postgres: TestPostgres | undefined;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, patience);
  afterAll(() => postgres?.stop());

  async function benches(patienceMilliseconds?: number) {
    here("PostgreSQL", postgres !== undefined);
    const location = await (postgres as TestPostgres).createDatabase();
    const open = async (key = seed) => {
      const { db, dialect } = openDatabase<TrusteeDatabase>(location);
      await createTrusteeTables(db, dialect);
      return { db, bench: await openBench(db, key, patienceMilliseconds) };
    };
    return { leader: await open(), hand: await open(), stranger: () => open(new Uint8Array(32).fill(8)) };
  }

  const shout = async (job: Uint8Array) => utf8(new TextDecoder().decode(job).toUpperCase());
  const jobsOf = (many: number) => Array.from({ length: many }, (_, i) => utf8(`${SECRET} ${i}`));
  /** Whatever the queue holds, in its archive too. */
  const stored = async (db: Kysely<TrusteeDatabase>) => {
    const kept = await Promise.all(
      ["job", "archive"].map((name) => sql`select * from ${sql.table(`labour.${name}`)}`.execute(db)),
    );
    return JSON.stringify(kept.flatMap(({ rows }) => rows));
  };

  test("each job is done once, by whoever is free, and comes back in its place", {
    timeout: patience,
  }, async (context) => {
    if (postgres === undefined) return context.skip("PostgreSQL is missing: NOT TESTED");
    const { leader, hand } = await benches();
    expect(await leader.bench.hands()).toBe(0);
    await hand.bench.here();
    expect(await leader.bench.hands()).toBe(1);
    const helpers = (await trusteeFigures(leader.db)).find(({ name }) => name === "helpers");
    expect(helpers?.value).toBe(1);
    const by = { leader: 0, hand: 0 };
    const seen: string[] = [];
    const slowly = (who: "leader" | "hand") => async (job: Uint8Array) => {
      by[who] += 1;
      seen.push(await stored(leader.db));
      await new Promise((resolve) => setTimeout(resolve, 5));
      return shout(job);
    };
    let over = false;
    const helping = (async () => {
      while (!over) await hand.bench.help(slowly("hand"));
    })();
    const results = await leader.bench.share(jobsOf(40), slowly("leader"));
    over = true;
    await helping;
    expect(results.map((one) => new TextDecoder().decode(one))).toEqual(
      jobsOf(40).map((job) => new TextDecoder().decode(job).toUpperCase()),
    );
    expect(by.leader + by.hand).toBe(40);
    expect(by.hand).toBeGreaterThan(5);
    for (const rows of seen) expect(rows.toLowerCase()).not.toContain(SECRET);
    expect(await stored(leader.db)).toBe("[]");
    await hand.bench.leave();
    expect(await leader.bench.hands()).toBe(0);
    await leader.bench.leave();
    await Promise.all([leader.db.destroy(), hand.db.destroy()]);
  });

  test("whoever has the database alone can neither ask for work nor answer", { timeout: patience }, async (context) => {
    if (postgres === undefined) return context.skip("PostgreSQL is missing: NOT TESTED");
    const { leader, hand, stranger } = await benches(1000);
    const other = await stranger();
    const asked: string[] = [];
    const record = async (job: Uint8Array) => {
      asked.push(toHex(job));
      return job;
    };
    // The stranger takes a job before anybody else, and answers it under a key of its own.
    const answered = (async () => {
      while (!(await other.bench.help(record))) await new Promise((resolve) => setTimeout(resolve, 1));
    })();
    const slow = async (job: Uint8Array) => {
      await answered;
      return shout(job);
    };
    const results = await leader.bench.share(jobsOf(2), slow);
    expect(asked).toEqual([]);
    expect(results.filter((one) => one !== undefined)).toHaveLength(1);
    // And what it asks for, nobody here does.
    const asking = other.bench.share(jobsOf(1), async () => {
      throw new Error("not to be done here");
    });
    asking.catch(() => undefined);
    await hand.bench.help(record);
    expect(asked).toEqual([]);
    await asking.catch(() => undefined);
    await Promise.all([leader, hand, other].map(({ bench }) => bench.leave()));
    await Promise.all([leader, hand, other].map(({ db }) => db.destroy()));
  });

  test("two processes of a trustee share what has piled up, and every case opens once", {
    timeout: patience,
  }, async (context) => {
    if (postgres === undefined) return context.skip("PostgreSQL is missing: NOT TESTED");
    const { folder, local, database, log, another } = await startTwoMachines(postgres);
    const processes: ChildProcess[] = [];
    try {
      const stage = await openStage(folder, local);
      const { authors } = await enrolAuthors(stage, 2 * PAIRS);
      await local.kill("trustee-1");
      const records = await eachOf(authors, (author) => sealFor(stage, author, `r${authors.indexOf(author) % PAIRS}`));
      await eachOf(records, (record) => stage.board.seal(record));
      for (const name of ["one", "two"]) processes.push(another(name));
      await expect.poll(async () => (await readCases(stage, records)).size, { timeout: patience / 2 }).toBe(PAIRS);
      const logs = () => ["one", "two"].map((name) => readFileSync(log(name), "utf8")).join("");
      await expect.poll(logs).toContain("lent a hand");
      expect(logs()).not.toContain("not shared");
      const { db } = openDatabase<TrusteeDatabase>(database("trustee-1"));
      await expect.poll(() => stored(db)).toBe("[]");
      await db.destroy();
    } finally {
      for (const one of processes) one.kill("SIGTERM");
      await local.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
