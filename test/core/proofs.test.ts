/** The three proofs: an honest one holds in both groups, and nothing else does. */
import { describe, expect, it } from "vitest";
import { type Group, type Point, randomPoint, randomScalar, type Scalar } from "../../src/core/crypto/group.ts";
import { nobleGroup } from "../../src/core/crypto/group-noble.ts";
import { sodiumGroup } from "../../src/core/crypto/group-sodium.ts";
import {
  contribute,
  openPoints,
  proveSealing,
  type SealingProof,
  verifyContribution,
  verifyOpening,
  verifySealing,
} from "../../src/core/crypto/proofs.ts";
import { seededRng } from "../actors.ts";

const groups = [nobleGroup, await sodiumGroup()];

/** Every copy of a list in which one item is another item. */
const eachReplaced = <Item>(list: readonly Item[], by: Item): Item[][] =>
  list.map((_, i) => list.map((item, j) => (i === j ? by : item)));

describe.each(groups)("the sealing proof with $name", (group) => {
  const rng = seededRng("sealing proof");
  const bases = { K: randomPoint(group, rng), K2: randomPoint(group, rng), G2: randomPoint(group, rng) };
  const secrets = {
    slots: [1, 2, 3, 4].map(() => randomScalar(group, rng)),
    parts: [1, 2].map(() => randomScalar(group, rng)),
  };
  const pairs = {
    slots: secrets.slots.map((r) => ({ point: group.mulPublic(r, bases.K), check: group.mulPublic(r, bases.K2) })),
    parts: secrets.parts.map((s) => ({ point: group.mulBase(s), check: group.mulPublic(s, bases.G2) })),
  };
  const label = rng.bytes(64);
  const proof = proveSealing(group, bases, label, secrets, rng);
  const one = group.scalarFromNumber(1);
  const holds = (changed: Partial<SealingProof>, over = pairs, under = label) =>
    verifySealing(group, bases, under, over, { ...proof, ...changed });

  it("holds", () => {
    expect(holds({})).toBe(true);
    for (const other of groups) expect(verifySealing(other, bases, label, pairs, proof)).toBe(true);
  });

  it("falls with any other label, challenge, answer or point", () => {
    expect(holds({}, pairs, rng.bytes(64))).toBe(false);
    expect(holds({ challenge: group.scalarAdd(proof.challenge, one) })).toBe(false);
    for (const slots of eachReplaced(proof.slots, one)) expect(holds({ slots })).toBe(false);
    for (const parts of eachReplaced(proof.parts, one)) expect(holds({ parts })).toBe(false);
    const stranger = { point: randomPoint(group, rng), check: randomPoint(group, rng) };
    for (const slots of eachReplaced(pairs.slots, stranger)) expect(holds({}, { ...pairs, slots })).toBe(false);
    for (const parts of eachReplaced(pairs.parts, stranger)) expect(holds({}, { ...pairs, parts })).toBe(false);
  });

  it("falls when A and A' do not hide the same r: a related ciphertext", () => {
    const [first] = pairs.slots as [(typeof pairs.slots)[0]];
    const moved = { ...first, point: group.add(first.point, bases.K) };
    expect(holds({}, { ...pairs, slots: [moved, ...pairs.slots.slice(1)] })).toBe(false);
    const unlike = { slots: [{ point: first.point, check: randomPoint(group, rng) }], parts: [] };
    const forged = proveSealing(group, bases, label, { slots: [secrets.slots[0] as Scalar], parts: [] }, rng);
    expect(verifySealing(group, bases, label, unlike, forged)).toBe(false);
  });

  it("falls when slots and answers are not of one number, or trade places", () => {
    expect(holds({ slots: proof.slots.slice(1) })).toBe(false);
    expect(holds({ slots: [...proof.slots, one] })).toBe(false);
    expect(holds({ slots: proof.slots.toReversed() })).toBe(false);
    expect(holds({ slots: proof.slots.slice(1) }, { ...pairs, slots: pairs.slots.slice(1) })).toBe(false);
  });

  it("does not prove a slot as a part", () => {
    const crossed = { slots: pairs.parts, parts: pairs.slots };
    expect(verifySealing(group, bases, label, crossed, { ...proof, slots: proof.parts, parts: proof.slots })).toBe(
      false,
    );
  });
});

describe.each(groups)("the contribution proof with $name", (group) => {
  const rng = seededRng("contribution proof");
  const shares = { k: randomScalar(group, rng), z: randomScalar(group, rng) };
  const commitment = { K: group.mulBase(shares.k), Z: group.mulBase(shares.z) };
  const slots = [1, 2, 3].map(() => ({ anchor: randomPoint(group, rng), blinded: randomPoint(group, rng) }));
  const context = rng.bytes(40);
  const { results, proof } = contribute(group, context, shares, commitment, slots, rng);
  const check = (r: readonly Point[], over = slots, under = context, by = commitment, p = proof) =>
    verifyContribution(group, under, by, over, r, p);

  it("holds, and each result is kB - zA", () => {
    expect(check(results)).toBe(true);
    slots.forEach((slot, i) => {
      const expected = group.subtract(group.mulPublic(shares.k, slot.blinded), group.mulPublic(shares.z, slot.anchor));
      expect(results[i]).toEqual(expected);
    });
  });

  it("falls with another context, trustee, slot, result or answer", () => {
    const stranger = randomPoint(group, rng);
    expect(check(results, slots, rng.bytes(40))).toBe(false);
    expect(check(results, slots, context, { ...commitment, K: stranger })).toBe(false);
    expect(check(results, slots, context, { ...commitment, Z: stranger })).toBe(false);
    for (const changed of eachReplaced(results, stranger)) expect(check(changed)).toBe(false);
    for (const changed of eachReplaced(slots, { anchor: stranger, blinded: stranger }))
      expect(check(results, changed)).toBe(false);
    const one = group.scalarFromNumber(1);
    for (const part of ["challenge", "k", "z"] as const) {
      expect(check(results, slots, context, commitment, { ...proof, [part]: one })).toBe(false);
    }
  });

  it("falls when two results err by amounts that cancel: weights come from the results too", () => {
    const delta = randomPoint(group, rng);
    const [a, b, c] = results as [Point, Point, Point];
    expect(check([group.add(a, delta), group.subtract(b, delta), c])).toBe(false);
    expect(check([b, a, c])).toBe(false);
  });

  it("falls for an empty batch and for batches of unlike length", () => {
    expect(check([], [])).toBe(false);
    expect(check(results.slice(1))).toBe(false);
  });

  it("falls when a trustee uses its shares of k and z the other way round", () => {
    const swapped = contribute(group, context, { k: shares.z, z: shares.k }, commitment, slots, rng);
    expect(verifyContribution(group, context, commitment, slots, swapped.results, swapped.proof)).toBe(false);
  });
});

describe.each(groups)("the opening proof with $name", (group: Group) => {
  const rng = seededRng("opening proof");
  const share = randomScalar(group, rng);
  const commitment = group.mulBase(share);
  const points = [1, 2, 3].map(() => randomPoint(group, rng));
  const context = rng.bytes(40);
  const { results, proof } = openPoints(group, context, share, commitment, points, rng);

  it("holds, and falls with any change", () => {
    const stranger = randomPoint(group, rng);
    const one = group.scalarFromNumber(1);
    expect(verifyOpening(group, context, commitment, points, results, proof)).toBe(true);
    expect(verifyOpening(group, rng.bytes(40), commitment, points, results, proof)).toBe(false);
    expect(verifyOpening(group, context, stranger, points, results, proof)).toBe(false);
    for (const changed of eachReplaced(results, stranger)) {
      expect(verifyOpening(group, context, commitment, points, changed, proof)).toBe(false);
    }
    for (const changed of eachReplaced(points, stranger)) {
      expect(verifyOpening(group, context, commitment, changed, results, proof)).toBe(false);
    }
    expect(verifyOpening(group, context, commitment, points, results, { ...proof, x: one })).toBe(false);
    expect(verifyOpening(group, context, commitment, points, results, { ...proof, challenge: one })).toBe(false);
    expect(verifyOpening(group, context, commitment, points, results.toReversed(), proof)).toBe(false);
    expect(verifyOpening(group, context, commitment, [], [], proof)).toBe(false);
  });
});
