/**
 * Replay and mauling: somebody copies, re-randomises or alters what an author sealed, so as to make a record of
 * their own that shares its names, its account or its tag. Every trustee refuses each of these.
 */

import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { toHex } from "../../src/core/bytes/bytes.ts";
import { decode, encode } from "../../src/core/bytes/cbor.ts";
import { randomScalar } from "../../src/core/crypto/group.ts";
import { proveSealing } from "../../src/core/crypto/proofs.ts";
import {
  checkHeaderInEnvelope,
  encodeHeader,
  type Header,
  headerLabel,
  openEnvelope,
  openHeader,
  recordIdOf,
  signEnvelope,
  signHeader,
} from "../../src/core/protocol/record.ts";
import { ageSealer } from "../../src/edge/shared/age.ts";
import { alice, bob, foundEscrow, sealAndRead, type TestAuthor } from "../actors.ts";

const world = await foundEscrow();
const { group, signer, escrow, rng } = world;
const { sealed, signedHeader, header } = await sealAndRead(world, alice);
const open = (bytes: Uint8Array) => openHeader(group, signer, escrow, bytes);
const asMap = (bytes: Uint8Array) => decode(v.looseObject({}), bytes, "thing", 1 << 20) as Record<string, unknown>;

/** Every third bit, for speed: each byte is met, at two or three of its bits. */
const STEP = 3;

/** The header with changes, under somebody's signature and whatever proof they have. */
function resigned(by: TestAuthor, changes: Partial<Header>, proof = asMap(signedHeader).proof): Uint8Array {
  const author = signer.publicKey(by.seed);
  const changed = { ...header, author, ...changes };
  const record = recordIdOf(changed.charter, changed.author, changed);
  return signHeader(signer, encodeHeader({ ...changed, record }), proof as Parameters<typeof signHeader>[2], by.seed);
}

describe("an altered record", () => {
  it("is refused for any changed bit of header, proof or signature", () => {
    for (let bit = 0; bit < signedHeader.length * 8; bit += STEP) {
      const changed = signedHeader.slice();
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(() => open(changed), `bit ${bit}`).toThrow();
    }
  });

  it("is refused for any changed bit of the envelope", () => {
    for (let bit = 0; bit < sealed.envelope.length * 8; bit += STEP) {
      const changed = sealed.envelope.slice();
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(() => openEnvelope(signer, escrow, changed), `bit ${bit}`).toThrow();
    }
  });

  it("is refused when its own author changes a field after the proof", () => {
    expect(() => open(resigned(alice, { quorum: 3 }))).toThrow("does not prove");
    expect(() => open(resigned(alice, { slots: header.slots.toReversed() }))).toThrow("does not prove");
    expect(() => open(resigned(alice, { replaces: header.record }))).toThrow("does not prove");
  });
});

describe("a copied record", () => {
  it("is refused under another author's key", () => {
    expect(() => open(resigned(bob, {}))).toThrow("does not prove");
  });

  it("is refused with one re-randomised slot: A + dK, A' + dK', B + dZ hide the same name, yet nobody can prove it", () => {
    const d = randomScalar(group, rng);
    const [first, ...others] = header.slots as [Header["slots"][0], ...Header["slots"]];
    const point = (bytes: Uint8Array) => bytes as ReturnType<typeof group.mulBase>;
    const moved = {
      ...first,
      anchor: group.add(point(first.anchor), group.mulSecret(d, escrow.bases.K, rng)),
      check: group.add(point(first.check), group.mulSecret(d, escrow.bases.K2, rng)),
      blinded: group.add(point(first.blinded), group.mulSecret(d, escrow.Z, rng)),
    };
    const slots = [moved, ...others];
    // The copier knows d and not r: the best proof they can make is of d in place of r + d.
    const proof = proveSealing(
      group,
      escrow.bases,
      headerLabel(encodeHeader({ ...header, slots })),
      { slots: slots.map(() => d), parts: [d, d] },
      rng,
    );
    expect(() => open(resigned(bob, { slots }))).toThrow("does not prove");
    expect(() => open(resigned(bob, { slots }, proof))).toThrow("does not prove");
  });

  it("is refused when a slot stands in it twice", async () => {
    const r = randomScalar(group, rng);
    const slot = {
      anchor: group.mulSecret(r, escrow.bases.K, rng),
      check: group.mulSecret(r, escrow.bases.K2, rng),
      blinded: group.mulBase(r),
      confirmFirst: false,
    };
    const s = randomScalar(group, rng);
    const part = (hash: Uint8Array) => ({
      point: group.mulBase(s),
      check: group.mulSecret(s, escrow.bases.G2, rng),
      hash,
      length: 1,
    });
    const mine = {
      ...header,
      author: signer.publicKey(bob.seed),
      slots: [slot, slot, slot, slot],
      who: part(rng.bytes(32)),
      account: part(rng.bytes(32)),
    };
    const bytes = encodeHeader({ ...mine, record: recordIdOf(mine.charter, mine.author, mine) });
    const proof = proveSealing(group, escrow.bases, headerLabel(bytes), { slots: [r, r, r, r], parts: [s, s] }, rng);
    expect(() => open(signHeader(signer, bytes, proof, bob.seed))).toThrow("blinded alike");
  });

  it("is refused in another escrow", async () => {
    const other = await foundEscrow({ seed: "another escrow" });
    expect(() => openHeader(group, signer, other.escrow, signedHeader)).toThrow("another escrow");
    expect(() => openEnvelope(signer, other.escrow, sealed.envelope)).toThrow("another escrow");
  });

  it("is refused when the sealed header is put into an envelope of one's own", () => {
    const { signature: _, ...said } = openEnvelope(signer, escrow, sealed.envelope);
    const author = signer.publicKey(bob.seed);
    const mine = { ...said, author, record: recordIdOf(said.charter, author, said) };
    const envelope = openEnvelope(signer, escrow, signEnvelope(signer, mine, bob.seed));
    expect(() => checkHeaderInEnvelope(envelope, header, signedHeader)).toThrow("another envelope");
  });
});

describe("a board that has seen a record first", () => {
  it("cannot log a record of its own under the same name, so that the real one is refused as a replay", () => {
    const { signature: _, ...said } = openEnvelope(signer, escrow, sealed.envelope);
    const squatter = signEnvelope(signer, { ...said, author: signer.publicKey(bob.seed) }, bob.seed);
    expect(() => openEnvelope(signer, escrow, squatter)).toThrow("does not follow");
    const unlike = signEnvelope(signer, { ...said, record: rng.bytes(16) }, alice.seed);
    expect(() => openEnvelope(signer, escrow, unlike)).toThrow("does not follow");
  });
});

describe("numbers and shapes outside the rules", () => {
  it.each([
    ["a quorum of one", { quorum: 1 }],
    ["a quorum above fifty", { quorum: 51 }],
    ["no counsel", { counsel: [] }],
    ["three slots", { slots: header.slots.slice(1) }],
    ["an empty part", { who: { ...header.who, length: 0 } }],
    ["a part that is too large", { account: { ...header.account, length: 16 * 1024 * 1024 + 1 } }],
    ["the identity as U", { who: { ...header.who, point: new Uint8Array(32) } }],
    ["a point that is no point", { account: { ...header.account, check: new Uint8Array(32).fill(1) } }],
  ])("are refused: %s", (_, changes) => {
    expect(() => open(resigned(alice, changes))).toThrow();
  });

  it("are refused: an unknown field", () => {
    const loose = { ...asMap(signedHeader), header: encode({ ...header, more: 1 }) };
    expect(() => open(encode(loose))).toThrow("not in the right form");
  });
});

describe("what the board sees of a record", () => {
  it("has no quorum, no counsel, no slots: they are in a file to the trustees", async () => {
    const text = toHex(sealed.envelope);
    expect(text).not.toContain(toHex(world.counsel.id));
    for (const slot of header.slots) expect(text).not.toContain(toHex(slot.blinded));
    const { header: file } = openEnvelope(signer, escrow, sealed.envelope);
    expect(await ageSealer.open(file, world.counsel.identity)).toBeUndefined();
    for (const trustee of world.trustees) expect(await ageSealer.open(file, trustee.identity)).toEqual(signedHeader);
  });
});
