/**
 * Says who is meant: turns what a survivor types or pastes about a respondent into canonical identifiers.
 *
 * Pure and total: no look-up, no exception, for any text whatever. What cannot be matched safely is refused with a
 * reason, because an identifier that names the wrong person can expose an account, and one that is spelled its own
 * way silently matches nobody. The rules, kind by kind, are in docs/identifiers.md.
 */

import { readWebAddress } from "./address.ts";
import { looksLikeEmail, readEmail } from "./email.ts";
import type { InputType, Reading, ReadingOptions, RespondentInput } from "./identifier.ts";
import { unusable } from "./identifier.ts";
import { isClearlyLink, readLink, readPhoneOrLink, readProfile, readSite, serviceFor, typeOfAddress } from "./link.ts";
import { looksLikeName, readName } from "./name.ts";
import { looksLikePhone } from "./phone.ts";
import { illegible, plainText } from "./text.ts";

/** Reads one way of naming the respondent (§1, §5). */
export function readRespondent(input: RespondentInput, options: ReadingOptions = {}): Reading {
  const fault = illegible(input.value) ?? illegible(input.org ?? "") ?? illegible(input.city ?? "");
  if (fault !== undefined) return unusable(fault);
  const text = plainText(input.value);
  return text === "" ? unusable("empty") : readPlain(input, text, options);
}

function readPlain(input: RespondentInput, text: string, options: ReadingOptions): Reading {
  if (input.type === "email") return readEmail(text);
  if (input.type === "phone") return readPhoneOrLink(text, options);
  if (input.type === "website") return readSite(text);
  if (input.type === "name") return readName(input);
  const service = serviceFor(input.type);
  return service === undefined ? readLink(text, options) : readProfile(service, text);
}

/** Texts that can be told by their beginning alone, `@user@server` among them. */
const BEGINNINGS: readonly (readonly [RegExp, InputType])[] = [
  [/^mailto:/i, "email"],
  [/^(?:tel|sms|callto):/i, "phone"],
  [/^(?:at:\/\/|did:(?:plc|web):)/i, "bluesky"],
  [/^(?:acct:)?@?[\w.-]+@[\w-]+\.[\w.-]+$/i, "mastodon"],
  [/^nm\d{7,10}$/i, "imdb"],
  [/^Q[1-9]\d*$/, "wikidata"],
];

/**
 * The kind of input that a pasted text looks like, so that the right field can be offered. Undefined when it could be
 * several, such as a bare `@handle`. `url` means a link that no kind can use, such as a shortened one.
 */
export function guessInput(pasted: string): InputType | undefined {
  if (illegible(pasted) !== undefined) return undefined;
  const text = plainText(pasted);
  const begun = BEGINNINGS.find(([pattern]) => pattern.test(text) && !looksLikeEmail(text))?.[1];
  if (begun !== undefined) return begun;
  if (looksLikeEmail(text)) return "email";
  if (looksLikePhone(text)) return "phone";
  return guessLink(text) ?? (looksLikeName(text) ? "name" : undefined);
}

function guessLink(text: string): InputType | undefined {
  const address = readWebAddress(text);
  if (address === undefined) return undefined;
  if (!isClearlyLink(address)) return undefined;
  const type = typeOfAddress(address);
  return type === "website" && readLink(text, {}).kind === "unusable" ? "url" : type;
}
