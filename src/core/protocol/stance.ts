/**
 * A stance (§7.8): counsel says of a case that it may read it, or that it steps back because of a conflict. An author may
 * name several counsel, in order: the first that has not stepped back is the reader, and while another stands after it,
 * accounts wait for its word. So what is passed on was never opened.
 *
 * Sealed to the trustees like a verdict and logged as one, so that the board cannot tell a conflict from a comparison.
 */
import * as v from "valibot";
import { equalBytes } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { ChorusError, rejected } from "../bytes/errors.ts";
import { LABELS } from "../bytes/labels.ts";
import { fixedBytes, version } from "../bytes/schema.ts";
import { COUNSEL_ID_BYTES, ENTRY_MAX_BYTES, HASH_BYTES, SIGNATURE_BYTES } from "../bytes/sizes.ts";
import type { Signer } from "../ports.ts";
import type { Escrow } from "./charter.ts";
import type { Counsel } from "./counsel.ts";
import { signStatement, verifyStatement } from "./statement.ts";

/** `clear`: no conflict. `recused`: stepped back, for good. */
export const STANCES = ["clear", "recused"] as const;
export type StanceName = (typeof STANCES)[number];

const stanceSchema = v.strictObject({
  v: version(1),
  charter: fixedBytes(HASH_BYTES),
  counsel: fixedBytes(COUNSEL_ID_BYTES),
  case: fixedBytes(HASH_BYTES),
  stance: v.picklist(STANCES),
  signature: fixedBytes(SIGNATURE_BYTES),
});
export type Stance = v.InferOutput<typeof stanceSchema>;

/** Counsel signs a stance. The caller seals it to every trustee. */
export function makeStance(
  signer: Signer,
  escrow: Escrow,
  counsel: Uint8Array,
  statement: Pick<Stance, "case" | "stance">,
  seed: Uint8Array,
): Uint8Array {
  const said = { v: 1 as const, charter: escrow.charterId, counsel, ...statement };
  return encode({ ...said, signature: signStatement(signer, LABELS.stanceSignature, said, seed) });
}

/** Has this the form of a stance? What counsel seals to the trustees is a stance or a verdict. */
export function isStance(bytes: Uint8Array): boolean {
  try {
    decode(stanceSchema, bytes, "stance", ENTRY_MAX_BYTES);
    return true;
  } catch (error) {
    if (error instanceof ChorusError) return false;
    throw error;
  }
}

/**
 * Reads a stance and checks it against the counsel it names.
 *
 * @param find the admitted counsel of an id, or undefined
 */
export async function openStance(
  signer: Signer,
  escrow: Escrow,
  bytes: Uint8Array,
  find: (id: Uint8Array) => Promise<Counsel | undefined>,
): Promise<Stance> {
  const stance = decode(stanceSchema, bytes, "stance", ENTRY_MAX_BYTES);
  const { signature, ...said } = stance;
  const key = (await find(stance.counsel))?.card.signingKey;
  const holds = key !== undefined && verifyStatement(signer, LABELS.stanceSignature, said, signature, key);
  if (!holds || !equalBytes(stance.charter, escrow.charterId)) {
    throw rejected("stance-signature", "the stance is not signed by a counsel of this escrow");
  }
  return stance;
}

/** What a counsel has said of a case that a record stands in. */
export type StanceOf = { readonly counsel: string; readonly stance: StanceName };

/** Who reads a record: the first of its counsel, in the author's order, that has not stepped back from any of its cases. */
export function readerOf(counsel: readonly string[], stances: readonly StanceOf[]): string | undefined {
  const recused = new Set(stances.filter(({ stance }) => stance === "recused").map((one) => one.counsel));
  return counsel.find((id) => !recused.has(id));
}

/** Must the account wait for its reader's word? While nobody could take the record over, there is nothing to wait for. */
export function waitsForReader(counsel: readonly string[], stances: readonly StanceOf[]): boolean {
  const reader = readerOf(counsel, stances);
  if (reader === undefined) return true;
  const isClear = stances.some((one) => one.counsel === reader && one.stance === "clear");
  return !isClear && readerOf(counsel.slice(counsel.indexOf(reader) + 1), stances) !== undefined;
}
