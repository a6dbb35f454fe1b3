/** A trustee's tags on SQL. There are more of them than of anything else, so their columns are bytes, not hexadecimal. */
import type { Kysely, Selectable } from "kysely";
import { fromHex, toHex } from "../../../core/bytes/bytes.ts";
import type { TagRow } from "../../../roles/trustee/ports.ts";
import type { TrusteeDatabase } from "./schema.ts";

export function tagTables(db: Kysely<TrusteeDatabase>) {
  const rowsWhere = async (column: "tag" | "record" | "case_id", values: readonly string[]) => {
    if (values.length === 0) return [];
    const rows = await db.selectFrom("tags").selectAll().where(column, "in", values.map(fromHex)).execute();
    return rows.map(tagRowOf);
  };
  return {
    async addTags(rows: readonly TagRow[]) {
      if (rows.length === 0) return;
      await db
        .insertInto("tags")
        .values(rows.map(columnsOf))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    tagRows: (tags: readonly string[]) => rowsWhere("tag", tags),
    tagsOfRecord: (record: string) => rowsWhere("record", [record]),
    tagsOfCase: (caseId: string) => rowsWhere("case_id", [caseId]),
    async dropTags(record: string) {
      await db.deleteFrom("tags").where("record", "=", fromHex(record)).execute();
    },
  };
}

function columnsOf({ tag, record, slot, confirmFirst, caseId, salt }: TagRow) {
  return {
    tag: fromHex(tag),
    record: fromHex(record),
    slot,
    confirm_first: confirmFirst ? 1 : 0,
    case_id: fromHex(caseId),
    salt: fromHex(salt),
  };
}

function tagRowOf(row: Selectable<TrusteeDatabase["tags"]>): TagRow {
  return {
    tag: hex(row.tag),
    record: hex(row.record),
    slot: Number(row.slot),
    confirmFirst: Number(row.confirm_first) === 1,
    caseId: hex(row.case_id),
    salt: hex(row.salt),
  };
}

/** PostgreSQL gives Buffers, which are not what they look like when they are sliced. */
function hex(bytes: Uint8Array): string {
  return toHex(new Uint8Array(bytes));
}
