/** What a person shows to open a vault, and the door that it opens. */
import type { Rng } from "../../../core/ports.ts";
import { type DoorKeys, kitDoor, passkeyDoor, passphraseDoor } from "../../../core/protocol/door.ts";
import { newName } from "../../../core/protocol/kit.ts";
import { argon2 } from "../../shared/argon2.ts";

/** `name` is the notebook's; without it a passphrase opens only what is on this device. */
export type Key =
  | { readonly kind: "passphrase"; readonly passphrase: string; readonly name?: string }
  | { readonly kind: "passkey"; readonly door: Uint8Array; readonly prf: Uint8Array }
  | { readonly kind: "kit"; readonly entropy: Uint8Array };

export async function doorOf(key: Key): Promise<DoorKeys> {
  if (key.kind === "passkey") return passkeyDoor(key.door, key.prf);
  return key.kind === "kit" ? kitDoor(key.entropy) : passphraseDoor(argon2, key.name ?? "", key.passphrase);
}

/** A passphrase that has no name yet gets one. */
export function newKey(key: Key, rng: Rng): Key {
  return key.kind === "passphrase" ? { ...key, name: key.name ?? newName(rng) } : key;
}
