/**
 * Says who is meant: turns what a survivor types or pastes about a respondent into canonical identifiers.
 *
 * Pure and total: no look-up, no exception, for any text whatever. What cannot be matched safely is refused with a
 * reason, because an identifier that names the wrong person can expose an account, and one that is spelled its own
 * way silently matches nobody. The rules, kind by kind, are in docs/identifiers.md.
 */

import { readEmail } from "./email.ts";
import type { Reading, ReadingOptions, RespondentInput } from "./identifier.ts";
import { unusable } from "./identifier.ts";
import { instagram } from "./instagram.ts";
import { readLink, readProfile } from "./link.ts";
import { readPhone } from "./phone.ts";
import { INPUT_MAX_LENGTH, plainText } from "./text.ts";

/** Reads one way of naming the respondent (§1, §5). */
export function readRespondent(input: RespondentInput, options: ReadingOptions): Reading {
  if (input.value.length > INPUT_MAX_LENGTH) return unusable("too-long");
  if (!input.value.isWellFormed()) return unusable("unreadable");
  const text = plainText(input.value);
  return text === "" ? unusable("empty") : readPlain(input, text, options);
}

function readPlain(input: RespondentInput, text: string, options: ReadingOptions): Reading {
  switch (input.type) {
    case "email":
      return readEmail(text);
    case "phone":
      return readPhone(text, options);
    case "url":
      return readLink(text);
    case "instagram":
    case "threads":
      return readProfile(instagram, text);
    default:
      return unusable("not-a-profile"); // widened kind by kind
  }
}

/** The kind that a pasted text looks like; undefined when it could be several, such as a bare `@handle`. */
export function guessInput(_pasted: string): RespondentInput["type"] | undefined {
  return undefined;
}
