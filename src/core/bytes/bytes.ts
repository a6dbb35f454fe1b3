/** Plain work on byte strings: joining, comparing, spelling as hex. */
import { equalBytes as equalBytesConstantTime } from "@noble/curves/utils.js";
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { base64urlnopad, hex } from "@scure/base";

/** Joins byte strings in order. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return concatBytes(...parts);
}

/** Compares two byte strings in time that depends on their lengths alone. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return equalBytesConstantTime(a, b);
}

/** Orders byte strings as CBOR does: byte by byte, the shorter first when one begins the other. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Text as UTF-8. */
export function utf8(text: string): Uint8Array {
  return utf8ToBytes(text);
}

/** An unsigned whole number as big-endian bytes of a fixed width, for hashing. */
export function uintBytes(value: number, width: 1 | 2 | 4 | 8): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0 || (width < 8 && value >= 2 ** (8 * width))) {
    throw new RangeError(`a whole number of ${width} bytes was expected`);
  }
  const bytes = new Uint8Array(width);
  const view = new DataView(bytes.buffer);
  if (width === 8) view.setBigUint64(0, BigInt(value));
  else if (width === 4) view.setUint32(0, value);
  else if (width === 2) view.setUint16(0, value);
  else view.setUint8(0, value);
  return bytes;
}

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  return hex.encode(bytes);
}

/** Reads lower-case hexadecimal; throws on anything else. */
export function fromHex(text: string): Uint8Array {
  if (text !== text.toLowerCase()) throw new RangeError("lower-case hexadecimal was expected");
  return hex.decode(text);
}

/** URL-safe base64 without padding, for names in addresses. */
export function toBase64Url(bytes: Uint8Array): string {
  return base64urlnopad.encode(bytes);
}

/** Reads URL-safe base64 without padding; throws on anything else. */
export function fromBase64Url(text: string): Uint8Array {
  return base64urlnopad.decode(text);
}
