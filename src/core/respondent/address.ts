/** Web addresses as people paste them: without a scheme, inside a sentence, with a slip of the finger. */

import fastUri from "fast-uri";
import { asciiDomain, publicDomain } from "./domain.ts";
import { fold, unwrapped } from "./text.ts";

/** A web address in parts, decoded. `host` is in lower-case ASCII; `segments` are the path's, none empty. */
export type WebAddress = {
  readonly scheme: string;
  readonly host: string;
  readonly segments: readonly string[];
  readonly query: ReadonlyMap<string, string>;
};

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
const CLUMSY_SCHEME = /^(https?)\s?[:;]?\s?\/{1,}(?=[^/])/i;
const LINK_IN_TEXT = /(?:https?:\/\/|www\.)\S+/giu;
const HOST_BEFORE_PATH = /^([^\s/?#@:]+\.[^\s/?#@:]+)(?::\d+)?(?:[/?#]|$)/u;

/** The one link in a pasted text, or undefined when there is none or it is not clear which. */
export function readWebAddress(text: string): WebAddress | undefined {
  const link = theLink(text);
  return link === undefined ? undefined : parseLink(link);
}

function theLink(text: string): string | undefined {
  const whole = unwrapped(text).replace(/\\/g, "/").replace(CLUMSY_SCHEME, "$1://");
  if (/\s/u.test(whole)) {
    const links = [...new Set(whole.match(LINK_IN_TEXT) ?? [])];
    return links.length === 1 ? withScheme(unwrapped(links[0] as string)) : undefined;
  }
  return SCHEME.test(whole) || looksLikeHost(whole) ? withScheme(whole) : undefined;
}

/** `j.doe` is a handle and `j.doe/` may be a slip; `doe.com` and anything with a path is an address. */
function looksLikeHost(text: string): boolean {
  const host = HOST_BEFORE_PATH.exec(text.replace(/^\/\//, ""))?.[1];
  const domain = host === undefined ? undefined : asciiDomain(host);
  return domain !== undefined && publicDomain(domain)?.endingKnown === true;
}

function withScheme(link: string): string {
  return SCHEME.test(link) ? link : `https://${link.replace(/^\/\//, "")}`;
}

function parseLink(link: string): WebAddress | undefined {
  // With unicodeSupport the host stays as it is: asciiDomain() converts it, alike on every platform.
  const parsed = fastUri.parse(link, { unicodeSupport: true });
  const host = asciiDomain(decoded(parsed.host ?? ""));
  if (host === undefined) return undefined;
  return {
    scheme: (parsed.scheme ?? "https").toLowerCase(),
    host,
    segments: segmentsOf(parsed.path ?? ""),
    query: queryOf(parsed.query ?? ""),
  };
}

/** Splits before decoding, so that an encoded slash stays within its segment. */
function segmentsOf(path: string): string[] {
  return path
    .split("/")
    .map((segment) => decoded(segment).trim())
    .filter((segment) => segment !== "");
}

function queryOf(query: string): Map<string, string> {
  const pairs = query.split("&").map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return [fold(decoded(name)), decoded(value.join("=").replaceAll("+", " "))] as const;
  });
  return new Map(pairs.filter(([name]) => name !== ""));
}

/** Percent-decoding that leaves alone what is not valid UTF-8. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text).normalize("NFKC");
  } catch {
    return text;
  }
}
