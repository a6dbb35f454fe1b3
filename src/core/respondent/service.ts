/** What all services with profiles have in common: a handle, and pages whose address holds one. */

import type { WebAddress } from "./address.ts";
import type { IdentifierType, InputType, Reading } from "./identifier.ts";
import { unwrapped } from "./text.ts";

/** One service, one file. Both readings take plain text (text.ts). */
export type Service = {
  readonly type: InputType & IdentifierType;
  /** The domains that are the service's own, with all below them. */
  readonly domains: readonly string[];
  /** What people write before a handle: `insta: j.doe`. In lower case. */
  readonly nicknames: readonly string[];
  /** Reads what stands for a person by itself: a handle, an id. */
  readonly readHandle: (handle: string) => Reading;
  /** Reads the address of a page of the service. */
  readonly readPage: (address: WebAddress) => Reading;
};

const HANDLE_IN_TEXT = /(?<![\p{L}\p{N}._])@[\p{L}\p{N}._-]+/gu;

/** The handle in `@j.doe`, `insta: j.doe`, `Jane Doe (@j.doe)`; the text as it is when there is none to be seen. */
export function handleIn(text: string, nicknames: readonly string[]): string {
  const bare = unwrapped(text);
  if (/\s/u.test(bare)) {
    const found = [...new Set(bare.match(HANDLE_IN_TEXT) ?? [])];
    if (found.length === 1) return withoutMark(found[0] as string);
  }
  const label = new RegExp(`^(?:${nicknames.join("|")})(?:\\s*[:：=-]\\s*|\\s+)`, "iu");
  return withoutMark(unwrapped(bare.replace(label, "")));
}

function withoutMark(handle: string): string {
  return handle.replace(/^@+/u, "").trim();
}
