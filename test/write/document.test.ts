import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyUpdate, Doc, encodeStateAsUpdate } from "yjs";
import { countWords, sealable } from "../../src/apps/web/write/document/account.ts";
import {
  addName,
  contactOf,
  draftText,
  namesOf,
  removeName,
  setWays,
  waysOf,
} from "../../src/apps/web/write/document/draft.ts";
import {
  callIt,
  date,
  eraseIncident,
  incidentsOf,
  setKeptBack,
  setPutAway,
  valuesOf,
} from "../../src/apps/web/write/document/incidents.ts";
import { earlierOf, type Place, passagesOf, SITTING_SECONDS } from "../../src/apps/web/write/document/passages.ts";
import { wordsOf } from "../../src/apps/web/write/document/shape.ts";
import { NOTHING_SAID } from "../../src/apps/web/write/document/when.ts";
import { encodeAccount, readAccount } from "../../src/core/protocol/account.ts";
import { add, copyOf, meet, type } from "./devices.ts";

const corridor: Place = { incident: "corridor", passage: "first", question: "happened" };
const textOf = (pages: Doc, place = corridor) => wordsOf(pages, place.passage).toString();
const later = SITTING_SECONDS + 1;

describe("two devices that were apart", () => {
  const stroke = fc.record({
    device: fc.nat(1),
    place: fc.nat(2),
    at: fc.nat(40),
    text: fc.stringMatching(/^[a-z]{1,6} $/),
  });
  const places: Place[] = [
    corridor,
    { ...corridor, passage: "second", question: "near" },
    { ...corridor, incident: "lift", passage: "third" },
  ];

  test("keep every word that either of them wrote, and end with the same pages", () => {
    fc.assert(
      fc.property(fc.array(stroke, { maxLength: 30 }), fc.array(fc.nat(30), { maxLength: 3 }), (strokes, meetings) => {
        const devices = [new Doc(), new Doc()] as const;
        let sum = 0;
        for (const [i, { device, place, at, text }] of strokes.entries()) {
          const pages = devices[device] as Doc;
          const before = textOf(pages, places[place]);
          // Words go between words, as people write, so that each can be looked for as a whole.
          const gap = before.lastIndexOf(" ", Math.min(at, before.length)) + 1;
          const numbered = text.replace(" ", `${i} `);
          type(
            pages,
            places[place] as Place,
            before.slice(0, gap) + numbered + before.slice(gap),
            i,
            gap + numbered.length,
          );
          sum += numbered.length;
          if (meetings.includes(i)) meet(...devices);
        }
        meet(...devices);
        const [one, other] = devices.map((pages) => places.map((place) => textOf(pages, place)));
        expect(one).toEqual(other);
        expect(one?.join("").length).toBe(sum);
        for (const [i, { text }] of strokes.entries()) expect(one?.join("")).toContain(text.trim() + i);
      }),
    );
  });

  test("come to the same whatever the order in which changes arrive, and however often", () => {
    fc.assert(
      fc.property(
        fc.array(stroke, { minLength: 1, maxLength: 20 }),
        fc.infiniteStream(fc.nat(50)),
        (strokes, order) => {
          const devices = [new Doc(), new Doc()] as const;
          const sent: Uint8Array[] = [];
          for (const pages of devices) pages.on("update", (update: Uint8Array) => void sent.push(update));
          for (const { device, place, text } of strokes) add(devices[device] as Doc, places[place] as Place, text);
          const shuffled = sent
            .map((update) => ({ update, key: order.next().value as number }))
            .sort((a, b) => a.key - b.key);
          const third = new Doc();
          for (const { update } of [...shuffled, ...shuffled]) applyUpdate(third, update);
          meet(...devices);
          for (const place of places) expect(textOf(third, place)).toBe(textOf(devices[0], place));
          expect(incidentsOf(third)).toEqual(incidentsOf(devices[0]));
        },
      ),
    );
  });

  test("that both began to write in an empty notebook have an incident each", () => {
    const [alicePhone, aliceLaptop] = [new Doc(), new Doc()];
    type(alicePhone, { incident: "a", passage: "1", question: "happened" }, "On the stairs.", 10);
    type(aliceLaptop, { incident: "b", passage: "2", question: "happened" }, "In the lift.", 20);
    meet(alicePhone, aliceLaptop);
    expect(incidentsOf(aliceLaptop).map(({ id }) => id)).toEqual(["a", "b"]);
  });

  test("that one text was edited on both: what the one erased is gone, what the other wrote into it stays", () => {
    const phone = new Doc();
    type(phone, corridor, "The door was open.");
    const laptop = copyOf(phone);
    type(phone, corridor, "");
    type(laptop, corridor, "The door was half open.", 0, 17);
    meet(phone, laptop);
    expect(textOf(phone)).toBe(" half");
    expect(textOf(laptop)).toBe(" half");
  });

  test("add names and ways without displacing each other’s", () => {
    const phone = new Doc();
    addName(phone, { type: "name", value: "J. Doe", org: "Choir", city: "" });
    const laptop = copyOf(phone);
    addName(phone, { type: "email", value: "j@example.org", org: "", city: "" });
    addName(laptop, { type: "instagram", value: "j.doe", org: "", city: "" });
    removeName(laptop, namesOf(laptop)[0]?.id ?? "");
    draftText.never(phone).insert(0, "Never call. ");
    draftText.never(laptop).insert(0, "Never at work. ");
    meet(phone, laptop);
    expect(
      namesOf(phone)
        .map(({ value }) => value)
        .sort(),
    ).toEqual(["j.doe", "j@example.org"]);
    expect(contactOf(laptop).never).toMatch(/Never call\..*Never at work\.|Never at work\..*Never call\./);
  });
});

describe("what was written in an earlier sitting", () => {
  test("stays readable after an edit, as often as it is edited", () => {
    const pages = new Doc();
    type(pages, corridor, "He had a key.", 1000);
    type(pages, corridor, "He had my key.", 1000 + later);
    type(pages, corridor, "He had my key!", 1000 + later + 60);
    type(pages, corridor, "", 1000 + 3 * later);
    expect(earlierOf(pages, "first")).toEqual([
      { changed: 1000, text: "He had a key." },
      { changed: 1000 + later + 60, text: "He had my key!" },
    ]);
  });

  test("never goes, whatever is typed over it", () => {
    const sitting = fc.array(fc.string({ maxLength: 12 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(sitting, { minLength: 1, maxLength: 5 }), (sittings) => {
        const pages = new Doc();
        const ends: string[] = [];
        for (const [i, texts] of sittings.entries()) {
          for (const text of texts) type(pages, corridor, text, i * later * 2);
          ends.push(textOf(pages));
        }
        const readable = [textOf(pages), ...earlierOf(pages, "first").map(({ text }) => text)];
        for (const end of ends) if (end !== "") expect(readable).toContain(end);
      }),
    );
  });

  test("is given once when two devices kept it, and not when nothing was changed in the end", () => {
    const phone = new Doc();
    type(phone, corridor, "It rained.", 0);
    const laptop = copyOf(phone);
    type(phone, corridor, "It rained. Hard.", later);
    type(laptop, corridor, "It rained. All day.", later);
    meet(phone, laptop);
    expect(earlierOf(phone, "first")).toEqual([{ changed: 0, text: "It rained." }]);
    type(phone, corridor, "It rained.", later + 1);
    expect(earlierOf(phone, "first")).toEqual([]);
  });

  test("an addition is a passage of its own, with its own date, and the first does not change", () => {
    const pages = new Doc();
    type(pages, corridor, "It was dark.", 1000);
    type(pages, { ...corridor, passage: "addition" }, "I remember the smell now.", 500_000);
    expect(passagesOf(pages, "corridor").map(({ begun, changed }) => [begun, changed])).toEqual([
      [1000, 1000],
      [500_000, 500_000],
    ]);
    expect(textOf(pages)).toBe("It was dark.");
  });

  test("what was said of time and title is readable too, but not every attempt of one sitting", () => {
    const pages = new Doc();
    const year = (value: number) => ({ ...NOTHING_SAID, known: { kind: "year", year: value } as const });
    date(pages, "corridor", year(2013), 0);
    date(pages, "corridor", year(2014), 60);
    date(pages, "corridor", year(2015), later + 61);
    callIt(pages, "corridor", "The corridor", 0);
    callIt(pages, "corridor", "The corridor", later);
    expect(valuesOf(pages, "corridor", "when").map(({ value }) => value)).toEqual([year(2014), year(2015)]);
    expect(valuesOf(pages, "corridor", "title")).toHaveLength(1);
  });
});

describe("the account", () => {
  function written(): Doc {
    const pages = new Doc();
    type(pages, corridor, "It was dark.", 10);
    type(pages, { ...corridor, passage: "near", question: "near" }, "The porter.", 20);
    type(pages, { incident: "lift", passage: "lift", question: "happened" }, "Again, in the lift.", 30);
    type(pages, { incident: "car", passage: "car", question: "happened" }, "For me alone.", 40);
    return pages;
  }

  test("is sealed without what is kept back, put away or empty, and reads as it must", () => {
    const pages = written();
    setKeptBack(pages, "car", true);
    setPutAway(pages, "lift", true);
    callIt(pages, "nothing", "Only a name", 50);
    const incidents = sealable(pages);
    expect(incidents.map(({ passages }) => passages.map(({ text }) => text))).toEqual([
      ["It was dark.", "The porter."],
    ]);
    expect(incidents.map(countWords)).toEqual([5]);
    const account = { v: 1 as const, incidents, contact: contactOf(pages), attachments: [], files: [] };
    expect(readAccount(encodeAccount(account))).toEqual(account);
  });

  test("has everything back when an incident is brought back", () => {
    const pages = written();
    setPutAway(pages, "lift", true);
    setPutAway(pages, "lift", false);
    expect(sealable(pages)).toEqual(sealable(written()));
  });

  test("an erased incident is gone from the pages and from their bytes; what another device was writing stays", () => {
    const pages = written();
    type(pages, corridor, "It was dark. And cold.", 10 + later);
    const laptop = copyOf(pages);
    eraseIncident(pages, "corridor");
    expect(incidentsOf(pages).map(({ id }) => id)).toEqual(["lift", "car"]);
    const bytes = Buffer.from(encodeStateAsUpdate(pages)).toString("latin1");
    for (const word of ["dark", "cold", "porter"]) expect(bytes).not.toContain(word);
    add(laptop, corridor, " Later I ran.", 10 + later);
    meet(pages, laptop);
    expect(textOf(pages)).toBe(" Later I ran.");
  });

  test("says how its author may be reached, and only in the ways that are allowed", () => {
    const pages = new Doc();
    setWays(pages, ["text", "email"]);
    draftText.address(pages, "text").insert(0, "+44 7700 900123 ");
    draftText.address(pages, "email").insert(0, "alice@example.org");
    setWays(pages, ["text"]);
    expect(waysOf(pages)).toEqual(["text"]);
    expect(contactOf(pages)).toEqual({ ways: [{ kind: "text", value: "+44 7700 900123", note: "" }], never: "" });
  });
});
