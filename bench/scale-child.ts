/** A process that does with a table of tags what a trustee does, and says what it took. Started by scale.ts. */
import { ingest, openTags, someTags, timeLookups } from "./tags.ts";

const LOOKUPS = 20_000;
const [location = "", transactions = "1"] = process.argv.slice(2);

const table = await openTags(location);
await timeLookups(table, await someTags(table, 2000)); // warms up the compiler
const lookups = await timeLookups(table, await someTags(table, LOOKUPS));
const rate = await ingest(table, Number(transactions), 64, 4);
await table.store.close();
process.send?.({ lookups, rate, peakMB: process.resourceUsage().maxRSS / 1024 }, undefined, undefined, () =>
  process.exit(0),
);
