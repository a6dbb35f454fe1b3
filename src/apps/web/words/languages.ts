import type { Translation } from "./translation.ts";

/** A language as a reader chooses it: its own name for itself, the way it runs, and where its words are. */
export interface Language {
  readonly name: string;
  readonly direction: "ltr" | "rtl";
  readonly load: () => Promise<{ default: Translation }>;
  /** What the language's typography asks of every text, so that translators need not think of it. */
  readonly finish?: (text: string) => string;
}

/** Keeps French high punctuation and guillemets on the line of their word (no-break spaces). */
const joined = (text: string) => text.replace(/ ([?:;»])/g, "\u00a0$1").replace(/« /g, "«\u00a0");

/** Turns each word round, as a right-to-left script would run: the words stay English, the page is mirrored. */
const mirrored = (text: string) => text.replace(/\S+/g, (word) => `\u202e${word}\u202c`);

export const languages = {
  en: { name: "English", direction: "ltr", load: () => import("./en.ts") },
  es: { name: "Español", direction: "ltr", load: () => import("./es.ts") },
  fr: { name: "Français", direction: "ltr", load: () => import("./fr.ts"), finish: joined },
  // The customary code for a mirrored English, so that the right-to-left layout is tested before a translator comes.
  "ar-XB": { name: "Mirrored English", direction: "rtl", load: () => import("./en.ts"), finish: mirrored },
} as const satisfies Record<string, Language>;

export type LanguageCode = keyof typeof languages;

export const isLanguage = (code: string): code is LanguageCode => Object.hasOwn(languages, code);

/** The languages that a reader is offered. */
export const offered = (["en", "es", "fr"] as const).map((code) => ({ code, name: languages[code].name }));

/** The first of the wished languages (BCP 47 tags) that we speak, whatever its region; English otherwise. */
export function firstSpoken(wishes: readonly string[]): LanguageCode {
  for (const wish of wishes) {
    if (isLanguage(wish)) return wish;
    const [primary = ""] = wish.toLowerCase().split("-");
    if (isLanguage(primary)) return primary;
  }
  return "en";
}
