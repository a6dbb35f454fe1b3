/** A trustee's tables, as a test looks into them. */
import { toHex } from "../../src/core/bytes/bytes.ts";
import type { openDatabase } from "../../src/edge/node/database.ts";
import type { TrusteeDatabase } from "../../src/edge/node/trustee/schema.ts";

type Database = ReturnType<typeof openDatabase<TrusteeDatabase>>["db"];

const TABLES = [
  "state",
  "entries",
  "roots",
  "authors",
  "counsel",
  "records",
  "contributions",
  "refusals",
  "parked",
  "tags",
  "verdicts",
  "stances",
  "parcels",
] as const;

/** What all trustees must agree on: records, tags, and nothing that is still waiting. */
export async function stateOf(database: Database): Promise<unknown> {
  return {
    records: await database
      .selectFrom("records")
      .select(["record", "position", "author", "quorum", "slots", "status", "matched", "released"])
      .orderBy("position")
      .execute(),
    tags: await database.selectFrom("tags").selectAll().orderBy("tag").orderBy("record").orderBy("slot").execute(),
    authors: await database.selectFrom("authors").selectAll().orderBy("author").execute(),
    counsel: await database.selectFrom("counsel").select("id").orderBy("id").execute(),
    contributions: await database.selectFrom("contributions").select("record").execute(),
    waitingEntries: await database.selectFrom("entries").select("position").execute(),
    parcels: await database.selectFrom("parcels").select("id").execute(),
  };
}

/** Everything as one text of hexadecimal and words. */
export async function dumpOf(database: Database): Promise<string> {
  const rows = await Promise.all(TABLES.map((table) => database.selectFrom(table).selectAll().execute()));
  return JSON.stringify(rows, (_key, value) => (value instanceof Uint8Array ? toHex(value) : value));
}
