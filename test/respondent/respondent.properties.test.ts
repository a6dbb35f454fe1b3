/** What must hold for any text whatever: an answer, the same answer twice, and the same again from its own output. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8 } from "../../src/core/bytes/bytes.ts";
import { IDENTIFIER_MAX_BYTES } from "../../src/core/bytes/sizes.ts";
import type { CanonicalIdentifier, InputType, RespondentInput } from "../../src/core/respondent/identifier.ts";
import { IDENTIFIER_TYPES, INPUT_TYPES, NOTE_CODES, REASON_CODES } from "../../src/core/respondent/identifier.ts";
import { guessInput, readRespondent } from "../../src/core/respondent/respondent.ts";

const type = fc.constantFrom(...INPUT_TYPES);
const piece = fc.constantFrom(
  ..."@ / . , : ; + - _ # ? = & % %20 %C3%A9 %ff %2F // https:// http:/ www. m. instagram.com facebook.com x.com".split(
    " ",
  ),
  ..."linkedin.com/in/ youtube.com/channel/ bsky.app/profile/ did:plc: tiktok.com/@ wa.me/ tel: mailto: ?next= ?u=".split(
    " ",
  ),
  ..."jane J.Doe jdoe+x de la van o' Dr. Jr. née & and inc gmbh co the st. saint city of 15550100 +44 nm0000000 Q999999999999".split(
    " ",
  ),
  ..."gmail.com example.com müller.example xn-- İ ß ﬁ Ⅳ 李 김 Иван علي \u202e \u200d \u00ad \ufe0f 👩‍🚀 🇫🇷 \ud800 ａ".split(
    " ",
  ),
  " ",
  "\n",
  "\t",
);
const messy = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 40 }),
  fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
  fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(" ")),
);

// Shapes that the rules accept, with odd pieces in them: they reach further than mere noise.
const word = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(..."jane J.Doe JANE_DOE janedoe jane-doe josé Müller 李小明 Иванов".split(" ")),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ..."Bob de la Cruz van den O'Brien o st. md don Dr. Jr. II saint alex and y e".split(" "),
    ),
  },
  { weight: 2, arbitrary: piece },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 4 }) },
);
const host = fc.oneof(
  fc.constantFrom(
    ..."instagram.com m.facebook.com x.com linkedin.com youtube.com tiktok.com bsky.app snapchat.com".split(" "),
  ),
  fc.constantFrom(
    ..."imdb.com wikidata.org social.example jane-doe.example www.uni.example müller.example wa.me".split(" "),
  ),
  fc.tuple(word, word).map(([one, other]) => `${one}.${other}`),
);
const segment = fc.oneof(
  word,
  word.map((each) => `@${each}`),
  fc.constantFrom(
    ..."in add channel user c profile.php people profile i groups name wiki status p nm0000000 Q999999999999".split(
      " ",
    ),
  ),
  fc.constantFrom(
    ..."UCabcdefghijklmnopqrstuQ 100012345678901 did:plc:abcdefghijklmnopqrstuvwx index.html about .. .".split(" "),
  ),
);
const link = fc
  .tuple(
    fc.constantFrom("https://", "", "http://www."),
    host,
    fc.array(segment, { maxLength: 4 }),
    fc.array(word, { maxLength: 2 }),
  )
  .map(
    ([scheme, at, path, asked]) => `${scheme}${[at, ...path].join("/")}${asked.map((each) => `?id=${each}`).join("&")}`,
  );
const address = fc.tuple(word, fc.constantFrom("", "+x", "."), host).map(([local, tag, at]) => `${local}${tag}@${at}`);
const number = fc
  .tuple(fc.constantFrom("+", "0", "", "00", "tel:+"), fc.stringMatching(/^[0-9 ().-]{6,16}$/))
  .map((parts) => parts.join(""));
const words = fc.array(word, { maxLength: 5 }).map((each) => each.join(" "));
const shaped = fc.oneof(
  link,
  address,
  number,
  words,
  word,
  word.map((each) => `@${each}`),
);

const input: fc.Arbitrary<RespondentInput> = fc.oneof(
  fc.record(
    { type, value: fc.oneof(messy, shaped, shaped), org: messy, city: messy },
    { requiredKeys: ["type", "value"] },
  ),
  fc.record({ type: fc.constant("name" as const), value: words, org: words, city: words }),
);
const options = fc.record(
  { defaultRegion: fc.constantFrom("US", "fr", "GB", "ZZ", "", "constructor") },
  { requiredKeys: [] },
);
const RUNS = { numRuns: 3000 };

/** The input that an identifier's own text makes. */
function again({ type: kind, text }: CanonicalIdentifier): RespondentInput {
  const value = text.slice(kind.length + 1);
  if (!kind.startsWith("name+")) return { type: kind as InputType, value };
  const [name = "", place = ""] = value.split("/");
  return kind === "name+org" ? { type: "name", value: name, org: place } : { type: "name", value: name, city: place };
}

function identifiersOf(
  named: RespondentInput,
  region: { defaultRegion?: string } = {},
): readonly CanonicalIdentifier[] {
  const reading = readRespondent(named, region);
  return reading.kind === "identifiers" ? reading.identifiers : [];
}

describe("reading a respondent's name, whatever is typed", () => {
  it("always answers, with codes of its lists and text of the size that the protocol allows", () => {
    fc.assert(
      fc.property(input, options, (named, region) => {
        const reading = readRespondent(named, region);
        if (reading.kind === "unusable") return REASON_CODES.includes(reading.reason);
        return (
          reading.identifiers.length > 0 &&
          new Set(reading.identifiers.map(({ text }) => text)).size === reading.identifiers.length &&
          reading.identifiers.every(
            (each) =>
              IDENTIFIER_TYPES.includes(each.type) &&
              each.text.startsWith(`${each.type}:`) &&
              each.text.isWellFormed() &&
              utf8(each.text).length <= IDENTIFIER_MAX_BYTES &&
              each.notes.every((note) => NOTE_CODES.includes(note)),
          )
        );
      }),
      RUNS,
    );
  });

  it("reads its own output as the very same identifier", () => {
    fc.assert(
      fc.property(input, options, (named, region) => {
        for (const identifier of identifiersOf(named, region)) {
          expect(identifiersOf(again(identifier)).map(({ text }) => text)).toContain(identifier.text);
        }
      }),
      RUNS,
    );
  });

  it("does not mind blanks around, nor invisible marks that a telephone pastes", () => {
    fc.assert(
      fc.property(input, (named) => {
        const wrapped = { ...named, value: `\u202a \n${named.value}\u00a0\u202c` };
        expect(readRespondent(wrapped)).toEqual(readRespondent(named));
      }),
      { numRuns: 500 },
    );
  });

  it("asks counsel first about every name, and never about a profile or a number", () => {
    fc.assert(
      fc.property(input, (named) => {
        for (const { type: kind, confirmFirst } of identifiersOf(named)) {
          if (kind === "email") continue; // weak for shared mailboxes alone
          expect(confirmFirst).toBe(kind.startsWith("name+") || kind === "website");
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("guesses a kind or none for any text", () => {
    fc.assert(
      fc.property(fc.oneof(messy, shaped), (text) => {
        const guess = guessInput(text);
        return guess === undefined || INPUT_TYPES.includes(guess);
      }),
      RUNS,
    );
  });

  it("answers at once, however long or hostile the text", () => {
    const hostile = [
      "@",
      ".",
      "a.",
      "(",
      '"',
      "<at>",
      "%",
      "a@",
      " née ",
      "ß",
      "o ",
      "李",
      "\u200d",
      "🙂",
      "1 ",
      "//",
      "&",
    ];
    const started = performance.now();
    for (const kind of INPUT_TYPES) {
      for (const unit of hostile) {
        const value = unit.repeat(2000).slice(0, 2000);
        readRespondent({ type: kind, value, org: value, city: value });
        guessInput(value);
      }
      expect(readRespondent({ type: kind, value: "a".repeat(1_000_000) })).toEqual({
        kind: "unusable",
        reason: "too-long",
      });
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
