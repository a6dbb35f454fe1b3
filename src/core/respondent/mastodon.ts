/**
 * Mastodon and its kin: `@user@server`. Any server may hold such accounts, so an address is recognised by its path.
 * A server that gives out handles under another domain than its pages' cannot be told without a look-up.
 */

import type { WebAddress } from "./address.ts";
import { asciiDomain } from "./domain.ts";
import type { Reading } from "./identifier.ts";
import { identified, unusable } from "./identifier.ts";
import type { Service } from "./service.ts";
import { foldedHandle } from "./service.ts";
import { isStandIn } from "./stand-ins.ts";
import { fold, words } from "./text.ts";

const USER = /^[a-z0-9_](?:[a-z0-9_.-]{0,62}[a-z0-9_])?$/;
const BEFORE_USER = words("users accounts u profile c");

/** Sites whose pages begin with an @ too, without being part of that network. */
const OTHER_SITES = words(
  "clubhouse.com hive.blog lemon8-app.com likee.video medium.com producthunt.com steemit.com substack.com unsplash.com",
);

function readHandle(written: string): Reading {
  const [user = "", server, ...more] = foldedHandle(written)
    .replace(/^acct:@?/u, "")
    .split("@");
  if (!USER.test(user) || more.length > 0) return unusable("not-a-handle");
  if (server === undefined) return unusable("server-needed");
  if (isStandIn(user)) return unusable("stand-in");
  const host = asciiDomain(server)?.replace(/^(?:www\.)+(?=[^.]+\.)/u, "");
  return host === undefined ? unusable("not-a-handle") : identified("mastodon", `${user}@${host}`);
}

/** `/@user`, `/@user@elsewhere` (an account of another server), `/web/@user`, `/users/user`. */
function readPage(address: WebAddress): Reading {
  const { user, after } = partsOf(address);
  if (user === "") return unusable("not-a-profile");
  if (/^\d+$/u.test(after) || after === "statuses") return unusable("a-post-not-a-person");
  return readHandle(user.includes("@") ? user : `${user}@${address.host}`);
}

function partsOf({ segments }: WebAddress): { readonly user: string; readonly after: string } {
  const path = segments.map(fold).slice(["web", "deck"].includes(segments[0] ?? "") ? 1 : 0);
  const [first = "", second = "", third = ""] = path;
  if (first.startsWith("@")) return { user: first.slice(1), after: second };
  return BEFORE_USER.has(first) ? { user: second, after: third } : { user: "", after: "" };
}

/** Whether an address of a server that we do not know has the shape of an account's. */
export function looksFederated(address: WebAddress): boolean {
  const path = address.segments[0] === "web" ? address.segments.slice(1) : address.segments;
  const [first = "", second = ""] = path;
  if (OTHER_SITES.has(address.host.replace(/^www\./u, ""))) return false;
  return first.startsWith("@") || (first === "users" && USER.test(fold(second)));
}

export const mastodon: Service = {
  type: "mastodon",
  domains: [],
  nicknames: ["mastodon", "fediverse", "masto"],
  readHandle,
  readPage,
};
