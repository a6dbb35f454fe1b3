/** Rooms in memory, as the board keeps them: an order, nothing else. And authors of records, ready to say yes. */
import { toHex } from "../../src/core/bytes/bytes.ts";
import { conflict } from "../../src/core/bytes/errors.ts";
import { makeJoining } from "../../src/core/protocol/circle/joining.ts";
import { beginGroup, enterGroup, type JoinKeys, makeJoinKeys } from "../../src/edge/shared/circle/group.ts";
import { encodeKept, type Kept, newSeat, readKept } from "../../src/edge/shared/circle/kept.ts";
import { CircleSeat, type Rooms } from "../../src/edge/shared/circle/seat.ts";
import { foundEscrow, sealAndRead, type TestAuthor, type TestEscrow } from "../actors.ts";

export class MemoryRooms implements Rooms {
  readonly all = new Map<string, Uint8Array[]>();
  /** Loses everything that is posted, as a network does, until it is mended. */
  broken = false;

  async post(room: Uint8Array, file: Uint8Array): Promise<void> {
    if (this.broken) throw new Error("the network is away");
    const list = this.all.get(toHex(room)) ?? [];
    if (!list.some((one) => toHex(one) === toHex(file))) list.push(file);
    this.all.set(toHex(room), list);
  }
  async files(room: Uint8Array, after: number) {
    const list = this.all.get(toHex(room)) ?? [];
    return list.map((bytes, i) => ({ seq: i + 1, bytes })).filter(({ seq }) => seq > after);
  }
  /** Every file of every room. */
  everything(): Uint8Array[] {
    return [...this.all.values()].flat();
  }
}

/** A member: a seat, and what is kept of it, so that it can be taken up again as another process would. */
export type Member = { seat: CircleSeat; kept: Uint8Array; reopen(): CircleSeat };
export type Candidate = { voiceSeed: Uint8Array; keys: JoinKeys; joining: Uint8Array; welcome: Uint8Array };

export class Circle {
  readonly rooms = new MemoryRooms();
  readonly world: TestEscrow;
  readonly circle: Uint8Array;

  static async begin(): Promise<Circle> {
    return new Circle(await foundEscrow());
  }
  constructor(world: TestEscrow) {
    this.world = world;
    this.circle = world.rng.bytes(16);
  }

  /** One who says yes, with a sealed record of their own. */
  async candidate(author: TestAuthor): Promise<Candidate> {
    const { signer, rng, escrow } = this.world;
    const { sealed } = await sealAndRead(this.world, author);
    const voiceSeed = rng.bytes(32);
    const keys = await makeJoinKeys(signer.publicKey(voiceSeed));
    const welcome = rng.bytes(16);
    const voice = signer.publicKey(voiceSeed);
    const said = { circle: this.circle, voice, keyPackage: keys.keyPackage, welcome, envelope: sealed.envelope };
    return { voiceSeed, keys, welcome, joining: makeJoining(signer, escrow, said, author.seed) };
  }

  async first(candidate: Candidate): Promise<Member> {
    return this.#member(await newSeat(this.circle, candidate.voiceSeed, await beginGroup(this.circle, candidate.keys)));
  }

  async enter(candidate: Candidate): Promise<Member> {
    const [welcome] = await this.rooms.files(candidate.welcome, 0);
    if (welcome === undefined) throw new Error("there is no welcome yet");
    const state = await enterGroup(this.circle, candidate.keys, welcome.bytes);
    return this.#member(await newSeat(this.circle, candidate.voiceSeed, state));
  }

  /** Two in a circle. */
  async two(alice: TestAuthor, bob: TestAuthor): Promise<[Member, Member]> {
    const [a, b] = [await this.candidate(alice), await this.candidate(bob)];
    const first = await this.first(a);
    await first.seat.takeIn([b.joining]);
    return [first, await this.enter(b)];
  }

  #member(kept: Kept): Member {
    const open = (bytes: Uint8Array) => {
      let current = toHex(bytes);
      const store = {
        save: async (next: Kept) => {
          if (toHex(member.kept) !== current) throw conflict("version", "another device was first");
          member.kept = encodeKept(next);
          current = toHex(member.kept);
        },
      };
      const ports = { signer: this.world.signer, clock: { seconds: () => 1_800_000_000 }, rooms: this.rooms, store };
      return new CircleSeat(ports, this.world.escrow, readKept(bytes));
    };
    const bytes = encodeKept(kept);
    const member = { kept: bytes, reopen: () => open(member.kept) } as Member;
    member.seat = open(bytes);
    return member;
  }
}
