/**
 * Keeps a vault: begins it, opens it by any of its ways in, holds its documents while it is open, and meets the board. It
 * lives in a worker of its own, so that ending the worker forgets every key at once.
 */
import { applyUpdate, encodeStateAsUpdate } from "yjs";
import { toHex } from "../../../core/bytes/bytes.ts";
import { ChorusError } from "../../../core/bytes/errors.ts";
import { type DoorKeys, signInHash, unwrapVault, wrapVault } from "../../../core/protocol/door.ts";
import { kitWords, newKit } from "../../../core/protocol/kit.ts";
import { newVault, type Vault } from "../../../core/protocol/vault.ts";
import { BoardUnreachable } from "../../shared/http-client.ts";
import { openDoorAt, vaultAtBoard } from "../../shared/vault-board.ts";
import { browserClock, browserRng } from "../platform.ts";
import { type VaultBlobs, vaultBlobs } from "./blobs.ts";
import { type Device, forgetfulDevice, storedDevice, type WayKind } from "./device.ts";
import { Documents, FROM_PAGE } from "./documents.ts";
import { doorOf, type Key, newKey } from "./key.ts";
import { type BoardState, Pace } from "./pace.ts";
import { type Place, readPlace, writePlace } from "./place.ts";
import { readSettings, type Settings, writeSettings } from "./settings.ts";
import { VaultSync } from "./sync.ts";
import { addWay, readWays, removeWay, type Way } from "./ways.ts";

/**
 * How opening a vault ended. `elsewhere`: another tab has it open. `unreachable`: the board is needed for it and could not
 * be reached. `limited`: there were too many attempts.
 */
export type Opening =
  | {
      readonly kind: "open";
      readonly pages: Uint8Array;
      readonly place: Place | undefined;
      readonly settings: Settings;
    }
  | { readonly kind: "wrong" | "elsewhere" | "unreachable" | "limited" };

/** What the page is told while the vault is open. */
export type VaultNews =
  | { readonly kind: "pages"; readonly update: Uint8Array }
  | { readonly kind: "kept" }
  | { readonly kind: "not-kept"; readonly full: boolean }
  | ({ readonly kind: "board" } & BoardState);

/** A way in as the page shows it. */
export type WayFacts = Pick<Way, "door" | "kind" | "name" | "label" | "addedAt">;

/** The ways in after a change. `told`: the board knows of it already. */
export type ChangedWays = { readonly ways: readonly WayFacts[]; readonly told: boolean };

/** What begins a vault, or adds a way to one. */
export type NewWay = { readonly key: Key; readonly label: string };

/** Only one tab writes in a vault at a time. */
const LOCK = "notes";

/** What an open vault is made of. */
export type OpenVault = {
  readonly vault: Vault;
  readonly device: Device;
  readonly documents: Documents;
  readonly sync: VaultSync;
  readonly pace: Pace;
};

export class VaultKeeper {
  /** For what else lives in the worker and needs the vault's keys. Not a method, so that no page can ask for them. */
  static opened(keeper: VaultKeeper): OpenVault {
    return keeper.#opened();
  }

  readonly #boardAddress: string;
  readonly #stored: Device = storedDevice();
  #open: OpenVault | undefined;
  #tell: (news: VaultNews) => void = () => undefined;

  constructor(boardAddress: string) {
    this.#boardAddress = boardAddress;
  }

  /** The kinds of ways in that this device has for the vault on it; none when there is no vault. */
  async waysHere(): Promise<WayKind[]> {
    return (await this.#stored.ways()).map(({ kind }) => kind);
  }

  /** Tells the page what happens from now on. */
  async listen(tell: (news: VaultNews) => void): Promise<void> {
    this.#tell = tell;
  }

  /** Begins a vault. Without traces it is at the board only, and the board has to be reached first. */
  async begin({ key, label }: NewWay, traces: boolean): Promise<Opening> {
    if (!(await this.#takeLock())) return { kind: "elsewhere" };
    await this.#clear();
    const device = traces ? this.#stored : forgetfulDevice();
    const vault = newVault(browserRng);
    const named = newKey(key, browserRng);
    const way = wayOf(await doorOf(named), vault, named, label);
    // The way lies on the device before anything that only it opens.
    await device.putWay({ ...way, onBoard: false });
    const open = await this.#enter(vault, device, false);
    await addWay(device, open.documents, way);
    await open.documents.keep();
    if (traces) void open.pace.now();
    else if (!(await this.#meetNow())) {
      this.#leave();
      return { kind: "unreachable" };
    }
    return this.#opening();
  }

  /** Opens the vault that is on this device. */
  async unlock(key: Key): Promise<Opening> {
    if (!(await this.#takeLock())) return { kind: "elsewhere" };
    for (const way of await this.#stored.ways()) {
      if (way.kind !== key.kind) continue;
      const door = await doorOf(key.kind === "passphrase" ? { ...key, name: way.name } : key);
      const vault = toHex(door.id) === way.door ? opened(door, way.wrap) : undefined;
      if (vault === undefined) continue;
      const open = await this.#enter(vault, this.#stored, false);
      void open.pace.now();
      return this.#opening();
    }
    return { kind: "wrong" };
  }

  /** Brings a vault from the board to this device. */
  async signIn(key: Key, traces: boolean): Promise<Opening> {
    if (!(await this.#takeLock())) return { kind: "elsewhere" };
    await this.#clear();
    const door = await doorOf(key);
    const wrap = await this.#fetchWrap(door);
    if (wrap === "unreachable" || wrap === "limited") return { kind: wrap };
    const vault = wrap === undefined ? undefined : opened(door, wrap);
    if (vault === undefined) return { kind: "wrong" };
    const device = traces ? this.#stored : forgetfulDevice();
    await this.#enter(vault, device, true);
    if (!(await this.#meetNow())) {
      this.#leave();
      return { kind: "unreachable" };
    }
    return this.#opening();
  }

  /** Takes over what the page changed in its replica of `pages`. */
  async change(update: Uint8Array): Promise<void> {
    applyUpdate(this.documents.pages, update, FROM_PAGE);
  }

  /** Keeps on the device what is not kept yet. Without traces: at the board. */
  async keep(): Promise<void> {
    const { device, documents, pace } = this.#opened();
    await documents.keep();
    if (!device.leavesTraces && documents.hasUnsent) await pace.now();
  }

  /** Tells the board now what it has not been told. */
  async send(): Promise<void> {
    const { documents, pace } = this.#opened();
    if (documents.hasUnsent) await pace.now();
  }

  async ways(): Promise<WayFacts[]> {
    return readWays(this.documents).map(({ door, kind, name, label, addedAt }) => ({
      door,
      kind,
      name,
      label,
      addedAt,
    }));
  }

  /** Adds a way in; a passphrase takes the place of the one before and keeps the notebook's name. */
  async addWay({ key, label }: NewWay): Promise<ChangedWays> {
    const { vault, device, documents } = this.#opened();
    const before = readWays(documents).find(({ kind }) => kind === "passphrase")?.name;
    const named = newKey(
      key.kind === "passphrase" && before !== undefined ? { ...key, name: before } : key,
      browserRng,
    );
    await addWay(device, documents, wayOf(await doorOf(named), vault, named, label));
    return this.#waysKept();
  }

  /** Makes a kit and answers its words. They are shown, and kept nowhere. */
  async addKit(): Promise<ChangedWays & { readonly words: string[] }> {
    const entropy = newKit(browserRng);
    const changed = await this.addWay({ key: { kind: "kit", entropy }, label: "" });
    return { ...changed, words: kitWords(entropy) };
  }

  async removeWay(door: string): Promise<ChangedWays> {
    const { device, documents } = this.#opened();
    if (readWays(documents).length > 1) await removeWay(device, documents, door);
    return this.#waysKept();
  }

  async settings(next?: Settings): Promise<Settings> {
    if (next !== undefined) writeSettings(this.documents, next);
    return readSettings(this.documents);
  }

  /** Keeps where the person is, sealed like everything else. */
  async keepPlace(place: Place): Promise<void> {
    const { vault, device } = this.#opened();
    await writePlace(vault, device, place);
  }

  /** Erases the vault at the board and on this device, or nothing if the board cannot be reached. */
  async erase(): Promise<"erased" | "unreachable"> {
    const { sync, pace } = this.#opened();
    try {
      await pace.settled();
      await sync.erase();
    } catch (error) {
      if (error instanceof BoardUnreachable) return "unreachable";
      throw error;
    }
    await this.eraseHere();
    return "erased";
  }

  /** Erases what is on this device, open or not. */
  async eraseHere(): Promise<void> {
    await this.#open?.documents.keep().catch(() => undefined);
    this.#leave();
    await this.#stored.erase();
  }

  /** What changes as a whole and is not merged. @throws when the vault is locked */
  get blobs(): VaultBlobs {
    return vaultBlobs(this.#boardAddress, this.#opened().vault);
  }

  /** @throws when the vault is locked */
  get documents(): Documents {
    return this.#opened().documents;
  }

  #opened(): OpenVault {
    if (this.#open === undefined) throw new Error("the vault is locked");
    return this.#open;
  }

  /** A way stands or falls at the board, so that is waited for. */
  async #waysKept(): Promise<ChangedWays> {
    const { documents, pace } = this.#opened();
    await documents.keep();
    const state = await pace.now();
    return { ways: await this.ways(), told: state === "sent" || state === "older" };
  }

  async #enter(vault: Vault, device: Device, begun: boolean): Promise<OpenVault> {
    let pace: Pace | undefined;
    const documents = new Documents(vault, device, {
      changed: (update) => this.#tell({ kind: "pages", update }),
      kept: () => this.#tell({ kind: "kept" }),
      notKept: (error) => this.#tell({ kind: "not-kept", full: isFull(error) }),
      unsent: () => pace?.soon(),
    });
    const board = vaultAtBoard(this.#boardAddress, vault);
    const sync = await VaultSync.open({ board, vault, device, documents }, begun);
    pace = new Pace(sync, (state) => this.#tell({ kind: "board", ...state }));
    this.#open = { vault, device, documents, sync, pace };
    return this.#open;
  }

  #leave(): void {
    this.#open?.pace.end();
    this.#open = undefined;
  }

  async #opening(): Promise<Opening> {
    const { vault, device, documents } = this.#opened();
    const place = await readPlace(vault, device).catch(() => undefined);
    return { kind: "open", pages: encodeStateAsUpdate(documents.pages), place, settings: readSettings(documents) };
  }

  /** Answers whether the board was there. */
  async #meetNow(): Promise<boolean> {
    return (await this.#opened().pace.now()) !== "unreachable";
  }

  async #fetchWrap(door: DoorKeys): Promise<Uint8Array | undefined | "unreachable" | "limited"> {
    try {
      return await openDoorAt(this.#boardAddress, door.id, door.signIn);
    } catch (error) {
      if (error instanceof BoardUnreachable) return "unreachable";
      if (error instanceof ChorusError && error.kind === "limit") return "limited";
      throw error;
    }
  }

  /** A beginning that was broken off may have left what nothing opens any more. */
  async #clear(): Promise<void> {
    if ((await this.#stored.ways()).length > 0) throw new Error("there is a vault on this device already");
    await this.#stored.erase();
  }

  #hasLock = false;

  /** Held until the worker ends. */
  #takeLock(): Promise<boolean> {
    if (this.#hasLock) return Promise.resolve(true);
    return new Promise((resolve) => {
      navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => {
        this.#hasLock = lock !== null;
        resolve(this.#hasLock);
        return lock === null ? undefined : new Promise(() => undefined);
      });
    });
  }
}

function wayOf(door: DoorKeys, vault: Vault, key: Key, label: string): Way {
  return {
    door: toHex(door.id),
    kind: key.kind,
    name: key.kind === "passphrase" ? (key.name ?? "") : "",
    label,
    addedAt: browserClock.seconds(),
    signIn: signInHash(door.signIn),
    wrap: wrapVault(browserRng, door, vault),
  };
}

function opened(door: DoorKeys, wrap: Uint8Array): Vault | undefined {
  try {
    return unwrapVault(door, wrap);
  } catch (error) {
    if (error instanceof ChorusError && error.kind === "rejected") return undefined;
    throw error;
  }
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}
