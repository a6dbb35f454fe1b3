/**
 * Counsel's letters to the authors of a case, and the introductions between those who said yes (§18, §19). Everything is
 * read from the boxes each time; nothing of it is kept anywhere else.
 */
import { identityToRecipient } from "age-encryption";
import { fromHex, toHex } from "../../core/bytes/bytes.ts";
import { CIRCLE_ID_BYTES } from "../../core/bytes/sizes.ts";
import type { Precedence } from "../../core/protocol/precedence.ts";
import type { Talk, TalkBody } from "../../core/protocol/talk.ts";
import type { TalkAddress } from "../../core/protocol/talk-address.ts";
import { type Invited, introductionsDue } from "../../roles/circle/introduce.ts";
import type { CaseDesk } from "../shared/case-desk.ts";
import type { CounselSeat } from "../shared/desk.ts";
import { lettersOfCounsel, writeToAuthor } from "../shared/talk/letters.ts";
import { talkBoard } from "../shared/talk-board.ts";
import type { CounselRooms } from "./counsel-rooms.ts";
import { asLetterFile, type Enclosed, enclosed, type LetterFile } from "./letters/letter-files.ts";
import { browserRng } from "./platform.ts";

/** A letter as the desk shows it. */
export type DeskLetter = {
  readonly from: "author" | "counsel";
  readonly at: number;
  readonly text: string;
  readonly files: readonly LetterFile[];
};

/** Letters with one author. Whether they were invited stands here; whether they refused, nobody can know. */
export type DeskConversation = {
  readonly record: string;
  readonly letters: readonly DeskLetter[];
  readonly connection: "not-asked" | "asked" | "yes";
};

type Conversations = ReadonlyMap<string, readonly Talk[]>;

export class CounselLetters {
  readonly #seat: CounselSeat;
  readonly #cases: CaseDesk;
  readonly #board: ReturnType<typeof talkBoard>;
  readonly #rooms: () => Promise<CounselRooms>;

  constructor(seat: CounselSeat, cases: CaseDesk, boardAddress: string, rooms: () => Promise<CounselRooms>) {
    this.#seat = seat;
    this.#cases = cases;
    this.#rooms = rooms;
    this.#board = talkBoard(boardAddress);
  }

  /** The letters of a case, by author. Hands on every yes that is due. Authors without a box are not among them. */
  async read(id: string): Promise<DeskConversation[]> {
    const { addresses, conversations } = await this.#all(id);
    await this.#introduce(addresses, conversations, await this.#cases.precedences(id));
    return [...addresses].map(([record, { box }]) => {
      const talks = conversations.get(toHex(box)) ?? [];
      return { record, letters: talks.flatMap(asLetter), connection: connectionOf(talks) };
    });
  }

  async write(id: string, record: string, text: string, enclosing: Enclosed): Promise<void> {
    const address = (await this.#cases.addresses(id)).get(record);
    if (address === undefined) throw new Error("this author cannot be written to here");
    await this.#send(address, { kind: "words", text, files: await enclosed(enclosing) });
  }

  /** Invites every author of the case who was not asked yet. Each answers alone. */
  async invite(id: string, text: string): Promise<void> {
    const { addresses, conversations } = await this.#all(id);
    const circle = circleOf(conversations) ?? browserRng.bytes(CIRCLE_ID_BYTES);
    const counsel = await (await this.#rooms()).offer(circle);
    for (const address of addresses.values()) {
      if (connectionOf(conversations.get(toHex(address.box)) ?? []) !== "not-asked") continue;
      await this.#send(address, { kind: "invitation", circle, text, counsel });
    }
  }

  /** The circle of a case, in hex; undefined before anybody was invited. */
  async circle(id: string): Promise<string | undefined> {
    const circle = circleOf((await this.#all(id)).conversations);
    return circle && toHex(circle);
  }

  async #introduce(
    addresses: ReadonlyMap<string, TalkAddress>,
    conversations: Conversations,
    precedences: ReadonlyMap<string, Precedence>,
  ): Promise<void> {
    const circle = circleOf(conversations);
    if (circle === undefined) return;
    const invited = [...addresses].map(([record, { box }]) => {
      const talks = conversations.get(toHex(box)) ?? [];
      return { ...invitedOf(toHex(box), talks, circle), precedence: precedences.get(record) };
    });
    const byBox = new Map([...addresses.values()].map((address) => [toHex(address.box), address]));
    for (const { box, body } of introductionsDue(circle, invited)) {
      const address = byBox.get(box);
      if (address) await this.#send(address, body);
    }
  }

  async #all(id: string) {
    const addresses = await this.#cases.addresses(id);
    return { addresses, conversations: await lettersOfCounsel(this.#seat, this.#board, [...addresses.values()]) };
  }

  async #send(address: TalkAddress, body: TalkBody): Promise<void> {
    await writeToAuthor(this.#seat, this.#board, await identityToRecipient(this.#seat.context.identity), address, body);
  }
}

function asLetter({ from, at, body }: Talk): DeskLetter[] {
  if (body.kind === "words") return [{ from, at, text: body.text, files: body.files.map(asLetterFile) }];
  if (body.kind === "invitation") return [{ from, at, text: body.text, files: [] }];
  return [];
}

function connectionOf(talks: readonly Talk[]): DeskConversation["connection"] {
  if (talks.some(({ body }) => body.kind === "acceptance")) return "yes";
  return talks.some(({ body }) => body.kind === "invitation") ? "asked" : "not-asked";
}

/** One circle a case: the one that the first invitation named. */
function circleOf(conversations: Conversations): Uint8Array | undefined {
  const all = [...conversations.values()].flat().sort((a, b) => a.at - b.at);
  const found = all.flatMap(({ body }) => (body.kind === "invitation" ? [toHex(body.circle)] : []))[0];
  return found === undefined ? undefined : fromHex(found);
}

function invitedOf(box: string, talks: readonly Talk[], circle: Uint8Array): Omit<Invited, "precedence"> {
  const here = talks.flatMap(({ at, body }) =>
    "circle" in body && toHex(body.circle) === toHex(circle) ? [{ at, body }] : [],
  );
  const yes = here.find(({ body }) => body.kind === "acceptance");
  return {
    box,
    accepted: yes?.body.kind === "acceptance" ? { at: yes.at, joining: yes.body.joining } : undefined,
    introduced: here.flatMap(({ body }) => (body.kind === "introduction" ? [body] : [])),
  };
}
