/**
 * Writes vectors/: known answers for everything that another implementation must compute alike, and one fault a file
 * for everything that it must refuse. All of it follows from one published seed, so that nothing can hide in it.
 *
 *   npm run vectors
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { shake256 } from "@noble/hashes/sha3.js";
import { utf8 } from "../src/core/bytes/bytes.ts";
import { LABELS } from "../src/core/bytes/labels.ts";
import { type Group, type Point, randomPoint, randomScalar, type Scalar } from "../src/core/crypto/group.ts";
import { sodiumGroup } from "../src/core/crypto/group-sodium.ts";
import { hashToPoint, hashToScalar, secondBase } from "../src/core/crypto/hash.ts";
import {
  type Announcement,
  announcementHash,
  deal,
  escrowKeys,
  finishKeys,
  perSecret,
  sharesFor,
  transcriptHash,
} from "../src/core/crypto/keygen.ts";
import { contribute, openPoints, proveSealing } from "../src/core/crypto/proofs.ts";
import { combineShares, randomPolynomial, shareAt } from "../src/core/crypto/shamir.ts";
import { sodiumSigner } from "../src/core/crypto/signer-sodium.ts";
import type { Rng } from "../src/core/ports.ts";
import type { Escrow } from "../src/core/protocol/charter.ts";
import { caseIdOf, openingSaltOf, tagOf } from "../src/core/protocol/matching.ts";
import { openingCommitment, recordsToOpen } from "../src/core/protocol/opening.ts";
import { quorumWrapKey } from "../src/core/protocol/seal.ts";
import { receiptVectors } from "./receipt-vectors.ts";
import { type Add, asFile, plain, type Vector, withFaults } from "./vector.ts";

/** The seed of every vector: SHAKE256 of this text and the file's name, read from the front. */
export const VECTOR_SEED = "chorus test vectors, 1";

const generator = (name: string): Rng => {
  const stream = shake256.create({}).update(utf8(`${VECTOR_SEED}/${name}`));
  return { bytes: (length) => stream.xof(length) };
};

/** Every vector by its path below vectors/. */
export async function makeVectors(): Promise<Map<string, Vector>> {
  const group = await sodiumGroup();
  const made = new Map<string, Vector>();
  const add = (path: string, vector: Vector) => made.set(`${path}.json`, plain(vector) as Vector);
  groupVectors(group, add);
  proofVectors(group, add);
  keygenVectors(group, add);
  sealVectors(group, add);
  matchingVectors(group, add);
  openingVectors(add);
  receiptVectors(group, await sodiumSigner(), generator("receipts"), add);
  return made;
}

function groupVectors(group: Group, add: Add): void {
  const rng = generator("group");
  const charterId = rng.bytes(32);
  const identifiers = [
    "email:respondent@example.org",
    "phone:+15550100",
    "name+org:alex example|example university",
    "x:ünï",
  ];
  add("group/hash-to-group", {
    kind: "hash-to-group",
    about: "H1 of identifiers, and the second bases, in one escrow",
    expect: "accepted",
    charterId,
    identifiers: identifiers.map((identifier) => ({
      identifier,
      point: hashToPoint(group, charterId, utf8(identifier)),
    })),
    secondBases: { K: secondBase(group, charterId, "K"), G: secondBase(group, charterId, "G") },
  });
  const inputs = [[], [new Uint8Array()], [utf8("ab"), utf8("c")], [utf8("a"), utf8("bc")]];
  add("group/hash-to-scalar", {
    kind: "hash-to-scalar",
    about: "Hs of lists of inputs: each stands behind its length, so ab‖c is not a‖bc",
    expect: "accepted",
    label: LABELS.sealChallenge,
    cases: inputs.map((list) => ({ inputs: list, scalar: hashToScalar(group, LABELS.sealChallenge, ...list) })),
  });
  const order = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";
  const bad = {
    "identity-point": "00".repeat(32),
    "negative-point": `01${"00".repeat(31)}`,
    "short-point": "00".repeat(31),
  };
  for (const [name, point] of Object.entries(bad)) {
    add(`group/${name}`, { kind: "point", about: "bytes that are no element", expect: "group-element", point });
  }
  for (const [name, scalar] of Object.entries({
    "zero-scalar": "00".repeat(32),
    "order-scalar": order,
    "large-scalar": "ff".repeat(32),
  })) {
    add(`group/${name}`, { kind: "scalar", about: "bytes that are no scalar", expect: "scalar", scalar });
  }
}

const replaceFirst = <Item>(list: readonly Item[], by: Item): Item[] => [by, ...list.slice(1)];
const ZERO = new Uint8Array(32);

function proofVectors(group: Group, add: Add): void {
  const rng = generator("proofs");
  const one = group.scalarFromNumber(1);
  const stranger = randomPoint(group, rng);

  const bases = { K: randomPoint(group, rng), K2: randomPoint(group, rng), G2: randomPoint(group, rng) };
  const secrets = {
    slots: [1, 2, 3, 4].map(() => randomScalar(group, rng)),
    parts: [1, 2].map(() => randomScalar(group, rng)),
  };
  const slots = secrets.slots.map((r) => ({ point: group.mulPublic(r, bases.K), check: group.mulPublic(r, bases.K2) }));
  const parts = secrets.parts.map((s) => ({ point: group.mulBase(s), check: group.mulPublic(s, bases.G2) }));
  const label = rng.bytes(64);
  const sealing = proveSealing(group, bases, label, secrets, rng);
  const firstSlot = slots[0] as (typeof slots)[0];
  withFaults(
    add,
    "proofs/sealing",
    {
      kind: "sealing-proof",
      about: "four slots and two parts",
      expect: "accepted",
      bases,
      label,
      slots,
      parts,
      proof: sealing,
    },
    {
      "other-label": ["proof", { label: rng.bytes(64) }],
      "other-challenge": ["proof", { proof: { ...sealing, challenge: one } }],
      "other-answer": ["proof", { proof: { ...sealing, slots: replaceFirst(sealing.slots, one) } }],
      "other-check": ["proof", { slots: replaceFirst(slots, { ...firstSlot, check: stranger }) }],
      "moved-slot": [
        "proof",
        { slots: replaceFirst(slots, { ...firstSlot, point: group.add(firstSlot.point, bases.K) }) },
      ],
      "missing-answer": ["proof", { proof: { ...sealing, slots: sealing.slots.slice(1) } }],
      "zero-answer": ["scalar", { proof: { ...sealing, parts: replaceFirst(sealing.parts, ZERO as Scalar) } }],
      "identity-slot": ["group-element", { slots: replaceFirst(slots, { ...firstSlot, point: ZERO as Point }) }],
    },
  );

  const shares = { k: randomScalar(group, rng), z: randomScalar(group, rng) };
  const commitment = { K: group.mulBase(shares.k), Z: group.mulBase(shares.z) };
  const batch = [1, 2, 3].map(() => ({ anchor: randomPoint(group, rng), blinded: randomPoint(group, rng) }));
  const context = rng.bytes(48);
  const made = contribute(group, context, shares, commitment, batch, rng);
  const [a, b, c] = made.results as [Point, Point, Point];
  const contribution = { context, commitment, slots: batch, ...made };
  withFaults(
    add,
    "proofs/contribution",
    { kind: "contribution-proof", about: "three slots", expect: "accepted", shares, ...contribution },
    {
      "other-context": ["proof", { context: rng.bytes(48) }],
      "other-result": ["proof", { results: [stranger, b, c] }],
      "cancelling-results": ["proof", { results: [group.add(a, stranger), group.subtract(b, stranger), c] }],
      "exchanged-results": ["proof", { results: [b, a, c] }],
      "missing-result": ["proof", { results: [a, b] }],
      "other-trustee": ["proof", { commitment: { ...commitment, K: stranger } }],
      "identity-result": ["group-element", { results: [ZERO, b, c] }],
    },
  );

  const x = randomScalar(group, rng);
  const points = [1, 2].map(() => randomPoint(group, rng));
  const opened = openPoints(group, context, x, group.mulBase(x), points, rng);
  withFaults(
    add,
    "proofs/opening",
    {
      kind: "opening-proof",
      about: "two parts",
      expect: "accepted",
      share: x,
      context,
      commitment: group.mulBase(x),
      points,
      ...opened,
    },
    {
      "other-context": ["proof", { context: rng.bytes(48) }],
      "exchanged-results": ["proof", { results: opened.results.toReversed() }],
      "other-result": ["proof", { results: replaceFirst(opened.results, stranger) }],
      "other-trustee": ["proof", { commitment: stranger }],
      "zero-answer": ["scalar", { proof: { ...opened.proof, x: ZERO } }],
    },
  );
}

function keygenVectors(group: Group, add: Add): void {
  const rng = generator("keygen");
  const ceremony = { id: rng.bytes(32), trustees: 3, threshold: 2 };
  const dealers = [1, 2, 3].map((index) => deal(group, ceremony, index, rng));
  const announcements = dealers.map((dealer) => dealer.announcement);
  const hashes = announcements.map((one) => announcementHash(ceremony, one));
  const dealt = dealers.map((dealer) => [1, 2, 3].map((to) => sharesFor(group, dealer.secret, to)));
  const ends = [1, 2, 3].map((index) =>
    finishKeys(
      group,
      index,
      announcements,
      dealt.map((row) => row[index - 1] as (typeof row)[0]),
    ),
  );
  const good: Vector = {
    kind: "keygen",
    about: "a ceremony of two of three: dealt[i][j] goes from trustee i + 1 to trustee j + 1",
    expect: "accepted",
    ceremony,
    announcements,
    hashes,
    dealt,
    shares: ends.map((end) => end.shares),
    keys: escrowKeys(group, announcements),
    transcript: transcriptHash(ceremony, announcements),
  };
  const second = announcements[1] as Announcement;
  const changed = (one: Announcement) => ({
    announcements: [announcements[0], one, announcements[2]],
    hashes: [hashes[0], announcementHash(ceremony, one), hashes[2]],
  });
  const stale = deal(group, { ...ceremony, id: rng.bytes(32) }, 2, rng).announcement;
  const longer = deal(group, { ...ceremony, threshold: 3 }, 2, rng).announcement;
  const badRow = [{ ...dealt[1]?.[0], x: group.scalarFromNumber(5) }, ...(dealt[1] ?? []).slice(1)];
  withFaults(add, "keygen/two-of-three", good, {
    "other-announcement": ["keygen-commitment", { hashes: [hashes[0], rng.bytes(32), hashes[2]] }],
    "stale-possession": ["keygen-possession", changed(stale)],
    "copied-key": ["keygen-possession", changed({ ...(announcements[0] as Announcement), index: 2 })],
    "other-degree": ["keygen-degree", changed({ ...second, commitments: longer.commitments })],
    "bad-share": ["keygen-share", { dealt: [dealt[0], badRow, dealt[2]] }],
  });
}

function sealVectors(group: Group, add: Add): void {
  const rng = generator("seal");
  const charterId = rng.bytes(32);
  const x = randomScalar(group, rng);
  const s = randomScalar(group, rng);
  const point = group.mulBase(s);
  const shared = group.mulPublic(s, group.mulBase(x));
  const fileKey = rng.bytes(16);
  const parts = (["who", "account"] as const).map((part) => {
    const wrapKey = quorumWrapKey({ charterId } as Escrow, part, point, shared);
    return { part, wrapKey, body: chacha20poly1305(wrapKey, new Uint8Array(12)).encrypt(fileKey) };
  });
  add("seal/quorum-stanza", {
    kind: "quorum-stanza",
    about: "the stanza chorus-quorum: argument U in base64 without padding, body the file key under the wrap key",
    expect: "accepted",
    charterId,
    x,
    s,
    point,
    shared,
    fileKey,
    parts,
  });
  const secrets = { k: randomScalar(group, rng), z: randomScalar(group, rng), r: randomScalar(group, rng) };
  const identifier = "email:respondent@example.org";
  const hashed = hashToPoint(group, charterId, utf8(identifier));
  const K = group.mulBase(secrets.k);
  const Z = group.mulBase(secrets.z);
  add("seal/slot", {
    kind: "slot",
    about: "one slot: A = rK, A' = rK', B = H1(identifier) + rZ, and the T that trustees will find",
    expect: "accepted",
    charterId,
    identifier,
    ...secrets,
    K,
    Z,
    anchor: group.mulPublic(secrets.r, K),
    check: group.mulPublic(secrets.r, secondBase(group, charterId, "K")),
    blinded: group.add(hashed, group.mulPublic(secrets.r, Z)),
    joint: group.mulPublic(secrets.k, hashed),
  });
}

function matchingVectors(group: Group, add: Add): void {
  const rng = generator("matching");
  const polynomials = perSecret(() => randomPolynomial(group, randomScalar(group, rng), 3, rng));
  const K = group.mulBase(polynomials.k[0] as Scalar);
  const Z = group.mulBase(polynomials.z[0] as Scalar);
  const r = randomScalar(group, rng);
  const hashed = randomPoint(group, rng);
  const slot = { anchor: group.mulPublic(r, K), blinded: group.add(hashed, group.mulPublic(r, Z)) };
  const results = [1, 2, 3, 4, 5].map((index) =>
    group.subtract(
      group.mulPublic(shareAt(group, polynomials.k, index), slot.blinded),
      group.mulPublic(shareAt(group, polynomials.z, index), slot.anchor),
    ),
  );
  const at = (indexes: readonly number[]) =>
    combineShares(
      group,
      indexes,
      indexes.map((index) => results[index - 1] as Point),
    );
  const joint = at([1, 2, 3]);
  const good: Vector = {
    kind: "tag",
    about: "three of five: any three results give T",
    expect: "accepted",
    slot,
    results,
    sets: [
      [1, 2, 3],
      [2, 4, 5],
      [5, 1, 3],
    ],
    joint,
    tag: tagOf(joint),
    case: caseIdOf(joint),
    salt: openingSaltOf(joint),
  };
  const identity = { ...slot, blinded: group.mulPublic(r, Z) };
  const empty = [1, 2, 3, 4, 5].map((index) =>
    group.subtract(
      group.mulPublic(shareAt(group, polynomials.k, index), identity.blinded),
      group.mulPublic(shareAt(group, polynomials.z, index), identity.anchor),
    ),
  );
  withFaults(add, "matching/tag", good, {
    "too-few": ["other-tag", { sets: [[1, 2]] }],
    "blinds-nothing": ["no-tag", { slot: identity, results: empty, sets: [[1, 2, 3]] }],
    "one-trustee-twice": ["share-indexes", { sets: [[1, 1, 2]] }],
  });
}

function openingVectors(add: Add): void {
  const rng = generator("opening");
  const cases = Array.from({ length: 40 }, () => {
    const [count, ...draws] = rng.bytes(17) as Uint8Array & Iterable<number>;
    const live = draws.slice(0, ((count as number) % 8) + 1).map((byte, i) => ({
      record: i,
      author: ["alice", "bob", "carol", "dora", "erin"][byte % 5] as string,
      quorum: 2 + ((byte >> 4) % 4),
    }));
    return { live, opens: recordsToOpen(live).map((item) => item.record) };
  });
  add("opening/rule", { kind: "opening-rule", about: "which records of one tag open", expect: "accepted", cases });
  const [salt, caseId] = [rng.bytes(32), rng.bytes(32)] as const;
  const records = [rng.bytes(16), rng.bytes(16), rng.bytes(16)];
  add("opening/commitment", {
    kind: "opening-commitment",
    about: "what the leaf of an opening commits to",
    expect: "accepted",
    salt,
    case: caseId,
    records,
    commitment: openingCommitment(salt, caseId, records),
  });
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..", "vectors");
  for (const [path, vector] of await makeVectors()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), asFile(vector));
  }
}
