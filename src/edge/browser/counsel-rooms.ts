/**
 * The circles that counsel can be in (§20.6): a place in each, kept by the practice with its version compared, so that two
 * colleagues never speak from one state. Whether counsel is in the room is for the authors there to say, and for nobody else.
 */
import { fromHex, toHex } from "../../core/bytes/bytes.ts";
import { conflict } from "../../core/bytes/errors.ts";
import type { RoomBody } from "../../core/protocol/circle/words.ts";
import type { PublicationText } from "../../core/protocol/publication.ts";
import type { Vault } from "../../core/protocol/vault.ts";
import { type CounselPlace, encodePlace, enterPlace, makePlace, offerOf, readPlace } from "../shared/circle/counsel.ts";
import type { Kept } from "../shared/circle/kept.ts";
import { CircleSeat, type CounselOffer } from "../shared/circle/seat.ts";
import type { CounselSeat } from "../shared/desk.ts";
import { talkBoard } from "../shared/talk-board.ts";
import { type CircleFacts, circleFacts } from "./letters/circle-facts.ts";
import { browserClock, browserRng } from "./platform.ts";
import { Turns } from "./turns.ts";
import { type VaultBlobs, vaultBlobs } from "./vault/blobs.ts";

type Held = { place: CounselPlace; version: number; seat: CircleSeat | undefined };

const name = (circle: string) => `circle/${circle}`;

/** One call at a time. */
export class CounselRooms {
  readonly #counsel: CounselSeat;
  readonly #blobs: VaultBlobs;
  readonly #rooms: ReturnType<typeof talkBoard>["rooms"];
  readonly #held = new Map<string, Held>();

  /** @param home the practice's own vault (§20.1) */
  constructor(counsel: CounselSeat, boardAddress: string, home: Vault) {
    this.#counsel = counsel;
    this.#blobs = vaultBlobs(boardAddress, home);
    this.#rooms = talkBoard(boardAddress).rooms;
  }

  /** What goes with the invitations to a circle. The place is kept before anybody is asked. */
  offer(circle: Uint8Array): Promise<CounselOffer> {
    return this.#turns.take(async () => {
      const held = (await this.#find(toHex(circle))) ?? (await this.#begin(circle));
      return offerOf(this.#counsel.context.signer, held.place);
    });
  }

  /** The room as it is now; undefined while its authors do not all want counsel there. */
  look(circle: string, language: PublicationText["language"]): Promise<CircleFacts | undefined> {
    return this.#turns.take(async () => {
      const seat = await this.#seat(circle);
      if (seat === undefined) return undefined;
      const { signer, escrow } = this.#counsel.context;
      const offer = offerOf(signer, (this.#held.get(circle) as Held).place);
      return circleFacts(signer, seat, escrow, language, offer, []);
    });
  }

  words(circle: string, text: string): Promise<void> {
    return this.#say(circle, { kind: "words", text });
  }

  comment(circle: string, on: string, text: string): Promise<void> {
    return this.#say(circle, { kind: "comment", on: fromHex(on), text });
  }

  #say(circle: string, body: RoomBody): Promise<void> {
    return this.#turns.take(async () => {
      const seat = await this.#seat(circle);
      if (seat === undefined) throw conflict("circle", "counsel is not in this room now");
      await seat.say(body);
    });
  }

  /** After a fault what is kept is taken up anew: a colleague may have been first. */
  readonly #turns = new Turns(() => this.#held.clear());

  /** The seat, having read what is new; comes in, or in again, if there is a welcome. */
  async #seat(circle: string): Promise<CircleSeat | undefined> {
    const held = await this.#find(circle);
    if (held === undefined) return undefined;
    await held.seat?.read();
    if (held.seat === undefined || held.seat.isOver) {
      const entered = await enterPlace(this.#rooms, held.place);
      if (entered === undefined) return undefined;
      await this.#keep(held, entered);
      held.seat = this.#open(held);
      await held.seat?.read();
    }
    return held.seat?.isOver ? undefined : held.seat;
  }

  async #find(circle: string): Promise<Held | undefined> {
    const known = this.#held.get(circle);
    if (known !== undefined) return known;
    const kept = await this.#blobs.read(name(circle));
    if (kept === undefined) return undefined;
    const held: Held = { place: readPlace(kept.bytes), version: kept.version, seat: undefined };
    held.seat = this.#open(held);
    this.#held.set(circle, held);
    return held;
  }

  async #begin(circle: Uint8Array): Promise<Held> {
    const ports = { signer: this.#counsel.context.signer, rng: browserRng };
    const held: Held = { place: await makePlace(ports, circle), version: 0, seat: undefined };
    await this.#keep(held, held.place);
    this.#held.set(toHex(circle), held);
    return held;
  }

  async #keep(held: Held, place: CounselPlace): Promise<void> {
    held.version = await this.#blobs.write(name(toHex(place.circle)), held.version, encodePlace(place));
    held.place = place;
  }

  #open(held: Held): CircleSeat | undefined {
    const { signer, escrow } = this.#counsel.context;
    if (held.place.seat === null) return undefined;
    const store = { save: (seat: Kept) => this.#keep(held, { ...held.place, seat }) };
    return new CircleSeat({ signer, clock: browserClock, rooms: this.#rooms, store }, escrow, held.place.seat);
  }
}
