/** What a vector is, and how one is written. */
import { toHex } from "../src/core/bytes/bytes.ts";

/** A value of a vector: byte strings are lower-case hexadecimal. */
export type Vector = { readonly kind: string; readonly about: string; readonly expect: string } & Readonly<
  Record<string, unknown>
>;

/** Byte strings as hexadecimal, at any depth. */
export function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return toHex(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** Keeps a vector under its path below vectors/. */
export type Add = (path: string, vector: Vector) => void;

/** One correct vector, and one file for each fault. */
export function withFaults(
  add: Add,
  path: string,
  good: Vector,
  faults: Readonly<Record<string, readonly [string, object]>>,
): void {
  add(path, good);
  for (const [name, [expect, changes]] of Object.entries(faults)) {
    add(`${path}-${name}`, { ...good, about: `${good.about}: fault «${name}»`, ...changes, expect });
  }
}

/** One vector as its file holds it. */
export function asFile(vector: Vector): string {
  return `${JSON.stringify(vector, null, 2)}\n`;
}
