/**
 * The ways into a vault, three times told: the ring holds all of them, each device a copy so that it opens without a
 * network, and the board a door for each. The ring decides.
 */
import * as v from "valibot";
import { equalBytes } from "../../../core/bytes/bytes.ts";
import { decode, encode } from "../../../core/bytes/cbor.ts";
import { boundedBytes, fixedBytes, text, version, whole } from "../../../core/bytes/schema.ts";
import { DOOR_WRAP_MAX_BYTES, HASH_BYTES } from "../../../core/bytes/sizes.ts";
import type { VaultAtBoard } from "../../shared/vault-board.ts";
import type { Device, WayKind } from "./device.ts";
import type { Documents } from "./documents.ts";

const waySchema = v.strictObject({
  v: version(1),
  kind: v.picklist(["passphrase", "passkey", "kit"]),
  /** Of a passphrase: the notebook's name. */
  name: text(200),
  /** What the person calls it; empty if nothing. */
  label: text(100),
  addedAt: whole(0, 2 ** 40),
  signIn: fixedBytes(HASH_BYTES),
  wrap: boundedBytes(1, DOOR_WRAP_MAX_BYTES),
});

/** A way in, as the person sees it. */
export type Way = Omit<v.InferOutput<typeof waySchema>, "v"> & { readonly door: string; readonly kind: WayKind };

const waysOf = ({ ring }: Documents) => ring.getMap<Uint8Array>("ways");

export function readWays(documents: Documents): Way[] {
  return [...waysOf(documents).entries()]
    .map(([door, bytes]) => {
      const { v: _, ...way } = decode(waySchema, bytes, "way", 2 * DOOR_WRAP_MAX_BYTES);
      return { door, ...way };
    })
    .sort((a, b) => a.addedAt - b.addedAt || (a.door < b.door ? -1 : 1));
}

/** Adds a way, or changes it: on this device at once, at the board when it is next met. */
export async function addWay(device: Device, documents: Documents, { door, ...way }: Way): Promise<void> {
  await device.putWay({ door, kind: way.kind, wrap: way.wrap, signIn: way.signIn, name: way.name, onBoard: false });
  waysOf(documents).set(door, encode({ v: 1, ...way }));
}

export async function removeWay(device: Device, documents: Documents, door: string): Promise<void> {
  waysOf(documents).delete(door);
  await device.removeWay(door);
}

/** Makes this device's copy what the ring says. */
export async function mirrorWays(device: Device, documents: Documents): Promise<void> {
  const kept = new Map((await device.ways()).map((way) => [way.door, way]));
  const ring = readWays(documents);
  if (ring.length === 0) return;
  for (const { door, kind, wrap, signIn, name } of ring) {
    const before = kept.get(door);
    kept.delete(door);
    // What came by the ring, its own device tells the board. A way may have been removed while this is done.
    if ((before === undefined || !equalBytes(before.signIn, signIn)) && waysOf(documents).has(door)) {
      await device.putWay({ door, kind, wrap, signIn, name, onBoard: true });
    }
  }
  for (const door of kept.keys()) if (!waysOf(documents).has(door)) await device.removeWay(door);
}

/** Tells the board of ways that were added here. */
export async function announceWays(board: VaultAtBoard, device: Device): Promise<void> {
  for (const way of await device.ways()) {
    if (way.onBoard || (await board.putDoor(way.door, way.signIn, way.wrap)) === undefined) continue;
    await device.announced(way.door, way.signIn);
  }
}

/** The board may have lost what it was told. */
export async function forgetAnnounced(device: Device): Promise<void> {
  for (const way of await device.ways()) await device.putWay({ ...way, onBoard: false });
}

/** Takes doors away that the ring does not have: of ways that were removed. */
export async function removeLostDoors(board: VaultAtBoard, documents: Documents): Promise<void> {
  const ring = new Set(waysOf(documents).keys());
  if (ring.size === 0) return;
  for (const door of (await board.doors()) ?? []) if (!ring.has(door)) await board.removeDoor(door);
}
