/**
 * Facebook: a vanity name (`jane.doe.7`, in which neither dots nor case count) or a numeric id. The two cannot be
 * joined without a look-up. The scrambled `pfbid…` ids change by the hour and are refused.
 */

import type { WebAddress } from "./address.ts";
import type { Reading } from "./identifier.ts";
import { identified, unusable } from "./identifier.ts";
import type { Service } from "./service.ts";
import { foldedHandle, pathOf } from "./service.ts";
import { words } from "./text.ts";

const VANITY_NAME = /^[a-z0-9.]{3,60}$/;
const NUMERIC_ID = /^\d{4,20}$/;
/** `/Jane-Doe-1234567890/`, as pages without a vanity name have it. */
const NAME_THEN_ID = /^.+-(\d{8,20})$/u;

const POSTS = words(
  `photo photo.php photos posts permalink.php story.php stories reel reels video video.php videos watch live notes note.php
  media fundraisers donate`,
);
const SHORT_LINKS = words("share sharer sharer.php");
const NOT_PEOPLE = words("groups events marketplace hashtag gaming games places topic pg");
const NOT_PROFILES = words(
  `about ads business bookmarks campaign careers checkpoint dialog directory find-friends friends help home.php home index.php
  l.php legal login login.php logout.php memories messages messaging me notifications pages people plugins policies
  policy privacy public r.php recover reg requests saved search settings terms tr v`,
);

function readHandle(written: string): Reading {
  const [handle, id] = [foldedHandle(written), numberIn(foldedHandle(written).replace(/^id:/u, ""))];
  if (id !== undefined) return byId(id);
  const vanity = VANITY_NAME.test(handle) ? handle.replaceAll(".", "") : "";
  return vanity.length < 3 || NUMERIC_ID.test(vanity) ? unusable("not-a-handle") : identified("facebook", vanity);
}

function byId(id: string): Reading {
  return identified("facebook", `id:${id}`, ["id-not-handle"]);
}

function numberIn(text: string): string | undefined {
  return NUMERIC_ID.test(text) ? text : NAME_THEN_ID.exec(text)?.[1];
}

function readPage(address: WebAddress): Reading {
  const path = pathOf(address);
  const person = personNamedIn(path, address);
  if (person !== undefined) return person;
  const [first, second, third] = path;
  if (address.host === "fb.me") return unusable("short-link");
  if (address.host === "fb.watch") return unusable("a-post-not-a-person");
  if (SHORT_LINKS.has(first)) return unusable("short-link");
  if (POSTS.has(first) || (POSTS.has(second) && third !== "")) return unusable("a-post-not-a-person");
  if (NOT_PEOPLE.has(first)) return unusable("not-a-person");
  if (first === "" || NOT_PROFILES.has(first)) return unusable("not-a-profile");
  return readHandle(first);
}

/** The addresses that name a person further on: by `?id=`, or after a first segment that says so. */
function personNamedIn(
  [first, second, third]: readonly string[],
  { query, segments }: WebAddress,
): Reading | undefined {
  if (first === "profile.php") return idOrRefusal(query.get("id"));
  if (first === "people" || first === "pages") return idOrRefusal(segments.at(2));
  if (first === "groups" && third === "user") return idOrRefusal(segments.at(3));
  if (first === "app_scoped_user_id") return unusable("unstable-link");
  if (first === "t" || first === "messages") return conversationWith((first === "t" ? second : third) ?? "");
  return undefined;
}

/** `messenger.com/t/jane.doe`. A number there may just as well be a group's. */
function conversationWith(name: string): Reading {
  return NUMERIC_ID.test(name) ? unusable("unstable-link") : readHandle(name);
}

function idOrRefusal(id: string | undefined): Reading {
  if (id === undefined) return unusable("not-a-profile");
  return NUMERIC_ID.test(id) ? byId(id) : unusable("unstable-link");
}

export const facebook: Service = {
  type: "facebook",
  domains: ["facebook.com", "fb.com", "fb.me", "fb.watch", "m.me", "messenger.com"],
  nicknames: ["facebook", "fb", "face", "messenger"],
  readHandle,
  readPage,
};
