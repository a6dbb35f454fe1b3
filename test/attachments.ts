/** Files for tests, sealed in pieces as a browser seals them. */
import { sha256 } from "../src/core/crypto/hash.ts";
import { type Attachment, pieceCount, pieceRange, sealPiece } from "../src/core/protocol/attachment.ts";
import { ageSealer } from "../src/edge/shared/age.ts";
import { ageKeys, seededRng } from "./actors.ts";

export const FILE_NAME = "the corridor at night.mp4";

export type SealedFile = {
  readonly attachment: Attachment;
  readonly content: Buffer;
  readonly files: readonly Uint8Array[];
};

/** A file of random content; the same seed gives the same content. */
export async function sealFile(size: number, seed = "content"): Promise<SealedFile> {
  const content = Buffer.alloc(size, seededRng(seed).bytes(4099));
  const { identity, recipient } = await ageKeys();
  const files: Uint8Array[] = [];
  for (let i = 0; i < pieceCount(size); i++) {
    const { start, end } = pieceRange(size, i);
    files.push(await sealPiece(ageSealer, recipient, size, i, content.subarray(start, end)));
  }
  const attachment: Attachment = {
    v: 1,
    attachment: crypto.getRandomValues(new Uint8Array(16)),
    name: FILE_NAME,
    mediaType: "video/mp4",
    size,
    hash: sha256(content),
    identity,
    pieces: files.map(sha256),
  };
  return { attachment, content, files };
}
