/** Files are age's: ordinary ones for counsel and trustees, and one kind of our own whose key needs a quorum. */
import { base64nopad } from "@scure/base";
import { describe, expect, it } from "vitest";
import { utf8 } from "../../src/core/bytes/bytes.ts";
import { sealRecord } from "../../src/core/protocol/seal.ts";
import { ageSealer } from "../../src/edge/shared/age.ts";
import { ageKeys, alice, foundEscrow, sealAndRead, sealingInput, seededRng } from "../actors.ts";

const rng = seededRng("age files");
const key = { point: rng.bytes(32), wrapKey: rng.bytes(32) };
const content = utf8("content");

describe("a file for the quorum", () => {
  it("has one stanza, chorus-quorum, with U in base64 and a wrapped file key", async () => {
    const file = await ageSealer.sealForQuorum(content, key);
    const [version, stanza, body] = new TextDecoder().decode(file).split("\n");
    expect(version).toBe("age-encryption.org/v1");
    expect(stanza).toBe(`-> chorus-quorum ${base64nopad.encode(key.point)}`);
    expect(base64nopad.decode(body as string)).toHaveLength(16 + 16);
    expect(await ageSealer.openForQuorum(file, key)).toEqual(content);
  });

  it("opens under no other wrap key or point, and for no changed byte", async () => {
    const file = await ageSealer.sealForQuorum(content, key);
    await expect(ageSealer.openForQuorum(file, { ...key, wrapKey: rng.bytes(32) })).rejects.toThrow("do not fit");
    await expect(ageSealer.openForQuorum(file, { ...key, point: rng.bytes(32) })).rejects.toThrow("do not fit");
    for (let i = 0; i < file.length; i += 3) {
      const changed = file.slice();
      changed[i] = (changed[i] as number) ^ 1;
      await expect(ageSealer.openForQuorum(changed, key)).rejects.toThrow("do not fit");
    }
  });
});

describe("an ordinary file", () => {
  it("opens for each of its recipients and for nobody else, and tells damage from a stranger's file", async () => {
    const [one, two, stranger] = await Promise.all([ageKeys(), ageKeys(), ageKeys()]);
    const file = await ageSealer.seal(content, [one.recipient, two.recipient]);
    expect(await ageSealer.open(file, one.identity)).toEqual(content);
    expect(await ageSealer.open(file, two.identity)).toEqual(content);
    expect(await ageSealer.open(file, stranger.identity)).toBeUndefined();
    const damaged = file.slice();
    damaged[damaged.length - 1] = (damaged[damaged.length - 1] as number) ^ 1;
    await expect(ageSealer.open(damaged, one.identity)).rejects.toThrow("damaged");
  });
});

describe("sealing", async () => {
  const world = await foundEscrow();

  it.each([
    ["a quorum of one", { quorum: 1 }],
    ["a quorum above fifty", { quorum: 51 }],
    ["no counsel", { counsel: [] }],
    ["no identifier", { identifiers: [] }],
    [
      "seventeen identifiers",
      { identifiers: Array.from({ length: 17 }, (_, i) => ({ text: `x:${i}`, confirmFirst: false })) },
    ],
  ])("refuses, before anything is sent, what trustees would refuse in silence: %s", async (_, changes) => {
    const ports = { group: world.group, signer: world.signer, sealer: ageSealer, rng: world.rng };
    await expect(sealRecord(ports, world.escrow, sealingInput(world, alice, changes))).rejects.toThrow();
  });

  it.each([
    [1, 4],
    [4, 4],
    [5, 8],
    [9, 16],
    [16, 16],
  ])("hides %i identifiers among %i slots", async (count, slots) => {
    const identifiers = Array.from({ length: count }, (_, i) => ({ text: `x:${i}`, confirmFirst: false }));
    expect((await sealAndRead(world, alice, { identifiers })).header.slots).toHaveLength(slots);
  });

  it("asks for confirmation of an identifier that was given twice if either said so", async () => {
    const both = [true, false].map((confirmFirst) => ({ text: "name+org:a|b", confirmFirst }));
    const identifiers = [...both, ...["x:1", "x:2", "x:3"].map((text) => ({ text, confirmFirst: false }))].slice(0, 5);
    const { header } = await sealAndRead(world, alice, { identifiers });
    expect(header.slots).toHaveLength(4);
    expect(header.slots.filter((slot) => slot.confirmFirst)).toHaveLength(1);
  });
});
