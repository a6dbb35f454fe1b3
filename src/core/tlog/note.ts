/**
 * Signed notes (c2sp.org/signed-note): a text, an empty line, and signature lines `— <name> base64(id ‖ signature)`.
 *
 * Reading is strict in form; signatures of unknown keys are kept and ignored, so that other kinds can come.
 */
import { base64 } from "@scure/base";
import { concat, equalBytes, toHex, utf8 } from "../bytes/bytes.ts";
import { malformed } from "../bytes/errors.ts";
import { SIGNATURE_BYTES } from "../bytes/sizes.ts";
import { sha256 } from "../crypto/hash.ts";
import type { Signer } from "../ports.ts";

/**
 * Signature kinds: Ed25519 over the text, and the timestamped cosignature of c2sp.org/tlog-cosignature. Its post-quantum
 * kind (6, ML-DSA-44) may stand in notes beside these: nothing here makes or trusts it yet, and nothing trips over it.
 */
export const NOTE_ALGORITHMS = { ed25519: 1, cosignature: 4 } as const;
export type NoteAlgorithm = keyof typeof NOTE_ALGORITHMS;

const KEY_ID_BYTES = 4;
/** The most a note may weigh: a checkpoint with one Ed25519 and one ML-DSA-44 line for each of 32 trustees. */
export const NOTE_MAX_CHARACTERS = 128 * 1024;
/** The most one signature line may weigh: ML-DSA-44 takes 3,243 characters, and a name. */
export const NOTE_LINE_MAX_CHARACTERS = 4096;

/** Who signs: a name without spaces or plus signs, and a public key. */
export type NoteKey = { readonly name: string; readonly publicKey: Uint8Array; readonly algorithm: NoteAlgorithm };

/** One signature line: key name, key id in hex, and what follows the id. */
export type NoteSignature = { readonly name: string; readonly keyId: string; readonly signature: Uint8Array };

/** A note that has been read: `text` ends with a newline. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/** SHA-256(name ‖ LF ‖ algorithm ‖ key), the first four bytes. */
export function noteKeyId({ name, publicKey, algorithm }: NoteKey): Uint8Array {
  const hash = sha256(concat(utf8(`${name}\n`), Uint8Array.of(NOTE_ALGORITHMS[algorithm]), publicKey));
  return hash.slice(0, KEY_ID_BYTES);
}

/** A verifier key as text (vkey): `name+id+base64(algorithm ‖ key)`. */
export function verifierKey(key: NoteKey): string {
  const encoded = base64.encode(concat(Uint8Array.of(NOTE_ALGORITHMS[key.algorithm]), key.publicKey));
  return `${key.name}+${toHex(noteKeyId(key))}+${encoded}`;
}

/** One signature line, with its newline. */
export function signatureLine(key: NoteKey, signature: Uint8Array): string {
  return `— ${key.name} ${base64.encode(concat(noteKeyId(key), signature))}\n`;
}

/** Signs a text with Ed25519 and gives the line. */
export function signNote(signer: Signer, key: NoteKey, text: string, seed: Uint8Array): string {
  return signatureLine(key, signer.sign(utf8(text), seed));
}

/** Puts a note together. */
export function writeNote(text: string, lines: readonly string[]): string {
  return `${text}\n${lines.join("")}`;
}

/** @throws ChorusError `malformed` naming the rule */
export function readNote(note: string): Note {
  if (note.length > NOTE_MAX_CHARACTERS) throw malformed("note-size", "the signed note is too long");
  if ([...note].some((character) => character < " " && character !== "\n")) {
    throw malformed("note-characters", "the signed note holds control characters");
  }
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n")) throw malformed("note-form", "the signed note has no signatures");
  const lines = note.slice(end + 2, -1).split("\n");
  return { text: note.slice(0, end + 1), signatures: lines.map(readSignatureLine) };
}

/** Reads one line without its newline. */
export function readSignatureLine(line: string): NoteSignature {
  const [dash, name, encoded, ...rest] = line.split(" ");
  if (dash !== "—" || !name || /[\p{White_Space}+]/u.test(name) || !encoded || rest.length > 0) {
    throw malformed("note-line", "a signature line of the note is not in the right form");
  }
  const bytes = decodeBase64(encoded);
  if (bytes.length <= KEY_ID_BYTES) throw malformed("note-line", "a signature line of the note is too short");
  return { name, keyId: toHex(bytes.slice(0, KEY_ID_BYTES)), signature: bytes.slice(KEY_ID_BYTES) };
}

/** The signatures of a key in a note, by name and id. */
export function signaturesOf(note: Note, key: NoteKey): Uint8Array[] {
  const keyId = toHex(noteKeyId(key));
  return note.signatures.filter((one) => one.name === key.name && one.keyId === keyId).map((one) => one.signature);
}

/** Did this Ed25519 key sign the note's text? Not if any signature that is said to be its own does not hold. */
export function isSignedBy(signer: Signer, note: Note, key: NoteKey): boolean {
  const signatures = signaturesOf(note, key);
  const holds = (signature: Uint8Array) =>
    signature.length === SIGNATURE_BYTES && signer.verify(signature, utf8(note.text), key.publicKey);
  return signatures.length > 0 && signatures.every(holds);
}

/** Canonical base64 only: what is read must be what would be written. */
export function decodeBase64(text: string): Uint8Array {
  try {
    const bytes = base64.decode(text);
    if (equalBytes(utf8(base64.encode(bytes)), utf8(text))) return bytes;
  } catch {
    // falls through to the one error
  }
  throw malformed("base64", "a value is not canonical base64");
}
