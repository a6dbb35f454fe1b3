import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, test } from "vitest";

const folder = new URL("../../src/apps/web/words/", import.meta.url);

/** Every language there is a file for, so that a new one is held to the same rules at once. */
const codes = readdirSync(fileURLToPath(folder))
  .filter((name) => /^[a-z]{2,3}\.ts$/.test(name))
  .map((name) => name.replace(".ts", ""));

type Messages = Record<string, string>;
const files = await Promise.all(
  codes.map(async (code) => {
    const { default: messages } = (await import(new URL(`${code}.ts`, folder).href)) as { default: Messages };
    return { code, messages };
  }),
);
const english = files.find(({ code }) => code === "en")?.messages ?? {};

const forbidden: Record<string, RegExp[]> = {
  en: [/victim/i, /alleg/i, /incident report/i, /\bsubmi(t|ss)/i, /\busers?\b/i, /survivor/i, /\bcomplain/i],
  es: [/víctim/i, /presunt/i, /supuest[oa]/i, /usuari/i, /sobrevivient/i, /incidente/i],
  fr: [/victime/i, /présumé/i, /prétendu/i, /utilisat/i, /soumett/i, /survivant/i, /incident/i],
};

/** Walks a message's parts, branches included. */
function* parts(elements: readonly MessageFormatElement[]): Generator<MessageFormatElement> {
  for (const element of elements) {
    yield element;
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      for (const option of Object.values(element.options)) yield* parts(option.value);
    }
  }
}

/** The texts of a message's branches that are nothing but text. */
const branches = (message: string) =>
  [...parts(parse(message))]
    .flatMap((part) => (part.type === TYPE.plural || part.type === TYPE.select ? Object.values(part.options) : []))
    .flatMap(({ value: [only, ...more] }) => (only?.type === TYPE.literal && more.length === 0 ? [only.value] : []));

/** What a message asks for: `count:plural`, `name:argument`. */
const places = (message: string) =>
  [...parts(parse(message))]
    .filter((part) => part.type !== TYPE.literal && part.type !== TYPE.pound)
    .map((part) => `${"value" in part ? String(part.value) : ""}:${TYPE[part.type]}`)
    .sort();

test("English, Spanish and French are there", () => {
  expect(codes).toEqual(expect.arrayContaining(["en", "es", "fr"]));
});

describe.each(files)("the words in $code", ({ code, messages }) => {
  const all = Object.entries(messages);

  test("say everything that English says, and nothing else", () => {
    expect(Object.keys(messages).sort()).toEqual(Object.keys(english).sort());
    expect(all.filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  test("ask for the same values as the English", () => {
    for (const [key, text] of all)
      expect({ key, places: places(text) }).toEqual({ key, places: places(english[key] ?? "") });
  });

  test("have whole phrases in every branch, never one bare word, which would break the typing of values", () => {
    const bare = all.flatMap(([key, text]) =>
      branches(text)
        .filter((branch) => /^\w+$/.test(branch))
        .map(() => key),
    );
    expect(bare).toEqual([]);
  });

  test("use no word that judges or files a person away, and never shout", () => {
    for (const [key, text] of all) {
      for (const word of forbidden[code] ?? []) expect.soft(text, `${key} has ${word}`).not.toMatch(word);
      expect.soft(text, `${key} shouts`).not.toMatch(/[!¡]/);
    }
  });

  test("show no straight quotes, double spaces or three dots", () => {
    for (const [key, text] of all) expect.soft(text, key).not.toMatch(/["']| {2}|\.\.\./);
  });
});

test("French keeps its high punctuation on the line of the word before", async () => {
  const { languages } = (await import(new URL("languages.ts", folder).href)) as {
    languages: Record<string, { finish?: (text: string) => string }>;
  };
  expect(languages.fr?.finish?.("Que fait « Quitter » ?")).toBe("Que fait «\u00a0Quitter\u00a0»\u00a0?");
});

test('"It was not your fault" is said once at most', () => {
  const said: Record<string, RegExp> = {
    en: /not your fault/i,
    es: /no fue (tu )?culpa/i,
    fr: /pas (de )?votre faute/i,
  };
  for (const { code, messages } of files) {
    const times = Object.values(messages).filter((text) => said[code]?.test(text)).length;
    expect(times, code).toBeLessThanOrEqual(1);
  }
});
