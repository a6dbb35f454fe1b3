/** Somebody who waits to be let into a practice: their own key lies on the device, under their passphrase, until then. */
import * as v from "valibot";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { text, version } from "../../core/bytes/schema.ts";
import { readMemberRequest } from "../../core/protocol/practice.ts";
import { ageSealer, openWithPassphrase, sealWithPassphrase } from "../shared/age.ts";
import { type CounselKeys, sealCounselKeys } from "../shared/counsel-keys.ts";
import { joinPractice, memberRequest, newMember } from "../shared/joining.ts";
import { dropFile, keepFile, keptFile } from "./counsel-store.ts";
import { type MemberFacts, memberFacts } from "./practice-keeper.ts";

const joiningSchema = v.strictObject({ v: version(1), name: text(120, 1), identity: text(200, 1) });
const JOINING_MAX_BYTES = 4096;

export class Joining {
  /** Makes the key, or makes it anew. */
  async begin(name: string, passphrase: string): Promise<MemberFacts & { request: Uint8Array }> {
    const member = await newMember(name);
    await dropFile("joining");
    await keepFile("joining", await sealWithPassphrase(encode({ v: 1, ...member }), passphrase));
    const request = await memberRequest(member);
    const asked = readMemberRequest(request);
    return { ...memberFacts(asked, asked.recipient), request };
  }

  /** Opens the letter, and keeps the practice's key under the same passphrase. */
  async end(letter: Uint8Array, passphrase: string): Promise<CounselKeys | "wrong" | "not-for-me"> {
    const file = await keptFile("joining");
    const bytes = file && (await openWithPassphrase(file, passphrase));
    if (bytes === undefined) return "wrong";
    const { name, identity } = decode(joiningSchema, bytes, "joining", JOINING_MAX_BYTES);
    const keys = await joinPractice(ageSealer, letter, { name, identity }).catch(() => undefined);
    if (keys === undefined) return "not-for-me";
    await keepFile("key", await sealCounselKeys(keys, passphrase));
    await dropFile("joining");
    return keys;
  }
}
