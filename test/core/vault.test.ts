/** The vault's own rules: what opens what, and what is noticed. */
import { wordlist as english } from "@scure/bip39/wordlists/english.js";
import { wordlist as french } from "@scure/bip39/wordlists/french.js";
import { wordlist as spanish } from "@scure/bip39/wordlists/spanish.js";
import { describe, expect, test } from "vitest";
import { utf8 } from "../../src/core/bytes/bytes.ts";
import type { DoorKeys } from "../../src/core/protocol/door.ts";
import {
  kitDoor,
  passkeyDoor,
  passphraseDoor,
  plainName,
  unwrapVault,
  wrapVault,
} from "../../src/core/protocol/door.ts";
import { gentle, HARD_WORDS } from "../../src/core/protocol/gentle-words.ts";
import { kitWords, newKit, newName, pickWords, readKitWords } from "../../src/core/protocol/kit.ts";
import * as vaults from "../../src/core/protocol/vault.ts";
import { argon2 } from "../../src/edge/shared/argon2.ts";
import { seededRng } from "../actors.ts";

const rng = seededRng("vault");
const vault = vaults.newVault(rng);
const changes = { pages: utf8("what alice wrote"), ring: new Uint8Array() };
const sealed = expect.objectContaining({ rule: "sealed" }) as Error;

describe("ways in", () => {
  const name = "harbour lantern orbit violet";
  const passphrase = "kettle moss ladder seven";

  test("a passphrase opens with its name, however either is typed", async () => {
    const door = await passphraseDoor(argon2, name, passphrase);
    const wrap = wrapVault(rng, door, vault);
    for (const [named, typed] of [
      ["Harbour-Lantern orbit  VIOLET", passphrase],
      [name, "  kettle  moss ladder seven "],
    ] as const) {
      expect(unwrapVault(await passphraseDoor(argon2, named, typed), wrap)).toEqual(vault);
    }
  });

  test("another passphrase or another name opens nothing; the door's id comes of the name alone", async () => {
    const door = await passphraseDoor(argon2, name, passphrase);
    const wrap = wrapVault(rng, door, vault);
    const other = await passphraseDoor(argon2, name, "Kettle moss ladder seven");
    const elsewhere = await passphraseDoor(argon2, "harbour lantern orbit pearl", passphrase);
    expect(other.id).toEqual(door.id);
    expect(elsewhere.id).not.toEqual(door.id);
    for (const wrong of [other, elsewhere]) expect(() => unwrapVault(wrong, wrap)).toThrow(sealed);
    expect(() => unwrapVault({ ...other, id: elsewhere.id }, wrap)).toThrow(sealed);
  });

  test("accents and composed letters shut nobody out", async () => {
    expect(plainName("Été-forêt  BRISÉ")).toBe("ete-foret-brise");
    const [composed, apart] = ["forêt brisé", "forêt brisé".normalize("NFD")];
    const [one, two] = await Promise.all([composed, apart].map((typed) => passphraseDoor(argon2, name, typed)));
    expect(one).toEqual(two);
  });

  test("a kit opens by its words alone, and a mistyped word is noticed", () => {
    const kit = newKit(rng);
    const words = kitWords(kit);
    expect(words.length).toBe(24);
    const read = readKitWords(`${words.slice(0, 12).join(" ").toUpperCase()}\n${words.slice(12).join(", ")}`);
    expect(read).toEqual(kit);
    const wrap = wrapVault(rng, kitDoor(kit), vault);
    expect(unwrapVault(kitDoor(kit), wrap)).toEqual(vault);
    expect(readKitWords(words.slice(1).join(" "))).toBeUndefined();
    expect(readKitWords([...words.slice(0, 23), words[0] === "zoo" ? "able" : "zoo"].join(" "))).toBeUndefined();
  });

  test("no key of a door is another one's, or the secret that it comes of", async () => {
    const prf = rng.bytes(32);
    const doors: DoorKeys[] = [
      await passphraseDoor(argon2, name, passphrase),
      passkeyDoor(rng.bytes(16), prf),
      passkeyDoor(rng.bytes(16), prf),
      kitDoor(prf),
    ];
    const keys = doors.flatMap(({ signIn, wrap }) => [signIn, wrap]).map((key) => key.join());
    expect(new Set([...keys, prf.join()]).size).toBe(9);
  });

  test("names of notebooks are words, and differ", () => {
    const names = Array.from({ length: 100 }, () => newName(rng));
    expect(new Set(names).size).toBe(100);
    for (const one of names) expect(one).toMatch(/^[a-z]+( [a-z]+){3}$/);
  });

  test.each([
    ["en", english, ["anger", "hazard", "victim", "abuse", "weapon", "knife", "body", "kiss", "police", "alone"]],
    ["es", spanish, ["abuso", "víctima", "cuchillo", "miedo", "culpa", "muerte", "golpe", "dolor", "desnudo"]],
    ["fr", french, ["victime", "violence", "couteau", "douleur", "frapper", "honteux", "caresser", "prison"]],
  ] as const)("no word is drawn that could hurt (%s), and enough are left", (code, list, hurting) => {
    const left = gentle(list, HARD_WORDS[code]).map((word) => word.normalize("NFC"));
    expect(left.filter((word) => (hurting as readonly string[]).includes(word))).toEqual([]);
    expect(Math.log2(left.length)).toBeGreaterThan(10.6);
  });

  test("every word of a list is drawn as often as any other", () => {
    const list = ["ash", "birch", "cedar"];
    const drawn = pickWords(rng, list, 9000);
    for (const word of list) expect(drawn.filter((one) => one === word).length).toBeGreaterThan(2700);
  });
});

describe("updates", () => {
  test("open under their own vault and number only", () => {
    const first = vaults.sealUpdate(rng, vault, vaults.CHAIN_START, changes);
    expect(vaults.openUpdate(vault, 1, first)).toEqual({ ...changes, follows: vaults.CHAIN_START.hash });
    expect(() => vaults.openUpdate(vault, 2, first)).toThrow(sealed);
    expect(() => vaults.openUpdate(vaults.newVault(rng), 1, first)).toThrow(sealed);
    for (const at of [0, 30, first.length - 1]) {
      const altered = first.map((byte, index) => (index === at ? byte ^ 1 : byte));
      expect(() => vaults.openUpdate(vault, 1, altered)).toThrow(sealed);
    }
  });

  test("name the one that they follow", () => {
    const first = vaults.sealUpdate(rng, vault, vaults.CHAIN_START, changes);
    const place = vaults.placeOf(1, first);
    const second = vaults.sealUpdate(rng, vault, place, changes);
    expect(vaults.openUpdate(vault, 2, second).follows).toEqual(place.hash);
  });

  test("a snapshot is no update, nor the other way round", () => {
    const place = { seq: 1, hash: rng.bytes(32) };
    const snapshot = vaults.sealSnapshot(rng, vault, place, changes);
    expect(vaults.openSnapshot(vault, snapshot)).toEqual({ ...changes, place });
    expect(() => vaults.openUpdate(vault, 1, snapshot)).toThrow(sealed);
    expect(() => vaults.openSnapshot(vault, vaults.sealUpdate(rng, vault, place, changes))).toThrow(sealed);
  });

  test("short ones are all of one size", () => {
    const sizes = [1, 100, 2000].map(
      (length) => vaults.sealUpdate(rng, vault, vaults.CHAIN_START, { ...changes, pages: rng.bytes(length) }).length,
    );
    expect(new Set(sizes).size).toBe(1);
  });
});
