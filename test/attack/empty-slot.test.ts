/**
 * An author blinds nothing: B = rZ, so that T is the identity element. The proof holds, each share looks like any
 * other, and only the combination of t of them shows it. It must cost that slot, not the trustees' whole batch.
 */
import { describe, expect, it } from "vitest";
import { randomScalar } from "../../src/core/crypto/group.ts";
import { contribute, proveSealing, verifySealing } from "../../src/core/crypto/proofs.ts";
import { combineSlots } from "../../src/core/protocol/matching.ts";
import { foundEscrow } from "../actors.ts";

describe("a slot that blinds nothing", () => {
  it("passes every check on the record and each contribution, and gives no tag", async () => {
    const { group, escrow, trustees, rng } = await foundEscrow();
    const r = randomScalar(group, rng);
    const slot = { anchor: group.mulBase(r), blinded: group.mulSecret(r, escrow.Z, rng) };
    const anchor = group.mulSecret(r, escrow.bases.K, rng);
    const check = group.mulSecret(r, escrow.bases.K2, rng);
    const label = rng.bytes(64);
    const proof = proveSealing(group, escrow.bases, label, { slots: [r], parts: [] }, rng);
    expect(verifySealing(group, escrow.bases, label, { slots: [{ point: anchor, check }], parts: [] }, proof)).toBe(
      true,
    );

    const results = trustees.slice(0, 2).map(({ shares }) => {
      const commitment = { K: shares.keys.trustees[shares.index - 1]?.k, Z: shares.keys.trustees[shares.index - 1]?.z };
      if (!commitment.K || !commitment.Z) throw new Error("no keys");
      const keys = { K: commitment.K, Z: commitment.Z };
      return contribute(group, rng.bytes(8), shares.shares, keys, [{ ...slot, anchor }], rng).results[0];
    });
    const [first, second] = results;
    if (!first || !second) throw new Error("no results");
    expect(combineSlots(group, [1, 2], [[first], [second]])).toEqual([undefined]);
  });
});
