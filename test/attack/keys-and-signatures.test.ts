/** Ed25519 where implementations differ: small-order keys, signatures with a second form, wrong lengths. */
import { describe, expect, it } from "vitest";
import { concat, fromHex, utf8 } from "../../src/core/bytes/bytes.ts";
import { LABELS } from "../../src/core/bytes/labels.ts";
import { nobleSigner } from "../../src/core/crypto/signer-noble.ts";
import { sodiumSigner } from "../../src/core/crypto/signer-sodium.ts";
import { signStatement, verifyStatement } from "../../src/core/protocol/statement.ts";
import { seededRng } from "../actors.ts";

/** The eight points of small order of edwards25519, and encodings of some of them that are not canonical. */
const SMALL_ORDER = [
  "0100000000000000000000000000000000000000000000000000000000000000",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0000000000000000000000000000000000000000000000000000000000000080",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
  "0100000000000000000000000000000000000000000000000000000000000080",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
];
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

const littleEndian = (value: bigint): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
const numberOf = (bytes: Uint8Array): bigint => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

const signers = [
  { name: "noble", signer: nobleSigner },
  { name: "sodium", signer: await sodiumSigner() },
];

describe.each(signers)("signatures by $name", ({ signer }) => {
  const seed = seededRng("signatures").bytes(32);
  const key = signer.publicKey(seed);
  const message = utf8("a statement");
  const signature = signer.sign(message, seed);

  it("hold for their message and key, as in the other implementation", () => {
    for (const other of signers) {
      expect(other.signer.verify(signature, message, key)).toBe(true);
      expect(other.signer.sign(message, seed)).toEqual(signature);
      expect(other.signer.publicKey(seed)).toEqual(key);
    }
    expect(signer.verify(signature, utf8("another"), key)).toBe(false);
  });

  it("are refused under keys of small order, which fit every message", () => {
    for (const small of SMALL_ORDER.map(fromHex)) {
      for (const R of SMALL_ORDER.map(fromHex)) {
        for (let i = 0; i < 8; i++) {
          const any = concat(R, new Uint8Array(32));
          expect(signer.verify(any, utf8(`message ${i}`), small)).toBe(false);
        }
      }
    }
  });

  it("have no second form: S + l is refused", () => {
    const second = concat(signature.subarray(0, 32), littleEndian(numberOf(signature.subarray(32)) + ORDER));
    expect(signer.verify(second, message, key)).toBe(false);
  });

  it("are refused at any other length, of signature or key, without an exception", () => {
    for (const bad of [new Uint8Array(), signature.subarray(1), concat(signature, Uint8Array.of(0))]) {
      expect(signer.verify(bad, message, key)).toBe(false);
    }
    for (const bad of [new Uint8Array(), key.subarray(1), concat(key, Uint8Array.of(0))]) {
      expect(signer.verify(signature, message, bad)).toBe(false);
    }
  });

  it("made for one kind of statement do not hold for any other", () => {
    const said = { v: 1, text: "the same" };
    const signed = signStatement(signer, LABELS.withdrawalSignature, said, seed);
    for (const label of Object.values(LABELS)) {
      expect(verifyStatement(signer, label, said, signed, key)).toBe(label === LABELS.withdrawalSignature);
    }
  });
});
