/** Web addresses as people paste them: without a scheme, inside a sentence, with a slip of the finger. */

import fastUri from "fast-uri";
import { asciiDomain } from "./domain.ts";
import { fold, plainText, unwrapped } from "./text.ts";

/** A web address in parts, decoded. `host` is in lower-case ASCII; `segments` are the path's, none empty. */
export type WebAddress = {
  readonly host: string;
  readonly segments: readonly string[];
  /** Names in lower case, values as they are. Of a name that comes twice, the last counts. */
  readonly query: ReadonlyMap<string, string>;
  readonly fragment: string;
  /** Written as a link, so that it can be nothing else: with its scheme, or with a path. */
  readonly explicit: boolean;
};

const SCHEME = /^https?:\/\//iu;
const CLUMSY_SCHEME = /^(https?)\s?[:;]?\s?\/+(?=[^/])/iu;
const LINK_IN_TEXT = /(?:https?:\/\/|www\.)\S+/giu;
const HOST_THEN_PATH = /^[^\s/?#@:]+\.[^\s/?#@:]+(?::\d+)?(?:[/?#]|$)/u;

/** The one link in a pasted text; undefined when there is none, or it is not clear which. */
export function readWebAddress(text: string): WebAddress | undefined {
  const link = theLink(text);
  return link === undefined ? undefined : parseLink(link);
}

function theLink(text: string): string | undefined {
  const whole = unwrapped(text).replaceAll("\\", "/").replace(CLUMSY_SCHEME, "$1://").replace(/^\/\//u, "");
  if (/\s/u.test(whole)) {
    const links = new Set(whole.match(LINK_IN_TEXT));
    return links.size === 1 ? unwrapped([...links].join("")) : undefined;
  }
  return SCHEME.test(whole) || HOST_THEN_PATH.test(whole) ? whole : undefined;
}

function parseLink(link: string): WebAddress | undefined {
  const withScheme = SCHEME.test(link) ? link : `https://${link}`;
  // With unicodeSupport the host stays as it is: asciiDomain() converts it, alike on every platform.
  const parsed = fastUri.parse(withScheme, { unicodeSupport: true });
  const host = asciiDomain(decoded(parsed.host ?? ""));
  if (host === undefined) return undefined;
  const segments = segmentsOf(parsed.path ?? "");
  return {
    host,
    segments,
    query: queryOf(parsed.query ?? ""),
    fragment: decoded(parsed.fragment ?? ""),
    explicit: link === withScheme || segments.length > 0,
  };
}

/** Splits before decoding, so that an encoded slash stays within its segment. */
function segmentsOf(path: string): string[] {
  return path
    .split("/")
    .map(decoded)
    .filter((segment) => segment !== "");
}

function queryOf(query: string): Map<string, string> {
  const pairs = query.split("&").map((pair) => {
    const [name = "", ...value] = pair.replaceAll("+", " ").split("=");
    return [fold(decoded(name)), decoded(value.join("="))] as const;
  });
  return new Map(pairs.filter(([name]) => name !== ""));
}

/** Percent-decoding that leaves alone what is not valid UTF-8. */
function decoded(text: string): string {
  try {
    return plainText(decodeURIComponent(text));
  } catch {
    return plainText(text);
  }
}
