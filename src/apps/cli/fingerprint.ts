/** An escrow's fingerprint as people give it on the command line. */
import { fromHex } from "../../core/bytes/bytes.ts";
import { malformed } from "../../core/bytes/errors.ts";

/** Spaces and capitals are allowed, because people copy fingerprints from paper. */
export function readFingerprint(text: string): Uint8Array {
  const hex = text.replace(/[\s:]/g, "").toLowerCase();
  if (/^[0-9a-f]{64}$/.test(hex)) return fromHex(hex);
  throw malformed("escrow", "--escrow takes the 64 hexadecimal digits of an escrow's fingerprint", "escrow");
}
