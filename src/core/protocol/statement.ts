/**
 * Everything that a party signs: the label of its kind, then the deterministic CBOR of what is said, each
 * behind its length. One function signs and one verifies, so that no two kinds of statement can be confused.
 */
import { utf8 } from "../bytes/bytes.ts";
import { encode } from "../bytes/cbor.ts";
import type { Label } from "../bytes/labels.ts";
import { framed } from "../crypto/hash.ts";
import type { Signer } from "../ports.ts";

/** Signs a value under a label. */
export function signStatement(signer: Signer, label: Label, value: unknown, seed: Uint8Array): Uint8Array {
  return signer.sign(statement(label, value), seed);
}

/** Verifies a signature made by `signStatement`. */
export function verifyStatement(
  signer: Signer,
  label: Label,
  value: unknown,
  signature: Uint8Array,
  publicKey: Uint8Array,
): boolean {
  return signer.verify(signature, statement(label, value), publicKey);
}

function statement(label: Label, value: unknown): Uint8Array {
  return framed([utf8(label), encode(value)]);
}
