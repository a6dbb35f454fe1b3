import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { Doc } from "yjs";
import { type Sheet, tie, tieSheet } from "../../src/apps/web/write/document/tie.ts";
import { forgetTyped, onTyped, settle } from "../../src/apps/web/write/document/typed.ts";
import { meet } from "./devices.ts";

afterEach(() => {
  forgetTyped();
  onTyped(() => undefined);
  vi.useRealTimers();
});

/** Two devices meet as the notebook lets them: what was typed on either goes into its pages first. */
function meetSettled(one: Doc, other: Doc): void {
  settle();
  meet(one, other);
}

/** As much of a text field as is needed: a value, a caret, and the one event. */
class Field {
  value = "";
  selectionEnd = 0;
  #typed: () => void = () => undefined;

  addEventListener(_: string, typed: () => void): void {
    this.#typed = typed;
  }

  removeEventListener(): void {
    this.#typed = () => undefined;
  }

  setRangeText(text: string, start: number, end: number): void {
    this.value = this.value.slice(0, start) + text + this.value.slice(end);
    if (start < this.selectionEnd) this.selectionEnd += text.length - (end - start);
  }

  /** Puts a text in place of `removed` units, as a person does. */
  type(at: number, removed: number, text: string): void {
    this.value = this.value.slice(0, at) + text + this.value.slice(at + removed);
    this.selectionEnd = at + text.length;
    this.#typed();
  }
}

function device() {
  const words = new Doc().getText("words");
  const field = new Field();
  const untie = tie(field as unknown as HTMLTextAreaElement, words, ({ at, removed, added }, origin) =>
    words.doc?.transact(() => {
      words.delete(at, removed);
      words.insert(at, added);
    }, origin),
  );
  return { words, field, untie };
}

const stroke = fc.record({
  device: fc.nat(1),
  at: fc.nat(20),
  removed: fc.nat(4),
  text: fc.string({ unit: fc.constantFrom("a", "b", " ", "\n"), maxLength: 5 }),
  meets: fc.boolean(),
});

test("a field shows what the shared text holds, whoever wrote it", () => {
  fc.assert(
    fc.property(fc.array(stroke, { maxLength: 25 }), (strokes) => {
      const devices = [device(), device()] as const;
      const pages = devices.map(({ words }) => words.doc as Doc) as [Doc, Doc];
      for (const { device: which, at, removed, text, meets } of strokes) {
        const { field } = devices[which] as ReturnType<typeof device>;
        field.type(Math.min(at, field.value.length), removed, text);
        if (meets) meetSettled(...pages);
        for (const { field: shown, words } of meets ? devices : []) expect(shown.value).toBe(words.toString());
      }
      meetSettled(...pages);
      expect(devices[0].field.value).toBe(devices[1].field.value);
    }),
  );
});

test("what another device writes before the caret moves it along, and leaves it where it was otherwise", () => {
  const [phone, laptop] = [device(), device()];
  phone.field.type(0, 0, "It was dark.");
  meetSettled(phone.words.doc as Doc, laptop.words.doc as Doc);
  laptop.field.type(0, 0, "Then: ");
  phone.field.selectionEnd = 6;
  meetSettled(phone.words.doc as Doc, laptop.words.doc as Doc);
  expect([phone.field.value, phone.field.selectionEnd]).toEqual(["Then: It was dark.", 12]);
});

test("a sheet tells its changes one after another, and takes in what comes from elsewhere", () => {
  const words = new Doc().getText("words");
  words.insert(0, "It was dark.");
  const field = new Field();
  const sheet = field as unknown as Sheet;
  const untie = tieSheet(sheet, words, ({ at, removed, added }, origin) =>
    words.doc?.transact(() => {
      words.delete(at, removed);
      words.insert(at, added);
    }, origin),
  );
  expect(field.value).toBe("It was dark.");
  field.value = "That night it, was dark.";
  sheet.written?.({ at: 0, removed: 2, added: "That night it" });
  sheet.written?.({ at: 13, removed: 0, added: "," });
  expect(words.toString()).toBe("It was dark.");
  settle();
  expect(words.toString()).toBe("That night it, was dark.");
  words.insert(0, "Then: ");
  expect(field.value).toBe("Then: That night it, was dark.");
  untie();
  expect(sheet.written).toBeUndefined();
  words.insert(0, "later");
  expect(field.value).toBe("Then: That night it, was dark.");
});

test("an untied field is left alone", () => {
  const { words, field, untie } = device();
  untie();
  words.insert(0, "later");
  field.type(0, 0, "typed");
  expect([field.value, words.toString()]).toEqual(["typed", "later"]);
});

test("a letter goes into the shared text a moment after it stands in the field, several at once as one change", () => {
  vi.useFakeTimers();
  const { words, field } = device();
  const told: boolean[] = [];
  onTyped((isWaiting) => told.push(isWaiting));
  let changes = 0;
  words.observe(() => {
    changes += 1;
  });
  field.type(0, 0, "I");
  field.type(1, 0, "t");
  expect([words.toString(), told]).toEqual(["", [true]]);
  vi.advanceTimersByTime(100);
  expect([words.toString(), changes, told]).toEqual(["It", 1, [true, false]]);
});

test("a field and a sheet that go leave what was typed in the shared text", () => {
  const { words, field, untie } = device();
  field.type(0, 0, "It was dark.");
  untie();
  expect(words.toString()).toBe("It was dark.");
  const sheet = new Field() as unknown as Sheet;
  const forget = tieSheet(sheet, words, ({ at, added }) => words.insert(at, added));
  sheet.written?.({ at: 12, removed: 0, added: " And cold." });
  forget();
  expect(words.toString()).toBe("It was dark. And cold.");
});

test("what comes unasked while letters are on their way costs none of them", () => {
  const { words, field } = device();
  field.type(0, 0, "dark");
  settle();
  field.type(4, 0, " and cold");
  words.insert(0, "It was ");
  settle();
  for (const said of ["dark", "and cold", "It was"]) expect(words.toString()).toContain(said);
  expect(field.value).toBe(words.toString());
});

test("a notebook that is closed takes nothing more in", () => {
  vi.useFakeTimers();
  const { words, field, untie } = device();
  field.type(0, 0, "It was dark.");
  forgetTyped();
  vi.advanceTimersByTime(100);
  untie();
  expect(words.toString()).toBe("");
});
