/**
 * Instagram, and Threads with it: a Threads account carries the handle of its Instagram account, so both are read as
 * `instagram:` and match one another.
 */

import type { WebAddress } from "./address.ts";
import { isWithin } from "./domain.ts";
import type { Reading } from "./identifier.ts";
import { identified, noted, unusable } from "./identifier.ts";
import type { Service } from "./service.ts";
import { fold } from "./text.ts";

// A full stop never begins or ends a handle, and never stands twice; case does not count.
const HANDLE = /^(?!.*\.\.)(?!\.)[a-z0-9._]{1,30}(?<!\.)$/;

const POSTS = new Set("p reel reels tv stories s post media highlights guide".split(" "));
const SHORT_LINKS = new Set("share t".split(" "));
const NOT_PROFILES = new Set(
  (
    "about accounts ads api challenge create data developer developers direct directory download emails explore graphql " +
    "help legal locations login nametag oauth press privacy search session settings tags terms topics topic web your_activity " +
    "hashtag activity ar saved_posts for_you following liked intent"
  ).split(" "),
);

function readHandle(written: string): Reading {
  const handle = fold(written).replace(/\.+$/u, "");
  return HANDLE.test(handle) ? identified("instagram", handle) : unusable("not-a-handle");
}

/** `/j.doe`, `/j.doe/tagged/`, `/_u/j.doe` and, on Threads, `/@j.doe`. A post says who wrote it, not who is in it. */
function readPage({ host, segments, query, scheme }: WebAddress): Reading {
  const app = scheme === "instagram" ? query.get("username") : undefined;
  const path = ["_u", "_n", "m"].includes(segments[0] ?? "") ? segments.slice(1) : segments;
  const [first = "", second = ""] = path.map(fold);
  if (app !== undefined) return readHandle(app);
  if (first === "") return unusable("not-a-profile");
  if (SHORT_LINKS.has(first)) return unusable("short-link");
  if (POSTS.has(first) || isPostOf(second, path.length)) return unusable("a-post-not-a-person");
  if (NOT_PROFILES.has(first)) return unusable("not-a-profile");
  const reading = readHandle(first.replace(/^@/u, ""));
  return isWithin(host, "threads.net") || isWithin(host, "threads.com")
    ? noted(reading, "threads-is-instagram")
    : reading;
}

/** `/j.doe/reels/` is a tab of the profile, `/j.doe/reel/Cx…` one film. */
function isPostOf(second: string, depth: number): boolean {
  return POSTS.has(second) && depth > 2;
}

export const instagram: Service = {
  type: "instagram",
  domains: ["instagram.com", "instagr.am", "ig.me", "threads.net", "threads.com"],
  nicknames: ["instagram", "insta", "ig", "threads"],
  readHandle,
  readPage,
};
