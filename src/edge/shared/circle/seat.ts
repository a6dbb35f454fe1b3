/**
 * One member's seat in a circle: reads the room in its order, says things, takes others in and out (§19).
 *
 * The board orders the files of a room and knows nothing else of them. What counts is what stands before the first
 * change of the group; with the change everybody goes on to the next room. So members who saw the same files have
 * the same state, a message that came too late is said again in the next room, and of two changes at once the first
 * counts.
 *
 * A seat is kept before anything is sent: after a crash the very same files are sent again, and the board knows them.
 * Keeping compares versions, so that two devices of one person never speak from one state.
 */
import * as Y from "yjs";
import { equalBytes, fromHex, toHex } from "../../../core/bytes/bytes.ts";
import { ChorusError, rejected } from "../../../core/bytes/errors.ts";
import { sha256 } from "../../../core/crypto/hash.ts";
import type { Clock, Signer } from "../../../core/ports.ts";
import type { Escrow } from "../../../core/protocol/charter.ts";
import { type OpenJoining, openJoining } from "../../../core/protocol/circle/joining.ts";
import { makeRoomMessage, openRoomMessage, type RoomBody } from "../../../core/protocol/circle/words.ts";
import { type CircleView, counselIsWelcome, heard, membersChanged } from "../../../roles/circle/view.ts";
import * as group from "./group.ts";
import type { Kept } from "./kept.ts";

/** The board's rooms: a list of files each, in an order that is the same for everybody. */
export interface Rooms {
  /** Posting the same file again changes nothing. */
  post(room: Uint8Array, file: Uint8Array): Promise<void>;
  files(room: Uint8Array, after: number): Promise<readonly { readonly seq: number; readonly bytes: Uint8Array }[]>;
}

/** Where a seat is kept. @throws ChorusError `conflict` when another device was first; then load and try again */
export interface SeatStore {
  save(kept: Kept): Promise<void>;
}

export type SeatPorts = {
  readonly signer: Signer;
  readonly clock: Clock;
  readonly rooms: Rooms;
  readonly store: SeatStore;
};

/** By this counsel can be taken in: it came in a letter that counsel signed. */
export type CounselOffer = Pick<OpenJoining, "voice" | "keyPackage" | "welcome">;

export class CircleSeat {
  readonly #ports: SeatPorts;
  readonly #escrow: Escrow;
  #kept: Kept;
  #state: group.GroupState;

  constructor(ports: SeatPorts, escrow: Escrow, kept: Kept) {
    this.#ports = ports;
    this.#escrow = escrow;
    this.#kept = kept;
    this.#state = group.decodeState(kept.group);
  }

  get view(): CircleView {
    return this.#kept.view;
  }
  get voice(): string {
    return toHex(this.#ports.signer.publicKey(this.#kept.voiceSeed));
  }
  get members(): ReadonlySet<string> {
    return group.voicesOf(this.#state);
  }
  /** Somebody took this member out, or they went. Nothing more can be read or said. */
  get isOver(): boolean {
    return this.#kept.over;
  }

  /** Reads everything new and sends again what has not arrived. */
  async read(): Promise<void> {
    while (!this.isOver && (await this.#readRoom())) {}
    if (this.isOver) return;
    for (const file of this.#waiting()) await this.#ports.rooms.post(this.#kept.room, file);
  }

  /** Says something. It counts once it has been read back. */
  async say(body: RoomBody): Promise<void> {
    const { signer, clock } = this.#ports;
    const { circle, voiceSeed } = this.#kept;
    const message = makeRoomMessage(signer, { circle, at: clock.seconds(), body }, voiceSeed);
    await this.#send([...this.#kept.unsaid, message]);
    await this.read();
  }

  /**
   * Takes in those who said yes and are not in yet, one by one, so that a yes that does not hold keeps nobody else out.
   * The same yes may be handed on twice. Whoever went comes back by a new yes alone.
   *
   * @returns why each that does not hold was passed over
   */
  async takeIn(joinings: readonly Uint8Array[]): Promise<readonly ChorusError[]> {
    const refusals: ChorusError[] = [];
    for (const bytes of joinings) {
      try {
        await this.#takeInOne(this.#checked(bytes));
      } catch (error) {
        if (!(error instanceof ChorusError) || error.kind === "conflict") throw error;
        refusals.push(error);
      }
    }
    return refusals;
  }

  async #takeInOne(joining: OpenJoining): Promise<void> {
    const voice = toHex(joining.voice);
    for (;;) {
      await this.read();
      if (this.isOver || this.members.has(voice) || this.view.gone.has(voice)) return;
      await this.#change([joining], new Set());
    }
  }

  /** Takes out whoever said that they go, and others if asked to. */
  async takeOut(voices: ReadonlySet<string>): Promise<void> {
    for (;;) {
      await this.read();
      const still = new Set([...voices].filter((voice) => this.members.has(voice)));
      if (still.size === 0 || this.isOver) return;
      await this.#change([], still);
    }
  }

  /** Takes counsel in, or out again, as the authors in the room wish. */
  async heedCounsel({ voice, keyPackage, welcome }: CounselOffer): Promise<void> {
    for (;;) {
      await this.read();
      const isIn = this.members.has(toHex(voice));
      const authors = [...this.members].filter((one) => one !== toHex(voice));
      if (this.isOver || isIn === counselIsWelcome(this.view, authors)) return;
      if (isIn) await this.#change([], new Set([toHex(voice)]));
      else await this.#change([{ voice, keyPackage, welcome }], new Set());
    }
  }

  /** Goes. The others' clients take this voice out of the group; here everything of it ends now. */
  async leave(): Promise<void> {
    await this.say({ kind: "leave" });
    await this.#keep({ over: true });
  }

  #checked(bytes: Uint8Array): OpenJoining {
    const joining = openJoining(this.#ports.signer, this.#escrow, this.#kept.circle, bytes);
    if (!equalBytes(group.voiceOfKeyPackage(joining.keyPackage), joining.voice)) {
      throw rejected("joining-voice", "the acceptance and its key package name different voices");
    }
    return joining;
  }

  async #change(join: readonly CounselOffer[], out: ReadonlySet<string>): Promise<void> {
    const change = await group.changeGroup(
      this.#state,
      join.map(({ keyPackage }) => keyPackage),
      out,
    );
    await this.#keep({
      change: {
        commit: change.commit,
        next: group.encodeState(change.next),
        welcome: change.welcome,
        welcomeRooms: join.map(({ welcome }) => welcome),
      },
    });
    await this.read();
  }

  /** @returns whether there is more to read */
  async #readRoom(): Promise<boolean> {
    const files = await this.#ports.rooms.files(this.#kept.room, this.#kept.after);
    for (const { seq, bytes } of files) {
      if (await this.#take(seq, bytes)) return true;
    }
    return files.length > 0;
  }

  /** @returns whether the group has changed, so that reading goes on in the next room */
  async #take(seq: number, file: Uint8Array): Promise<boolean> {
    const { change, sent } = this.#kept;
    if (change !== null && equalBytes(file, change.commit)) return this.#ownChange(change);
    const own = sent.find((one) => equalBytes(one.hash, sha256(file)));
    if (own) {
      await this.#hear(seq, own.message, { sent: sent.filter((one) => one !== own) });
      return false;
    }
    const received = await group.receiveInGroup(this.#state, file);
    if (received.kind === "message") {
      this.#state = received.next;
      await this.#hear(seq, received.message, {});
    } else if (received.kind === "change") {
      await this.#moveOn(received.next, received.removed);
      return true;
    } else await this.#keep({ after: seq });
    return false;
  }

  async #hear(seq: number, bytes: Uint8Array, change: Partial<Kept>): Promise<void> {
    const { circle, view } = this.#kept;
    let next = view;
    try {
      next = heard(view, openRoomMessage(this.#ports.signer, circle, this.members, bytes), mergeTexts);
    } catch {
      // A member that lies about its voice is not heard; the others hear nothing either.
    }
    await this.#keep({ after: seq, view: next, ...change });
  }

  /** One's own change stood first: it is in force, and whoever was taken in is told, and given the common text. */
  async #ownChange({ next, welcome, welcomeRooms }: NonNullable<Kept["change"]>): Promise<boolean> {
    // Sent before it is kept that it was: after a crash in between it is sent again, and the board knows it.
    if (welcome !== null) for (const room of welcomeRooms) await this.#ports.rooms.post(room, welcome);
    await this.#moveOn(group.decodeState(next), false, "common");
    return true;
  }

  /** @param again - With "common", the text that all write together is said again to whoever is new. */
  async #moveOn(next: group.GroupState, removed: boolean, again?: "common"): Promise<void> {
    const before = this.members;
    const isNew = [...group.voicesOf(next)].some((voice) => !before.has(voice));
    const view = membersChanged(this.#kept.view, this.members, group.voicesOf(next));
    this.#state = next;
    // First what is known already: what was about to be said may be newer.
    const unsaid = [
      ...(isNew && !removed ? this.#introduction(view, again) : []),
      ...this.#kept.sent.map(({ message }) => message),
      ...this.#kept.unsaid,
    ];
    await this.#keep({
      room: removed ? this.#kept.room : await group.roomOf(next),
      after: 0,
      change: null,
      sent: [],
      unsaid: [],
      view,
      over: removed,
    });
    if (!removed && unsaid.length > 0) await this.#send(unsaid);
  }

  /**
   * What whoever is new needs to write and sign with the others, and could not read (§19.5): each member's own name, part,
   * signature and wish, said again by that member. Not what was said in the room.
   */
  #introduction(
    { names, parts, signOffs, counselWelcome, shared, published }: CircleView,
    again?: "common",
  ): Uint8Array[] {
    const { signer, clock } = this.#ports;
    const { circle, voiceSeed } = this.#kept;
    const [name, part, signOff] = [names.get(this.voice), parts.get(this.voice), signOffs.get(this.voice)];
    const welcome = counselWelcome.get(this.voice);
    const bodies: RoomBody[] = [];
    if (name !== undefined) bodies.push({ kind: "name", name });
    if (part !== undefined) bodies.push({ kind: "part", update: part });
    if (again === "common" && shared !== null) bodies.push({ kind: "shared", update: shared });
    if (again === "common") for (const id of published) bodies.push({ kind: "published", publication: fromHex(id) });
    if (signOff) {
      const { text, receipt, signature, precedence } = signOff;
      bodies.push({ kind: "sign-off", text, receipt, signature, precedence });
    }
    if (welcome !== undefined) bodies.push({ kind: "counsel", welcome });
    return bodies.map((body) => makeRoomMessage(signer, { circle, at: clock.seconds(), body }, voiceSeed));
  }

  /** Encrypts at this epoch what is to be said, keeps it, and posts it. */
  async #send(messages: readonly Uint8Array[]): Promise<void> {
    const sent = [...this.#kept.sent];
    for (const message of messages) {
      const { next, file } = await group.encryptToGroup(this.#state, message);
      this.#state = next;
      sent.push({ hash: sha256(file), file, message });
    }
    await this.#keep({ sent, unsaid: [] });
    for (const file of this.#waiting()) await this.#ports.rooms.post(this.#kept.room, file);
  }

  #waiting(): Uint8Array[] {
    const { sent, change } = this.#kept;
    return [...sent.map(({ file }) => file), ...(change === null ? [] : [change.commit])];
  }

  async #keep(change: Partial<Kept>): Promise<void> {
    const kept = { ...this.#kept, ...change, group: group.encodeState(this.#state) };
    await this.#ports.store.save(kept);
    this.#kept = kept;
  }
}

/** Joins two states of one text (Yjs). */
export function mergeTexts(a: Uint8Array, b: Uint8Array): Uint8Array {
  return Y.mergeUpdates([a, b]);
}
