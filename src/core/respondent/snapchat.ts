/** Snapchat: the user name, as in `/add/…` or `/@…`. Display names and the uuids of public profiles tell nothing. */

import type { WebAddress } from "./address.ts";
import type { Reading } from "./identifier.ts";
import { identified, unusable } from "./identifier.ts";
import type { Service } from "./service.ts";
import { foldedHandle, pathOf } from "./service.ts";
import { words } from "./text.ts";

const USER_NAME = /^[a-z0-9][a-z0-9._-]{1,14}$/;
const POSTS = words("spotlight story stories lens discover p highlight s");
const BEFORE_NAME = words("add u");

function readHandle(written: string): Reading {
  const name = foldedHandle(written);
  return USER_NAME.test(name) ? identified("snapchat", name) : unusable("not-a-handle");
}

function readPage(address: WebAddress): Reading {
  const [first, second, third] = pathOf(address);
  if (BEFORE_NAME.has(first)) return readHandle(second.replace(/^@/u, ""));
  if (first === "t") return unusable("short-link");
  if (POSTS.has(first) || (POSTS.has(second) && third !== "")) return unusable("a-post-not-a-person");
  return first.startsWith("@") ? readHandle(first.slice(1)) : unusable("not-a-profile");
}

export const snapchat: Service = {
  type: "snapchat",
  domains: ["snapchat.com"],
  nicknames: ["snapchat", "snap", "sc"],
  readHandle,
  readPage,
};
