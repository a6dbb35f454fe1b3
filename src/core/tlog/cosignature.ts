/**
 * Cosignatures (c2sp.org/tlog-cosignature, `cosignature/v1`): a witness says that it saw a checkpoint, which is
 * consistent with everything it saw before, at a certain time. They are what gives a receipt its date.
 */
import { concat, uintBytes, utf8 } from "../bytes/bytes.ts";
import { SIGNATURE_BYTES } from "../bytes/sizes.ts";
import type { Signer } from "../ports.ts";
import { type Note, type NoteKey, signatureLine, signaturesOf } from "./note.ts";

const TIME_BYTES = 8;

/** A trustee's key as a witness: `<origin>/trustee-<index>`. */
export function witnessKey(origin: string, index: number, publicKey: Uint8Array): NoteKey {
  return { name: `${origin}/trustee-${index}`, publicKey, algorithm: "cosignature" };
}

/** Cosigns a checkpoint's text at `seconds` since 1970, and gives the line. */
export function cosign(signer: Signer, key: NoteKey, text: string, seconds: number, seed: Uint8Array): string {
  const signature = signer.sign(cosignedMessage(text, seconds), seed);
  return signatureLine(key, concat(uintBytes(seconds, TIME_BYTES), signature));
}

/** What a note holds of a witness: nothing, a line that does not hold, or when it cosigned (the earliest of several). */
export type Cosigned =
  | { readonly kind: "absent" }
  | { readonly kind: "false" }
  | { readonly kind: "cosigned"; readonly seconds: number };

/** Reads a witness's lines in a note; one that does not hold spoils them all. */
export function readCosignature(signer: Signer, note: Note, key: NoteKey): Cosigned {
  const times = signaturesOf(note, key).map((bytes) => timeOf(signer, note, key, bytes));
  if (times.length === 0) return { kind: "absent" };
  const held = times.filter((time) => time !== undefined);
  return held.length < times.length ? { kind: "false" } : { kind: "cosigned", seconds: Math.min(...held) };
}

/** When did this witness cosign the note? Undefined when it did not. */
export function cosignedAt(signer: Signer, note: Note, key: NoteKey): number | undefined {
  const read = readCosignature(signer, note, key);
  return read.kind === "cosigned" ? read.seconds : undefined;
}

function timeOf(signer: Signer, note: Note, key: NoteKey, bytes: Uint8Array): number | undefined {
  if (bytes.length !== TIME_BYTES + SIGNATURE_BYTES) return undefined;
  const seconds = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0));
  if (!Number.isSafeInteger(seconds)) return undefined;
  const message = cosignedMessage(note.text, seconds);
  return signer.verify(bytes.slice(TIME_BYTES), message, key.publicKey) ? seconds : undefined;
}

function cosignedMessage(text: string, seconds: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${seconds}\n${text}`);
}
