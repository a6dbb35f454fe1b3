/** What an auditor remembers from one look to the next. JSON, so that an operator can read it and put it elsewhere. */
import * as v from "valibot";
import { malformed } from "../../core/bytes/errors.ts";
import { text, version, whole } from "../../core/bytes/schema.ts";
import { ENTRY_TYPES, type EntryType } from "../../core/protocol/entry.ts";
import { NOTE_MAX_CHARACTERS } from "../../core/tlog/note.ts";

const number = whole(0, Number.MAX_SAFE_INTEGER);
const typeNames = Object.keys(ENTRY_TYPES) as EntryType[];

const stateSchema = v.strictObject({
  v: version(1),
  /** The escrow that was met first, in hexadecimal: another one is never taken for it. */
  charter: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  size: number,
  /** The right edge of the tree, joined, in hexadecimal. */
  edge: v.pipe(v.string(), v.regex(/^([0-9a-f]{64})*$/)),
  /** The newest checkpoint that was believed, as the board signed it. */
  checkpoint: text(NOTE_MAX_CHARACTERS, 1),
  counts: v.record(v.picklist(typeNames), number),
  /** For each trustee that was behind: the size that it had still to cosign, and since when it was so. */
  behind: v.array(v.strictObject({ trustee: whole(1, 255), size: number, since: number })),
});
export type AuditState = v.InferOutput<typeof stateSchema>;

/** @throws ChorusError `malformed` */
export function readAuditState(json: string): AuditState {
  const result = v.safeParse(stateSchema, parsed(json));
  if (result.success) return result.output;
  throw malformed("audit-state", "the auditor's state is not in the right form", v.getDotPath(result.issues[0]) ?? "");
}

export function encodeAuditState(state: AuditState): string {
  return `${JSON.stringify(state, null, 2)}\n`;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw malformed("audit-state", "the auditor's state is not JSON");
  }
}
