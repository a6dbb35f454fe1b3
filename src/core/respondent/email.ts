/**
 * E-mail addresses. Two spellings are one mailbox when nearly every mail system delivers them to the same person:
 * case never matters, what follows a plus is a sub-address (RFC 5233), and gmail ignores dots.
 */

import { asciiDomain, publicDomain } from "./domain.ts";
import type { NoteCode, Reading } from "./identifier.ts";
import { identified, unusable, weaklyIdentified } from "./identifier.ts";
import { isStandIn } from "./stand-ins.ts";
import { fold, unwrapped, words } from "./text.ts";

/** Domains of one provider that hand the same local part to the same person; the first stands for all. */
const SAME_PROVIDER: readonly (readonly string[])[] = [
  ["gmail.com", "googlemail.com"],
  ["icloud.com", "me.com", "mac.com"],
  ["proton.me", "protonmail.com", "pm.me"],
  ["yandex.ru", "yandex.com", "yandex.by", "yandex.kz", "yandex.ua", "ya.ru"],
];
const DOTS_IGNORED = "gmail.com";

/** Local parts that several people read, so that a match alone does not say which of them is meant (RFC 2142). */
const SHARED_LOCAL_PARTS = words(
  `admin administration admissions booking bookings careers contact contacto enquiries feedback frontdesk hello help hola
  hr info jobs mail marketing noreply office postmaster press reception sales secretary secretariat service staff support
  team webmaster`,
);

// RFC 5322 atext and dots but for the slash, which rather tells a link, plus the letters of any script (RFC 6531).
const LOCAL_PART = /^[\p{L}\p{M}\p{N}.!#$%&'*+=?^_`{|}~-]{1,64}$/u;

/** Reads `Jane Doe <J.Doe+x@Example.com>`, `mailto:` links and `j.doe [at] example [dot] com` alike. */
export function readEmail(text: string): Reading {
  const addresses = addressesIn(text);
  if (addresses.length > 1) return unusable("several-addresses");
  const [local, domain] = splitAtLast(addresses[0] ?? "", "@");
  const host = asciiDomain(domain);
  if (host === undefined || !LOCAL_PART.test(local)) return unusable("not-an-email");
  return mailbox(local, host);
}

/** Whether a text holds something that is meant as an e-mail address. */
export function looksLikeEmail(text: string): boolean {
  const reading = readEmail(text);
  const isEmail = reading.kind === "identifiers" || reading.reason === "stand-in";
  return isEmail && !text.trimStart().startsWith("@");
}

function addressesIn(text: string): string[] {
  const plain = text
    .replace(/\s*[[({<]\s*at\s*[\])}>]\s*/giu, "@")
    .replace(/\s*[[({<]\s*dot\s*[\])}>]\s*/giu, ".")
    .replace(/^(?:mailto|e-?mail)\s*:\s*/iu, "")
    .replace(/\?(?:subject|body|cc|bcc)=.*$/isu, "")
    .replace(/\s*@\s*/u, "@");
  const found = plain
    .split(/[\s,;<>]+/u)
    .map((word) =>
      fold(
        unwrapped(word)
          .replace(/^mailto:/iu, "")
          .replace(/\.+$/u, ""),
      ),
    )
    .filter((word) => word.includes("@"));
  return [...new Set(found)];
}

function splitAtLast(text: string, mark: string): [string, string] {
  const at = text.lastIndexOf(mark);
  return at < 0 ? ["", ""] : [text.slice(0, at), text.slice(at + 1)];
}

function mailbox(written: string, host: string): Reading {
  const notes: NoteCode[] = [];
  const provider = SAME_PROVIDER.find((domains) => domains.includes(host))?.[0] ?? host;
  if (provider !== host) notes.push("same-mailbox");
  let local = written.split("+")[0] ?? "";
  if (local !== written) notes.push("tag-dropped");
  if (provider === DOTS_IGNORED && local.includes(".")) {
    local = local.replaceAll(".", "");
    notes.push("dots-dropped");
  }
  if (local === "") return unusable("not-an-email");
  if (isStandIn(local)) return unusable("stand-in");
  const known = publicDomain(provider);
  if (known === undefined) return unusable("not-an-email");
  if (!known.endingKnown) notes.push("ending-unknown");
  const shared = SHARED_LOCAL_PARTS.has(local);
  return shared
    ? weaklyIdentified("email", `${local}@${provider}`, [...notes, "shared-mailbox"])
    : identified("email", `${local}@${provider}`, notes);
}
