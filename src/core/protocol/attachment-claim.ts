/**
 * A claim (§16): an author's signed word that a random name on the board is theirs, with the credential that allows it.
 * It holds the place for the pieces of one attachment that is to go with a record. Nobody else can then write there, and
 * the board counts what it keeps for each credential without knowing what it is.
 */
import * as v from "valibot";
import { equalBytes } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { rejected } from "../bytes/errors.ts";
import { LABELS } from "../bytes/labels.ts";
import { fixedBytes, version, whole } from "../bytes/schema.ts";
import {
  ATTACHMENT_ID_BYTES,
  ATTACHMENT_PIECES_MAX,
  HASH_BYTES,
  SIGNATURE_BYTES,
  SIGNING_KEY_BYTES,
} from "../bytes/sizes.ts";
import type { Signer } from "../ports.ts";
import type { Escrow } from "./charter.ts";
import { type Credential, credentialSchema } from "./credential.ts";
import { signStatement, verifyStatement } from "./statement.ts";

const CLAIM_MAX_BYTES = 4096;

const claimSchema = v.strictObject({
  v: version(1),
  charter: fixedBytes(HASH_BYTES),
  attachment: fixedBytes(ATTACHMENT_ID_BYTES),
  author: fixedBytes(SIGNING_KEY_BYTES),
  credential: credentialSchema,
  pieces: whole(1, ATTACHMENT_PIECES_MAX),
  signature: fixedBytes(SIGNATURE_BYTES),
});
export type AttachmentClaim = v.InferOutput<typeof claimSchema>;

/** Claims a name for an attachment of so many pieces. */
export function makeClaim(
  signer: Signer,
  escrow: Escrow,
  claimed: { readonly attachment: Uint8Array; readonly pieces: number },
  author: { readonly seed: Uint8Array; readonly credential: Credential },
): Uint8Array {
  const said = {
    v: 1 as const,
    charter: escrow.charterId,
    attachment: claimed.attachment,
    author: signer.publicKey(author.seed),
    credential: author.credential,
    pieces: claimed.pieces,
  };
  return encode({ ...said, signature: signStatement(signer, LABELS.attachmentClaim, said, author.seed) });
}

/** Reads a claim and checks its escrow and the author's signature. The credential is the reader's to check. */
export function openClaim(signer: Signer, escrow: Escrow, bytes: Uint8Array): AttachmentClaim {
  const claim = decode(claimSchema, bytes, "attachment claim", CLAIM_MAX_BYTES);
  const { signature, ...said } = claim;
  if (!equalBytes(claim.charter, escrow.charterId)) {
    throw rejected("claim-charter", "the attachment is for another escrow");
  }
  if (!verifyStatement(signer, LABELS.attachmentClaim, said, signature, claim.author)) {
    throw rejected("claim-signature", "the attachment is not claimed by its author");
  }
  return claim;
}
