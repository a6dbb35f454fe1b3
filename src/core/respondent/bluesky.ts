/**
 * Bluesky: a handle is a domain name, beside which every account has a `did`. Which did a handle has at present only
 * a look-up tells, so each is an identifier of its own.
 */

import type { WebAddress } from "./address.ts";
import { asciiDomain, isWithin, publicDomain } from "./domain.ts";
import type { Reading } from "./identifier.ts";
import { identified, unusable } from "./identifier.ts";
import type { Service } from "./service.ts";
import { foldedHandle, pathOf } from "./service.ts";

const HOME = "bsky.social";
const FIRST_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const DID = /^did:(?:plc:[a-z2-7]{24}|web:[a-z0-9.-]{3,253})$/;

function readHandle(written: string): Reading {
  const handle = foldedHandle(written).replace(/^at:\/\/([^/]*).*$/u, "$1");
  if (DID.test(handle)) return identified("bluesky", handle, ["id-not-handle"]);
  if (FIRST_LABEL.test(handle)) return identified("bluesky", `${handle}.${HOME}`, ["handle-completed"]);
  const domain = asciiDomain(handle);
  const known = domain === undefined ? undefined : publicDomain(domain);
  if (domain === undefined || known === undefined || domain.includes("_")) return unusable("not-a-handle");
  return identified("bluesky", domain, known.endingKnown ? [] : ["ending-unknown"]);
}

/** `bsky.app/profile/<handle or did>`, or the handle itself opened as a web page. */
function readPage(address: WebAddress): Reading {
  const [first, second, third] = pathOf(address);
  if (isWithin(address.host, HOME) && address.host !== HOME) return readHandle(address.host);
  if (address.host === "go.bsky.app") return unusable("short-link");
  if (first !== "profile") return unusable("not-a-profile");
  if (third === "post") return unusable("a-post-not-a-person");
  return third === "feed" || third === "lists" ? unusable("not-a-person") : readHandle(second.replace(/^@/u, ""));
}

export const bluesky: Service = {
  type: "bluesky",
  domains: ["bsky.app", HOME],
  nicknames: ["bluesky", "bsky"],
  readHandle,
  readPage,
};
