/**
 * Evidence (§9.5): every kind of file that Chorus gives people to prove something with, read and checked in one place, for
 * the command line and for the page alike. Each is one CBOR value that begins by saying its version and kind.
 */
import * as v from "valibot";
import { equalBytes } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { rejected } from "../bytes/errors.ts";
import { type IndependenceFacts, independenceSchema, verifyIndependence } from "./independence.ts";
import {
  type Publication,
  type PublicationFacts,
  publicationSchema,
  readPublication,
  verifyPublication,
} from "./publication.ts";
import { type EvidencePorts, type ReceiptFacts, receiptSchema, verifyReceipt } from "./receipt.ts";

/** A case of many records, with the entry of each. */
const EVIDENCE_MAX_BYTES = 64 * 1024 * 1024;

const evidenceSchema = v.variant("kind", [receiptSchema, independenceSchema, publicationSchema]);
export type Evidence = v.InferOutput<typeof evidenceSchema>;

/** What a file of evidence proves. */
export type Proven =
  | ({ readonly kind: "receipt" } & ReceiptFacts)
  | ({ readonly kind: "independence" } & IndependenceFacts)
  | ({ readonly kind: "publication"; readonly independence: IndependenceFacts | null } & PublicationFacts);

/** A map whose first key is `v`: no text and no common file begins so. What does is read, and refused with a reason. */
export function looksLikeEvidence([map = 0, key, letter]: Uint8Array): boolean {
  return map >> 5 === 5 && key === 0x61 && letter === 0x76;
}

/** @throws ChorusError `malformed` when the file is no evidence of a kind that is known here */
export function readEvidence(bytes: Uint8Array): Evidence {
  return decode(evidenceSchema, bytes, "evidence", EVIDENCE_MAX_BYTES);
}

/**
 * Checks everything that a file of evidence says.
 *
 * @param pinned the escrow that is expected; undefined when the reader will judge the one that is named
 * @throws ChorusError `malformed` or `rejected`, naming what does not hold
 */
export async function verifyEvidence(ports: EvidencePorts, evidence: Evidence, pinned?: Uint8Array): Promise<Proven> {
  if (evidence.kind === "independence") return { kind: "independence", ...verifyIndependence(ports, evidence, pinned) };
  if (evidence.kind === "publication") return verifyWithIndependence(ports, readPublication(encode(evidence)), pinned);
  return { kind: "receipt", ...(await verifyReceipt(ports, evidence, pinned)) };
}

/** A statement, and that the records behind its voices are those of its proof of independence, if it comes with one. */
async function verifyWithIndependence(
  ports: EvidencePorts,
  publication: Publication,
  pinned?: Uint8Array,
): Promise<Proven> {
  const facts = await verifyPublication(ports, publication, pinned);
  if (publication.independence === null) return { kind: "publication", independence: null, ...facts };
  const proof = decode(independenceSchema, publication.independence, "proof of independence", EVIDENCE_MAX_BYTES);
  const independence = verifyIndependence(ports, proof, facts.escrow.charterId);
  const proven = facts.voices.every((voice) =>
    independence.records.some((one) => equalBytes(one.record, voice.record)),
  );
  if (!proven)
    throw rejected("publication-independence", "the proof of independence is of other records than the statement's");
  return { kind: "publication", independence, ...facts };
}

/** What a file is to the evidence: an item of a dated note, a sealed part of the record, or a statement in another form. */
export type Part = "item" | "who" | "account" | "form";

/** Is the evidence about the file with this SHA-256, and as what? */
export function partCovered(proven: Proven, hash: Uint8Array): Part | undefined {
  if (proven.kind !== "receipt") return undefined;
  if (proven.items.some((item) => equalBytes(item, hash))) return "item";
  if (proven.logged.type !== "record") return undefined;
  const { envelope } = proven.logged;
  return (["who", "account"] as const).find((part) => equalBytes(envelope[part].hash, hash));
}
