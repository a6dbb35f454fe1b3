/**
 * Keeps the documents of a vault and the board's chain of updates together. Works through one round at a time: send what
 * is new, take in what others sent, see to the doors. A board that shows less than it has shown before, or something
 * else, is told of and given everything again; nothing on this device is ever given up for it.
 */
import * as v from "valibot";
import { concat, equalBytes, utf8 } from "../../../core/bytes/bytes.ts";
import { decode, encode } from "../../../core/bytes/cbor.ts";
import { ChorusError } from "../../../core/bytes/errors.ts";
import { LABELS } from "../../../core/bytes/labels.ts";
import { fixedBytes, version, whole } from "../../../core/bytes/schema.ts";
import { HASH_BYTES } from "../../../core/bytes/sizes.ts";
import { openUnder, sealUnder } from "../../../core/crypto/sealed.ts";
import {
  CHAIN_START,
  type ChainPlace,
  openSnapshot,
  openUpdate,
  placeOf,
  sealSnapshot,
  sealUpdate,
  type Vault,
  vaultKey,
} from "../../../core/protocol/vault.ts";
import type { VaultAtBoard, VaultPiece } from "../../shared/vault-board.ts";
import { browserRng } from "../platform.ts";
import type { Device } from "./device.ts";
import type { Documents } from "./documents.ts";
import { announceWays, forgetAnnounced, mirrorWays, removeLostDoors } from "./ways.ts";

/** After so many updates a snapshot takes their place. */
const UPDATES_MAX = 64;

const count = whole(0, Number.MAX_SAFE_INTEGER);
const memorySchema = v.strictObject({
  v: version(1),
  seq: count,
  hash: fixedBytes(HASH_BYTES),
  /** The last row of the device's log that the board was told. */
  sentThrough: count,
  /** The newest update that a snapshot stands for, as far as is known. */
  shortened: count,
  /** Whether the board has the vault. */
  begun: v.boolean(),
});
type Memory = v.InferOutput<typeof memorySchema>;

/** How a round ended. `gone`: the vault was erased. `older`: the board had lost or changed something; it has it again. */
export type Round = "done" | "older" | "gone";

/** The board has no such vault. */
class VaultGone extends Error {}
/** What the board shows does not continue what it has shown before. */
class OtherHistory extends Error {}

export class VaultSync {
  readonly #board: VaultAtBoard;
  readonly #vault: Vault;
  readonly #device: Device;
  readonly #documents: Documents;
  #memory: Memory;

  private constructor(parts: SyncParts, memory: Memory) {
    this.#board = parts.board;
    this.#vault = parts.vault;
    this.#device = parts.device;
    this.#documents = parts.documents;
    this.#memory = memory;
  }

  /**
   * Goes on where this device left off; loads the documents.
   *
   * @param begun whether the board is known to have the vault, if this device does not remember
   */
  static async open(parts: SyncParts, begun: boolean): Promise<VaultSync> {
    const memory = await remembered(parts.vault, parts.device, begun);
    await parts.documents.load(memory.sentThrough);
    return new VaultSync(parts, memory);
  }

  /** Sends what is new, without looking first whether others were there. */
  async send(): Promise<Round> {
    return this.#round(async () => {
      if (!this.#memory.begun) await this.#begin();
      await this.#push();
    });
  }

  /** Erases the vault at the board. Answers "gone" also when there was none. */
  async erase(): Promise<void> {
    if (this.#memory.begun) await this.#board.erase();
  }

  /** A whole round: takes in what others sent, sends what is new, sees to the doors. */
  async meet(): Promise<Round> {
    return this.#round(async () => {
      if (!this.#memory.begun) await this.#begin();
      await this.#pull();
      await this.#push();
      await this.#seeToDoors();
      if (this.#memory.seq - this.#memory.shortened >= UPDATES_MAX) await this.#shorten();
    });
  }

  async #round(work: () => Promise<void>): Promise<Round> {
    try {
      await work();
      return "done";
    } catch (error) {
      if (error instanceof VaultGone) return "gone";
      if (!(error instanceof OtherHistory)) throw error;
      await this.#mend();
      return "older";
    }
  }

  async #begin(): Promise<void> {
    present(await this.#board.begin());
    await this.#remember({ begun: true });
  }

  /** Takes in all that the board has, whatever it follows, and gives it all that this device has. */
  async #mend(): Promise<void> {
    await this.#remember({ ...CHAIN_START, shortened: 0 });
    await this.#pull(false);
    this.#documents.sendAll();
    await this.#push();
    await forgetAnnounced(this.#device);
    await this.#seeToDoors();
  }

  /** First the new ones, then those that were taken away; never by a ring that has not arrived yet. */
  async #seeToDoors(): Promise<void> {
    await mirrorWays(this.#device, this.#documents);
    await announceWays(this.#board, this.#device);
    await removeLostDoors(this.#board, this.#documents);
  }

  /** @param strict whether what comes has to continue what was seen */
  async #pull(strict = true): Promise<void> {
    const before = this.#memory.seq;
    for (;;) {
      const piece = present(await this.#board.updates(this.#memory.seq));
      if (piece.newest < this.#memory.seq) throw new OtherHistory();
      if (piece.newest === this.#memory.seq) break;
      this.#memory = { ...this.#memory, ...this.#takeIn(piece, strict) };
    }
    if (this.#memory.seq === before) return;
    // First the words, then the memory of having them.
    await this.#documents.keep().catch(() => undefined);
    await this.#remember({});
  }

  #takeIn({ newest, snapshot, updates }: VaultPiece, strict: boolean): ChainPlace & { shortened: number } {
    let { seq, hash, shortened } = this.#memory;
    if (snapshot !== null) {
      const opened = attempt(strict, () => openSnapshot(this.#vault, snapshot.bytes));
      if (strict && (opened?.place.seq !== snapshot.through || snapshot.through <= seq)) throw new OtherHistory();
      if (opened !== undefined) this.#documents.take(opened);
      seq = shortened = snapshot.through;
      hash = opened?.place.hash ?? hash;
    }
    for (const { seq: number, bytes } of updates) {
      const opened = attempt(strict, () => openUpdate(this.#vault, number, bytes));
      if (strict && (number !== seq + 1 || !equalBytes(opened?.follows ?? bytes, hash))) throw new OtherHistory();
      if (opened !== undefined) this.#documents.take(opened);
      ({ seq, hash } = placeOf(number, bytes));
    }
    // A board that announces more than it has to show is not asked for it for ever.
    if (snapshot === null && updates.length === 0) {
      if (strict) throw new OtherHistory();
      seq = newest;
    }
    return { seq, hash, shortened };
  }

  async #push(): Promise<void> {
    while (this.#documents.hasUnsent) {
      const { changes, through, ended } = await this.#documents.takeUnsent();
      const sealed = sealUpdate(browserRng, this.#vault, this.#memory, changes);
      let told = false;
      try {
        told = await this.#append(sealed);
      } finally {
        ended(told);
      }
      if (told) await this.#remember({ ...placeOf(this.#memory.seq + 1, sealed), sentThrough: through });
    }
  }

  /** Answers whether the board has it now; if not, what stood in the way has been seen to. */
  async #append(sealed: Uint8Array): Promise<boolean> {
    try {
      present(await this.#board.append(this.#memory.seq, sealed));
      return true;
    } catch (error) {
      if (!(error instanceof ChorusError)) throw error;
      if (error.kind === "conflict") await this.#pull();
      else if (error.rule === "quota") await this.#shorten();
      else throw error;
      return false;
    }
  }

  async #shorten(): Promise<void> {
    const { seq, hash } = this.#memory;
    const snapshot = sealSnapshot(browserRng, this.#vault, { seq, hash }, this.#documents.whole());
    try {
      present(await this.#board.replace(seq, snapshot));
    } catch (error) {
      if (!(error instanceof ChorusError && error.kind === "conflict")) throw error; // another device did it
    }
    await this.#remember({ shortened: seq });
  }

  async #remember(changed: Partial<Memory>): Promise<void> {
    this.#memory = { ...this.#memory, ...changed };
    const { v: _, ...memory } = this.#memory;
    const content = encode({ v: 1, ...memory });
    const sealed = sealUnder(browserRng, deviceKey(this.#vault), memoryContext(this.#vault), content);
    await this.#device.putNote("board", sealed).catch(() => undefined); // a full device asks the board for more, later
  }
}

export type SyncParts = {
  readonly board: VaultAtBoard;
  readonly vault: Vault;
  readonly device: Device;
  readonly documents: Documents;
};

async function remembered(vault: Vault, device: Device, begun: boolean): Promise<Memory> {
  const sealed = await device.note("board");
  if (sealed === undefined) return { v: 1, ...CHAIN_START, sentThrough: 0, shortened: 0, begun };
  return decode(memorySchema, openUnder(deviceKey(vault), memoryContext(vault), sealed), "memory", 4096);
}

const deviceKey = (vault: Vault) => vaultKey(vault, LABELS.vaultDevice);
const memoryContext = (vault: Vault) => concat(vault.id, utf8("board"));

/** What was altered ends a strict reading, and is passed over otherwise. */
function attempt<Value>(strict: boolean, open: () => Value): Value | undefined {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof ChorusError)) throw error;
    if (strict) throw new OtherHistory();
    return undefined;
  }
}

function present<Value>(answer: Value | undefined): Value {
  if (answer === undefined) throw new VaultGone();
  return answer;
}
