/**
 * A practice (§20): several colleagues at one counsel's desk, each with a key of their own. What they note lies in a vault
 * of the practice; its secret is wrapped to every colleague's key, in a file at a place that follows from counsel's seed.
 * Taking a colleague out makes a new vault and wraps its secret to the others alone.
 */
import * as v from "valibot";
import { utf8 } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { LABELS } from "../bytes/labels.ts";
import { fixedBytes, text, version } from "../bytes/schema.ts";
import { PRACTICE_MEMBERS_MAX, VAULT_ID_BYTES, VAULT_KEY_BYTES } from "../bytes/sizes.ts";
import { deriveKey, hash256 } from "../crypto/hash.ts";
import type { Vault } from "./vault.ts";

/** A colleague: the name that the others see, and the age recipient of the key that only they have. */
const memberSchema = v.strictObject({ name: text(120, 1), recipient: text(4096, 1) });
export type Member = v.InferOutput<typeof memberSchema>;

const practiceSchema = v.strictObject({
  v: version(1),
  vault: v.strictObject({ id: fixedBytes(VAULT_ID_BYTES), secret: fixedBytes(VAULT_KEY_BYTES) }),
  members: v.pipe(v.array(memberSchema), v.minLength(1), v.maxLength(PRACTICE_MEMBERS_MAX)),
});
export type PracticeFile = v.InferOutput<typeof practiceSchema>;

const requestSchema = v.strictObject({ v: version(1), ...memberSchema.entries });

const PRACTICE_MAX_BYTES = 512 * 1024;

/** Where the practice's file lies: a vault whose name and secret follow from counsel's seed, at one escrow. */
export function practiceHome(seed: Uint8Array, charterId: Uint8Array): Vault {
  const bytes = deriveKey(seed, charterId, utf8(LABELS.practiceHome), VAULT_ID_BYTES + VAULT_KEY_BYTES);
  return { id: bytes.slice(0, VAULT_ID_BYTES), secret: bytes.slice(VAULT_ID_BYTES) };
}

export function encodePractice(file: PracticeFile): Uint8Array {
  return encode(file);
}

export function readPractice(bytes: Uint8Array): PracticeFile {
  return decode(practiceSchema, bytes, "practice", PRACTICE_MAX_BYTES);
}

/** What somebody hands to a colleague-to-be: a name and a recipient, nothing secret. */
export function encodeMemberRequest({ name, recipient }: Member): Uint8Array {
  return encode({ v: 1, name, recipient });
}

/** @throws ChorusError `malformed` */
export function readMemberRequest(bytes: Uint8Array): Member {
  const { name, recipient } = decode(requestSchema, bytes, "request", 8192);
  return { name, recipient };
}

/** Eight groups of five digits that two people read to each other, so that nobody in between put a key of their own. */
export function memberFingerprint({ recipient }: Member): string {
  const hash = hash256(LABELS.practiceMember, utf8(recipient));
  const view = new DataView(hash.buffer, hash.byteOffset);
  const groups = Array.from({ length: 8 }, (_, i) => String(view.getUint32(4 * i) % 100_000).padStart(5, "0"));
  return groups.join(" ");
}
