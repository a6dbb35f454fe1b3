/** Processes of one trustee that share its work over PostgreSQL: each job once, nothing readable, nothing left behind. */
import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCases } from "../../bench/failover.ts";
import { eachOf, enrolAuthors, openStage, sealFor } from "../../bench/stage.ts";
import { startPostgres, type TestPostgres } from "../../scripts/postgres.ts";
import { startLocalEscrow } from "../../src/apps/cli/local-escrow.ts";
import { toHex, utf8 } from "../../src/core/bytes/bytes.ts";
import { openDatabase } from "../../src/edge/node/database.ts";
import { openBench } from "../../src/edge/node/trustee/labour.ts";
import { createTrusteeTables, type TrusteeDatabase } from "../../src/edge/node/trustee/schema.ts";
import { here } from "../here.ts";

const PAIRS = 24;
const patience = 240_000;
const trusteeApp = fileURLToPath(new URL("../../src/apps/trustee/main.ts", import.meta.url));
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
  const stored = async (db: Kysely<TrusteeDatabase>) =>
    JSON.stringify((await sql`select * from labour.job union all select * from labour.job`.execute(db)).rows);

  test("each job is done once, by whoever is free, and comes back in its place", {
    timeout: patience,
  }, async (context) => {
    if (postgres === undefined) return context.skip("PostgreSQL is missing: NOT TESTED");
    const { leader, hand } = await benches();
    expect(await leader.bench.hands()).toBe(0);
    await hand.bench.here();
    expect(await leader.bench.hands()).toBe(1);
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
    const folder = mkdtempSync(join(tmpdir(), "chorus-labour-"));
    const databases = new Map<string, string>();
    for (const name of ["board", "registrar", "trustee-1", "trustee-2", "trustee-3"])
      databases.set(name, await postgres.createDatabase());
    const database = (name: string) => databases.get(name) as string;
    const local = await startLocalEscrow({
      folder,
      name: "An escrow whose first trustee works on two machines",
      trustees: 3,
      threshold: 3, // without the first trustee nothing opens
      port: 0,
      databases: database,
      requestsPerMinute: 1_000_000,
    });
    const processes: ChildProcess[] = [];
    try {
      const stage = await openStage(folder, local);
      const { authors } = await enrolAuthors(stage, 2 * PAIRS);
      await local.kill("trustee-1");
      const records = await eachOf(authors, (author) => sealFor(stage, author, `r${authors.indexOf(author) % PAIRS}`));
      await eachOf(records, (record) => stage.board.seal(record));
      for (const name of ["one", "two"]) {
        const data = join(folder, "trustee-1");
        const log = openSync(join(folder, `${name}.jsonl`), "a", 0o600);
        const settings = ["--data", data, "--board", local.url, "--admit", "all", "--database", database("trustee-1")];
        processes.push(fork(trusteeApp, settings, { stdio: ["ignore", "ignore", log, "ipc"] }));
      }
      await expect.poll(async () => (await readCases(stage, records)).size, { timeout: patience / 2 }).toBe(PAIRS);
      const logs = () => ["one", "two"].map((name) => readFileSync(join(folder, `${name}.jsonl`), "utf8")).join("");
      await expect.poll(logs).toContain("lent a hand");
      expect(logs()).not.toContain("not shared");
      expect(await stored(openDatabase<TrusteeDatabase>(database("trustee-1")).db)).toBe("[]");
    } finally {
      for (const one of processes) one.kill("SIGTERM");
      await local.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
