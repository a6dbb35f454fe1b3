/**
 * The circles that this person is in (§19): a seat in each, kept in the vault as a whole and with its version compared, so
 * that two devices never speak from one state.
 */
import { fromHex, toHex } from "../../../core/bytes/bytes.ts";
import { ChorusError, conflict } from "../../../core/bytes/errors.ts";
import { nobleGroup } from "../../../core/crypto/group-noble.ts";
import { sha256 } from "../../../core/crypto/hash.ts";
import { nobleSigner } from "../../../core/crypto/signer-noble.ts";
import type { Escrow } from "../../../core/protocol/charter.ts";
import type { RoomBody } from "../../../core/protocol/circle/words.ts";
import { checkPrecedence, type Precedence } from "../../../core/protocol/precedence.ts";
import { encodePublication, type PublicationText } from "../../../core/protocol/publication.ts";
import { makeReceipt } from "../../../roles/author/receipt.ts";
import { boardClient } from "../../shared/board-client.ts";
import { draftOf, publicationOf, signDraft, voicesInStatement } from "../../shared/circle/draft.ts";
import { encodeKept, type Kept, readKept } from "../../shared/circle/kept.ts";
import { corrected, type PublishedFacts, publishedFacts, takeBackNotice } from "../../shared/circle/published.ts";
import { CircleSeat, type CounselOffer } from "../../shared/circle/seat.ts";
import {
  changePart,
  changeShared,
  partStateOf,
  type SharedDay,
  type SharedField,
  setSharedDay,
  setSharedLanguage,
  sharedStateOf,
} from "../../shared/circle/texts.ts";
import { comeIn } from "../../shared/circle/yes.ts";
import { publicationPage } from "../../shared/publication/page.ts";
import { talkBoard } from "../../shared/talk-board.ts";
import { timeStamps } from "../../shared/time-stamp.ts";
import { type Attempt, attempt } from "../attempt.ts";
import { browserClock } from "../platform.ts";
import { Turns } from "../turns.ts";
import { type CircleFacts, circleFacts } from "./circle-facts.ts";
import type { LetterKeys } from "./keys.ts";
import type { Notebook } from "./notebook.ts";

/** What counsel has handed on for a circle. */
export type HandedOn = {
  readonly begins: boolean;
  readonly joinings: readonly Uint8Array[];
  readonly counsel: CounselOffer | undefined;
  /** What this person can show of their own record's precedence (§7.9). */
  readonly precedence: Precedence | undefined;
};

const name = (circle: string) => `circle/${circle}`;
/** For how long what the board said of a published statement is shown again. */
const SHOWN_SECONDS = 60;

export class CircleRooms {
  readonly #notebook: Notebook;
  readonly #keys: LetterKeys;
  readonly #boardAddress: string;
  readonly #handedOn: (circle: string) => Promise<HandedOn>;
  readonly #seats = new Map<string, CircleSeat>();

  constructor(
    boardAddress: string,
    notebook: Notebook,
    keys: LetterKeys,
    handedOn: (circle: string) => Promise<HandedOn>,
  ) {
    this.#boardAddress = boardAddress;
    this.#notebook = notebook;
    this.#keys = keys;
    this.#handedOn = handedOn;
  }

  /** How far a yes has come. Whoever is in takes in whoever is due, so that nobody waits for the room to be visited. */
  standing(circle: string): Promise<"waiting" | "in" | "over"> {
    return this.#turns.take(async () => {
      const seat = await this.#seat(circle);
      if (seat === undefined) return "waiting";
      if (!seat.isOver) await this.#tend(seat, await this.#handedOn(circle));
      return seat.isOver ? "over" : "in";
    });
  }

  /** Reads what is new, takes in and out whoever is due, and answers what there is to see. */
  look(circle: string, language: PublicationText["language"]): Promise<Attempt<CircleFacts>> {
    return this.#attempt(async () => {
      const seat = await this.#mustBeIn(circle);
      const handedOn = await this.#handedOn(circle);
      await this.#tend(seat, handedOn);
      const escrow = await this.#notebook.meet();
      return circleFacts(nobleSigner, seat, escrow, language, handedOn.counsel, await this.#published(seat, escrow));
    });
  }

  readonly #shown = new Map<string, { readonly at: number; readonly facts: PublishedFacts }>();

  /** Asked of the board anew after a while: others may have corrected it, or taken their part back. */
  async #published(seat: CircleSeat, escrow: Escrow): Promise<PublishedFacts[]> {
    const board = boardClient(this.#boardAddress);
    const seed = this.#notebook.authorSeed();
    const author = seed && nobleSigner.publicKey(seed);
    const now = browserClock.seconds();
    const all: PublishedFacts[] = [];
    for (const id of seat.view.published.toReversed()) {
      const known = this.#shown.get(id);
      const isFresh = known !== undefined && now - known.at < SHOWN_SECONDS;
      const facts = isFresh ? known.facts : await publishedFacts(board, nobleSigner, escrow, id, author);
      if (facts === undefined) continue;
      if (!isFresh) this.#shown.set(id, { at: now, facts });
      all.push(facts);
    }
    return all;
  }

  /** Takes one's own part of a published statement back. It stays to be read, with a word before it that says so. */
  takePartBack(circle: string, { id, mine }: PublishedFacts): Promise<Attempt<void>> {
    return this.#attempt(async () => {
      await this.#mustBeIn(circle);
      const seed = this.#notebook.authorSeed();
      if (seed === undefined || mine === undefined) throw conflict("statement", "there is no part of yours in it");
      const notice = takeBackNotice(nobleSigner, await this.#notebook.meet(), id, mine, seed);
      await boardClient(this.#boardAddress).withdrawStatement(notice);
      this.#shown.clear();
    });
  }

  async #tend(seat: CircleSeat, { joinings, counsel }: HandedOn): Promise<void> {
    await seat.read();
    await seat.takeOut(seat.view.leaving);
    await seat.takeIn(joinings);
    if (counsel !== undefined) await seat.heedCounsel(counsel);
  }

  words(circle: string, text: string): Promise<Attempt<void>> {
    return this.#say(circle, () => ({ kind: "words", text }));
  }
  rename(circle: string, called: string): Promise<Attempt<void>> {
    return this.#say(circle, () => ({ kind: "name", name: called }));
  }
  comment(circle: string, on: string, text: string): Promise<Attempt<void>> {
    return this.#say(circle, () => ({ kind: "comment", on: fromHex(on), text }));
  }
  wantCounsel(circle: string, welcome: boolean): Promise<Attempt<void>> {
    return this.#say(circle, () => ({ kind: "counsel", welcome }));
  }
  /** @param seen the text from which it was typed */
  writePart(circle: string, text: string, seen: string): Promise<Attempt<void>> {
    return this.#say(circle, ({ view, voice }) => ({
      kind: "part",
      update: changePart(partStateOf(view, voice, seen), text),
    }));
  }
  /** @param seen the text from which it was typed: what others changed in it meanwhile stays */
  writeShared(circle: string, field: SharedField, text: string, seen: string): Promise<Attempt<void>> {
    return this.#say(circle, ({ view }) => ({
      kind: "shared",
      update: changeShared(sharedStateOf(view, field, seen), field, text),
    }));
  }
  setDay(circle: string, day: SharedDay, value: number): Promise<Attempt<void>> {
    return this.#say(circle, ({ view }) => ({ kind: "shared", update: setSharedDay(view.shared, day, value) }));
  }

  setLanguage(circle: string, code: PublicationText["language"]): Promise<Attempt<void>> {
    return this.#say(circle, ({ view }) => ({ kind: "shared", update: setSharedLanguage(view.shared, code) }));
  }

  /** Signs exactly the text as it stands, with the key that sealed the record, and shows that record's receipt. */
  signOff(circle: string, language: PublicationText["language"]): Promise<Attempt<void>> {
    return this.#attempt(async () => {
      const seat = await this.#mustBeIn(circle);
      await seat.read();
      const escrow = await this.#notebook.meet();
      const text = draftOf(seat.view, escrow, language);
      const at = voicesInStatement(seat.view).indexOf(seat.voice);
      const seed = this.#notebook.authorSeed();
      if (text === undefined || at < 0 || seed === undefined)
        throw conflict("statement", "there is nothing to sign yet");
      const receipt = await this.#receipt(circle, escrow);
      const precedence = await this.#precedence(circle, escrow);
      await seat.say({ kind: "sign-off", receipt, precedence, ...signDraft(nobleSigner, text, at, seed) });
    });
  }

  /** Publishes what everyone has signed. Answers the statement's id and its page. */
  publish(
    circle: string,
    language: PublicationText["language"],
  ): Promise<Attempt<{ readonly id: string; readonly page: Uint8Array }>> {
    return this.#attempt(async () => {
      const seat = await this.#mustBeIn(circle);
      await seat.read();
      const escrow = await this.#notebook.meet();
      const text = draftOf(seat.view, escrow, language);
      const more = { independence: null, replaces: null };
      const first = text && publicationOf(nobleSigner, escrow, seat.view, text, more);
      if (first === undefined) throw conflict("sign-off", "not everyone has signed these exact words");
      const board = boardClient(this.#boardAddress);
      const replaces = await corrected(board, nobleSigner, escrow, seat.view.published, first);
      const publication = { ...first, replaces };
      const bytes = encodePublication(publication);
      const hash = sha256(bytes);
      await board.publish(bytes);
      await seat.say({ kind: "published", publication: hash });
      this.#shown.clear();
      return { id: toHex(hash), page: publicationPage(publication) };
    });
  }

  leave(circle: string): Promise<Attempt<void>> {
    return this.#attempt(async () => (await this.#mustBeIn(circle)).leave());
  }

  #say(circle: string, body: (seat: CircleSeat) => RoomBody): Promise<Attempt<void>> {
    return this.#attempt(async () => {
      const seat = await this.#mustBeIn(circle);
      await seat.say(body(seat));
    });
  }

  #attempt<Value>(act: () => Promise<Value>): Promise<Attempt<Value>> {
    return attempt(() => this.#turns.take(act));
  }

  /** After a fault, what is kept is taken up anew: the board may have kept what it could not say that it kept. */
  readonly #turns = new Turns(() => this.#seats.clear());

  async #mustBeIn(circle: string): Promise<CircleSeat> {
    const seat = await this.#seat(circle);
    if (seat === undefined || seat.isOver) throw conflict("circle", "there is no room to be in");
    return seat;
  }

  /** The seat, if this person has come in; comes in if that is possible now. */
  async #seat(circle: string): Promise<CircleSeat | undefined> {
    const known = this.#seats.get(circle);
    if (known !== undefined) return known;
    const { blobs } = this.#notebook.vault;
    const kept = await blobs.read(name(circle));
    const seat = kept
      ? this.#open(await this.#notebook.meet(), circle, readKept(kept.bytes), kept.version)
      : await this.#comeIn(circle);
    if (seat !== undefined) this.#seats.set(circle, seat);
    return seat;
  }

  async #comeIn(circle: string): Promise<CircleSeat | undefined> {
    const said = this.#keys.yes(circle);
    if (said === undefined) return undefined;
    const { begins } = await this.#handedOn(circle);
    const kept = await comeIn(talkBoard(this.#boardAddress).rooms, said.yes, begins);
    if (kept === undefined) return undefined;
    const version = await this.#notebook.vault.blobs.write(name(circle), 0, encodeKept(kept));
    return this.#open(await this.#notebook.meet(), circle, kept, version);
  }

  #open(escrow: Escrow, circle: string, kept: Kept, version: number): CircleSeat {
    let current = version;
    const { blobs } = this.#notebook.vault;
    const store = {
      save: async (next: Kept) => {
        current = await blobs.write(name(circle), current, encodeKept(next));
      },
    };
    const { rooms } = talkBoard(this.#boardAddress);
    return new CircleSeat({ signer: nobleSigner, clock: browserClock, rooms, store }, escrow, kept);
  }

  /** Left out where it does not hold: the statement must, for everybody. */
  async #precedence(circle: string, escrow: Escrow): Promise<Precedence | null> {
    const { precedence } = await this.#handedOn(circle);
    const record = this.#keys.yes(circle)?.record;
    if (precedence === undefined || record === undefined) return null;
    try {
      checkPrecedence(nobleSigner, escrow, fromHex(record), precedence);
      return precedence;
    } catch (error) {
      if (error instanceof ChorusError) return null;
      throw error;
    }
  }

  async #receipt(circle: string, escrow: Escrow): Promise<Uint8Array> {
    const said = this.#keys.yes(circle);
    const envelope = said && this.#keys.talks().get(said.record)?.envelope;
    const board = boardClient(this.#boardAddress);
    const position = said && (await board.placeOf(fromHex(said.record)))?.position;
    const answer = position === undefined ? undefined : await board.receipt(position, 20);
    const { charter } = await board.escrow();
    if (!envelope || !answer || !charter) throw conflict("receipt", "the receipt of the record is not there yet");
    const ports = { group: nobleGroup, signer: nobleSigner, timeStamps };
    return makeReceipt(ports, charter, { type: "record", body: envelope }, answer, escrow.charterId);
  }
}
