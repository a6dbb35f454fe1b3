/** Every file of vectors/ by both groups: what must be computed alike, and what must be refused, and where. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { describe, expect, it } from "vitest";
import { asFile, type Vector } from "../../scripts/vector.ts";
import { makeVectors } from "../../scripts/vectors.ts";
import { fromHex, toHex, utf8 } from "../../src/core/bytes/bytes.ts";
import { ChorusError } from "../../src/core/bytes/errors.ts";
import type { Label } from "../../src/core/bytes/labels.ts";
import { type Group, type Point, type Scalar, wirePoint, wireScalar } from "../../src/core/crypto/group.ts";
import { nobleGroup } from "../../src/core/crypto/group-noble.ts";
import { sodiumGroup } from "../../src/core/crypto/group-sodium.ts";
import { hashToPoint, hashToScalar, secondBase } from "../../src/core/crypto/hash.ts";
import {
  type Announcement,
  checkAnnouncement,
  type DealtShares,
  finishKeys,
  perSecret,
  transcriptHash,
} from "../../src/core/crypto/keygen.ts";
import { verifyContribution, verifyOpening, verifySealing } from "../../src/core/crypto/proofs.ts";
import { nobleSigner } from "../../src/core/crypto/signer-noble.ts";
import type { Escrow } from "../../src/core/protocol/charter.ts";
import { readEvidence, verifyEvidence } from "../../src/core/protocol/evidence.ts";
import { caseIdOf, combineSlots, openingSaltOf, tagOf } from "../../src/core/protocol/matching.ts";
import { openingCommitment, recordsToOpen } from "../../src/core/protocol/opening.ts";
import { quorumWrapKey } from "../../src/core/protocol/seal.ts";
import { timeStamps } from "../../src/edge/shared/time-stamp.ts";

const ROOT = join(import.meta.dirname, "..", "..", "vectors");
const AREAS = ["group", "proofs", "keygen", "seal", "matching", "opening", "receipts"];
const paths = AREAS.flatMap((area) => readdirSync(join(ROOT, area)).map((name) => `${area}/${name}`))
  .filter((path) => path.endsWith(".json"))
  .sort();

// biome-ignore lint/suspicious/noExplicitAny: a vector's fields are what its kind says; a wrong one fails the test
type Fields = any;
type Checker = (group: Group, vector: Fields) => string | Promise<string>;

const readers = (group: Group) => ({
  p: (hex: string): Point => wirePoint(group, fromHex(hex), "point"),
  s: (hex: string): Scalar => wireScalar(group, fromHex(hex), "scalar"),
});
const proofIs = (holds: boolean) => (holds ? "accepted" : "proof");

/** What an implementation says of a vector of each kind: "accepted", or the layer that refuses. */
const CHECKERS: Record<string, Checker> = {
  point: (group, { point }) => (readers(group).p(point) ? "accepted" : ""),
  scalar: (group, { scalar }) => (readers(group).s(scalar) ? "accepted" : ""),

  "hash-to-group": (group, { charterId, identifiers, secondBases }) => {
    const id = fromHex(charterId);
    for (const one of identifiers) expect(toHex(hashToPoint(group, id, utf8(one.identifier)))).toBe(one.point);
    expect(toHex(secondBase(group, id, "K"))).toBe(secondBases.K);
    expect(toHex(secondBase(group, id, "G"))).toBe(secondBases.G);
    return "accepted";
  },
  "hash-to-scalar": (group, { label, cases }) => {
    for (const { inputs, scalar } of cases) {
      expect(toHex(hashToScalar(group, label as Label, ...inputs.map(fromHex)))).toBe(scalar);
    }
    return "accepted";
  },

  "sealing-proof": (group, { bases, label, slots, parts, proof }) => {
    const { p, s } = readers(group);
    const pair = (one: { point: string; check: string }) => ({ point: p(one.point), check: p(one.check) });
    return proofIs(
      verifySealing(
        group,
        { K: p(bases.K), K2: p(bases.K2), G2: p(bases.G2) },
        fromHex(label),
        { slots: slots.map(pair), parts: parts.map(pair) },
        { challenge: s(proof.challenge), slots: proof.slots.map(s), parts: proof.parts.map(s) },
      ),
    );
  },
  "contribution-proof": (group, { context, commitment, slots, results, proof }) => {
    const { p, s } = readers(group);
    return proofIs(
      verifyContribution(
        group,
        fromHex(context),
        { K: p(commitment.K), Z: p(commitment.Z) },
        slots.map((slot: { anchor: string; blinded: string }) => ({
          anchor: p(slot.anchor),
          blinded: p(slot.blinded),
        })),
        results.map(p),
        { challenge: s(proof.challenge), k: s(proof.k), z: s(proof.z) },
      ),
    );
  },
  "opening-proof": (group, { context, commitment, points, results, proof }) => {
    const { p, s } = readers(group);
    const read = { challenge: s(proof.challenge), x: s(proof.x) };
    return proofIs(verifyOpening(group, fromHex(context), p(commitment), points.map(p), results.map(p), read));
  },

  keygen: (group, vector) => {
    const { p, s } = readers(group);
    const ceremony = { ...vector.ceremony, id: fromHex(vector.ceremony.id) };
    const announcements: Announcement[] = vector.announcements.map((one: Fields) => ({
      index: one.index,
      commitments: perSecret((name) => one.commitments[name].map(p)),
      possession: perSecret((name) => ({
        challenge: s(one.possession[name].challenge),
        answer: s(one.possession[name].answer),
      })),
    }));
    announcements.forEach((one, i) => {
      checkAnnouncement(group, ceremony, one, fromHex(vector.hashes[i]));
    });
    for (const index of [1, 2, 3]) {
      const received: DealtShares[] = vector.dealt.map((row: Fields) => perSecret((name) => s(row[index - 1][name])));
      const { shares, keys } = finishKeys(group, index, announcements, received);
      expect(perSecret((name) => toHex(shares[name]))).toEqual(vector.shares[index - 1]);
      expect(perSecret((name) => toHex(keys.joint[name]))).toEqual(vector.keys.joint);
    }
    expect(toHex(transcriptHash(ceremony, announcements))).toBe(vector.transcript);
    return "accepted";
  },

  "quorum-stanza": (group, vector) => {
    const { p, s } = readers(group);
    const point = group.mulBase(s(vector.s));
    const shared = group.mulPublic(s(vector.x), point);
    expect([toHex(point), toHex(shared)]).toEqual([vector.point, vector.shared]);
    expect(toHex(group.mulPublic(s(vector.s), group.mulBase(s(vector.x))))).toBe(toHex(p(vector.shared)));
    for (const { part, wrapKey, body } of vector.parts) {
      const key = quorumWrapKey({ charterId: fromHex(vector.charterId) } as Escrow, part, point, shared);
      expect(toHex(key)).toBe(wrapKey);
      expect(toHex(chacha20poly1305(key, new Uint8Array(12)).decrypt(fromHex(body)))).toBe(vector.fileKey);
    }
    return "accepted";
  },
  slot: (group, vector) => {
    const { p, s } = readers(group);
    const id = fromHex(vector.charterId);
    const hashed = hashToPoint(group, id, utf8(vector.identifier));
    const [K, Z, r] = [group.mulBase(s(vector.k)), group.mulBase(s(vector.z)), s(vector.r)];
    expect([toHex(K), toHex(Z)]).toEqual([vector.K, vector.Z]);
    expect(toHex(group.mulPublic(r, K))).toBe(vector.anchor);
    expect(toHex(group.mulPublic(r, secondBase(group, id, "K")))).toBe(vector.check);
    expect(toHex(group.add(hashed, group.mulPublic(r, Z)))).toBe(vector.blinded);
    const [k, z] = [s(vector.k), s(vector.z)];
    const joint = group.subtract(group.mulPublic(k, p(vector.blinded)), group.mulPublic(z, p(vector.anchor)));
    expect(toHex(joint)).toBe(vector.joint);
    return "accepted";
  },

  tag: (group, vector) => {
    const { p } = readers(group);
    for (const set of vector.sets as number[][]) {
      const shares = set.map((index) => [p(vector.results[index - 1])]);
      const [joint] = combineSlots(group, set, shares);
      if (joint === undefined) return "no-tag";
      if (toHex(tagOf(joint)) !== vector.tag) return "other-tag";
      expect([toHex(joint), toHex(caseIdOf(joint)), toHex(openingSaltOf(joint))]).toEqual([
        vector.joint,
        vector.case,
        vector.salt,
      ]);
    }
    return "accepted";
  },

  "opening-rule": (_, { cases }) => {
    for (const { live, opens } of cases) {
      expect(
        recordsToOpen(live as { author: string; quorum: number; record: number }[]).map((item) => item.record),
      ).toEqual(opens);
    }
    return "accepted";
  },
  "opening-commitment": (_, { salt, case: caseId, records, commitment }) => {
    expect(toHex(openingCommitment(fromHex(salt), fromHex(caseId), records.map(fromHex)))).toBe(commitment);
    return "accepted";
  },

  evidence: async (group, { charterId, file, seenBy, items, before }) => {
    const ports = { group, signer: nobleSigner, timeStamps };
    const proven = await verifyEvidence(ports, readEvidence(fromHex(file)), fromHex(charterId));
    if (proven.kind !== "publication") expect(proven.witnessed.seenBy).toBe(seenBy);
    if (proven.kind === "receipt") expect(proven.items.map(toHex)).toEqual(items);
    if (proven.kind === "independence") expect(proven.records.map((one) => one.before)).toEqual(before);
    return "accepted";
  },
};

async function judge(group: Group, vector: Vector): Promise<string> {
  const checker = CHECKERS[vector.kind];
  if (checker === undefined) throw new Error(`no checker for vectors of kind ${vector.kind}`);
  try {
    return await checker(group, vector);
  } catch (error) {
    if (error instanceof ChorusError) return error.rule;
    throw error;
  }
}

describe.each([nobleGroup, await sodiumGroup()])("the vectors by $name", (group) => {
  it.each(paths)("%s", async (path) => {
    const vector = JSON.parse(readFileSync(join(ROOT, path), "utf8")) as Vector;
    expect(await judge(group, vector)).toBe(vector.expect);
  });
});

describe("the vectors", () => {
  it("are what the generator makes from its published seed, no more and no less", async () => {
    const made = await makeVectors();
    expect([...made.keys()].sort()).toEqual(paths);
    for (const [path, vector] of made) expect(readFileSync(join(ROOT, path), "utf8"), path).toBe(asFile(vector));
  });
});
