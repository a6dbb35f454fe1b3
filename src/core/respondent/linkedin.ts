/** LinkedIn: the part after `/in/`, whatever language or country stands around it. */

import type { WebAddress } from "./address.ts";
import type { Reading } from "./identifier.ts";
import { identified, unusable } from "./identifier.ts";
import type { Service } from "./service.ts";
import { foldedHandle, pathOf } from "./service.ts";
import { words } from "./text.ts";

const PUBLIC_NAME = /^[\p{L}\p{M}\p{N}\p{So}_-]{3,100}$/u;
/** A member id as the apps hand it out: case counts, and no public name can be told from it. */
const MEMBER_ID = /^ACo[A-Za-z0-9_-]{20,60}$/;

const BEFORE_IN = words("comm mwlite m mobile");
const NOT_PEOPLE = words("company school showcase groups jobs job events learning products services newsletters");
const POSTS = words("posts feed pulse video detail embed");

function readHandle(written: string): Reading {
  const name = written.replace(/^\/?in\/|\/$/giu, "");
  if (MEMBER_ID.test(name)) return identified("linkedin", name, ["id-not-handle"]);
  const folded = foldedHandle(name);
  return PUBLIC_NAME.test(folded) ? identified("linkedin", folded) : unusable("not-a-handle");
}

function readPage(address: WebAddress): Reading {
  const skip = BEFORE_IN.has(pathOf(address)[0]) ? 1 : 0;
  const segments = address.segments.slice(skip);
  const [first] = pathOf({ ...address, segments });
  if (first === "in") return readHandle(segments[1] ?? "");
  if (address.host === "lnkd.in") return unusable("short-link");
  if (POSTS.has(first)) return unusable("a-post-not-a-person");
  if (NOT_PEOPLE.has(first)) return unusable("not-a-person");
  // /pub/… is of before 2014; /sales/ and /talent/ hold ids that differ from seat to seat.
  return unusable(["pub", "sales", "talent", "recruiter"].includes(first) ? "unstable-link" : "not-a-profile");
}

export const linkedin: Service = {
  type: "linkedin",
  domains: ["linkedin.com", "lnkd.in"],
  nicknames: ["linkedin"],
  readHandle,
  readPage,
};
