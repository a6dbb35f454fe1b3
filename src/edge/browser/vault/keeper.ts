/**
 * Keeps a vault: begins it, opens it by one of its ways in, and holds its documents while it is open. It lives in a
 * worker of its own, so that ending the worker forgets every key at once.
 */
import { applyUpdate, encodeStateAsUpdate } from "yjs";
import { toHex } from "../../../core/bytes/bytes.ts";
import { ChorusError } from "../../../core/bytes/errors.ts";
import { type DoorKeys, passphraseDoor, signInHash, unwrapVault, wrapVault } from "../../../core/protocol/door.ts";
import { newName } from "../../../core/protocol/kit.ts";
import { newVault, type Vault } from "../../../core/protocol/vault.ts";
import { argon2 } from "../../shared/argon2.ts";
import { browserRng } from "../platform.ts";
import { type Device, type KeptWay, storedDevice } from "./device.ts";
import { Documents, FROM_PAGE } from "./documents.ts";

/** How opening a vault ended. `elsewhere`: another tab has it open. */
export type Opening =
  | { readonly kind: "open"; readonly pages: Uint8Array }
  | { readonly kind: "wrong" }
  | { readonly kind: "elsewhere" };

/** What the page is told while the vault is open. */
export type VaultNews =
  | { readonly kind: "pages"; readonly update: Uint8Array }
  | { readonly kind: "kept" }
  | { readonly kind: "not-kept"; readonly full: boolean };

/** Only one tab writes in a vault at a time. */
const LOCK = "notes";

export class VaultKeeper {
  readonly #device: Device = storedDevice();
  #documents: Documents | undefined;
  #tell: (news: VaultNews) => void = () => undefined;

  /** Whether there is a vault on this device. */
  async isKept(): Promise<boolean> {
    return (await this.#device.ways()).length > 0;
  }

  /** Tells the page what happens from now on. */
  async listen(tell: (news: VaultNews) => void): Promise<void> {
    this.#tell = tell;
  }

  /** Begins a vault that a passphrase opens, on this device. */
  async begin(passphrase: string): Promise<Opening> {
    if (!(await this.#takeLock())) return { kind: "elsewhere" };
    const vault = newVault(browserRng);
    const name = newName(browserRng);
    const door = await passphraseDoor(argon2, name, passphrase);
    await this.#device.putWay(keptWay(door, vault, { kind: "passphrase", name }));
    return this.#open(vault);
  }

  /** Opens the vault that is on this device. */
  async unlock(passphrase: string): Promise<Opening> {
    if (!(await this.#takeLock())) return { kind: "elsewhere" };
    for (const way of await this.#device.ways()) {
      if (way.kind !== "passphrase") continue;
      const vault = opened(await passphraseDoor(argon2, way.name, passphrase), way.wrap);
      if (vault !== undefined) return this.#open(vault);
    }
    return { kind: "wrong" };
  }

  /** Takes over what the page changed in its replica of `pages`. */
  async change(update: Uint8Array): Promise<void> {
    applyUpdate(this.documents.pages, update, FROM_PAGE);
  }

  /** Keeps on the device what is not kept yet. */
  keep(): Promise<void> {
    return this.documents.keep();
  }

  async erase(): Promise<void> {
    await this.#documents?.keep().catch(() => undefined);
    this.#documents = undefined;
    await this.#device.erase();
  }

  /** @throws when the vault is locked */
  get documents(): Documents {
    if (this.#documents === undefined) throw new Error("the vault is locked");
    return this.#documents;
  }

  async #open(vault: Vault): Promise<Opening> {
    const documents = new Documents(vault, this.#device, {
      changed: (update) => this.#tell({ kind: "pages", update }),
      kept: () => this.#tell({ kind: "kept" }),
      notKept: (error) => this.#tell({ kind: "not-kept", full: isFull(error) }),
      unsent: () => undefined,
    });
    await documents.load(0);
    this.#documents = documents;
    return { kind: "open", pages: encodeStateAsUpdate(documents.pages) };
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

function keptWay(door: DoorKeys, vault: Vault, { kind, name }: Pick<KeptWay, "kind" | "name">): KeptWay {
  const wrap = wrapVault(browserRng, door, vault);
  return { door: toHex(door.id), kind, wrap, signIn: signInHash(door.signIn), name, onBoard: false };
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
