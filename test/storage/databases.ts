/** The databases that every store is held to: a SQLite file, and PostgreSQL where there is one. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe } from "vitest";
import { startPostgres } from "../../scripts/postgres.ts";
import { here } from "../here.ts";

/** A kind of database; `make` gives the address of an empty one. */
export type TestDatabase = { readonly name: string; readonly make: () => Promise<string> };

/** Runs the same suite on each kind of database. */
export async function onEachDatabase(suite: (database: TestDatabase) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "chorus-storage-"));
  const postgres = await startPostgres();
  afterAll(async () => {
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  let files = 0;
  const sqlite = { name: "SQLite", make: async () => join(folder, `${files++}.sqlite`) };
  describe("on SQLite", () => suite(sqlite));
  here("PostgreSQL", postgres !== undefined);
  if (postgres === undefined)
    describe.skip("on PostgreSQL, of which there is none here: NOT TESTED", () => suite(sqlite));
  else describe("on PostgreSQL", () => suite({ name: "PostgreSQL", make: () => postgres.createDatabase() }));
}
