/**
 * A verdict (§7): on a weak identifier, counsel says of its own record which others describe the same person
 * and which do not. It is sealed to the trustees, so that the log shows that there was one and nothing more.
 */
import * as v from "valibot";
import { equalBytes } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { rejected } from "../bytes/errors.ts";
import { LABELS } from "../bytes/labels.ts";
import { fixedBytes, version } from "../bytes/schema.ts";
import { COUNSEL_ID_BYTES, ENTRY_MAX_BYTES, HASH_BYTES, RECORD_ID_BYTES, SIGNATURE_BYTES } from "../bytes/sizes.ts";
import type { Signer } from "../ports.ts";
import type { Escrow } from "./charter.ts";
import type { Counsel } from "./counsel.ts";
import { signStatement, verifyStatement } from "./statement.ts";

const records = v.pipe(v.array(fixedBytes(RECORD_ID_BYTES)), v.maxLength(1000));

const verdictSchema = v.strictObject({
  v: version(1),
  charter: fixedBytes(HASH_BYTES),
  counsel: fixedBytes(COUNSEL_ID_BYTES),
  case: fixedBytes(HASH_BYTES),
  record: fixedBytes(RECORD_ID_BYTES),
  same: records,
  different: records,
  signature: fixedBytes(SIGNATURE_BYTES),
});
export type Verdict = v.InferOutput<typeof verdictSchema>;

/** What counsel says, before escrow, name and signature are added. */
export type VerdictStatement = Pick<Verdict, "case" | "record" | "same" | "different">;

/** Counsel signs a verdict. The caller seals it to every trustee. */
export function makeVerdict(
  signer: Signer,
  escrow: Escrow,
  counsel: Uint8Array,
  statement: VerdictStatement,
  seed: Uint8Array,
): Uint8Array {
  const said = { v: 1 as const, charter: escrow.charterId, counsel, ...statement };
  return encode({ ...said, signature: signStatement(signer, LABELS.verdictSignature, said, seed) });
}

/**
 * Reads a verdict and checks it against the counsel it names.
 *
 * @param find the admitted counsel of an id, or undefined
 */
export async function openVerdict(
  signer: Signer,
  escrow: Escrow,
  bytes: Uint8Array,
  find: (id: Uint8Array) => Promise<Counsel | undefined>,
): Promise<Verdict> {
  const verdict = decode(verdictSchema, bytes, "verdict", ENTRY_MAX_BYTES);
  const { signature, ...said } = verdict;
  const key = (await find(verdict.counsel))?.card.signingKey;
  const holds = key !== undefined && verifyStatement(signer, LABELS.verdictSignature, said, signature, key);
  if (!holds || !equalBytes(verdict.charter, escrow.charterId)) {
    throw rejected("verdict-signature", "the verdict is not signed by a counsel of this escrow");
  }
  return verdict;
}
