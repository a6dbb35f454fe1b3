/** Checkpoints (c2sp.org/tlog-checkpoint): origin, size and root of a log, as the text of a signed note. */
import { base64 } from "@scure/base";
import { malformed, rejected } from "../bytes/errors.ts";
import { HASH_BYTES } from "../bytes/sizes.ts";
import type { Signer } from "../ports.ts";
import { decodeBase64, isSignedBy, type Note, type NoteKey, readNote, signNote, writeNote } from "./note.ts";

/** What a checkpoint says. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Uint8Array };

/** The key under which a log signs its checkpoints; its name is the origin. */
export function logKey(origin: string, publicKey: Uint8Array): NoteKey {
  return { name: origin, publicKey, algorithm: "ed25519" };
}

/** The text that is signed. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${base64.encode(root)}\n`;
}

/** A checkpoint signed by its log. */
export function signCheckpoint(signer: Signer, checkpoint: Checkpoint, seed: Uint8Array): string {
  const text = checkpointText(checkpoint);
  return writeNote(text, [signNote(signer, logKey(checkpoint.origin, signer.publicKey(seed)), text, seed)]);
}

/** Reads the text of a checkpoint. Extension lines are refused: Chorus writes none. */
export function readCheckpointText(text: string): Checkpoint {
  const [origin, size, root, last, ...rest] = text.split("\n");
  if (!origin || !size || !root || last !== "" || rest.length > 0) {
    throw malformed("checkpoint-form", "the checkpoint is not in the right form");
  }
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size))) {
    throw malformed("checkpoint-size", "the checkpoint's size is not a plain number", "size");
  }
  const hash = decodeBase64(root);
  if (hash.length !== HASH_BYTES)
    throw malformed("checkpoint-root", "the checkpoint's root has the wrong length", "root");
  return { origin, size: Number(size), root: hash };
}

/**
 * Reads a signed checkpoint of a known log.
 *
 * @throws ChorusError `malformed`, or `rejected` when the log did not sign it
 */
export function openCheckpoint(
  signer: Signer,
  key: NoteKey,
  text: string,
): { readonly checkpoint: Checkpoint; readonly note: Note } {
  const note = readNote(text);
  const checkpoint = readCheckpointText(note.text);
  if (checkpoint.origin !== key.name || !isSignedBy(signer, note, key)) {
    throw rejected("checkpoint-signature", "the checkpoint is not signed by this log", { role: "board", id: key.name });
  }
  return { checkpoint, note };
}
