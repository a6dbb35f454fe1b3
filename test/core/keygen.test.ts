/** Key generation and resharing: nobody holds a key, everybody can be checked, and who cheats is named. */
import { describe, expect, it } from "vitest";
import { ChorusError } from "../../src/core/bytes/errors.ts";
import type { Group, Scalar } from "../../src/core/crypto/group.ts";
import { sodiumGroup } from "../../src/core/crypto/group-sodium.ts";
import {
  type Announcement,
  announcementHash,
  checkAnnouncement,
  checkDealtShares,
  deal,
  type EscrowKeys,
  finishKeys,
  type KeyShares,
  SECRET_NAMES,
  sharesFor,
  transcriptHash,
} from "../../src/core/crypto/keygen.ts";
import { dealAgain, finishReshare, reshareFor } from "../../src/core/crypto/reshare.ts";
import { lagrange } from "../../src/core/crypto/shamir.ts";
import { runKeygen, seededRng } from "../actors.ts";
import { subsets } from "./subsets.ts";

const group: Group = await sodiumGroup();

/** The secret that shares stand for: assembled here only, in a test. */
function assemble(keys: readonly KeyShares[], indexes: readonly number[], name: "k" | "z" | "x"): Scalar {
  return indexes
    .map((index) => {
      const own = keys.find((one) => one.index === index) as KeyShares;
      return group.scalarMultiply(lagrange(group, indexes, index), own.shares[name]);
    })
    .reduce((a, b) => group.scalarAdd(a, b));
}

const culpritOf = (action: () => unknown): { rule: string; culprit: string | undefined } => {
  try {
    action();
  } catch (error) {
    if (error instanceof ChorusError) return { rule: error.rule, culprit: error.culprit?.id };
    throw error;
  }
  throw new Error("nothing was refused");
};

describe.each([
  { n: 2, t: 2 },
  { n: 3, t: 2 },
  { n: 5, t: 3 },
])("key generation by $t of $n", ({ n, t }) => {
  const rng = seededRng(`keygen ${t} of ${n}`);
  const ceremony = { id: rng.bytes(32), trustees: n, threshold: t };
  const { keys } = runKeygen(group, ceremony, rng);
  const everybody = keys.map((one) => one.index);
  const joint = (keys[0] as KeyShares).keys.joint;

  it("gives everybody the same public keys, and each a share that fits them", () => {
    for (const one of keys) {
      expect(one.keys).toEqual((keys[0] as KeyShares).keys);
      for (const name of SECRET_NAMES)
        expect(group.mulBase(one.shares[name])).toEqual(one.keys.trustees[one.index - 1]?.[name]);
    }
  });

  it("lets any t trustees stand for the secret, and fewer not", () => {
    for (const name of SECRET_NAMES) {
      for (const set of subsets(everybody, t)) expect(group.mulBase(assemble(keys, set, name))).toEqual(joint[name]);
      for (const set of subsets(everybody, t - 1))
        expect(group.mulBase(assemble(keys, set, name))).not.toEqual(joint[name]);
    }
  });

  it("makes three secrets that are not one", () => {
    expect(new Set(SECRET_NAMES.map((name) => joint[name].join())).size).toBe(3);
  });
});

describe("a dealer that cheats in the key ceremony", () => {
  const rng = seededRng("cheating dealers");
  const ceremony = { id: rng.bytes(32), trustees: 3, threshold: 2 };
  const dealers = [1, 2, 3].map((index) => deal(group, ceremony, index, rng));
  const announcements = dealers.map((one) => one.announcement);
  const second = announcements[1] as Announcement;
  const check = (one: Announcement, published = announcementHash(ceremony, one)) =>
    culpritOf(() => checkAnnouncement(group, ceremony, one, published));

  it("is named when it announces something other than it committed to", () => {
    const other = deal(group, ceremony, 2, rng).announcement;
    expect(check(other, announcementHash(ceremony, second))).toEqual({ rule: "keygen-commitment", culprit: "2" });
  });

  it("is named when its polynomial has another degree", () => {
    for (const threshold of [1, 3]) {
      const other = deal(group, { ...ceremony, threshold }, 2, rng).announcement;
      const mixed = { ...second, commitments: { ...second.commitments, z: other.commitments.z } };
      expect(check(mixed)).toEqual({ rule: "keygen-degree", culprit: "2" });
    }
  });

  it("is named when it copies another's key, in whole or with its proof", () => {
    const copied = { ...second, commitments: (announcements[0] as Announcement).commitments };
    expect(check(copied)).toEqual({ rule: "keygen-possession", culprit: "2" });
    expect(check({ ...(announcements[0] as Announcement), index: 2 })).toEqual({
      rule: "keygen-possession",
      culprit: "2",
    });
  });

  it("is named when it uses a proof of another ceremony", () => {
    const stale = deal(group, { ...ceremony, id: rng.bytes(32) }, 2, rng).announcement;
    expect(check(stale)).toEqual({ rule: "keygen-possession", culprit: "2" });
  });

  it("is named when it answers with one secret's proof for another's", () => {
    const swapped = { ...second, possession: { ...second.possession, z: second.possession.k } };
    expect(check(swapped)).toEqual({ rule: "keygen-possession", culprit: "2" });
  });

  it("is named when one of its three shares does not fit", () => {
    const good = sharesFor(group, (dealers[1] as (typeof dealers)[0]).secret, 1);
    for (const name of SECRET_NAMES) {
      const bad = { ...good, [name]: group.scalarAdd(good[name], group.scalarFromNumber(1)) };
      expect(culpritOf(() => checkDealtShares(group, second, 1, bad))).toEqual({ rule: "keygen-share", culprit: "2" });
    }
  });

  it("cannot be left out, doubled, or put in another's place", () => {
    const received = dealers.map((dealer) => sharesFor(group, dealer.secret, 1));
    const [one, two, three] = announcements as [Announcement, Announcement, Announcement];
    for (const list of [
      [one, one, three],
      [two, one, three],
      [one, three],
      [one, two],
    ]) {
      expect(() => finishKeys(group, 1, list, received)).toThrow();
    }
  });

  it("cannot show two trustees different announcements without their transcripts disagreeing", () => {
    const other = deal(group, ceremony, 2, rng).announcement;
    const [one, two, three] = announcements as [Announcement, Announcement, Announcement];
    expect(transcriptHash(ceremony, [one, other, three])).not.toEqual(transcriptHash(ceremony, [one, two, three]));
  });
});

describe("resharing", () => {
  const rng = seededRng("resharing");
  const ceremony = { id: rng.bytes(32), trustees: 3, threshold: 2 };
  const { keys: old } = runKeygen(group, ceremony, rng);
  const keysOf = (one: readonly KeyShares[]): EscrowKeys => (one[0] as KeyShares).keys;

  const reshare = (dealers: readonly number[], trustees: number, threshold: number): KeyShares[] => {
    const resharing = { dealers, trustees, threshold };
    const dealt = dealers.map((index) => dealAgain(group, resharing, old[index - 1] as KeyShares, rng));
    const announcements = dealt.map((one) => one.announcement);
    return Array.from({ length: trustees }, (_, i) =>
      finishReshare(
        group,
        resharing,
        keysOf(old),
        i + 1,
        announcements,
        dealt.map((one) => reshareFor(group, one.secret, i + 1)),
      ),
    );
  };

  it.each([
    { dealers: [1, 2], n: 3, t: 2 },
    { dealers: [3, 1], n: 5, t: 3 },
    { dealers: [2, 3], n: 2, t: 2 },
  ])("by $dealers to $t of $n keeps the escrow's keys", ({ dealers, n, t }) => {
    const fresh = reshare(dealers, n, t);
    const everybody = fresh.map((one) => one.index);
    expect(keysOf(fresh).joint).toEqual(keysOf(old).joint);
    for (const name of SECRET_NAMES) {
      for (const set of subsets(everybody, t))
        expect(group.mulBase(assemble(fresh, set, name))).toEqual(keysOf(old).joint[name]);
      for (const set of subsets(everybody, t - 1))
        expect(group.mulBase(assemble(fresh, set, name))).not.toEqual(keysOf(old).joint[name]);
    }
    for (const one of fresh) expect(group.mulBase(one.shares.k)).toEqual(one.keys.trustees[one.index - 1]?.k);
  });

  it("makes old shares useless: one old and one new share do not combine", () => {
    const fresh = reshare([1, 2], 3, 2);
    for (const [oldIndex, newIndex] of [
      [1, 2],
      [2, 1],
      [3, 1],
      [1, 3],
    ] as const) {
      const mixed = [old[oldIndex - 1] as KeyShares, fresh[newIndex - 1] as KeyShares];
      expect(group.mulBase(assemble(mixed, [oldIndex, newIndex], "k"))).not.toEqual(keysOf(old).joint.k);
    }
  });

  it("names a dealer that deals another secret than its own share", () => {
    const resharing = { dealers: [1, 2], trustees: 3, threshold: 2 };
    const honest = dealAgain(group, resharing, old[0] as KeyShares, rng);
    const shares = { ...(old[1] as KeyShares).shares, x: group.scalarFromNumber(5) };
    const cheat = dealAgain(group, resharing, { ...(old[1] as KeyShares), shares }, rng);
    const received = [honest, cheat].map((one) => reshareFor(group, one.secret, 1));
    expect(
      culpritOf(() =>
        finishReshare(group, resharing, keysOf(old), 1, [honest.announcement, cheat.announcement], received),
      ),
    ).toEqual({ rule: "reshare-constant", culprit: "2" });
  });

  it("names a dealer whose share does not fit what it announced", () => {
    const resharing = { dealers: [1, 2], trustees: 3, threshold: 2 };
    const dealt = [1, 2].map((index) => dealAgain(group, resharing, old[index - 1] as KeyShares, rng));
    const received = dealt.map((one) => reshareFor(group, one.secret, 1));
    const bad = [received[0], { ...received[1], z: group.scalarFromNumber(9) }] as typeof received;
    expect(
      culpritOf(() =>
        finishReshare(
          group,
          resharing,
          keysOf(old),
          1,
          dealt.map((one) => one.announcement),
          bad,
        ),
      ),
    ).toEqual({ rule: "reshare-share", culprit: "2" });
  });

  it("refuses fewer dealers than the old threshold, whose shares stand for another secret", () => {
    expect(() => reshare([1], 3, 2)).toThrow("do not add up");
  });
});

describe("Lagrange coefficients", () => {
  it("refuse an index twice, a stranger and zero", () => {
    expect(() => lagrange(group, [1, 1], 1)).toThrow("different trustees");
    expect(() => lagrange(group, [1, 2], 3)).toThrow("different trustees");
    expect(() => lagrange(group, [0, 1], 1)).toThrow();
  });
});
