/** Circles, at the level of what lies in the rooms: the real group, the real seats, an ordered list for a board. */
import { beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../src/core/bytes/bytes.ts";
import { makeJoining, openJoining } from "../../src/core/protocol/circle/joining.ts";
import { makeRoomMessage } from "../../src/core/protocol/circle/words.ts";
import { decodeState, encryptToGroup, makeJoinKeys, receiveInGroup } from "../../src/edge/shared/circle/group.ts";
import { readKept } from "../../src/edge/shared/circle/kept.ts";
import type { CircleSeat } from "../../src/edge/shared/circle/seat.ts";
import { changePart, changeShared, partText, sharedStateOf, sharedText } from "../../src/edge/shared/circle/texts.ts";
import { alice, bob, carol } from "../actors.ts";
import { Circle, type Member } from "./rooms.ts";

const words = (seat: CircleSeat) => seat.view.words.map(({ text }) => text);
const say = (member: Member, text: string) => member.seat.say({ kind: "words", text });
/** What anyone with this seat's secrets can read among all files there are. */
async function readable(kept: Uint8Array, files: readonly Uint8Array[]): Promise<number> {
  const state = decodeState(readKept(kept).group);
  const results = await Promise.all(files.map((file) => receiveInGroup(state, file)));
  return results.filter(({ kind }) => kind === "message").length;
}

let circle: Circle;
beforeAll(async () => {
  circle = await Circle.begin();
});

describe("members", () => {
  test("hear one another, in one order, under the names they choose", async () => {
    const [a, b] = await circle.two(alice, bob);
    await a.seat.say({ kind: "name", name: "Ada" });
    await say(a, "hello");
    await say(b, "hello to you");
    await a.seat.read();
    expect(words(a.seat)).toEqual(["hello", "hello to you"]);
    expect(words(b.seat)).toEqual(["hello", "hello to you"]);
    expect(b.seat.view.names.get(a.seat.voice)).toBe("Ada");
  });

  test("who joins later reads nothing that was said before, and everything after", async () => {
    const [a, b] = await circle.two(alice, bob);
    await say(a, "before");
    const before = circle.rooms.everything();
    const third = await circle.candidate(carol);
    await b.seat.takeIn([third.joining]);
    const c = await circle.enter(third);
    expect(await readable(c.kept, before)).toBe(0);
    await say(b, "after");
    await c.seat.read();
    await a.seat.read();
    expect(words(c.seat)).toEqual(["after"]);
    expect(words(a.seat)).toEqual(["before", "after"]);
  });

  test("who joins later is told names, parts and the common text again, by whom they are, and can write and sign with them", async () => {
    const [a, b] = await circle.two(alice, bob);
    await a.seat.say({ kind: "name", name: "Ada" });
    await a.seat.say({ kind: "shared", update: changeShared(null, "title", "What we say") });
    await a.seat.say({ kind: "part", update: changePart(undefined, "In May.") });
    await say(a, "not for the third");
    await b.seat.read();
    await b.seat.say({ kind: "name", name: "Ben" });
    const third = await circle.candidate(carol);
    await b.seat.takeIn([third.joining]);
    const c = await circle.enter(third);
    await a.seat.read();
    await c.seat.read();
    expect(c.seat.view.names.get(a.seat.voice)).toBe("Ada");
    expect(c.seat.view.names.get(b.seat.voice)).toBe("Ben");
    expect(partText(c.seat.view.parts.get(a.seat.voice))).toBe("In May.");
    expect(sharedText(c.seat.view.shared, "title")).toBe("What we say");
    expect(words(c.seat)).toEqual([]);
    await c.seat.say({ kind: "shared", update: changeShared(c.seat.view.shared, "title", "What we all say") });
    await a.seat.read();
    expect(sharedText(a.seat.view.shared, "title")).toBe("What we all say");
  });

  test("who was taken out reads nothing that is said afterwards, and cannot find where it is said", async () => {
    const [a, b] = await circle.two(alice, bob);
    const third = await circle.candidate(carol);
    await a.seat.takeIn([third.joining]);
    const c = await circle.enter(third);
    await b.seat.read();
    const rooms = new Set(circle.rooms.all.keys());
    const kept = c.kept;
    await a.seat.takeOut(new Set([c.seat.voice]));
    await say(a, "without carol");
    await c.seat.read();
    expect(c.seat.isOver).toBe(true);
    expect(words(c.seat)).toEqual([]);
    const later = [...circle.rooms.all].filter(([room]) => !rooms.has(room)).flatMap(([, files]) => files);
    expect(later.length).toBeGreaterThan(0);
    expect(await readable(kept, later)).toBe(0);
    expect(await readable(c.kept, later)).toBe(0);
    await b.seat.read();
    expect(words(b.seat)).toContain("without carol");
  });

  test("who goes takes their part and signature along, and the next one there takes them out", async () => {
    const [a, b] = await circle.two(alice, bob);
    const text = new Uint8Array(32).fill(1);
    await b.seat.say({ kind: "part", update: new Uint8Array([0, 0]) });
    await b.seat.say({
      kind: "sign-off",
      text,
      receipt: new Uint8Array(1),
      signature: new Uint8Array(64),
      precedence: null,
    });
    await a.seat.read();
    expect(a.seat.view.parts.has(b.seat.voice)).toBe(true);
    expect(a.seat.view.versions.map(({ on }) => on)).toEqual([b.seat.voice]);
    await b.seat.leave();
    await a.seat.read();
    expect(a.seat.view.parts.size + a.seat.view.signOffs.size + a.seat.view.versions.length).toBe(0);
    expect(a.seat.view.leaving).toEqual(new Set([b.seat.voice]));
    await a.seat.takeOut(a.seat.view.leaving);
    expect(a.seat.members).toEqual(new Set([a.seat.voice]));
    expect(a.seat.view.leaving.size).toBe(0);
  });

  test("two who type in the common text from what both saw lose nothing of each other's, however late they keep it", async () => {
    const [a, b] = await circle.two(alice, bob);
    const keep = (one: Member, text: string, seen: string) =>
      one.seat.say({
        kind: "shared",
        update: changeShared(sharedStateOf(one.seat.view, "title", seen), "title", text),
      });
    await keep(a, "What we say", "");
    await b.seat.read();
    await keep(a, "What we all say", "What we say");
    await b.seat.read();
    await keep(b, "What we say, together", "What we say"); // typed before the other's change came
    await a.seat.read();
    for (const one of [a, b]) expect(sharedText(one.seat.view.shared, "title")).toBe("What we all say, together");
  });

  test("a later change of the text voids a signature by being another text", async () => {
    const [a, b] = await circle.two(alice, bob);
    const signOff = (fill: number) => ({
      kind: "sign-off" as const,
      text: new Uint8Array(32).fill(fill),
      receipt: new Uint8Array(1),
      signature: new Uint8Array(64),
      precedence: null,
    });
    await a.seat.say(signOff(1));
    await b.seat.say(signOff(1));
    await a.seat.say(signOff(2));
    await b.seat.read();
    const texts = [...b.seat.view.signOffs.values()].map((one) => one.text[0]).sort();
    expect(texts).toEqual([1, 2]);
  });
});

describe("at the same time", () => {
  test("of two changes of members the first counts, and the other is made again", async () => {
    const [a, b] = await circle.two(alice, bob);
    const [third, fourth] = [await circle.candidate(carol), await circle.candidate(carol)];
    await Promise.all([a.seat.takeIn([third.joining]), b.seat.takeIn([fourth.joining])]);
    await a.seat.read();
    await b.seat.read();
    expect(a.seat.members.size).toBe(4);
    expect(b.seat.members).toEqual(a.seat.members);
    const [c, d] = [await circle.enter(third), await circle.enter(fourth)];
    await say(d, "all four hear this");
    for (const one of [a, b, c]) {
      await one.seat.read();
      expect(words(one.seat)).toEqual(["all four hear this"]);
    }
  });

  test("what was said too late for its epoch is said again, once, and everybody has the same order", async () => {
    const [a, b] = await circle.two(alice, bob);
    const third = await circle.candidate(carol);
    await Promise.all([b.seat.takeIn([third.joining]), say(a, "said while carol came in")]);
    await a.seat.read();
    await b.seat.read();
    expect(words(a.seat)).toEqual(["said while carol came in"]);
    expect(words(b.seat)).toEqual(["said while carol came in"]);
  });
});

describe("misfortune", () => {
  test("a yes that counsel handed on twice lets its voice in once", async () => {
    const [a] = await circle.two(alice, bob);
    const third = await circle.candidate(carol);
    expect(await a.seat.takeIn([third.joining, third.joining])).toEqual([]);
    expect(a.seat.members.size).toBe(3);
    await circle.enter(third);
  });

  test("what was kept and not sent is sent by the next process, and is heard once", async () => {
    const [a, b] = await circle.two(alice, bob);
    circle.rooms.broken = true;
    await expect(say(a, "in the tunnel")).rejects.toThrow();
    circle.rooms.broken = false;
    a.seat = a.reopen();
    await a.seat.read();
    await a.seat.read();
    await b.seat.read();
    expect(words(a.seat)).toEqual(["in the tunnel"]);
    expect(words(b.seat)).toEqual(["in the tunnel"]);
  });

  test("a change of members that was kept and not sent is finished by the next process", async () => {
    const [a, b] = await circle.two(alice, bob);
    const third = await circle.candidate(carol);
    circle.rooms.broken = true;
    await expect(a.seat.takeIn([third.joining])).rejects.toThrow();
    circle.rooms.broken = false;
    a.seat = a.reopen();
    await a.seat.read();
    await a.seat.read();
    await b.seat.read();
    expect(a.seat.members.size).toBe(3);
    expect(b.seat.members).toEqual(a.seat.members);
    await circle.enter(third);
  });

  test("a second device that stands at an older state is refused before it speaks", async () => {
    const [a] = await circle.two(alice, bob);
    const second = a.reopen();
    await say(a, "from the first device");
    await expect(second.say({ kind: "words", text: "from the second" })).rejects.toMatchObject({ rule: "version" });
  });
});

describe("ill will", () => {
  test("rubbish in a room, and messages under another's voice, are not heard by anyone", async () => {
    const [a, b] = await circle.two(alice, bob);
    const { room, group, circle: id } = readKept(a.kept);
    await circle.rooms.post(room, new Uint8Array([1, 2, 3]));
    const forged = makeRoomMessage(
      circle.world.signer,
      { circle: id, at: 1, body: { kind: "words", text: "I am not in this circle" } },
      new Uint8Array(32).fill(7),
    );
    const { file } = await encryptToGroup(decodeState(group), forged);
    await circle.rooms.post(room, file);
    await b.seat.read();
    await say(b, "still here");
    expect(words(b.seat)).toEqual(["still here"]);
  });

  test("a yes that counsel made up, or took from another circle, lets nobody in", async () => {
    const [a] = await circle.two(alice, bob);
    const { signer, escrow, rng } = circle.world;
    const true_ = openJoining(signer, escrow, circle.circle, (await circle.candidate(carol)).joining);
    const seed = rng.bytes(32);
    const keys = await makeJoinKeys(signer.publicKey(seed));
    const { envelope, welcome } = true_;
    const said = {
      circle: circle.circle,
      voice: signer.publicKey(seed),
      keyPackage: keys.keyPackage,
      envelope,
      welcome,
    };
    const ownKey = makeJoining(signer, escrow, said, rng.bytes(32));
    const otherVoice = makeJoining(signer, escrow, { ...said, voice: true_.voice }, carol.seed);
    const otherCircle = makeJoining(signer, escrow, { ...said, circle: rng.bytes(16) }, carol.seed);
    const rubbish = makeJoining(signer, escrow, { ...said, keyPackage: rng.bytes(40) }, carol.seed);
    const joinings = [ownKey, otherVoice, otherCircle, rubbish, (await circle.candidate(carol)).joining];
    const refusals = await a.seat.takeIn(joinings);
    expect(refusals.map(({ rule }) => rule)).toEqual(["joining-signature", "joining-voice", "joining-circle", "mls"]);
    expect(a.seat.members.has(toHex(said.voice))).toBe(false);
    // And it keeps nobody out who comes with a yes of their own.
    expect(a.seat.members.size).toBe(3);
  });
});
