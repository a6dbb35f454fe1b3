/** Links of messengers in which a person is their telephone number. */

import type { WebAddress } from "./address.ts";
import { isWithin } from "./domain.ts";

const DIGITS = /^\+?\d{7,15}$/;

/** The number, with its country code, in a link such as `wa.me/15550100`; undefined when it is no such link. */
export function phoneInLink(address: WebAddress): string | undefined {
  const number = candidate(address)?.replace(/[\s().-]/gu, "");
  if (number === undefined || !DIGITS.test(number)) return undefined;
  return number.startsWith("+") ? number : `+${number}`;
}

function candidate({ host, segments, query, fragment }: WebAddress): string | undefined {
  const first = segments[0] ?? "";
  if (isWithin(host, "wa.me")) return first;
  if (isWithin(host, "whatsapp.com") && first === "send") return query.get("phone");
  if (isWithin(host, "signal.me")) return fragment.replace(/^p\//u, "");
  // t.me/+… is a number when it is all digits, and an invitation to a group otherwise.
  if (isWithin(host, "t.me") && first.startsWith("+")) return first;
  return undefined;
}
