/** Counsel's mailbox as trustees fill it, in memory: real records, real openings, sealed to counsel. For tests and the bench. */
import { concat, toHex, utf8 } from "../../src/core/bytes/bytes.ts";
import { sha256 } from "../../src/core/crypto/hash.ts";
import { encodeWho } from "../../src/core/protocol/account.ts";
import { makeMessage } from "../../src/core/protocol/message.ts";
import { makeOpening, openingCommitment } from "../../src/core/protocol/opening.ts";
import { openEnvelope, readHeader } from "../../src/core/protocol/record.ts";
import { sealRecord } from "../../src/core/protocol/seal.ts";
import { makeTestimony } from "../../src/core/protocol/testimony.ts";
import { nodeSealer } from "../../src/edge/node/age.ts";
import { systemClock } from "../../src/edge/node/platform.ts";
import type { BoardClient } from "../../src/edge/shared/board-client.ts";
import type { CounselSeat } from "../../src/edge/shared/desk.ts";
import type { KeptPart, KeptParts } from "../../src/edge/shared/kept-desk.ts";
import { author, type ReadRecord, sealingInput, type TestEscrow } from "../actors.ts";

const PARTS = ["who", "account"] as const;

/** What a board has for one counsel, and how often it was asked for a part of a record. */
export class Mailbox {
  readonly mails: { seq: number; bytes: Uint8Array<ArrayBuffer> }[] = [];
  readonly #world: TestEscrow;
  readonly #parts = new Map<string, Uint8Array>();
  partsAsked = 0;

  constructor(world: TestEscrow) {
    this.#world = world;
  }

  /** Seals as many records as are wanted about `respondent`, and opens them as one case. */
  async addCase(respondent: string, records: number, account: Uint8Array): Promise<void> {
    const sealed: ReadRecord[] = [];
    for (let i = 0; i < records; i++) {
      const who = encodeWho({
        v: 1,
        names: [{ type: "name", value: respondent, org: "", city: "" }],
        description: "Teaches the evening class.",
      });
      const one = await this.#seal(`${respondent} ${i}`, { who, account });
      for (const part of PARTS) this.#parts.set(`${toHex(one.sealed.record)} ${part}`, one.sealed[part]);
      sealed.push(one);
    }
    await this.#open(sha256(utf8(respondent)), sealed);
  }

  /** By the sealer of servers, which is several times as quick as that of browsers. */
  async #seal(name: string, parts: { who: Uint8Array; account: Uint8Array }): Promise<ReadRecord> {
    const { group, signer, escrow, rng, trustees } = this.#world;
    const input = sealingInput(this.#world, author(name), parts);
    const sealed = await sealRecord({ group, signer, sealer: nodeSealer, rng }, escrow, input);
    const envelope = openEnvelope(signer, escrow, sealed.envelope);
    const signedHeader = await nodeSealer.open(envelope.header, trustees[0]?.identity ?? "");
    if (signedHeader === undefined) throw new Error("the header is not sealed to trustee 1");
    return { sealed, signedHeader, header: readHeader(signedHeader) };
  }

  async #open(caseId: Uint8Array, sealed: readonly ReadRecord[]): Promise<void> {
    const { group, signer, escrow, rng, counsel, trustees } = this.#world;
    const salt = sha256(concat(caseId, utf8("salt")));
    const ids = sealed.map((one) => one.sealed.record);
    const first = this.#parts.size;
    const testified = ids.map((record, i) => ({ record, position: first + i, opened: first + ids.length - 1 }));
    const companions = ids.map((record) => ({ record, counsel: [counsel.id] }));
    const records = sealed.map(({ header, signedHeader }, i) => ({
      header,
      signedHeader,
      position: first + i,
      parts: PARTS,
      precedence: null,
    }));
    for (const { index, seed, shares } of trustees) {
      const commitment = openingCommitment(salt, caseId, ids);
      const testimony = makeTestimony(signer, escrow, commitment, testified, seed);
      const statement = { case: caseId, confirmFirst: false, salt, companions, testimony };
      const body = makeOpening(group, escrow, { index, x: shares.shares.x }, statement, records, rng);
      const message = makeMessage(signer, escrow, index, "opening", body, seed);
      const bytes = await nodeSealer.seal(message, [counsel.card.recipient]);
      this.mails.push({ seq: this.mails.length + 1, bytes: new Uint8Array(bytes) });
    }
  }

  /** Counsel's seat before this mailbox; of the board there is what a desk asks for. */
  seat(): CounselSeat {
    const { group, signer, escrow, counsel } = this.#world;
    const board: Pick<BoardClient, "counselMail" | "part"> = {
      counselMail: async (_as, _id, after) => this.mails.filter(({ seq }) => seq > after).slice(0, 100),
      part: async (record, part) => {
        this.partsAsked += 1;
        return this.#parts.get(`${toHex(record)} ${part}`);
      },
    };
    return {
      context: { group, signer, escrow, sealer: nodeSealer, identity: counsel.identity },
      id: counsel.id,
      as: {
        caller: { role: "counsel", id: toHex(counsel.id) },
        board: "board.example/chorus",
        seed: counsel.seed,
        signer,
        clock: systemClock,
      },
      board: board as BoardClient,
    };
  }
}

/** What a device keeps, in memory. */
export function partsInMemory(): KeptParts & { readonly parts: Map<KeptPart, Uint8Array> } {
  const parts = new Map<KeptPart, Uint8Array>();
  return { parts, read: async (part) => parts.get(part), write: async (part, sealed) => void parts.set(part, sealed) };
}
