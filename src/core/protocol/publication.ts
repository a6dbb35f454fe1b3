/**
 * A statement that several authors make together (§17): the exact text, a signature on it by the author of each part, and
 * the receipt of a record that each had sealed. So anyone can check, offline and later, that every voice is of someone
 * whose account lay sealed in the log, and that not a comma was changed after they signed.
 */
import * as v from "valibot";
import { equalBytes, toHex } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { malformed, rejected } from "../bytes/errors.ts";
import { LABELS } from "../bytes/labels.ts";
import { boundedBytes, fixedBytes, text, version, whole } from "../bytes/schema.ts";
import { HASH_BYTES, PARTS_MAX, SIGNATURE_BYTES } from "../bytes/sizes.ts";
import { hash256 } from "../crypto/hash.ts";
import type { Signer } from "../ports.ts";
import type { Escrow } from "./charter.ts";
import { checkPrecedence, precedenceSchema } from "./precedence.ts";
import { type EvidencePorts, RECEIPT_MAX_BYTES, type ReceiptFacts, readReceipt, verifyReceipt } from "./receipt.ts";
import { signStatement, verifyStatement } from "./statement.ts";

export const PUBLICATION_MAX_BYTES = 16 * 1024 * 1024;

/** Whole days since 1970-01-01: a statement tells days, not hours. */
const day = whole(0, 1_000_000);

const textSchema = v.strictObject({
  v: version(1),
  charter: fixedBytes(HASH_BYTES),
  language: v.picklist(["en", "es", "fr"]),
  title: text(300, 1),
  opening: text(20_000),
  parts: v.pipe(
    v.array(
      v.strictObject({
        /** How this voice wants to be shown; null for no name at all. */
        name: v.nullable(text(120, 1)),
        text: text(200_000, 1),
      }),
    ),
    v.minLength(1),
    v.maxLength(PARTS_MAX),
  ),
  /** The right of reply: what was asked and when, and the answer as it was given, or that none came by the day named. */
  reply: v.nullable(
    v.strictObject({
      asked: day,
      letter: text(20_000, 1),
      deadline: day,
      answer: v.nullable(v.strictObject({ day, text: text(100_000, 1) })),
    }),
  ),
});
export type PublicationText = v.InferOutput<typeof textSchema>;

/** The one encoding of a text. What is signed is its hash, so any change makes another text. */
export function encodeText(statement: PublicationText): Uint8Array {
  return encode(statement);
}

export function readText(bytes: Uint8Array): PublicationText {
  return decode(textSchema, bytes, "statement", PUBLICATION_MAX_BYTES);
}

export function textHash(bytes: Uint8Array): Uint8Array {
  return hash256(LABELS.publicationText, bytes);
}

/** The author of part `at` signs the whole text. */
export function signText(
  signer: Signer,
  charterId: Uint8Array,
  hash: Uint8Array,
  at: number,
  authorSeed: Uint8Array,
): Uint8Array {
  return signStatement(signer, LABELS.signOff, [charterId, hash, at], authorSeed);
}

/** Did this author sign this text as the voice of part `at`? */
export function isSignedOff(
  signer: Signer,
  charterId: Uint8Array,
  hash: Uint8Array,
  at: number,
  signature: Uint8Array,
  author: Uint8Array,
): boolean {
  return verifyStatement(signer, LABELS.signOff, [charterId, hash, at], signature, author);
}

export const publicationSchema = v.strictObject({
  v: version(1),
  kind: v.literal("publication"),
  text: boundedBytes(1, PUBLICATION_MAX_BYTES),
  /** One for each part, in its order: the receipt of a record of its author, and the author's signature. */
  signOffs: v.pipe(
    v.array(
      v.strictObject({
        receipt: boundedBytes(1, RECEIPT_MAX_BYTES),
        signature: fixedBytes(SIGNATURE_BYTES),
        /** That the record was sealed before anything of its cases was opened (§7.9); null where the author does not show it. */
        precedence: v.nullable(precedenceSchema),
      }),
    ),
    v.minLength(1),
    v.maxLength(PARTS_MAX),
  ),
  /** The proof that all of them were sealed before any was opened; null where the authors do not show it. */
  independence: v.nullable(boundedBytes(1, RECEIPT_MAX_BYTES)),
  /** SHA-256 of the publication that this one corrects. */
  replaces: v.nullable(fixedBytes(HASH_BYTES)),
});
export type Publication = v.InferOutput<typeof publicationSchema>;

export function encodePublication(publication: Publication): Uint8Array {
  return encode(publication);
}

/** Reads the form alone. @throws ChorusError `malformed` */
export function readPublication(bytes: Uint8Array): Publication {
  const publication = decode(publicationSchema, bytes, "publication", PUBLICATION_MAX_BYTES);
  if (readText(publication.text).parts.length !== publication.signOffs.length) {
    throw malformed("publication-parts", "a statement has one signature for each part", "signOffs");
  }
  return publication;
}

/** One voice: who signed, by the key that sealed, and what the receipt of their record proves. */
export type Voice = {
  readonly author: Uint8Array;
  readonly record: Uint8Array;
  readonly receipt: ReceiptFacts;
  /** Is it shown that the record was sealed before anything that names the same person was opened? */
  readonly first: boolean;
};

/** What a publication proves. */
export type PublicationFacts = {
  readonly escrow: Escrow;
  readonly text: PublicationText;
  readonly textHash: Uint8Array;
  readonly voices: readonly Voice[];
};

/**
 * Checks text, signatures and receipts. The proof of independence is read by its own module.
 *
 * @param pinned the escrow that is expected; undefined when the reader will judge the one that is named
 * @throws ChorusError `malformed` or `rejected`, naming what does not hold
 */
export async function verifyPublication(
  ports: EvidencePorts,
  publication: Publication,
  pinned?: Uint8Array,
): Promise<PublicationFacts> {
  const statement = readText(publication.text);
  const hash = textHash(publication.text);
  const voices: Voice[] = [];
  for (const [at, { receipt: bytes, signature, precedence }] of publication.signOffs.entries()) {
    const receipt = await verifyReceipt(ports, readReceipt(bytes), pinned ?? statement.charter);
    const voice = voiceOf(ports.signer, receipt, statement, hash, at, signature);
    if (precedence !== null) checkPrecedence(ports.signer, receipt.escrow, voice.record, precedence);
    voices.push({ ...voice, first: precedence !== null });
  }
  if (new Set(voices.map(({ author }) => toHex(author))).size !== voices.length) {
    throw rejected("publication-voices", "two parts of the statement are signed by one author");
  }
  return { escrow: (voices[0] as Voice).receipt.escrow, text: statement, textHash: hash, voices };
}

function voiceOf(
  signer: Signer,
  receipt: ReceiptFacts,
  statement: PublicationText,
  hash: Uint8Array,
  at: number,
  signature: Uint8Array,
): Omit<Voice, "first"> {
  const { escrow, logged } = receipt;
  if (!equalBytes(escrow.charterId, statement.charter)) {
    throw rejected("publication-charter", "the statement and a receipt are of different escrows");
  }
  if (logged.type !== "record") throw rejected("publication-receipt", "a receipt of the statement is not of a record");
  const { author, record } = logged.envelope;
  if (!isSignedOff(signer, escrow.charterId, hash, at, signature, author)) {
    throw rejected(
      "sign-off",
      `part ${at + 1} of the statement is not signed by its author, or a word was changed since`,
    );
  }
  return { author, record, receipt };
}
