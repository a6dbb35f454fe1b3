/** What counsel keeps of a case of its own: whether there is a conflict, and what it has said of weak matches. */
import * as v from "valibot";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { text, version } from "../../core/bytes/schema.ts";

const id = text(64, 1);
const ids = v.pipe(v.array(id), v.maxLength(1000));

const caseworkSchema = v.strictObject({
  v: version(1),
  /** Before it is `none`, no account of the case is opened at this desk. */
  conflict: v.picklist(["unasked", "none", "declared"]),
  /** Verdicts that were sent, record ids in hexadecimal, so that a pair is asked about once. */
  verdicts: v.array(v.strictObject({ record: id, same: ids, different: ids })),
});
export type Casework = v.InferOutput<typeof caseworkSchema>;

const CASEWORK_MAX_BYTES = 8 * 1024 * 1024;

/** A case that nobody has looked at yet. */
export const NEW_CASEWORK: Casework = { v: 1, conflict: "unasked", verdicts: [] };

export function encodeCasework(casework: Casework): Uint8Array {
  return encode(casework);
}

/** @throws ChorusError `malformed` */
export function readCasework(bytes: Uint8Array): Casework {
  return decode(caseworkSchema, bytes, "casework", CASEWORK_MAX_BYTES);
}

/**
 * Cases that turn out to share a record become one: what was said of each is kept, a declared conflict binds the whole,
 * and a part that nobody was asked about is asked about.
 */
export function mergeCasework(parts: readonly Casework[]): Casework {
  const said = parts.map(({ conflict }) => conflict);
  const conflict = said.includes("declared") ? "declared" : said.every((one) => one === "none") ? "none" : "unasked";
  const verdicts = new Map(parts.flatMap((one) => one.verdicts).map((verdict) => [JSON.stringify(verdict), verdict]));
  return { v: 1, conflict: parts.length === 0 ? "unasked" : conflict, verdicts: [...verdicts.values()] };
}
