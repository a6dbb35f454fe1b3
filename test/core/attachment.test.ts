/** Files of every awkward size go into pieces and come back, and the ordinary age tool opens the pieces too. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { padmeLength } from "../../src/core/bytes/padding.ts";
import { PIECE_BYTES, PIECE_FILE_MAX_BYTES } from "../../src/core/bytes/sizes.ts";
import { sha256 } from "../../src/core/crypto/hash.ts";
import {
  checkWhole,
  encodeAttachment,
  openPiece,
  pieceCount,
  pieceRange,
  readAttachment,
  vaultPieceName,
} from "../../src/core/protocol/attachment.ts";
import { ageSealer } from "../../src/edge/shared/age.ts";
import { sealFile } from "../attachments.ts";

describe("a file in pieces", () => {
  it.each([
    0,
    1,
    4096,
    4097,
    PIECE_BYTES - 1,
    PIECE_BYTES,
    PIECE_BYTES + 1,
    2 * PIECE_BYTES + 77_777,
  ])("comes back as it was: %i bytes", async (size) => {
    const { attachment, content, files } = await sealFile(size);
    const opened = await Promise.all(files.map((file, i) => openPiece(ageSealer, attachment, i, file)));
    expect(Buffer.concat(opened).equals(content)).toBe(true);
    checkWhole(attachment, sha256(Buffer.concat(opened)));
    for (const file of files) expect(file.length).toBeLessThanOrEqual(PIECE_FILE_MAX_BYTES);
    expect(readAttachment(encodeAttachment(attachment))).toEqual(attachment);
  });

  it("shows by its pieces no more of its size than PADMÉ does", async () => {
    const lengths = async (size: number) => (await sealFile(size)).files.map((file) => file.length);
    expect(padmeLength(1_500_001)).toBe(padmeLength(1_490_000));
    expect(await lengths(1_500_001)).toEqual(await lengths(1_490_000));
  });

  it("has pieces that cover it without gap or overlap, whatever its size", () => {
    for (const size of [0, 5, PIECE_BYTES, 3 * PIECE_BYTES + 1, 2 ** 31]) {
      let at = 0;
      for (let i = 0; i < pieceCount(size); i++) {
        expect(pieceRange(size, i).start).toBe(Math.min(at, size));
        at = pieceRange(size, i).end;
      }
      expect(at).toBe(size);
    }
    expect(pieceCount(2 ** 31)).toBe(2048);
  });

  it("gives the pieces of one file names in the vault that do not show it", async () => {
    const { attachment } = await sealFile(1);
    const names = [0, 1, 2].map((i) => Buffer.from(vaultPieceName(attachment.attachment, i)).toString("hex"));
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(name).toHaveLength(32);
  });
});

test("the age tool opens every piece with the attachment's own key", async () => {
  const { attachment, content, files } = await sealFile(PIECE_BYTES + 20_000);
  const folder = mkdtempSync(join(tmpdir(), "chorus-pieces-"));
  writeFileSync(join(folder, "key"), `${attachment.identity}\n`);
  const plain = files.map((file, i) => {
    writeFileSync(join(folder, `${i}.age`), file);
    return execFileSync("age", ["-d", "-i", join(folder, "key"), join(folder, `${i}.age`)], { maxBuffer: 2 ** 24 });
  });
  expect(Buffer.concat(plain).subarray(0, attachment.size).equals(content)).toBe(true);
  rmSync(folder, { recursive: true });
});
