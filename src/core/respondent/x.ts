/** X, formerly Twitter: one handle under both names, or the numeric id of `x.com/i/user/…`, which no handle tells. */

import type { WebAddress } from "./address.ts";
import type { Reading } from "./identifier.ts";
import { identified, unusable } from "./identifier.ts";
import type { Service } from "./service.ts";
import { foldedHandle, pathOf } from "./service.ts";
import { words } from "./text.ts";

const HANDLE = /^[a-z0-9_]{1,20}$/;
const ID = /^id:(\d{1,20})$/;

const POSTS = words("status statuses moment moments events article articles broadcasts spaces");
const NOT_PROFILES = words(
  `about account communities compose download explore hashtag help home i intent jobs lists login logout messages
  notifications oauth privacy search search-advanced settings share signup tos who_to_follow`,
);

function readHandle(written: string): Reading {
  const handle = foldedHandle(written);
  const id = ID.exec(handle)?.[1];
  if (id !== undefined) return identified("x", `id:${id}`, ["id-not-handle"]);
  return HANDLE.test(handle) ? identified("x", handle) : unusable("not-a-handle");
}

function readPage(address: WebAddress): Reading {
  const [first, second, third] = pathOf(address);
  const named = address.query.get("screen_name");
  const id = first === "i" && second === "user" ? third : address.query.get("user_id");
  if (named !== undefined && first === "intent") return readHandle(named);
  if (id !== undefined && ["i", "intent"].includes(first)) return readHandle(`id:${id}`);
  if (POSTS.has(first) || POSTS.has(second)) return unusable("a-post-not-a-person");
  if (first === "" || NOT_PROFILES.has(first)) return unusable("not-a-profile");
  return readHandle(first.replace(/^@/u, ""));
}

export const x: Service = {
  type: "x",
  domains: ["x.com", "twitter.com"],
  nicknames: ["x", "twitter"],
  readHandle,
  readPage,
};
