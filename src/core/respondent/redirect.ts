/** Addresses that only lead to another one, which stands within them: login walls, link guards, archives. */

import type { WebAddress } from "./address.ts";
import { readWebAddress } from "./address.ts";
import { isWithin } from "./domain.ts";
import { pathOf } from "./service.ts";

type Wrapper = { readonly domain: string; readonly path: RegExp; readonly names: readonly string[] };

const WRAPPERS: readonly Wrapper[] = [
  { domain: "facebook.com", path: /^(?:l\.php|login|login\.php|checkpoint|flx)$/, names: ["u", "next"] },
  { domain: "instagram.com", path: /^(?:accounts|challenge|)$/, names: ["next", "u"] },
  { domain: "threads.net", path: /^(?:login|)$/, names: ["next", "u"] },
  { domain: "threads.com", path: /^(?:login|)$/, names: ["next", "u"] },
  {
    domain: "linkedin.com",
    path: /^(?:authwall|redir|login|uas|checkpoint|signup|safety)$/,
    names: ["sessionredirect", "session_redirect", "url"],
  },
  { domain: "x.com", path: /^(?:i|login)$/, names: ["redirect_after_login"] },
  { domain: "twitter.com", path: /^(?:i|login)$/, names: ["redirect_after_login"] },
  { domain: "tiktok.com", path: /^(?:link|login)$/, names: ["target", "redirect_url"] },
  { domain: "youtube.com", path: /^(?:redirect|signin)$/, names: ["q", "next"] },
  { domain: "google.com", path: /^url$/, names: ["q", "url"] },
  { domain: "safelinks.protection.outlook.com", path: /^/, names: ["url"] },
  { domain: "slack-redir.net", path: /^link$/, names: ["url"] },
];

/** The address within an address, one layer down; undefined when there is none. */
export function addressWithin(outer: WebAddress): WebAddress | undefined {
  if (isWithin(outer.host, "web.archive.org") && outer.segments[0] === "web") return archived(outer);
  const first = pathOf(outer)[0];
  const wrapper = WRAPPERS.find(({ domain, path }) => isWithin(outer.host, domain) && path.test(first));
  const target = wrapper?.names.map((name) => outer.query.get(name)).find((value) => value !== undefined);
  if (target === undefined) return undefined;
  return readWebAddress(target.startsWith("/") ? `https://${outer.host}${target}` : target);
}

/** `/web/<time>/https://…`: the query belongs to the archived page. */
function archived({ segments, query }: WebAddress): WebAddress | undefined {
  const inner = readWebAddress(segments.slice(2).join("/"));
  return inner === undefined ? undefined : { ...inner, query };
}
