/** Whoever keeps the pieces of a file changes them: each way of it is refused, with the reason. */

import { identityToRecipient } from "age-encryption";
import { describe, expect, it } from "vitest";
import { PIECE_BYTES } from "../../src/core/bytes/sizes.ts";
import { sha256 } from "../../src/core/crypto/hash.ts";
import {
  type Attachment,
  checkWhole,
  encodeAttachment,
  openPiece,
  readAttachment,
} from "../../src/core/protocol/attachment.ts";
import { ageSealer } from "../../src/edge/shared/age.ts";
import { sealFile } from "../attachments.ts";

const size = 2 * PIECE_BYTES + 5000;
const { attachment, files, content } = await sealFile(size);
const piece = (index: number) => files[index] as Uint8Array;
const open = (index: number, file: Uint8Array, of: Attachment = attachment) => openPiece(ageSealer, of, index, file);

describe("a board that keeps pieces", () => {
  it("cannot swap or reorder them", async () => {
    await expect(open(0, piece(1))).rejects.toMatchObject({ rule: "piece-hash" });
    await expect(open(1, piece(0))).rejects.toMatchObject({ rule: "piece-hash" });
  });

  it("cannot cut, lengthen or change them", async () => {
    const cut = piece(1).slice(0, -1);
    const longer = new Uint8Array([...piece(2), 0]);
    const turned = piece(2).slice();
    turned[400] = (turned[400] as number) ^ 1;
    for (const [index, file] of [
      [1, cut],
      [2, longer],
      [2, turned],
      [0, new Uint8Array()],
    ] as const) {
      await expect(open(index, file)).rejects.toMatchObject({ rule: "piece-hash" });
    }
  });

  it("cannot bring back a piece from before, though the same key opens it", async () => {
    const recipient = await identityToRecipient(attachment.identity);
    const earlier = await ageSealer.seal(new Uint8Array(PIECE_BYTES), [recipient]);
    await expect(open(0, earlier)).rejects.toMatchObject({ rule: "piece-hash" });
  });

  it("cannot give a piece of another file of the same person", async () => {
    const other = await sealFile(size, "another");
    await expect(open(0, other.files[0] as Uint8Array)).rejects.toMatchObject({ rule: "piece-hash" });
  });
});

describe("a manifest that was made to deceive", () => {
  const forged = async (padded: Uint8Array, index: number) => {
    const file = await ageSealer.seal(padded, [await identityToRecipient(attachment.identity)]);
    const pieces = attachment.pieces.map((hash, i) => (i === index ? sha256(file) : hash));
    return { file, of: { ...attachment, pieces } };
  };

  it("hides nothing in the padding, and gives no piece another length", async () => {
    const hidden = new Uint8Array(PIECE_BYTES).fill(1);
    const { file, of } = await forged(hidden.slice(0, 100_000), 2);
    await expect(open(2, file, of)).rejects.toMatchObject({ rule: "piece" });
    const short = await forged(new Uint8Array(PIECE_BYTES - 1), 0);
    await expect(open(0, short.file, short.of)).rejects.toMatchObject({ rule: "piece" });
    const padded = await ageSealer.open(piece(2), attachment.identity);
    const marked = (padded as Uint8Array).slice();
    marked[marked.length - 1] = 7;
    const late = await forged(marked, 2);
    await expect(open(2, late.file, late.of)).rejects.toMatchObject({ rule: "piece" });
  });

  it("names as many pieces as its size asks for, and no unknown field", () => {
    const read = (changes: object) => () => readAttachment(encodeAttachment({ ...attachment, ...changes }));
    expect(read({ pieces: attachment.pieces.slice(1) })).toThrow("right form");
    expect(read({ pieces: [...attachment.pieces, attachment.pieces[0]] })).toThrow("right form");
    expect(read({ size: 2 ** 31 + 1 })).toThrow("right form");
    expect(read({ name: "" })).toThrow("right form");
    expect(read({ path: "../../elsewhere" })).toThrow("right form");
  });

  it("is found out when its pieces are another file than it says", () => {
    expect(() => checkWhole(attachment, sha256(content))).not.toThrow();
    expect(() => checkWhole(attachment, sha256(content.subarray(1)))).toThrow("not the file that was sealed");
  });
});
