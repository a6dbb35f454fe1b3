/**
 * YouTube: a channel has a handle (`@janedoe`) and an id (`UC…`), and an old one may have a user name (`/user/`) or a
 * custom name (`/c/`) as well. Only YouTube knows which belong together, so each is an identifier of its own.
 */

import type { WebAddress } from "./address.ts";
import type { Reading } from "./identifier.ts";
import { identified, unusable } from "./identifier.ts";
import type { Service } from "./service.ts";
import { foldedHandle, pathOf } from "./service.ts";
import { words } from "./text.ts";

const HANDLE = /^[\p{L}\p{M}\p{N}_.·-]{3,30}$/u;
const CHANNEL_ID = /^(?:channel\/)?(UC[A-Za-z0-9_-]{21}[AQgw])$/;
const OLD_NAME = /^(user|c)\/([\p{L}\p{M}\p{N}_.·-]{1,100})$/u;

const POSTS = words("watch shorts playlist embed v live clip post attribution_link hashtag");
const NOT_PROFILES = words(
  `about account ads creators feed gaming howyoutubeworks kids music new paid_memberships premium redirect results
  reporthistory signin sports t trending upload yt`,
);

/** `janedoe` is taken for a handle, the only name that YouTube still gives. */
function readHandle(written: string): Reading {
  const channel = CHANNEL_ID.exec(written)?.[1];
  if (channel !== undefined) return identified("youtube", `channel/${channel}`, ["id-not-handle"]);
  const name = foldedHandle(written);
  if (OLD_NAME.test(name)) return identified("youtube", name, ["id-not-handle"]);
  return HANDLE.test(name) ? identified("youtube", `@${name}`) : unusable("not-a-handle");
}

function readPage(address: WebAddress): Reading {
  const [first, second] = pathOf(address);
  if (address.host === "youtu.be") return unusable("a-post-not-a-person");
  if (first.startsWith("@")) return readHandle(first.slice(1));
  // The case of a channel's id counts, so it comes from the address as written.
  if (first === "channel") return readHandle(`channel/${address.segments[1] ?? ""}`);
  if (first === "user" || first === "c") return readHandle(`${first}/${second}`);
  if (POSTS.has(first)) return unusable("a-post-not-a-person");
  if (first === "" || NOT_PROFILES.has(first)) return unusable("not-a-profile");
  return readHandle(`c/${first}`);
}

export const youtube: Service = {
  type: "youtube",
  domains: ["youtube.com", "youtu.be", "youtube-nocookie.com"],
  nicknames: ["youtube", "yt", "you tube"],
  readHandle,
  readPage,
};
