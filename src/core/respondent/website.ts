/**
 * A person's own web site, or the one page about them on a site of others. Always confirm-first: two authors may both
 * paste the address of the same employer. The host is kept whole but for the likes of `www`, because below
 * `uni.example` every person may have a name of their own.
 */

import type { WebAddress } from "./address.ts";
import { isWithin, publicDomain } from "./domain.ts";
import type { NoteCode, Reading } from "./identifier.ts";
import { unusable, weaklyIdentified } from "./identifier.ts";
import { GATHERING_SITES, SEARCH_SITES, SHORT_LINK_HOSTS } from "./sites.ts";
import { fold, words } from "./text.ts";

const LABELS_WITHOUT_MEANING = words("www www1 www2 web m mobile amp home blog en es fr de it pt");
const PAGES_OF_ANY_SITE = words(
  `home index about about-me about-us aboutme bio me contact contact-us cv resume blog news portfolio work welcome
  en es fr de accueil a-propos contacto sobre-mi inicio`,
);
const INDEX_FILE = /^(?:index|default|home)\.(?:html?|php|aspx?)$/;
/** What says where a link came from, and nothing of where it leads. */
const TRACKING =
  /^(?:utm_.*|fbclid|gclid|dclid|msclkid|igshid?|mibextid|mc_[ce]id|_ga|_gl|ref|ref_src|referrer|source|share|hl|lang|locale)$/;

/** Reads any address that no service claims. */
export function readWebsite(address: WebAddress): Reading {
  const host = plainHost(address.host);
  const known = publicDomain(host);
  if (known === undefined) return unusable("shared-site");
  if ([...SHORT_LINK_HOSTS].some((domain) => isWithin(host, domain))) return unusable("short-link");
  if (SEARCH_SITES.has(host)) return unusable("shared-site");
  const page = pageOf(address);
  if (page === "" && GATHERING_SITES.has(host)) return unusable("shared-site");
  const notes: NoteCode[] = page === "" ? [] : ["page-of-site"];
  return weaklyIdentified("website", host + page, known.endingKnown ? notes : [...notes, "ending-unknown"]);
}

function plainHost(host: string): string {
  const [first = "", ...rest] = host.split(".");
  const parent = rest.join(".");
  const droppable = LABELS_WITHOUT_MEANING.has(first) && publicDomain(parent) !== undefined;
  return droppable ? plainHost(parent) : host;
}

/** `/staff/jane?id=7`, encoded anew so that it reads the same again; "" for the site as a whole. */
function pageOf({ segments, query }: WebAddress): string {
  const path = segments.map(fold);
  while (INDEX_FILE.test(path.at(-1) ?? "")) path.pop();
  const questions = [...query].filter(([name]) => !TRACKING.test(name)).sort();
  if (questions.length === 0 && path.every((segment) => PAGES_OF_ANY_SITE.has(segment))) return "";
  const asked = questions.map(([name, value]) => `${encoded(name)}=${encoded(fold(value))}`);
  const page = path.map((segment) => `/${encoded(segment)}`).join("");
  return asked.length === 0 ? page : `${page || "/"}?${asked.join("&")}`;
}

/** Brackets and quotes too: at the end of a link they would be taken for the sentence's. */
function encoded(text: string): string {
  const marks = /[!'()*]/g;
  const quoted = encodeURIComponent(text).replace(marks, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return quoted.replaceAll("%40", "@");
}
