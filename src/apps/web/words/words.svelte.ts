import { IntlMessageFormat } from "intl-messageformat";
import { twice } from "../shell/twice.ts";
import { setApart } from "./apart.ts";
import { firstSpoken, isLanguage, type Language, type LanguageCode, languages } from "./languages.ts";
import type { Key, Translation, Values } from "./translation.ts";

/** Where a choice of language is remembered on this device; it says nothing about what is written. */
const remembered = "language";

let code = $state<LanguageCode>("en");
let messages = $state.raw<Translation>();
const compiled = new Map<string, IntlMessageFormat>();

/** The code of the language being read; reading it in a component follows later choices. */
export const language = (): LanguageCode => code;

/** The language being read, where people speak it: for a trial language that the words are shown in, English. */
export const spoken = (): "en" | "es" | "fr" => (code === "es" || code === "fr" ? code : "en");

/** The reader's way of writing dates and numbers: their own region's, where the browser names one for this language. */
export const region = (): string => navigator.languages.find((wish) => wish.startsWith(`${code}-`)) ?? code;

/** A text in the reader's language. A wrong key, or a missing or misnamed value, fails the compiler. */
export function t<K extends Key>(key: K, ...[values]: Values<K>): string {
  if (!messages) return "";
  const text = String(message(key, messages[key]).format(values && setApart(values, languages[code].direction)));
  const { finish }: Language = languages[code];
  return finish ? finish(text) : text;
}

function message(key: Key, source: string): IntlMessageFormat {
  const known = compiled.get(key);
  if (known) return known;
  const made = new IntlMessageFormat(source, region(), undefined, { ignoreTag: true });
  compiled.set(key, made);
  return made;
}

/** Fetches a language's words and turns the page to it. Rejects, changing nothing, if they cannot be fetched. */
export async function useLanguage(next: LanguageCode): Promise<void> {
  const fetched = await languages[next].load();
  compiled.clear();
  code = next;
  messages = fetched.default;
  document.documentElement.lang = next;
  document.documentElement.dir = languages[next].direction;
}

/** A reader's own choice: kept on this device for the next time. */
export async function chooseLanguage(next: LanguageCode): Promise<void> {
  await useLanguage(next);
  try {
    localStorage.setItem(remembered, next);
  } catch {
    // Storage may be refused; the choice then lasts as long as the page.
  }
}

/**
 * At the start: what the address asks (`?language=es`), then what was chosen here before, then the browser's wishes;
 * English if those words do not come.
 */
export function startLanguage(): Promise<void> {
  const asked = new URLSearchParams(location.search).get("language");
  const wishes = [asked, earlierChoice(), ...navigator.languages].filter((wish) => wish !== null);
  return twice(() => useLanguage(firstSpoken(wishes))).catch(() => useLanguage("en"));
}

function earlierChoice(): string | null {
  try {
    const choice = localStorage.getItem(remembered);
    return choice && isLanguage(choice) ? choice : null;
  } catch {
    return null;
  }
}
