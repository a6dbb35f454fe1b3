/** What the notebook's ring keeps for letters and circles: every value under a key of its own. */
import * as v from "valibot";
import { fromHex, toHex } from "../../../core/bytes/bytes.ts";
import { decode, encode } from "../../../core/bytes/cbor.ts";
import { boundedBytes, fixedBytes, text, version, whole } from "../../../core/bytes/schema.ts";
import { BOX_ID_BYTES, COUNSEL_ID_BYTES, ENTRY_MAX_BYTES, RECORD_ID_BYTES } from "../../../core/bytes/sizes.ts";
import { encodeYes, readYes, type Yes } from "../../shared/circle/yes.ts";
import type { Documents } from "../vault/documents.ts";

const TALK = "talk/";
const OWN = "own/";
const YES = "yes/";

const talkSchema = v.strictObject({
  v: version(1),
  box: fixedBytes(BOX_ID_BYTES),
  identity: text(4096, 1),
  seed: fixedBytes(32),
  /** The record's envelope, which a yes to a circle carries. */
  envelope: boundedBytes(1, ENTRY_MAX_BYTES),
});
/** How counsel's letters for one record are read and answered. */
export type TalkEntry = v.InferOutput<typeof talkSchema>;

const ownSchema = v.strictObject({
  v: version(1),
  record: fixedBytes(RECORD_ID_BYTES),
  counsel: fixedBytes(COUNSEL_ID_BYTES),
  at: whole(0, Number.MAX_SAFE_INTEGER),
  text: text(200_000),
  /** What went with it. The files themselves are not kept a second time. */
  files: v.optional(v.array(v.strictObject({ name: text(255, 1), bytes: whole(0, Number.MAX_SAFE_INTEGER) })), []),
});
/** A letter that the author wrote. */
export type OwnLetter = v.InferOutput<typeof ownSchema>;

const MAX_BYTES = 2 * 1024 * 1024;

/** Letters and circles in the ring of an open vault. */
export function letterKeys(documents: () => Documents) {
  const ring = () => documents().ring.getMap<Uint8Array>("ring");
  const under = (prefix: string) => [...ring().entries()].filter(([key]) => key.startsWith(prefix));
  return {
    talks(): ReadonlyMap<string, TalkEntry> {
      const read = ([key, bytes]: [string, Uint8Array]) =>
        [key.slice(TALK.length), decode(talkSchema, bytes, "letter box", MAX_BYTES)] as const;
      return new Map(under(TALK).map(read));
    },
    putTalk(record: Uint8Array, entry: TalkEntry): void {
      ring().set(TALK + toHex(record), encode(entry));
    },
    own(): OwnLetter[] {
      return under(OWN).map(([, bytes]) => decode(ownSchema, bytes, "letter", MAX_BYTES));
    },
    putOwn(letter: OwnLetter, name: Uint8Array): void {
      ring().set(OWN + toHex(name), encode(letter));
    },
    /** The yes that was said to a circle, and the record by which. */
    yes(circle: string): { readonly record: string; readonly yes: Yes } | undefined {
      const prefix = `${YES}${circle}/`;
      const [found] = under(prefix);
      return found && { record: found[0].slice(prefix.length), yes: readYes(found[1]) };
    },
    putYes(record: string, yes: Yes): void {
      ring().set(`${YES}${toHex(yes.circle)}/${toHex(fromHex(record))}`, encodeYes(yes));
    },
  };
}

export type LetterKeys = ReturnType<typeof letterKeys>;
