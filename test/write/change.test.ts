import fc from "fast-check";
import { expect, test } from "vitest";
import { Doc } from "yjs";
import { type Change, changeBetween } from "../../src/apps/web/write/document/change.ts";

const apply = (text: string, { at, removed, added }: Change) => text.slice(0, at) + added + text.slice(at + removed);
const letters = fc.string({ unit: fc.constantFrom("a", "b", " ", "é", "😀", "😁", "🇫🇷", "ا"), maxLength: 12 });

test("the change leads from the one text to the other, wherever the caret is said to stand", () => {
  fc.assert(
    fc.property(letters, letters, fc.nat(14), (before, after, caret) => {
      expect(apply(before, changeBetween(before, after, caret))).toBe(after);
    }),
  );
});

test("no letter of two units is cut through, so that a shared text takes the change as it is", () => {
  fc.assert(
    fc.property(letters, letters, fc.nat(14), (before, after, caret) => {
      const words = new Doc().getText("words");
      words.insert(0, before);
      const { at, removed, added } = changeBetween(before, after, caret);
      words.delete(at, removed);
      words.insert(at, added);
      expect(words.toString()).toBe(after);
    }),
  );
});

test("one typed letter is one added letter, also among others like it", () => {
  fc.assert(
    fc.property(letters, letters, (left, right) => {
      const change = changeBetween(left + right, `${left}a${right}`, left.length + 1);
      expect(change).toEqual({ at: left.length, removed: 0, added: "a" });
    }),
  );
});

test("an erased letter is one removed letter", () => {
  expect(changeBetween("see", "se", 2)).toEqual({ at: 2, removed: 1, added: "" });
  expect(changeBetween("a😀b", "ab", 1)).toEqual({ at: 1, removed: 2, added: "" });
});
