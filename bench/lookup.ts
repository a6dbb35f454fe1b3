/**
 * Finding a tag among very many: what a trustee does for each slot of each record. Half of the look-ups are for tags
 * that are there, half for tags that are not, spread over the whole table.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../scripts/postgres.ts";
import { type Effort, quantile, type Row, rowOf } from "./measure.ts";
import { fillTags, openTags, someTags, timeLookups } from "./tags.ts";

const GROUP = "tag look-up";
const LOOKUPS = 2000;
const PASSES = 9;
/** Between the smallest and the largest table: a look-up must not feel how many there are. */
const FLAT = { atMost: 2, of: "median" } as const;

export async function lookup({ quick }: Effort): Promise<Row[]> {
  const sizes = quick ? [1e3, 1e4, 1e5] : [1e3, 1e4, 1e5, 1e6];
  const folder = mkdtempSync(join(tmpdir(), "chorus-bench-"));
  const rows = await onDatabase("SQLite", join(folder, "tags.sqlite"), sizes);
  rmSync(folder, { recursive: true, force: true });
  if (!process.env["CHORUS_TEST_POSTGRES"]) return rows;
  const postgres = await startPostgres();
  if (postgres === undefined) return rows;
  rows.push(...(await onDatabase("PostgreSQL", await postgres.createDatabase(), sizes)));
  await postgres.stop();
  return rows;
}

async function onDatabase(name: string, location: string, sizes: readonly number[]): Promise<Row[]> {
  const table = await openTags(location);
  const rows: Row[] = [];
  const p99: number[] = [];
  let filled = 0;
  for (const size of sizes) {
    await fillTags(table, size - filled);
    filled = size;
    await timeLookups(table, await someTags(table, LOOKUPS)); // warms up the compiler, and the memory as far as it goes
    const passes: number[][] = [];
    for (let pass = 0; pass < PASSES; pass++) passes.push(await timeLookups(table, await someTags(table, LOOKUPS)));
    const samples = passes.flat();
    rows.push(rowOf(GROUP, `${name}, among ${size.toLocaleString("en")} tags`, "µs", samples));
    p99.push(
      quantile(
        passes.map((pass) => quantile(pass, 0.99)),
        0.5,
      ),
    ); // one pass may meet a busy machine
  }
  await table.store.close();
  const growth = (p99.at(-1) as number) / (p99[0] as number);
  return [...rows, rowOf(GROUP, `${name}, p99 of the largest table to the smallest`, "times", [growth], FLAT)];
}
