/**
 * Instagram, and Threads with it: a Threads account carries the handle of its Instagram account, so both are read as
 * `instagram:` and match one another.
 */

import type { WebAddress } from "./address.ts";
import { isWithin } from "./domain.ts";
import type { Reading } from "./identifier.ts";
import { identified, noted, unusable } from "./identifier.ts";
import type { Service } from "./service.ts";
import { foldedHandle, pathOf } from "./service.ts";
import { words } from "./text.ts";

// A full stop never begins or ends a handle, and never stands twice. Case does not count.
const HANDLE = /^(?!.*\.\.)(?!\.)[a-z0-9._]{1,30}(?<!\.)$/;

const POSTS = words("p reel reels tv stories s post media highlights guide live");
const SHORT_LINKS = words("share t");
const NOT_PROFILES = words(
  `about accounts activity ads api ar blog challenge create data developer developers direct directory download emails
  explore following for_you graphql hashtag help intent invites legal liked locations login nametag oauth press privacy
  saved search session settings tags terms topics web your_activity`,
);
const THREADS_DOMAINS = ["threads.net", "threads.com"];

function readHandle(written: string): Reading {
  const handle = foldedHandle(written);
  return HANDLE.test(handle) ? identified("instagram", handle) : unusable("not-a-handle");
}

/** `/j.doe`, `/j.doe/tagged/`, `/_u/j.doe` and, on Threads, `/@j.doe`. A post says who wrote it, not who is in it. */
function readPage(address: WebAddress): Reading {
  const prefixed = ["_u", "_n", "m"].includes(pathOf(address)[0]);
  const segments = prefixed ? address.segments.slice(1) : address.segments;
  const [first, second, third] = pathOf({ ...address, segments });
  if (SHORT_LINKS.has(first)) return unusable("short-link");
  if (POSTS.has(first) || (POSTS.has(second) && third !== "")) return unusable("a-post-not-a-person");
  if (first === "" || NOT_PROFILES.has(first)) return unusable("not-a-profile");
  const reading = readHandle(first.replace(/^@/u, ""));
  const onThreads = THREADS_DOMAINS.some((domain) => isWithin(address.host, domain));
  return onThreads ? noted(reading, "threads-is-instagram") : reading;
}

export const instagram: Service = {
  type: "instagram",
  domains: ["instagram.com", "instagr.am", "ig.me", ...THREADS_DOMAINS],
  nicknames: ["instagram", "insta", "ig", "threads"],
  readHandle,
  readPage,
};
