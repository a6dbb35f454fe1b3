/**
 * The two documents of an open vault, and their sealed log on the device. `pages` is what the person writes; the page has
 * a replica. `ring` holds keys and receipts, and stays in the worker. Both merge whatever order their updates come in (Yjs).
 */
import * as v from "valibot";
import { applyUpdate, Doc, encodeStateAsUpdate, mergeUpdates } from "yjs";
import { decode, encode } from "../../../core/bytes/cbor.ts";
import { LABELS } from "../../../core/bytes/labels.ts";
import { boundedBytes, version } from "../../../core/bytes/schema.ts";
import { VAULT_SNAPSHOT_MAX_BYTES } from "../../../core/bytes/sizes.ts";
import { openUnder, sealUnder } from "../../../core/crypto/sealed.ts";
import { type Changes, type Vault, vaultKey } from "../../../core/protocol/vault.ts";
import { browserRng } from "../platform.ts";
import type { Device } from "./device.ts";

/** What comes from the board needs not be sent there. */
export const FROM_BOARD = "board";
/** What comes from the page needs not be sent there. */
export const FROM_PAGE = "page";

/** Typing is kept in pieces of this length, so that it is never far behind. */
const GATHER_MILLISECONDS = 300;
/** So many rows become one. */
const ROWS_MAX = 256;
const NOTHING = new Uint8Array();

const rowSchema = v.strictObject({
  v: version(1),
  /** Whether the board still has to be told. */
  mine: v.boolean(),
  pages: boundedBytes(0, VAULT_SNAPSHOT_MAX_BYTES),
  ring: boundedBytes(0, VAULT_SNAPSHOT_MAX_BYTES),
});

type Name = "pages" | "ring";
const NAMES: readonly Name[] = ["pages", "ring"];

/** Updates that wait for something. */
class Gathered {
  readonly #updates: Record<Name, Uint8Array[]> = { pages: [], ring: [] };
  add(name: Name, update: Uint8Array): void {
    if (update.length > 0) this.#updates[name].push(update);
  }
  addAll(changes: Changes): void {
    for (const name of NAMES) this.add(name, changes[name]);
  }
  get isEmpty(): boolean {
    return NAMES.every((name) => this.#updates[name].length === 0);
  }
  /** Everything gathered so far, merged; nothing waits afterwards. */
  take(): Changes {
    return { pages: this.#merged("pages"), ring: this.#merged("ring") };
  }
  #merged(name: Name): Uint8Array {
    const updates = this.#updates[name].splice(0);
    return updates.length === 0 ? NOTHING : mergeUpdates(updates);
  }
}

/** What the documents tell: changes that the page has not made itself, and whether the device keeps up. */
export type DocumentsListener = {
  readonly changed: (pages: Uint8Array) => void;
  readonly kept: () => void;
  readonly notKept: (error: unknown) => void;
  readonly unsent: () => void;
};

export class Documents {
  readonly pages = new Doc();
  readonly ring = new Doc();
  readonly #device: Device;
  readonly #key: Uint8Array;
  readonly #vault: Vault;
  readonly #tell: DocumentsListener;
  readonly #unkept = { mine: new Gathered(), theirs: new Gathered() };
  readonly #unsent = new Gathered();
  #lastRow = 0;
  #rows = 0;
  #sending = false;
  #gathering: ReturnType<typeof setTimeout> | undefined;
  #keeping: Promise<void> = Promise.resolve();

  constructor(vault: Vault, device: Device, tell: DocumentsListener) {
    this.#vault = vault;
    this.#device = device;
    this.#key = vaultKey(vault, LABELS.vaultDevice);
    this.#tell = tell;
  }

  /** Takes in what the device has. `sentThrough` is the last row that the board was told of. */
  async load(sentThrough: number): Promise<void> {
    for (const { key, bytes } of await this.#device.log()) {
      const row = decode(rowSchema, openUnder(this.#key, this.#vault.id, bytes), "row", 2 * VAULT_SNAPSHOT_MAX_BYTES);
      this.#apply(row, FROM_BOARD);
      if (row.mine && key > sentThrough) this.#unsent.addAll(row);
      this.#lastRow = key;
      this.#rows += 1;
    }
    for (const name of NAMES) this[name].on("update", (update, origin) => this.#heard(name, update, origin));
  }

  /** Takes in what another device wrote. */
  take(changes: Changes): void {
    this.#apply(changes, FROM_BOARD);
  }

  /** Both documents whole. */
  whole(): Changes {
    return { pages: encodeStateAsUpdate(this.pages), ring: encodeStateAsUpdate(this.ring) };
  }

  get hasUnsent(): boolean {
    return !this.#unsent.isEmpty;
  }

  /** What the board has not been told, and the last row that it is part of. `ended` says whether it has been told now. */
  async takeUnsent(): Promise<{ changes: Changes; through: number; ended: (told: boolean) => void }> {
    await this.keep().catch(() => undefined); // a full device must not keep words from the board
    const changes = this.#unsent.take();
    this.#sending = true;
    const ended = (told: boolean) => {
      this.#sending = false;
      if (!told) this.#unsent.addAll(changes);
    };
    return { changes, through: this.#lastRow, ended };
  }

  /** The board lost what it had: everything is to be told again. */
  sendAll(): void {
    this.#unsent.addAll(this.whole());
    this.#unkept.mine.addAll(this.whole());
    this.#tell.unsent();
  }

  /** Keeps on the device what is not kept yet; rejects if the device does not take it, and tries again the next time. */
  keep(): Promise<void> {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    this.#keeping = this.#keeping.catch(() => undefined).then(() => this.#keepAll());
    return this.#keeping;
  }

  #heard(name: Name, update: Uint8Array, origin: unknown): void {
    if (name === "pages" && origin !== FROM_PAGE) this.#tell.changed(update);
    const mine = origin !== FROM_BOARD;
    this.#unkept[mine ? "mine" : "theirs"].add(name, update);
    if (mine) this.#unsent.add(name, update);
    if (mine) this.#tell.unsent();
    this.#gathering ??= setTimeout(() => void this.keep().catch(() => undefined), GATHER_MILLISECONDS);
  }

  async #keepAll(): Promise<void> {
    try {
      for (const mine of [true, false]) await this.#keepSome(mine);
      if (this.#rows > ROWS_MAX && !this.hasUnsent && !this.#sending) await this.#shorten();
    } catch (error) {
      this.#tell.notKept(error);
      throw error;
    }
    // What came meanwhile is kept the next time, and told then.
    if (this.#unkept.mine.isEmpty && this.#unkept.theirs.isEmpty) this.#tell.kept();
  }

  async #keepSome(mine: boolean): Promise<void> {
    const waiting = this.#unkept[mine ? "mine" : "theirs"];
    if (waiting.isEmpty) return;
    const changes = waiting.take();
    try {
      this.#lastRow = await this.#device.append(this.#sealed({ mine, ...changes }));
      this.#rows += 1;
    } catch (error) {
      waiting.addAll(changes);
      throw error;
    }
  }

  async #shorten(): Promise<void> {
    this.#lastRow = await this.#device.replaceLog(this.#lastRow, this.#sealed({ mine: false, ...this.whole() }));
    this.#rows = 1;
  }

  #sealed(row: Changes & { readonly mine: boolean }): Uint8Array {
    return sealUnder(browserRng, this.#key, this.#vault.id, encode({ v: 1, ...row }));
  }

  #apply(changes: Changes, origin: string): void {
    for (const name of NAMES) if (changes[name].length > 0) applyUpdate(this[name], changes[name], origin);
  }
}
