/**
 * PADMÉ (Nikitin et al., PETS 2019): pads to a length that tells at most O(log log n) bits of the true one,
 * for at most 12 % more bytes. The true length stands in front.
 */
import { concat, uintBytes } from "./bytes.ts";
import { malformed } from "./errors.ts";

const LENGTH_BYTES = 8;

/** Nothing is padded to less than this: short accounts look alike. */
export const PADDED_MIN_BYTES = 4096;

/** The length that `length` bytes are padded to. */
export function padmeLength(length: number): number {
  if (length <= PADDED_MIN_BYTES) return PADDED_MIN_BYTES;
  const exponent = Math.floor(Math.log2(length));
  const mantissaBits = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** (exponent - mantissaBits);
  return Math.ceil(length / step) * step;
}

/** Content behind its length, followed by zeros up to the PADMÉ length. */
export function pad(content: Uint8Array): Uint8Array {
  const padded = new Uint8Array(padmeLength(LENGTH_BYTES + content.length));
  padded.set(concat(uintBytes(content.length, LENGTH_BYTES), content));
  return padded;
}

/** Takes the padding off again. Refuses any length but PADMÉ's and any padding but zeros. */
export function unpad(padded: Uint8Array): Uint8Array {
  if (padded.length < LENGTH_BYTES) throw malformed("padding", "the padded content is too short");
  const length = Number(new DataView(padded.buffer, padded.byteOffset).getBigUint64(0));
  const end = LENGTH_BYTES + length;
  if (!Number.isSafeInteger(length) || padmeLength(end) !== padded.length) {
    throw malformed("padding", "the padded content has the wrong length");
  }
  if (padded.subarray(end).some((byte) => byte !== 0)) throw malformed("padding", "the padding is not empty");
  return padded.slice(LENGTH_BYTES, end);
}
