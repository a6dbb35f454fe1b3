/**
 * What it means to name a respondent (§1): the shapes that every kind of identifier shares.
 *
 * Two authors match only when their words come out as the very same text, so everything here is deterministic and
 * nothing is looked up (§8). All codes are for machines; the words for people live in the web app, and
 * docs/identifiers.md explains each code in one English sentence.
 */

import { utf8 } from "../bytes/bytes.ts";
import { IDENTIFIER_MAX_BYTES } from "../bytes/sizes.ts";

/**
 * Raised whenever some input comes out as other text than before, be it by our rules or by the data of a library
 * (phone plans, public suffixes, transliteration). An author's client then seals anew (§8).
 */
export const IDENTIFIER_RULES_VERSION = 1;

/** The ways in which an author can name somebody. */
export const INPUT_TYPES = [
  "email",
  "phone",
  "url",
  "instagram",
  "threads",
  "facebook",
  "x",
  "linkedin",
  "tiktok",
  "snapchat",
  "youtube",
  "bluesky",
  "mastodon",
  "imdb",
  "wikidata",
  "website",
  "name",
] as const;

/** The kinds of canonical identifier. Threads has none of its own: its handles are Instagram's. */
export const IDENTIFIER_TYPES = [
  "email",
  "phone",
  "instagram",
  "facebook",
  "x",
  "linkedin",
  "tiktok",
  "snapchat",
  "youtube",
  "bluesky",
  "mastodon",
  "imdb",
  "wikidata",
  "website",
  "name+org",
  "name+city",
] as const;

/** Why an input names nobody whom Chorus could match. */
export const REASON_CODES = [
  "empty",
  "unreadable",
  "too-long",
  "not-an-email",
  "several-addresses",
  "not-a-phone-number",
  "country-needed",
  "wrong-length",
  "stand-in",
  "not-a-link",
  "not-a-handle",
  "not-a-profile",
  "not-a-person",
  "a-post-not-a-person",
  "short-link",
  "unstable-link",
  "shared-site",
  "not-a-name",
  "server-needed",
  "full-name-needed",
  "too-weak-alone",
] as const;

/** What was dropped, joined or assumed on the way, so that the author can see it and correct it. */
export const NOTE_CODES = [
  "tag-dropped",
  "dots-dropped",
  "same-mailbox",
  "shared-mailbox",
  "ending-unknown",
  "region-assumed",
  "extension-kept",
  "number-unusual",
  "link-unwrapped",
  "another-service",
  "threads-is-instagram",
  "id-not-handle",
  "handle-completed",
  "page-of-site",
  "short-form",
  "title-dropped",
  "suffix-dropped",
  "middle-name-dropped",
  "second-reading",
  "transliterated",
  "legal-form-dropped",
  "place-shortened",
] as const;

export type InputType = (typeof INPUT_TYPES)[number];
export type IdentifierType = (typeof IDENTIFIER_TYPES)[number];
export type ReasonCode = (typeof REASON_CODES)[number];
export type NoteCode = (typeof NOTE_CODES)[number];

/** What an author typed or pasted. `org` (workplace, school, club) and `city` count for a name only. */
export type RespondentInput = {
  readonly type: InputType;
  readonly value: string;
  readonly org?: string;
  readonly city?: string;
};

/** `defaultRegion`: ISO 3166-1 alpha-2 code of the country whose phone numbers need no country code. */
export type ReadingOptions = { readonly defaultRegion?: string };

/** One canonical way to name a respondent. Equal people, as far as the spelling tells, have equal `text`. */
export type CanonicalIdentifier = {
  /** `type:value`, such as `instagram:j.doe`: what is hashed (§5). At most IDENTIFIER_MAX_BYTES of UTF-8. */
  readonly text: string;
  readonly type: IdentifierType;
  /** Too weak to open an account by itself: counsel compares the descriptions first (§7). */
  readonly confirmFirst: boolean;
  readonly notes: readonly NoteCode[];
};

/** What the rules make of an input: one or more identifiers, or the reason why there is none. */
export type Reading =
  | { readonly kind: "identifiers"; readonly identifiers: readonly CanonicalIdentifier[] }
  | { readonly kind: "unusable"; readonly reason: ReasonCode };

/** Refuses an input, with a reason that can be put into words. */
export function unusable(reason: ReasonCode): Reading {
  return { kind: "unusable", reason };
}

/** Writes one identifier that can stand by itself. */
export function identified(type: IdentifierType, value: string, notes: readonly NoteCode[] = []): Reading {
  return asReading([{ text: `${type}:${value}`, type, confirmFirst: false, notes }]);
}

/** Writes one identifier that is too weak to open an account by itself. */
export function weaklyIdentified(type: IdentifierType, value: string, notes: readonly NoteCode[] = []): Reading {
  return asReading([{ text: `${type}:${value}`, type, confirmFirst: true, notes }]);
}

/** Puts identifiers together, each once. Refuses the whole when one is longer than the protocol allows. */
export function asReading(identifiers: readonly CanonicalIdentifier[]): Reading {
  const distinct = [...new Map(identifiers.map((each) => [each.text, each])).values()];
  if (distinct.some(({ text }) => utf8(text).length > IDENTIFIER_MAX_BYTES)) return unusable("too-long");
  return { kind: "identifiers", identifiers: distinct };
}

/** The same reading with one more note on every identifier. */
export function noted(reading: Reading, note: NoteCode): Reading {
  if (reading.kind === "unusable") return reading;
  const identifiers = reading.identifiers.map((each) =>
    each.notes.includes(note) ? each : { ...each, notes: [...each.notes, note] },
  );
  return { ...reading, identifiers };
}
