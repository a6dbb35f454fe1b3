import fc from "fast-check";
import { expect, test } from "vitest";
import { encode } from "../../src/core/bytes/cbor.ts";
import { type Account, encodeAccount, readAccount } from "../../src/core/protocol/account.ts";
import { type Incident, plainIncident, QUESTIONS, UNKNOWN_WHEN } from "../../src/core/protocol/incident.ts";
import { accountText } from "../../src/edge/shared/account-text.ts";

const contact = { ways: [], never: "Never call." };
const account = (...incidents: Incident[]): Account => ({ v: 1, incidents, contact, attachments: [], files: [] });

const words = fc.string({ unit: "grapheme", maxLength: 60 });
const seconds = fc.integer({ min: 0, max: 2 ** 40 });
const day = fc.oneof(
  fc.constant(""),
  fc
    .date({ min: new Date("1900-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
);
const passage = fc.record({
  question: fc.constantFrom(...QUESTIONS),
  begun: seconds,
  changed: seconds,
  text: words,
  earlier: fc.array(fc.record({ changed: seconds, text: words }), { maxLength: 3 }),
});
const incident: fc.Arbitrary<Incident> = fc.record({
  title: words,
  when: fc.record({ from: day, to: day, about: fc.boolean(), words }),
  passages: fc.array(passage, { maxLength: 4 }),
});

test("an account comes out of its bytes as it went in", () => {
  fc.assert(
    fc.property(fc.array(incident, { maxLength: 4 }), (incidents) => {
      expect(readAccount(encodeAccount(account(...incidents)))).toEqual(account(...incidents));
    }),
  );
});

test("its text for files leaves out no word of any passage, earlier ones included", () => {
  fc.assert(
    fc.property(incident, (one) => {
      const text = accountText(account(one));
      for (const { text: told, earlier } of one.passages)
        for (const part of [told, ...earlier.map((before) => before.text)]) expect(text).toContain(part);
    }),
  );
  expect(accountText(account(plainIncident("The lights were on a timer.")))).toBe("The lights were on a timer.");
});

test.each([
  [
    "a question that is not one of ours",
    { passages: [{ question: "why", begun: 0, changed: 0, text: "", earlier: [] }] },
  ],
  ["a day that there is none of", { when: { ...UNKNOWN_WHEN, from: "2014-13-01" } }],
  ["a field that is not of the form", { mood: "calm" }],
])("refuses %s", (_, change) => {
  const bytes = encode({ ...account(), incidents: [{ ...plainIncident("x"), ...change }] });
  expect(() => readAccount(bytes)).toThrow("the account is not in the right form");
});
