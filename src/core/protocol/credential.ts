/**
 * The author's credential (§8): a blind RSA signature (RFC 9474, RSABSSA-SHA384-PSS-Randomized) of the
 * registrar on the author's public key. Registrar and credential cannot be linked; each issuance is a leaf of
 * the log, and trustees accept no more author keys than there are issuances.
 */
import * as v from "valibot";
import { concat } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { rejected } from "../bytes/errors.ts";
import { LABELS } from "../bytes/labels.ts";
import { boundedBytes, fixedBytes, version } from "../bytes/schema.ts";
import { CREDENTIAL_PREFIX_BYTES, ENTRY_MAX_BYTES, HASH_BYTES, SIGNATURE_BYTES } from "../bytes/sizes.ts";
import { hash256 } from "../crypto/hash.ts";
import type { CredentialVerifier, Signer } from "../ports.ts";
import type { Escrow } from "./charter.ts";
import { signStatement, verifyStatement } from "./statement.ts";

/** `prefix` is the random part that RFC 9474's "Randomized" preparation puts before the message. */
export const credentialSchema = v.strictObject({
  prefix: fixedBytes(CREDENTIAL_PREFIX_BYTES),
  signature: boundedBytes(256, 1024),
});
export type Credential = v.InferOutput<typeof credentialSchema>;

/** What the registrar blind-signs, before the random prefix: this escrow and this author key. */
export function credentialMessage(escrow: Escrow, author: Uint8Array): Uint8Array {
  return concat(escrow.charterId, author);
}

/** @throws ChorusError `rejected` when the registrar did not sign this author's key */
export async function checkCredential(
  verifier: CredentialVerifier,
  escrow: Escrow,
  author: Uint8Array,
  credential: Credential,
): Promise<void> {
  const message = concat(credential.prefix, credentialMessage(escrow, author));
  const key = escrow.charter.registrar.credentialKey;
  if (!(await verifier.verify(key, message, credential.signature))) {
    throw rejected("credential", "the record does not come with a credential of this escrow");
  }
}

const issuanceSchema = v.strictObject({
  v: version(1),
  charter: fixedBytes(HASH_BYTES),
  /** Hash of the blinded message: lets the registrar be held to what it issued, tells nothing of whom. */
  commitment: fixedBytes(HASH_BYTES),
  signature: fixedBytes(SIGNATURE_BYTES),
});
export type Issuance = v.InferOutput<typeof issuanceSchema>;

/** The log entry that the registrar makes before it hands a blind signature out. */
export function makeIssuance(signer: Signer, escrow: Escrow, blinded: Uint8Array, seed: Uint8Array): Uint8Array {
  const said = { v: 1 as const, charter: escrow.charterId, commitment: hash256(LABELS.issuanceCommitment, blinded) };
  return encode({ ...said, signature: signStatement(signer, LABELS.issuanceSignature, said, seed) });
}

/** Reads an issuance and checks that the escrow's registrar signed it. */
export function openIssuance(signer: Signer, escrow: Escrow, bytes: Uint8Array): Issuance {
  const issuance = decode(issuanceSchema, bytes, "issuance", ENTRY_MAX_BYTES);
  const { signature, ...said } = issuance;
  const key = escrow.charter.registrar.signingKey;
  if (!verifyStatement(signer, LABELS.issuanceSignature, said, signature, key)) {
    throw rejected("issuance-signature", "the issuance is not signed by the registrar");
  }
  return issuance;
}
