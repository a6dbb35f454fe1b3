/** An escrow's fingerprint, its charterId, as people copy it: from a screen, a letter, a poster. */
import { fromHex, toHex } from "../bytes/bytes.ts";
import { malformed } from "../bytes/errors.ts";

/** Eight groups of eight digits. */
export function writeFingerprint(charterId: Uint8Array): string {
  return (toHex(charterId).match(/.{8}/g) ?? []).join(" ");
}

/** Spaces, colons and capitals do not matter. @throws ChorusError `malformed` */
export function readFingerprint(text: string): Uint8Array {
  const hex = text.replace(/[\s:]/g, "").toLowerCase();
  if (/^[0-9a-f]{64}$/.test(hex)) return fromHex(hex);
  throw malformed("escrow", "the fingerprint of an escrow is 64 hexadecimal digits", "escrow");
}
