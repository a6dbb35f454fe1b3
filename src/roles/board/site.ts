/** The pages that the board serves, in its log: each build is an entry, so that nobody is served one that others are not. */
import * as v from "valibot";
import { equalBytes } from "../../core/bytes/bytes.ts";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { fixedBytes, version, whole } from "../../core/bytes/schema.ts";
import { HASH_BYTES } from "../../core/bytes/sizes.ts";
import type { SiteProof } from "../../core/protocol/site.ts";
import { proveInclusion } from "../../core/tlog/merkle.ts";
import { type BoardContext, cosignedCheckpoint, type Stored } from "./board.ts";
import type { BoardTables } from "./ports.ts";

/** A build to be served: its manifest's hash, and what the board says of it (`signSite`). */
export type ServedSite = { readonly hash: Uint8Array; readonly entry: Uint8Array };

const KEY = "site";
const servedSchema = v.strictObject({
  v: version(1),
  hash: fixedBytes(HASH_BYTES),
  position: whole(0, Number.MAX_SAFE_INTEGER),
});

/**
 * Logs that this build is served from now on, unless the newest entry says so already; one that was served before is
 * logged again, so that browsers can tell a return from a rollback. Undefined before there is a charter.
 */
export function announceSite(context: BoardContext, { hash, entry }: ServedSite): Promise<Stored | undefined> {
  return context.store.transaction(async (tables) => {
    if ((await tables.get("charter")) === undefined) return undefined;
    const before = await served(tables);
    if (before !== undefined && equalBytes(before.hash, hash)) return { position: before.position, fresh: false };
    const position = await tables.append("site", entry);
    await tables.put(KEY, encode({ v: 1, hash, position } satisfies v.InferOutput<typeof servedSchema>));
    return { position, fresh: true };
  });
}

/** The proof that the pages stand in the log; undefined until enough trustees have cosigned a log that holds them. */
export async function siteProof(tables: BoardTables, witnesses: number): Promise<SiteProof | undefined> {
  const site = await served(tables);
  const size = await tables.newestCosigned(witnesses);
  if (site === undefined || size === undefined || size <= site.position) return undefined;
  const [row] = await tables.entries(site.position, 1);
  const checkpoint = await cosignedCheckpoint(tables, size);
  if (!row?.bytes || checkpoint === undefined) return undefined;
  const path = await proveInclusion(tables.readNodes, site.position, size);
  return { v: 1, position: site.position, entry: row.bytes, path, checkpoint };
}

async function served(tables: BoardTables): Promise<v.InferOutput<typeof servedSchema> | undefined> {
  const bytes = await tables.get(KEY);
  return bytes && decode(servedSchema, bytes, "served site", 128);
}
