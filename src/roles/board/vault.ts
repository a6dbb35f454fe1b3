/**
 * The board's rules for vaults (§15). It knows hashes of keys and holds ciphertext. Whoever asks with a wrong key, for a
 * vault or a door that is not there, or with no key at all is answered alike: undefined.
 */
import * as v from "valibot";
import { toHex } from "../../core/bytes/bytes.ts";
import { decode } from "../../core/bytes/cbor.ts";
import { conflict, malformed, overLimit } from "../../core/bytes/errors.ts";
import { boundedBytes, fixedBytes, version } from "../../core/bytes/schema.ts";
import { DOOR_WRAP_MAX_BYTES, DOORS_MAX, HASH_BYTES, VAULT_UPDATES_TOTAL_BYTES } from "../../core/bytes/sizes.ts";
import type { BoardContext } from "./board.ts";
import type { BoardTables, Mail } from "./ports.ts";

/** Wrong attempts within an hour, at one door and from one address. */
export const DOOR_ATTEMPTS = 10;
export const ADDRESS_ATTEMPTS = 120;

/** Updates are handed out in pieces of about this size. */
const PIECE_BYTES = 8 * 1024 * 1024;
const PIECE_UPDATES = 256;

/** Who asks about which vault; `keyHash` is undefined when no key was shown. */
export type VaultCaller = { readonly vault: string; readonly keyHash: string | undefined };
export type VaultPiece = {
  readonly newest: number;
  readonly snapshot: { readonly through: number; readonly bytes: Uint8Array } | undefined;
  readonly updates: readonly Mail[];
};

const doorSchema = v.strictObject({
  v: version(1),
  signIn: fixedBytes(HASH_BYTES),
  wrap: boundedBytes(1, DOOR_WRAP_MAX_BYTES),
});

/** Begins a vault. Answers whether it is new, or undefined when it is somebody else's. */
export function beginVault({ store }: BoardContext, { vault, keyHash }: VaultCaller): Promise<boolean | undefined> {
  return store.transaction(async (tables) => {
    if (keyHash === undefined) return undefined;
    const known = await tables.vaultKey(vault);
    if (known === undefined) await tables.addVault(vault, keyHash);
    return known === undefined ? true : known === keyHash ? false : undefined;
  });
}

/** Does something with a vault whose key was shown. */
export function withVault<Result>(
  { store }: BoardContext,
  { vault, keyHash }: VaultCaller,
  act: (tables: BoardTables) => Promise<Result>,
): Promise<Result | undefined> {
  return store.transaction(async (tables) =>
    keyHash !== undefined && (await tables.vaultKey(vault)) === keyHash ? act(tables) : undefined,
  );
}

/** Appends the update that follows update `after`. */
export function appendUpdate(context: BoardContext, caller: VaultCaller, after: number, bytes: Uint8Array) {
  return withVault(context, caller, async (tables) => {
    if ((await tables.updatesSize(caller.vault)) + bytes.length > VAULT_UPDATES_TOTAL_BYTES)
      throw overLimit("quota", "there are too many updates; a snapshot has to take their place first");
    if (!(await tables.appendUpdate(caller.vault, after, bytes)))
      throw conflict("version", "another device was first; nothing is lost, take its updates in and write again");
    return after + 1;
  });
}

/** What came after update `after`: a snapshot if some of it is in none other, then updates in order. */
export function readUpdates(context: BoardContext, caller: VaultCaller, after: number) {
  return withVault(context, caller, async (tables): Promise<VaultPiece> => {
    const newest = await tables.newestUpdate(caller.vault);
    const snapshot = await tables.snapshot(caller.vault);
    const needed = snapshot !== undefined && snapshot.through > after ? snapshot : undefined;
    const updates = await tables.updates(caller.vault, needed?.through ?? after, PIECE_UPDATES);
    return { newest, snapshot: needed, updates: firstOf(updates) };
  });
}

/** Puts a snapshot in place of the updates up to `through`. */
export function replaceUpdates(context: BoardContext, caller: VaultCaller, through: number, bytes: Uint8Array) {
  return withVault(context, caller, async (tables) => {
    const before = (await tables.snapshot(caller.vault))?.through ?? 0;
    if (through <= before) throw conflict("version", "a newer snapshot is there already");
    if (through > (await tables.newestUpdate(caller.vault)))
      throw malformed("if-match", "a snapshot stands for updates that are there");
    await tables.putSnapshot(caller.vault, through, bytes);
    return true;
  });
}

/** Adds a way in, or wraps anew for one. */
export function putDoor(context: BoardContext, caller: VaultCaller, door: string, body: Uint8Array) {
  const { signIn, wrap } = decode(doorSchema, body, "door", DOOR_WRAP_MAX_BYTES + 256);
  return withVault(context, caller, async (tables) => {
    const doors = await tables.doorsOf(caller.vault);
    if (!doors.includes(door) && doors.length >= DOORS_MAX)
      throw overLimit("quota", `a vault has at most ${DOORS_MAX} ways in`);
    await tables.putDoor(door, caller.vault, { keyHash: toHex(signIn), wrap });
    return true;
  });
}

/**
 * Hands out what stands behind a door to whoever shows its sign-in key. Wrong attempts are counted for the door, whether
 * or not there is one, and for the address; past the limit even the right key is told to wait.
 *
 * @param address a name for the caller's address that says nothing of it
 * @returns the wrap, or undefined when there is no such door or the key is another
 */
export async function openDoor(
  { store, clock }: BoardContext,
  door: string,
  keyHash: string,
  address: string,
): Promise<Uint8Array | undefined> {
  const hour = Math.floor(clock.seconds() / 3600);
  const limits = new Map([
    [`door/${door}`, DOOR_ATTEMPTS],
    [`address/${address}`, ADDRESS_ATTEMPTS],
  ]);
  const found = await store.transaction(async (tables) => {
    // Counted before it is looked, so that attempts at one time cannot all see the count of none.
    let allowed = true;
    for (const [name, most] of limits) allowed = (await tables.countAttempt(name, hour)) <= most && allowed;
    const wrap = wrapFor(await tables.doors(door), keyHash);
    if (!allowed) return "limited" as const;
    if (wrap !== undefined) for (const name of limits.keys()) await tables.uncountAttempt(name, hour);
    return wrap;
  });
  if (found === "limited") throw overLimit("rate", "too many attempts; try again in an hour");
  return found;
}

/** Each key is compared whole: both are hashes, so what the time tells is of no use. */
function wrapFor(doors: readonly { keyHash: string; wrap: Uint8Array }[], keyHash: string): Uint8Array | undefined {
  let found: Uint8Array | undefined;
  for (const { keyHash: expected, wrap } of doors) if (sameText(expected, keyHash)) found = wrap;
  return found;
}

function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < a.length; index++) difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
}

function firstOf(updates: readonly Mail[]): readonly Mail[] {
  let size = 0;
  let count = 0;
  for (const { bytes } of updates) {
    size += bytes.length;
    if (count > 0 && size > PIECE_BYTES) break;
    count += 1;
  }
  return updates.slice(0, count);
}
