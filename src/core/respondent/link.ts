/** Links of every kind, and handles that may come as links: recognises whose page an address is. */

import type { WebAddress } from "./address.ts";
import { readWebAddress } from "./address.ts";
import { bluesky } from "./bluesky.ts";
import { imdb, wikidata } from "./catalogues.ts";
import { isWithin, publicDomain } from "./domain.ts";
import { readEmail } from "./email.ts";
import { facebook } from "./facebook.ts";
import type { InputType, Reading, ReadingOptions } from "./identifier.ts";
import { noted, unusable } from "./identifier.ts";
import { instagram } from "./instagram.ts";
import { linkedin } from "./linkedin.ts";
import { looksFederated, mastodon } from "./mastodon.ts";
import { readPhone } from "./phone.ts";
import { phoneInLink } from "./phone-link.ts";
import { addressWithin } from "./redirect.ts";
import type { Service } from "./service.ts";
import { handleIn } from "./service.ts";
import { snapchat } from "./snapchat.ts";
import { isStandIn } from "./stand-ins.ts";
import { fold } from "./text.ts";
import { tiktok } from "./tiktok.ts";
import { readWebsite } from "./website.ts";
import { x } from "./x.ts";
import { youtube } from "./youtube.ts";

const SERVICES: readonly Service[] = [
  instagram,
  facebook,
  x,
  linkedin,
  tiktok,
  snapchat,
  youtube,
  bluesky,
  mastodon,
  imdb,
  wikidata,
];
const OWN_DOMAINS = new Set(SERVICES.flatMap(({ domains }) => domains));
const MAX_LAYERS = 3;

/** The service of an input's type, if it is one; Threads' handles are Instagram's. */
export function serviceFor(type: InputType): Service | undefined {
  return type === "threads" ? instagram : SERVICES.find((service) => service.type === type);
}

/** Reads a pasted link of any kind: a web address, or one that begins with mailto, tel, at or acct. */
export function readLink(text: string, options: ReadingOptions): Reading {
  const address = readWebAddress(text);
  if (address !== undefined) return isClearlyLink(address) ? readAddress(address) : unusable("not-a-link");
  if (/^mailto:/iu.test(text)) return readEmail(text);
  if (/^(?:tel|sms|callto):/iu.test(text)) return readPhone(text.replace(/^\w+:(?:\/\/)?/u, "tel:"), options);
  if (/^(?:at:\/\/|did:)/iu.test(text)) return unlessStandIn(bluesky.readHandle(text));
  return /^acct:/iu.test(text) ? mastodon.readHandle(text) : unusable("not-a-link");
}

function readHandle(service: Service, text: string): Reading {
  const handle = handleIn(text, service.nicknames);
  if (isStandIn(handle)) return unusable("stand-in");
  return OWN_DOMAINS.has(fold(handle)) ? unusable("not-a-profile") : unlessStandIn(service.readHandle(handle));
}

/** Reads what was written as a web site; here a bare domain will do, whatever its ending. */
export function readSite(text: string): Reading {
  const address = readWebAddress(text);
  if (address === undefined) return unusable("not-a-link");
  const reading = readAddress(address);
  return typeOfAddress(address) === "website" ? reading : noted(reading, "another-service");
}

/** Reads what was written as a telephone number, be it as a link of a messenger. */
export function readPhoneOrLink(text: string, options: ReadingOptions): Reading {
  const address = readWebAddress(text);
  if (address === undefined || !address.explicit) return readPhone(text, options);
  return typeOfAddress(address) === "phone" ? readAddress(address) : unusable("not-a-phone-number");
}

/** Reads what was written for one service: its handle, or a link. A link of another service is read as its own. */
export function readProfile(service: Service, text: string): Reading {
  const address = readWebAddress(text);
  if (address === undefined || !address.explicit) return readHandle(service, text);
  const reading = readAddress(address);
  return typeOfAddress(address) === service.type ? reading : noted(reading, "another-service");
}

/** Whether an address is meant as one, rather than being a handle with a full stop in it. */
export function isClearlyLink(address: WebAddress): boolean {
  const { explicit, host } = address;
  const known = ownerOf(address) !== undefined || publicDomain(host)?.endingKnown === true;
  return explicit || known || host.startsWith("www.");
}

/** Which kind of input an address is; the innermost one counts. */
export function typeOfAddress(address: WebAddress): InputType {
  const target = destination(address);
  if (phoneInLink(target) !== undefined) return "phone";
  return serviceOf(target)?.type ?? "website";
}

function readAddress(address: WebAddress): Reading {
  const target = destination(address);
  const number = phoneInLink(target);
  const service = serviceOf(target);
  const reading =
    number === undefined ? unlessStandIn(service?.readPage(target) ?? readWebsite(target)) : readPhone(number, {});
  return target === address ? reading : noted(reading, "link-unwrapped");
}

/** Nobody's handle is "unknown", nor the service's own address: two who wrote that have nobody in common. */
function unlessStandIn(reading: Reading): Reading {
  if (reading.kind === "unusable") return reading;
  const values = reading.identifiers.map(({ type, text }) => text.slice(type.length + 1).replace(/^@/u, ""));
  if (values.some((value) => OWN_DOMAINS.has(value))) return unusable("not-a-profile");
  return values.some(isStandIn) ? unusable("stand-in") : reading;
}

function destination(address: WebAddress, layers = MAX_LAYERS): WebAddress {
  const inner = layers === 0 ? undefined : addressWithin(address);
  return inner === undefined ? address : destination(inner, layers - 1);
}

function serviceOf(address: WebAddress): Service | undefined {
  return ownerOf(address) ?? (looksFederated(address) ? mastodon : undefined);
}

function ownerOf({ host }: WebAddress): Service | undefined {
  return SERVICES.find(({ domains }) => domains.some((domain) => isWithin(host, domain)));
}
