/** Signed notes, checkpoints and cosignatures: the published example, and what must not verify. */
import { base64 } from "@scure/base";
import { beforeAll, describe, expect, test } from "vitest";
import { sodiumSigner } from "../../src/core/crypto/signer-sodium.ts";
import type { Signer } from "../../src/core/ports.ts";
import {
  checkpointText,
  logKey,
  openCheckpoint,
  readCheckpointText,
  signCheckpoint,
} from "../../src/core/tlog/checkpoint.ts";
import { cosign, cosignedAt, readCosignature, witnessKey } from "../../src/core/tlog/cosignature.ts";
import {
  isSignedBy,
  NOTE_LINE_MAX_CHARACTERS,
  type NoteKey,
  readNote,
  readSignatureLine,
  verifierKey,
} from "../../src/core/tlog/note.ts";

const SEED = new Uint8Array(32).fill(1);
const ORIGIN = "board.example/log";
const checkpoint = { origin: ORIGIN, size: 5, root: new Uint8Array(32).fill(9) };
let signer: Signer;
beforeAll(async () => {
  signer = await sodiumSigner();
});

/** The example of golang.org/x/mod/sumdb/note. */
const EXAMPLE = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;
const EXAMPLE_KEY: NoteKey = {
  name: "PeterNeumann",
  algorithm: "ed25519",
  publicKey: base64.decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").slice(1),
};

describe("signed notes", () => {
  test("the published example verifies, and its key is written as published", () => {
    expect(isSignedBy(signer, readNote(EXAMPLE), EXAMPLE_KEY)).toBe(true);
    expect(verifierKey(EXAMPLE_KEY)).toBe("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  });

  test("another text, another name or another key does not", () => {
    expect(isSignedBy(signer, readNote(EXAMPLE.replace("answer", "Answer")), EXAMPLE_KEY)).toBe(false);
    expect(isSignedBy(signer, readNote(EXAMPLE), { ...EXAMPLE_KEY, name: "PeterNewman" })).toBe(false);
    expect(isSignedBy(signer, readNote(EXAMPLE), { ...EXAMPLE_KEY, publicKey: signer.publicKey(SEED) })).toBe(false);
  });

  test("lines of unknown keys are kept and do no harm; broken lines are refused", () => {
    const more = `${EXAMPLE}— Somebody ${base64.encode(new Uint8Array(70))}\n`;
    expect(isSignedBy(signer, readNote(more), EXAMPLE_KEY)).toBe(true);
    for (const line of [
      "- name AAAAAAAA",
      "— na+me AAAAAAAA",
      "— name",
      "— name AAAA",
      "— name AAAAAAAA=",
      "— name AAAAAAAA x",
      "— na\u00a0me AAAAAAAA",
      "— na\u2003me AAAAAAAA",
      "",
    ]) {
      expect(() => readSignatureLine(line), line).toThrow();
    }
    expect(() => readNote(EXAMPLE.slice(0, -1))).toThrow();
    expect(() => readNote("text without signatures\n")).toThrow();
    expect(() => readNote(EXAMPLE.replace("answer", "ans\twer"))).toThrow("control characters");
  });

  test("a post-quantum signature beside ours, in length and kind that nothing here makes, does no harm", () => {
    const post = `— ${ORIGIN}/trustee-1 ${base64.encode(new Uint8Array(4 + 8 + 2420))}\n`;
    expect(post.length).toBeLessThan(NOTE_LINE_MAX_CHARACTERS);
    const many = EXAMPLE + post.repeat(32);
    expect(isSignedBy(signer, readNote(many), EXAMPLE_KEY)).toBe(true);
    expect(readNote(many).signatures).toHaveLength(33);
  });

  test("a second signature in the same name that does not hold spoils the first", () => {
    const [line = ""] = EXAMPLE.split("\n").slice(-2);
    const broken = line.replace("x08go/Z", "x08go/Y");
    expect(isSignedBy(signer, readNote(EXAMPLE + EXAMPLE.split("\n\n")[1]), EXAMPLE_KEY)).toBe(true);
    expect(isSignedBy(signer, readNote(`${EXAMPLE}${broken}\n`), EXAMPLE_KEY)).toBe(false);
  });
});

describe("checkpoints", () => {
  test("are read as they were signed, by their log alone", () => {
    const note = signCheckpoint(signer, checkpoint, SEED);
    expect(openCheckpoint(signer, logKey(ORIGIN, signer.publicKey(SEED)), note).checkpoint).toEqual(checkpoint);
    const other = signer.publicKey(new Uint8Array(32).fill(2));
    expect(() => openCheckpoint(signer, logKey(ORIGIN, other), note)).toThrow("not signed by this log");
    expect(() => openCheckpoint(signer, logKey("elsewhere", signer.publicKey(SEED)), note)).toThrow(
      "not signed by this log",
    );
    expect(() =>
      openCheckpoint(signer, logKey(ORIGIN, signer.publicKey(SEED)), note.replace("\n5\n", "\n6\n")),
    ).toThrow();
  });

  test("have one form only", () => {
    const good = checkpointText(checkpoint);
    expect(readCheckpointText(good)).toEqual(checkpoint);
    const [origin, size, root] = good.split("\n") as [string, string, string];
    for (const bad of [
      `${origin}\n05\n${root}\n`,
      `${origin}\n-5\n${root}\n`,
      `${origin}\n5e3\n${root}\n`,
      `${origin}\n99999999999999999\n${root}\n`,
      `${origin}\n${size}\n${root}\nextension\n`,
      `${origin}\n${size}\n${root.slice(4)}\n`,
      `${origin}\n${size}\n${root}`,
      `\n${size}\n${root}\n`,
    ]) {
      expect(() => readCheckpointText(bad), bad).toThrow();
    }
  });
});

describe("cosignatures", () => {
  const key = () => witnessKey(ORIGIN, 2, signer.publicKey(SEED));
  const text = checkpointText(checkpoint);
  const signed = (line: string) => readNote(`${text}\n${line}`);

  test("say when; the earliest of several counts", () => {
    const [late, early] = [cosign(signer, key(), text, 2_000, SEED), cosign(signer, key(), text, 1_000, SEED)];
    expect(cosignedAt(signer, signed(late), key())).toBe(2_000);
    expect(cosignedAt(signer, signed(late + early), key())).toBe(1_000);
    expect(readCosignature(signer, signed(late), witnessKey(ORIGIN, 3, signer.publicKey(SEED)))).toEqual({
      kind: "absent",
    });
  });

  test("hold for this text, this trustee and this time only", () => {
    const line = cosign(signer, key(), text, 1_000, SEED);
    const other = checkpointText({ ...checkpoint, size: 6 });
    expect(cosignedAt(signer, readNote(`${other}\n${line}`), key())).toBeUndefined();
    expect(cosignedAt(signer, signed(line), witnessKey(ORIGIN, 3, signer.publicKey(SEED)))).toBeUndefined();
    const { signature, name } = readSignatureLine(line.trimEnd());
    const earlier = signature.map((byte, i) => (i === 7 ? byte ^ 1 : byte));
    const id = base64.decode(line.split(" ")[2]?.trim() ?? "").slice(0, 4);
    const forged = `— ${name} ${base64.encode(new Uint8Array([...id, ...earlier]))}\n`;
    expect(cosignedAt(signer, signed(forged), key())).toBeUndefined();
    expect(readCosignature(signer, signed(line + forged), key())).toEqual({ kind: "false" });
  });

  test("a plain signature of the same key is no cosignature, nor the other way round", () => {
    const line = cosign(signer, key(), text, 1_000, SEED);
    expect(isSignedBy(signer, signed(line), { ...key(), algorithm: "ed25519" })).toBe(false);
    const plain = readNote(signCheckpoint(signer, { ...checkpoint, origin: key().name }, SEED));
    expect(cosignedAt(signer, plain, key())).toBeUndefined();
  });
});
