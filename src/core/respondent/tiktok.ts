/** TikTok: the handle after the @. The short links that the app shares would have to be looked up, and are refused. */

import type { WebAddress } from "./address.ts";
import type { Reading } from "./identifier.ts";
import { identified, unusable } from "./identifier.ts";
import type { Service } from "./service.ts";
import { foldedHandle, pathOf } from "./service.ts";
import { words } from "./text.ts";

const HANDLE = /^[a-z0-9._]{2,24}(?<!\.)$/;
const SHORT_LINK_HOSTS = words("vm.tiktok.com vt.tiktok.com");
const POSTS = words("video photo v embed live story playlist");

function readHandle(written: string): Reading {
  const handle = foldedHandle(written);
  return HANDLE.test(handle) ? identified("tiktok", handle) : unusable("not-a-handle");
}

function readPage(address: WebAddress): Reading {
  const [first, second] = pathOf(address);
  if (SHORT_LINK_HOSTS.has(address.host) || first === "t") return unusable("short-link");
  if (POSTS.has(first) || POSTS.has(second)) return unusable("a-post-not-a-person");
  return first.startsWith("@") ? readHandle(first.slice(1)) : unusable("not-a-profile");
}

export const tiktok: Service = {
  type: "tiktok",
  domains: ["tiktok.com"],
  nicknames: ["tiktok", "tik tok", "tt"],
  readHandle,
  readPage,
};
