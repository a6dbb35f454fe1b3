/**
 * A record: what an author seals (§5). Three layers:
 *
 *   header    quorum, counsel, slots and the points of both parts; only trustees read it
 *   parts     `who` and `account`; nobody reads them but counsel, and only after a quorum
 *   envelope  what the board sees: author key, credential, the sealed header, hash and length of each part
 *
 * Field names stand for the symbols of §5: anchor = A, check = A', blinded = B; point = U, check = U'.
 */
import * as v from "valibot";
import { equalBytes } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { malformed, rejected } from "../bytes/errors.ts";
import { LABELS } from "../bytes/labels.ts";
import { boundedBytes, fixedBytes, version, whole } from "../bytes/schema.ts";
import {
  ACCOUNT_MAX_BYTES,
  COUNSEL_ID_BYTES,
  ENTRY_MAX_BYTES,
  HASH_BYTES,
  POINT_BYTES,
  QUORUM_MAX,
  QUORUM_MIN,
  RECORD_ID_BYTES,
  SCALAR_BYTES,
  SIGNATURE_BYTES,
  SIGNING_KEY_BYTES,
  SLOT_COUNTS,
  WHO_MAX_BYTES,
} from "../bytes/sizes.ts";
import { type Group, type Point, wirePoint, wireScalar } from "../crypto/group.ts";
import { hash256, hash512, sha256 } from "../crypto/hash.ts";
import { type SealingProof, type SlotPoints, verifySealing } from "../crypto/proofs.ts";
import type { Signer } from "../ports.ts";
import type { Escrow } from "./charter.ts";
import { credentialSchema } from "./credential.ts";
import { signStatement, verifyStatement } from "./statement.ts";

/** The two parts of a record, opened one after the other where a match must be confirmed first (§7). */
export const PART_NAMES = ["who", "account"] as const;
export type PartName = (typeof PART_NAMES)[number];
const PART_LIMIT = { who: WHO_MAX_BYTES, account: ACCOUNT_MAX_BYTES } as const;

const slotSchema = v.strictObject({
  anchor: fixedBytes(POINT_BYTES),
  check: fixedBytes(POINT_BYTES),
  blinded: fixedBytes(POINT_BYTES),
  confirmFirst: v.boolean(),
});
export type Slot = v.InferOutput<typeof slotSchema>;

const digest = (part: PartName) => ({ hash: fixedBytes(HASH_BYTES), length: whole(1, PART_LIMIT[part]) });
const sealedPart = (part: PartName) =>
  v.strictObject({ point: fixedBytes(POINT_BYTES), check: fixedBytes(POINT_BYTES), ...digest(part) });

const headerSchema = v.strictObject({
  v: version(1),
  charter: fixedBytes(HASH_BYTES),
  record: fixedBytes(RECORD_ID_BYTES),
  author: fixedBytes(SIGNING_KEY_BYTES),
  quorum: whole(QUORUM_MIN, QUORUM_MAX),
  counsel: v.pipe(v.array(fixedBytes(COUNSEL_ID_BYTES)), v.minLength(1), v.maxLength(8)),
  /** Version of the identifier rules that the author's client used (§8). */
  rules: whole(1, 65_535),
  slots: v.pipe(
    v.array(slotSchema),
    v.check((slots) => (SLOT_COUNTS as readonly number[]).includes(slots.length), "must be 4, 8 or 16 slots"),
  ),
  who: sealedPart("who"),
  account: sealedPart("account"),
  replaces: v.nullable(fixedBytes(RECORD_ID_BYTES)),
});
export type Header = v.InferOutput<typeof headerSchema>;

const scalars = (most: number) => v.pipe(v.array(fixedBytes(SCALAR_BYTES)), v.maxLength(most));
const signedHeaderSchema = v.strictObject({
  v: version(1),
  header: boundedBytes(1, ENTRY_MAX_BYTES),
  proof: v.strictObject({ challenge: fixedBytes(SCALAR_BYTES), slots: scalars(16), parts: scalars(2) }),
  signature: fixedBytes(SIGNATURE_BYTES),
});
type SignedHeader = v.InferOutput<typeof signedHeaderSchema>;

const envelopeSchema = v.strictObject({
  v: version(1),
  charter: fixedBytes(HASH_BYTES),
  record: fixedBytes(RECORD_ID_BYTES),
  author: fixedBytes(SIGNING_KEY_BYTES),
  credential: credentialSchema,
  /** The signed header as an age file to every trustee. */
  header: boundedBytes(1, ENTRY_MAX_BYTES),
  /**
   * SHA-256 of the signed header. An author of ill will could seal the header so that only some trustees can read
   * it; by this hash a trustee that can passes it on to those that cannot, and all act on the same bytes.
   */
  headerHash: fixedBytes(HASH_BYTES),
  /**
   * How many slots the header has, so that everyone who sees the log counts an author's quota alike, whether or not
   * the header was sealed to them. Its length would tell as much.
   */
  slots: v.picklist(SLOT_COUNTS),
  who: v.strictObject(digest("who")),
  account: v.strictObject(digest("account")),
  signature: fixedBytes(SIGNATURE_BYTES),
});
export type Envelope = v.InferOutput<typeof envelopeSchema>;

/**
 * The name of a record follows from its author and its parts. A name drawn at random could be taken by whoever sees
 * the envelope first, the board, for a record of its own: the real one would then be refused as a replay.
 */
export function recordIdOf(
  charterId: Uint8Array,
  author: Uint8Array,
  parts: Readonly<Record<PartName, { readonly hash: Uint8Array }>>,
): Uint8Array {
  return hash256(LABELS.recordId, charterId, author, parts.who.hash, parts.account.hash).slice(0, RECORD_ID_BYTES);
}

function checkRecordId(said: Pick<Envelope, "charter" | "record" | "author" | "who" | "account">): void {
  if (!equalBytes(said.record, recordIdOf(said.charter, said.author, said))) {
    throw rejected("record-id", "the record's name does not follow from its author and its parts");
  }
}

export function encodeHeader(header: Header): Uint8Array {
  return encode(header);
}

/** `label` of §5: what every proof and signature of the record is bound to. */
export function headerLabel(header: Uint8Array): Uint8Array {
  return hash512(LABELS.headerLabel, header);
}

/** The author signs label ‖ proof. */
export function signHeader(signer: Signer, header: Uint8Array, proof: SealingProof, seed: Uint8Array): Uint8Array {
  const plain = { challenge: proof.challenge, slots: proof.slots, parts: proof.parts };
  const signature = signStatement(signer, LABELS.sealSignature, [headerLabel(header), plain], seed);
  return encode({ v: 1, header, proof: plain, signature });
}

/**
 * Reads a signed header and checks everything that depends on it alone: charter, forms, signature, proof.
 *
 * @throws ChorusError `malformed` or `rejected` naming the field or the rule
 */
export function openHeader(group: Group, signer: Signer, escrow: Escrow, bytes: Uint8Array): Header {
  const signed = decode(signedHeaderSchema, bytes, "signed header", ENTRY_MAX_BYTES);
  const header = decode(headerSchema, signed.header, "header", ENTRY_MAX_BYTES);
  if (!equalBytes(header.charter, escrow.charterId)) {
    throw rejected("header-charter", "the record was sealed for another escrow");
  }
  checkRecordId(header);
  const label = headerLabel(signed.header);
  if (!verifyStatement(signer, LABELS.sealSignature, [label, signed.proof], signed.signature, header.author)) {
    throw rejected("header-signature", "the record is not signed by its author");
  }
  const pairs = {
    slots: header.slots.map(slotPair(group)),
    parts: PART_NAMES.map((part) => partPair(group, header, part)),
  };
  if (!verifySealing(group, escrow.bases, label, pairs, wireProof(group, signed.proof))) {
    throw rejected("header-proof", "the record does not prove that its author made it");
  }
  if (new Set(header.slots.map((slot) => slot.anchor.join())).size !== header.slots.length) {
    throw rejected("header-slots", "two slots of the record are blinded alike");
  }
  return header;
}

/** Reads a signed header that was opened and checked before, without checking it again. */
export function readHeader(bytes: Uint8Array): Header {
  const signed = decode(signedHeaderSchema, bytes, "signed header", ENTRY_MAX_BYTES);
  return decode(headerSchema, signed.header, "header", ENTRY_MAX_BYTES);
}

/** A header's slots as the points that trustees work on. */
export function slotPoints(group: Group, header: Header): SlotPoints[] {
  return header.slots.map((slot, i) => ({
    anchor: wirePoint(group, slot.anchor, `slots.${i}.anchor`),
    blinded: wirePoint(group, slot.blinded, `slots.${i}.blinded`),
  }));
}

/** U of a part. */
export function partPoint(group: Group, header: Header, part: PartName): Point {
  return wirePoint(group, header[part].point, `${part}.point`);
}

function slotPair(group: Group) {
  return (slot: Slot, i: number) => {
    wirePoint(group, slot.blinded, `slots.${i}.blinded`);
    return {
      point: wirePoint(group, slot.anchor, `slots.${i}.anchor`),
      check: wirePoint(group, slot.check, `slots.${i}.check`),
    };
  };
}

function partPair(group: Group, header: Header, part: PartName) {
  return {
    point: partPoint(group, header, part),
    check: wirePoint(group, header[part].check, `${part}.check`),
  };
}

function wireProof(group: Group, proof: SignedHeader["proof"]): SealingProof {
  const all = (field: string, list: readonly Uint8Array[]) =>
    list.map((scalar, i) => wireScalar(group, scalar, `proof.${field}.${i}`));
  return {
    challenge: wireScalar(group, proof.challenge, "proof.challenge"),
    slots: all("slots", proof.slots),
    parts: all("parts", proof.parts),
  };
}

/** Everything of an envelope but the signature, which is made here under the author's key. */
export function signEnvelope(signer: Signer, said: Omit<Envelope, "signature">, seed: Uint8Array): Uint8Array {
  return encode({ ...said, signature: signStatement(signer, LABELS.envelopeSignature, said, seed) });
}

/** Reads an envelope and checks its escrow and the author's signature: what the board can check, and anyone. */
export function openEnvelope(signer: Signer, escrow: Escrow, bytes: Uint8Array): Envelope {
  const envelope = decode(envelopeSchema, bytes, "envelope", ENTRY_MAX_BYTES);
  const { signature, ...said } = envelope;
  if (!equalBytes(envelope.charter, escrow.charterId)) {
    throw rejected("envelope-charter", "the record was sealed for another escrow");
  }
  checkRecordId(envelope);
  if (!verifyStatement(signer, LABELS.envelopeSignature, said, signature, envelope.author)) {
    throw rejected("envelope-signature", "the record is not signed by its author");
  }
  return envelope;
}

/** The header inside must be the one that the envelope was made for; otherwise two records were mixed. */
export function checkHeaderInEnvelope(envelope: Envelope, header: Header, signedHeader: Uint8Array): void {
  const same =
    equalBytes(envelope.headerHash, sha256(signedHeader)) &&
    envelope.slots === header.slots.length &&
    equalBytes(envelope.record, header.record) &&
    equalBytes(envelope.author, header.author) &&
    PART_NAMES.every(
      (part) => equalBytes(envelope[part].hash, header[part].hash) && envelope[part].length === header[part].length,
    );
  if (!same) throw malformed("envelope-header", "the header belongs to another envelope", "header");
}
