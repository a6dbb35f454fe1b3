/**
 * What one author and one corrupt trustee can ask the tag of (threat model B2, B3). Some of this cannot be prevented,
 * only paid for: the tests hold the document to what is true, in both directions.
 */
import { describe, expect, it } from "vitest";
import { utf8 } from "../../src/core/bytes/bytes.ts";
import type { Point, Scalar } from "../../src/core/crypto/group.ts";
import { randomScalar } from "../../src/core/crypto/group.ts";
import { hashToPoint } from "../../src/core/crypto/hash.ts";
import { combineShares } from "../../src/core/crypto/shamir.ts";
import { foundEscrow } from "../actors.ts";

const { group, escrow, trustees, rng } = await foundEscrow();
const name = (text: string): Point => hashToPoint(group, escrow.charterId, utf8(text));
const victim = "email:respondent@example.org";

/** T of a slot, as two trustees make it. */
function tagPoint(slot: { anchor: Point; blinded: Point }): Point {
  const shares = trustees
    .slice(0, 2)
    .map(({ shares: { shares } }) =>
      group.subtract(group.mulPublic(shares.k, slot.blinded), group.mulPublic(shares.z, slot.anchor)),
    );
  return combineShares(group, [1, 2], shares);
}

const slotOf = (point: Point, r: Scalar) => ({
  anchor: group.mulPublic(r, escrow.bases.K),
  blinded: group.add(point, group.mulPublic(r, escrow.Z)),
});

describe("the tag as an oracle", () => {
  const real = slotOf(name(victim), randomScalar(group, rng));
  const T = tagPoint(real);

  it("answers who guesses right, one guess a slot: this is what quotas pay for", () => {
    expect(tagPoint(slotOf(name(victim), randomScalar(group, rng)))).toEqual(T);
    expect(tagPoint(slotOf(name("email:other@example.org"), randomScalar(group, rng)))).not.toEqual(T);
  });

  it("answers a sum of names with the sum of their tags, which tests all of them together or none", () => {
    const other = name("email:other@example.org");
    const otherT = tagPoint(slotOf(other, randomScalar(group, rng)));
    const both = tagPoint(slotOf(group.add(name(victim), other), randomScalar(group, rng)));
    expect(both).toEqual(group.add(T, otherT));
    expect([T, otherT]).not.toContainEqual(both);
  });

  it("gives no tag of the victim's to who takes B and an r of their own", () => {
    const mine = randomScalar(group, rng);
    const stolen = tagPoint({ anchor: group.mulPublic(mine, escrow.bases.K), blinded: real.blinded });
    expect(stolen).not.toEqual(T);
  });

  it("would give the victim's own tag to who moves A and B alike: the proof of knowledge is what forbids it", () => {
    const d = randomScalar(group, rng);
    const moved = {
      anchor: group.add(real.anchor, group.mulPublic(d, escrow.bases.K)),
      blinded: group.add(real.blinded, group.mulPublic(d, escrow.Z)),
    };
    expect(tagPoint(moved)).toEqual(T); // so this must never pass openHeader: altered-record.test.ts
  });

  it("differs between escrows for one name: tags of two escrows cannot be compared", async () => {
    const other = await foundEscrow({ seed: "another escrow" });
    expect(hashToPoint(group, other.escrow.charterId, utf8(victim))).not.toEqual(name(victim));
  });
});
