/** From counsel's letter to a statement: who is introduced to whom, and what all have signed. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../src/core/bytes/bytes.ts";
import { encodeText, verifyPublication } from "../../src/core/protocol/publication.ts";
import type { TalkBody } from "../../src/core/protocol/talk.ts";
import { encodePlace, enterPlace, makePlace, offerOf, readPlace } from "../../src/edge/shared/circle/counsel.ts";
import { draftOf, publicationOf, signDraft, signedBy, voicesInStatement } from "../../src/edge/shared/circle/draft.ts";
import { encodeKept, type Kept, readKept } from "../../src/edge/shared/circle/kept.ts";
import { CircleSeat } from "../../src/edge/shared/circle/seat.ts";
import {
  changePart,
  changeShared,
  partText,
  setSharedDay,
  setSharedLanguage,
  sharedText,
} from "../../src/edge/shared/circle/texts.ts";
import { comeIn, encodeYes, readYes, sayYes, type Yes } from "../../src/edge/shared/circle/yes.ts";
import { type Invited, introductionsDue } from "../../src/roles/circle/introduce.ts";
import { alice, bob, carol, seededRng, type TestAuthor } from "../actors.ts";
import { portsOf, receiptFor } from "../receipts/evidence.ts";
import { Story } from "../story/world.ts";
import { MemoryRooms } from "./rooms.ts";

type Introduction = Extract<TalkBody, { kind: "introduction" }>;

let story: Story;
const sealed = new Map<string, { envelope: Uint8Array; receipt: Uint8Array }>();
beforeAll(async () => {
  story = await Story.begin();
  for (const one of [alice, bob, carol]) {
    await story.enrol(one);
    const record = await story.prepare(one, [{ type: "email", value: "alex@example.org" }]);
    const position = await story.send(record);
    await story.settle();
    const receipt = await receiptFor(story, position, { type: "record", body: record.envelope });
    sealed.set(one.name, { envelope: record.envelope, receipt });
  }
});
afterAll(() => story.close());

/** One author, from the letter on: says yes, comes in when told to, keeps a seat. */
class Person {
  yes: Yes | undefined;
  seat: CircleSeat | undefined;
  readonly introduced: Introduction[] = [];
  readonly author: TestAuthor;
  readonly rooms: MemoryRooms;
  at = 0;
  constructor(author: TestAuthor, rooms: MemoryRooms) {
    this.author = author;
    this.rooms = rooms;
  }
  get box(): string {
    return this.author.name;
  }
  get invited(): Invited {
    const accepted = this.yes && { at: this.at, joining: this.yes.joining };
    return { box: this.box, accepted, introduced: this.introduced, precedence: undefined };
  }
  async accept(circle: Uint8Array, at: number): Promise<void> {
    const { signer, rng, escrow } = story.world;
    const { envelope } = sealed.get(this.author.name) as { envelope: Uint8Array };
    this.at = at;
    this.yes = readYes(
      encodeYes(await sayYes({ signer, rng }, escrow, circle, { envelope, authorSeed: this.author.seed })),
    );
  }
  async look(): Promise<void> {
    if (this.yes === undefined) return;
    const begins = this.introduced.some(({ begin }) => begin);
    this.seat ??= await this.#open(await comeIn(this.rooms, this.yes, begins));
    await this.seat?.takeIn(this.introduced.flatMap(({ joinings }) => joinings));
    await this.seat?.takeOut(this.seat.view.leaving);
  }
  async #open(kept: Kept | undefined): Promise<CircleSeat | undefined> {
    if (kept === undefined) return undefined;
    const store = { save: async (next: Kept) => void readKept(encodeKept(next)) };
    const { signer, escrow } = story.world;
    const clock = { seconds: () => 1_800_000_000 };
    return new CircleSeat({ signer, clock, rooms: this.rooms, store }, escrow, kept);
  }
}

/** Counsel's next round: hands on what is due. */
function introduce(circle: Uint8Array, people: readonly Person[]): number {
  const due = introductionsDue(
    circle,
    people.map(({ invited }) => invited),
  );
  for (const { box, body } of due) people.find((one) => one.box === box)?.introduced.push(body);
  return due.length;
}

async function circleOf(...authors: TestAuthor[]): Promise<{ circle: Uint8Array; people: Person[] }> {
  const [circle, rooms] = [seededRng(`circle ${sequence++}`).bytes(16), new MemoryRooms()];
  return { circle, people: authors.map((one) => new Person(one, rooms)) };
}
let sequence = 0;

async function together(circle: Uint8Array, people: readonly Person[]): Promise<void> {
  for (const [i, one] of people.entries()) await one.accept(circle, i + 1);
  introduce(circle, people);
  for (const one of people) await one.look();
  for (const one of people) await one.seat?.read();
}
const seatOf = (one: Person | undefined): CircleSeat => one?.seat as CircleSeat;

describe("counsel introduces", () => {
  test("nobody before the second yes; then the first begins, and the second is welcomed", async () => {
    const { circle, people } = await circleOf(alice, bob, carol);
    const [a, b] = people as [Person, Person, Person];
    await a.accept(circle, 5);
    expect(introduce(circle, people)).toBe(0);
    await a.look();
    expect(a.seat).toBeUndefined();
    await b.accept(circle, 9);
    expect(introduce(circle, people)).toBe(2);
    expect(introduce(circle, people)).toBe(0);
    await b.look();
    expect(b.seat).toBeUndefined();
    await a.look();
    await b.look();
    expect(b.seat?.members).toEqual(a.seat?.members);
    expect(b.seat?.members.size).toBe(2);
  });

  test("one who says yes later is taken in by whoever is there first; one who never answers leaves no trace", async () => {
    const { circle, people } = await circleOf(alice, bob, carol);
    const [a, b, c] = people as [Person, Person, Person];
    await together(circle, [a, b]);
    const silent = people.map(({ invited }) => invited).filter(({ accepted }) => accepted === undefined);
    expect(silent.map(({ box, introduced }) => [box, introduced])).toEqual([["carol", []]]);
    await c.accept(circle, 20);
    introduce(circle, people);
    await b.look();
    await c.look();
    await a.look();
    expect(c.seat?.members.size).toBe(3);
    expect(a.seat?.members).toEqual(c.seat?.members);
  });

  test("counsel comes in only while every author wants it, and each time reads only what is said from then on", async () => {
    const { circle, people } = await circleOf(alice, bob);
    await together(circle, people);
    const [a, b] = people.map(seatOf) as [CircleSeat, CircleSeat];
    const { rooms } = people[0] as Person;
    const { signer, rng, escrow } = story.world;
    const clock = { seconds: () => 1 };
    let place = readPlace(encodePlace(await makePlace({ signer, rng }, circle)));
    const offer = offerOf(signer, place);
    const isIn = () => a.members.has(toHex(offer.voice));
    /** Counsel's seat, taken up anew each time as another colleague would. */
    const counsel = async () => {
      place = (await enterPlace(rooms, place)) ?? place;
      const store = {
        save: async (seat: Kept) => {
          place = readPlace(encodePlace({ ...place, seat }));
        },
      };
      const seat = new CircleSeat({ signer, clock, rooms, store }, escrow, place.seat as Kept);
      await seat.read();
      return seat;
    };

    await a.say({ kind: "words", text: "before" });
    await a.say({ kind: "counsel", welcome: true });
    await a.heedCounsel(offer);
    expect(isIn()).toBe(false);
    expect(await enterPlace(rooms, place)).toBeUndefined();
    await b.say({ kind: "counsel", welcome: true });
    await a.heedCounsel(offer);
    expect(isIn()).toBe(true);
    await b.say({ kind: "words", text: "with counsel" });
    expect((await counsel()).view.words.map(({ text }) => text)).toEqual(["with counsel"]);

    await b.say({ kind: "counsel", welcome: false });
    await a.heedCounsel(offer);
    expect(isIn()).toBe(false);
    await a.say({ kind: "words", text: "without counsel" });
    const out = await counsel();
    expect([out.isOver, out.view.words.length]).toEqual([true, 1]);

    await b.say({ kind: "counsel", welcome: true });
    await a.heedCounsel(offer);
    await a.say({ kind: "words", text: "with counsel again" });
    const again = await counsel();
    expect([again.isOver, again.view.words.map(({ text }) => text)]).toEqual([false, ["with counsel again"]]);
  });
});

describe("a statement", () => {
  const language = "en" as const;
  const draft = (seat: CircleSeat) => draftOf(seat.view, story.world.escrow, language);

  async function write(seat: CircleSeat, name: string, text: string): Promise<void> {
    await seat.say({ kind: "name", name });
    await seat.say({ kind: "part", update: changePart(seat.view.parts.get(seat.voice), text) });
  }
  async function sign(person: Person): Promise<void> {
    const seat = seatOf(person);
    await seat.read();
    const text = draft(seat);
    if (text === undefined) throw new Error("there is nothing to sign");
    const at = voicesInStatement(seat.view).indexOf(seat.voice);
    const { receipt } = sealed.get(person.author.name) as { receipt: Uint8Array };
    await seat.say({
      kind: "sign-off",
      receipt,
      precedence: null,
      ...signDraft(story.world.signer, text, at, person.author.seed),
    });
  }
  const finished = (seat: CircleSeat) => {
    const { signer, escrow } = story.world;
    const text = draft(seat);
    return text && publicationOf(signer, escrow, seat.view, text, { independence: null, replaces: null });
  };

  test("is published once all have signed exactly it; a changed comma voids every signature", async () => {
    const { circle, people } = await circleOf(alice, bob);
    await together(circle, people);
    const [a, b] = people.map(seatOf) as [CircleSeat, CircleSeat];
    await a.say({ kind: "shared", update: changeShared(a.view.shared, "title", "What we say") });
    await write(a, "Ada", "In May, after the rehearsal.");
    await b.read();
    await write(b, "Bea", "Years before, elsewhere.");
    for (const one of people) await sign(one);
    await a.read();
    expect(finished(a)).toBeDefined();

    await b.say({ kind: "part", update: changePart(b.view.parts.get(b.voice), "Years before; elsewhere.") });
    await a.read();
    expect(finished(a)).toBeUndefined();
    const { signer, escrow } = story.world;
    const text = draft(a);
    expect(text && signedBy(signer, escrow, a.view, text)).toEqual([false, false]);
    for (const one of people) await sign(one);
    await a.read();
    const publication = finished(a);
    if (publication === undefined) throw new Error("not everybody has signed");
    const facts = await verifyPublication(portsOf(story), publication);
    expect(facts.text.parts.map(({ text: words }) => words).sort()).toEqual([
      "In May, after the rehearsal.",
      "Years before; elsewhere.",
    ]);
  });

  test("is the same text for all, whatever language each of them reads in", async () => {
    const { circle, people } = await circleOf(alice, bob);
    await together(circle, people);
    const [a, b] = people.map(seatOf) as [CircleSeat, CircleSeat];
    await a.say({ kind: "shared", update: setSharedLanguage(null, "fr") });
    await a.say({ kind: "shared", update: changeShared(a.view.shared, "title", "Ce que nous disons") });
    await write(a, "Ada", "En mai.");
    await b.read();
    const { escrow } = story.world;
    expect(draftOf(b.view, escrow, "es")).toEqual(draftOf(a.view, escrow, "en"));
    expect(draftOf(b.view, escrow, "es")?.language).toBe("fr");
  });

  test("loses the part of one who goes, and what they signed", async () => {
    const { circle, people } = await circleOf(alice, bob, carol);
    await together(circle, people);
    const seats = people.map(seatOf) as [CircleSeat, CircleSeat, CircleSeat];
    const [a, b, c] = seats;
    await a.say({ kind: "shared", update: changeShared(a.view.shared, "title", "Three of us") });
    for (const [i, seat] of seats.entries()) {
      await seat.read();
      await write(seat, `Voice ${i}`, `What voice ${i} says.`);
    }
    for (const one of people) await sign(one);
    await c.leave();
    for (const one of people.slice(0, 2)) await one.look();
    await a.read();
    expect(a.members.size).toBe(2);
    expect(draft(a)?.parts).toHaveLength(2);
    expect(finished(a)).toBeUndefined();
    for (const one of people.slice(0, 2)) await sign(one);
    await b.read();
    expect(finished(b)?.signOffs).toHaveLength(2);
    expect(c.isOver).toBe(true);
  });

  test("no one can change another's part; in the common part nothing of two writers at once is lost", async () => {
    const { circle, people } = await circleOf(alice, bob);
    await together(circle, people);
    const [a, b] = people.map(seatOf) as [CircleSeat, CircleSeat];
    await write(a, "Ada", "mine");
    await b.read();
    await b.say({ kind: "part", update: changePart(b.view.parts.get(a.voice), "yours, changed") });
    await a.read();
    expect(partText(a.view.parts.get(a.voice))).toBe("mine");

    await a.say({ kind: "shared", update: changeShared(a.view.shared, "opening", "We are many.") });
    await b.read();
    const [left, right] = ["We, who speak, are many.", "We are many. We are here."];
    await Promise.all([
      a.say({ kind: "shared", update: changeShared(a.view.shared, "opening", left) }),
      b.say({ kind: "shared", update: changeShared(b.view.shared, "opening", right) }),
    ]);
    await a.read();
    await b.read();
    expect(sharedText(a.view.shared, "opening")).toBe("We, who speak, are many. We are here.");
    expect(sharedText(b.view.shared, "opening")).toBe(sharedText(a.view.shared, "opening"));
  });

  test("carries the letter and the answer, or that none came", async () => {
    const { circle, people } = await circleOf(alice, bob);
    await together(circle, people);
    const a = seatOf(people[0]);
    await a.say({ kind: "shared", update: changeShared(a.view.shared, "title", "With reply") });
    await write(a, "Ada", "mine");
    await a.say({ kind: "shared", update: changeShared(a.view.shared, "letter", "We ask you.") });
    expect(draft(a)?.reply).toBeNull();
    await a.say({ kind: "shared", update: setSharedDay(a.view.shared, "asked", 20_000) });
    await a.say({ kind: "shared", update: setSharedDay(a.view.shared, "deadline", 20_014) });
    expect(draft(a)?.reply?.answer).toBeNull();
    const before = encodeText(draft(a) as NonNullable<ReturnType<typeof draft>>);
    await a.say({ kind: "shared", update: changeShared(a.view.shared, "answer", "I answer.") });
    await a.say({ kind: "shared", update: setSharedDay(a.view.shared, "answered", 20_010) });
    expect(draft(a)?.reply?.answer).toEqual({ day: 20_010, text: "I answer." });
    expect(encodeText(draft(a) as NonNullable<ReturnType<typeof draft>>)).not.toEqual(before);
  });
});
