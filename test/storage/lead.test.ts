/** Several processes of one trustee over one database: one leads, another takes its place, and nothing is done twice. */
import { rmSync } from "node:fs";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postAll, readCases } from "../../bench/failover.ts";
import { eachOf, enrolAuthors, openStage, sealFor } from "../../bench/stage.ts";
import { startPostgres, type TestPostgres } from "../../scripts/postgres.ts";
import { openDatabase } from "../../src/edge/node/database.ts";
import { LeadLost, takeLead } from "../../src/edge/node/trustee/lead.ts";
import { createTrusteeTables, type TrusteeDatabase } from "../../src/edge/node/trustee/schema.ts";
import { trusteeStore } from "../../src/edge/node/trustee/store.ts";
import { here } from "../here.ts";
import { startTwoMachines } from "./two-machines.ts";

const PAIRS = 6;
const patience = 240_000;

describe("several processes of one trustee", () => {
  let postgres: TestPostgres | undefined;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, patience);
  afterAll(() => postgres?.stop());

  test("whoever lost the lead writes nothing any more, however late it wakes", {
    timeout: patience,
  }, async (context) => {
    here("PostgreSQL", postgres !== undefined);
    if (postgres === undefined) return context.skip("PostgreSQL is missing: NOT TESTED");
    const { db, dialect } = openDatabase<TrusteeDatabase>(await postgres.createDatabase());
    await createTrusteeTables(db, dialect);
    const first = await takeLead(db);
    expect(await takeLead(db)).toBeUndefined();
    const parcel = { kind: "erasure", target: "nobody", bytes: new Uint8Array([1]) } as const;
    const write = (term: typeof first) =>
      trusteeStore(db, term).transaction(async (tables) => {
        await tables.send(parcel);
      });
    await write(first);

    await sql`update lead set until = 0`.execute(db);
    const second = await takeLead(db);
    expect(second).toBeDefined();
    await expect(write(first)).rejects.toThrow(LeadLost);
    expect(first?.lost).toBe(true);
    await write(second);
    expect((await db.selectFrom("parcels").selectAll().execute()).length).toBe(2);

    await first?.end(); // gives nothing up that it no longer has
    expect(await takeLead(db)).toBeUndefined();
    await second?.end();
    const third = await takeLead(db);
    expect(third).toBeDefined();
    await third?.end();
    await db.destroy();
  });

  test("the leader is killed under load: the other takes over, and every case opens once", {
    timeout: patience,
  }, async (context) => {
    if (postgres === undefined) return context.skip("PostgreSQL is missing: NOT TESTED");
    const { folder, local, another } = await startTwoMachines(postgres);
    const other = another("second");
    try {
      const stage = await openStage(folder, local);
      const { authors } = await enrolAuthors(stage, 2 * PAIRS);
      const records = await eachOf(authors, (author) => sealFor(stage, author, `r${authors.indexOf(author) % PAIRS}`));
      await postAll(stage.board, records, PAIRS, () => local.kill("trustee-1"));
      await expect.poll(async () => (await readCases(stage, records)).size, { timeout: patience / 2 }).toBe(PAIRS);
    } finally {
      other.kill("SIGTERM");
      await local.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
