/** How a colleague joins a practice (§20.3): by two files that go from hand to hand, and a fingerprint read aloud. */
import { generateHybridIdentity, identityToRecipient } from "age-encryption";
import * as v from "valibot";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { pad, unpad } from "../../core/bytes/padding.ts";
import type { FileSealer } from "../../core/ports.ts";
import { encodeMemberRequest, type Member } from "../../core/protocol/practice.ts";
import { type CounselKeys, counselKeysSchema } from "./counsel-keys.ts";

/** A colleague's own name and key. */
export type OwnMember = CounselKeys["member"];

const { member: _, ...practiceEntries } = counselKeysSchema.entries;
const welcomeSchema = v.strictObject(practiceEntries);
const WELCOME_MAX_BYTES = 64 * 1024;

export async function newMember(name: string): Promise<OwnMember> {
  return { name, identity: await generateHybridIdentity() };
}

/** What the colleague hands to a member. */
export async function memberRequest({ name, identity }: OwnMember): Promise<Uint8Array> {
  return encodeMemberRequest({ name, recipient: await identityToRecipient(identity) });
}

/** What the member hands back, once the practice's file is wrapped to the colleague: the practice's key, for them alone. */
export function welcome(sealer: FileSealer, keys: CounselKeys, to: Member): Promise<Uint8Array> {
  const { member: _, ...practice } = keys;
  return sealer.seal(pad(encode(practice)), [to.recipient]);
}

/** Takes up the practice's key. @returns undefined when the letter is for somebody else */
export async function joinPractice(
  sealer: FileSealer,
  letter: Uint8Array,
  member: OwnMember,
): Promise<CounselKeys | undefined> {
  const bytes = await sealer.open(letter, member.identity);
  return bytes && { ...decode(welcomeSchema, unpad(bytes), "welcome", WELCOME_MAX_BYTES), member };
}
