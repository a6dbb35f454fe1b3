/** Domain names in the one form that compares: lower case, ASCII labels (IDNA), no trailing dot. */

import punycode from "punycode/punycode.js";
import { parse } from "tldts";
import { fold } from "./text.ts";

const DOMAIN_MAX_LENGTH = 253;
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
const FULL_STOPS = /[.。．｡]/u;

/** The ASCII form of a domain of at least two labels; undefined when it cannot be one, or is an IP address. */
export function asciiDomain(text: string): string | undefined {
  const labels = fold(text).split(FULL_STOPS);
  if (labels.at(-1) === "") labels.pop();
  const domain = toAscii(labels.join("."));
  if (domain === undefined || domain.length > DOMAIN_MAX_LENGTH || labels.length < 2) return undefined;
  if (!domain.split(".").every((label) => LABEL.test(label))) return undefined;
  return parse(domain).isIp ? undefined : domain;
}

function toAscii(domain: string): string | undefined {
  try {
    return punycode.toASCII(domain).toLowerCase();
  } catch {
    return undefined; // a label that overflows punycode
  }
}

/** The part of a domain that somebody registered, by the public suffix list; undefined for a bare suffix. */
export function publicDomain(
  domain: string,
): { readonly registrable: string; readonly endingKnown: boolean } | undefined {
  const parsed = parse(domain, { allowPrivateDomains: true });
  if (parsed.domain === null) return undefined;
  return { registrable: parsed.domain, endingKnown: parsed.isIcann === true || parsed.isPrivate === true };
}

/** Whether a host is the domain itself or lies below it. */
export function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}
