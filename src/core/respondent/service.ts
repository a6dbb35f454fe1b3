/** What all services with profiles have in common: a handle, and pages whose address holds one. */

import type { WebAddress } from "./address.ts";
import type { IdentifierType, InputType, Reading } from "./identifier.ts";
import { fold, unwrapped } from "./text.ts";

/** One service, one file. Both readings take plain text (text.ts) and never throw. */
export type Service = {
  readonly type: InputType & IdentifierType;
  /** The domains that are the service's own, with all below them. */
  readonly domains: readonly string[];
  /** What people write before a handle: `insta: j.doe`. In lower case, the first being the type. */
  readonly nicknames: readonly string[];
  /** Reads what stands for a person by itself: a handle, an id. Comes without the leading @. */
  readonly readHandle: (handle: string) => Reading;
  /** Reads the address of a page of the service. */
  readonly readPage: (address: WebAddress) => Reading;
};

const HANDLE_IN_TEXT = /(?<![\p{L}\p{N}._])@[\p{L}\p{N}._-]+(?:@[\p{L}\p{N}._-]+)?/gu;
const ENDING_OF_SENTENCE = /[.,:;!?]+$/u;

/** The handle in `@j.doe`, `insta: j.doe`, `Jane Doe (@j.doe)`; the text as it is when there is none to be seen. */
export function handleIn(text: string, nicknames: readonly string[]): string {
  const label = new RegExp(`^(?:${nicknames.join("|")})(?:\\s*:\\s*|\\s+)(?!$)`, "iu");
  const bare = unwrapped(unwrapped(text).replace(label, ""));
  const found = new Set(/\s/u.test(bare) ? bare.match(HANDLE_IN_TEXT) : []);
  const handle = found.size === 1 ? [...found].join("") : bare;
  return handle.replace(/^@\s?/u, "");
}

/** A handle in lower case, without the punctuation of the sentence it stood in: no service lets one end so. */
export function foldedHandle(written: string): string {
  return fold(written).replace(ENDING_OF_SENTENCE, "");
}

/** The first segments of a path in lower case; "" where there is none. */
export function pathOf({ segments }: WebAddress): readonly [string, string, string] {
  const [first = "", second = "", third = ""] = segments.map(fold);
  return [first, second, third];
}
