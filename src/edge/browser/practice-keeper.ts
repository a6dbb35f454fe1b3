/** The practice as its page sees it: who is in it, letting somebody in, taking somebody out. */
import { identityToRecipient } from "age-encryption";
import { type Member, memberFingerprint, readMemberRequest } from "../../core/protocol/practice.ts";
import { ageSealer } from "../shared/age.ts";
import type { CounselKeys } from "../shared/counsel-keys.ts";
import { welcome } from "../shared/joining.ts";
import type { Practice } from "../shared/practice.ts";

/** A colleague: `own` is whoever sits at this desk. */
export type MemberFacts = {
  readonly name: string;
  readonly recipient: string;
  readonly fingerprint: string;
  readonly own: boolean;
};

export class PracticeKeeper {
  readonly #practice: Practice;
  readonly #keys: CounselKeys;

  constructor(practice: Practice, keys: CounselKeys) {
    this.#practice = practice;
    this.#keys = keys;
  }

  async members(): Promise<MemberFacts[]> {
    await this.#practice.pull();
    const own = await identityToRecipient(this.#keys.member.identity);
    return this.#practice.members.map((member) => memberFacts(member, own));
  }

  /** @throws ChorusError `malformed` when it is no request */
  async add(request: Uint8Array): Promise<{ name: string; bytes: Uint8Array }> {
    const member = readMemberRequest(request);
    await this.#practice.add(member);
    return { name: "welcome.age", bytes: await welcome(ageSealer, this.#keys, member) };
  }

  remove(recipient: string): Promise<void> {
    return this.#practice.remove(recipient);
  }
}

export function memberFacts(member: Member, own: string): MemberFacts {
  return { ...member, fingerprint: memberFingerprint(member), own: member.recipient === own };
}
