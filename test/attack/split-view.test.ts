/** A board shows honest trustees different histories: when can that work, and what proof of it is left? (G1) */
import { describe, expect, it } from "vitest";
import { toHex } from "../../src/core/bytes/bytes.ts";
import { makeContribution, readContribution } from "../../src/core/protocol/matching.ts";
import { makeMessage, openMessage } from "../../src/core/protocol/message.ts";
import { alice, foundEscrow, sealAndRead, type TestTrustee } from "../actors.ts";

/** Can a board gather `witnesses` cosignatures for each of two histories, `corrupt` trustees signing both? */
const canSplit = (n: number, witnesses: number, corrupt: number): boolean => {
  const honest = n - corrupt;
  return 2 * Math.max(witnesses - corrupt, 0) <= honest; // honest trustees sign one history each
};

describe("two histories", () => {
  it("cannot both be witnessed above (n + t - 1) / 2, whoever t - 1 trustees are", () => {
    for (let n = 2; n <= 32; n++) {
      for (let t = Math.floor(n / 2) + 1; t <= n; t++) {
        for (let witnesses = t; witnesses <= n; witnesses++) {
          expect(canSplit(n, witnesses, t - 1)).toBe(witnesses <= (n + t - 1) / 2);
        }
      }
    }
  });

  it("can both be witnessed in the 2-of-3 demonstration with one corrupt trustee, as its document says", () => {
    expect(canSplit(3, 2, 1)).toBe(true);
    expect(canSplit(3, 3, 1)).toBe(false);
    expect(canSplit(3, 2, 0)).toBe(false);
  });

  it("leave signed evidence: two contributions of equal size and unlike root, which any third party can check", async () => {
    const { group, signer, escrow, rng, trustees, ...rest } = await foundEscrow();
    const record = await sealAndRead({ group, signer, escrow, rng, trustees, ...rest }, alice);
    const said = (trustee: TestTrustee, root: number) => {
      const prefix = { size: 9, root: new Uint8Array(32).fill(root) };
      const secret = { index: trustee.index, k: trustee.shares.shares.k, z: trustee.shares.shares.z };
      const { message } = makeContribution(group, escrow, secret, prefix, [record], rng);
      return makeMessage(signer, escrow, trustee.index, "contribution", message, trustee.seed);
    };
    const prefixes = trustees.slice(0, 2).map((trustee, i) => {
      const message = openMessage(signer, escrow, "contribution", said(trustee, i));
      return readContribution(message.body).prefix;
    });
    expect(new Set(prefixes.map((prefix) => prefix.size)).size).toBe(1);
    expect(new Set(prefixes.map((prefix) => toHex(prefix.root))).size).toBe(2);
  });
});
