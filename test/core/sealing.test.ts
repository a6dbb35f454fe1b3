/** From sealing to reading: any t trustees make the same tag and open; fewer cannot; counsel's key is needed too. */
import { describe, expect, it } from "vitest";
import { toHex, utf8 } from "../../src/core/bytes/bytes.ts";
import type { Point } from "../../src/core/crypto/group.ts";
import {
  caseIdOf,
  checkContribution,
  combineSlots,
  makeContribution,
  openingSaltOf,
  readContribution,
  tagOf,
} from "../../src/core/protocol/matching.ts";
import {
  checkOpening,
  combineOpening,
  makeOpening,
  openingCommitment,
  readOpening,
} from "../../src/core/protocol/opening.ts";
import { openPart, quorumWrapKey } from "../../src/core/protocol/seal.ts";
import { ageSealer } from "../../src/edge/shared/age.ts";
import {
  alice,
  bob,
  carol,
  foundEscrow,
  type ReadRecord,
  sealAndRead,
  type TestEscrow,
  type TestTrustee,
} from "../actors.ts";
import { subsets } from "./subsets.ts";

const prefix = { size: 7, root: new Uint8Array(32) };
const world = await foundEscrow({ trustees: 5, threshold: 3 });
const everybody = world.trustees.map((trustee) => trustee.index);
const byIndex = (index: number) => world.trustees[index - 1] as TestTrustee;

function contributionOf(trustee: TestTrustee, records: readonly ReadRecord[], over: TestEscrow = world): Uint8Array {
  const { group, escrow, rng } = over;
  const secret = { index: trustee.index, k: trustee.shares.shares.k, z: trustee.shares.shares.z };
  return makeContribution(group, escrow, secret, prefix, records, rng).message;
}

/** T of each slot of each record, from the trustees at `indexes`, every proof checked. */
function tagsBy(indexes: readonly number[], records: readonly ReadRecord[]): string[][] {
  const checked = indexes.map((index) =>
    checkContribution(
      world.group,
      world.escrow,
      readContribution(contributionOf(byIndex(index), records)),
      records.map((record) => record.header),
    ),
  );
  return records.map((_, i) => {
    const joints = combineSlots(
      world.group,
      indexes,
      checked.map((results) => results[i] as Point[]),
    );
    return joints.map((joint) => (joint === undefined ? "none" : toHex(tagOf(joint))));
  });
}

const one = { identifiers: [{ text: "email:respondent@example.org", confirmFirst: false }] };
const two = {
  identifiers: [
    { text: "phone:+15550100", confirmFirst: false },
    { text: "email:respondent@example.org", confirmFirst: false },
  ],
};
const records = [
  await sealAndRead(world, alice, one),
  await sealAndRead(world, bob, two),
  await sealAndRead(world, carol, { identifiers: [{ text: "email:somebody.else@example.org", confirmFirst: true }] }),
];

describe("the tag", () => {
  const sets = subsets(everybody, 3);
  const reference = tagsBy(sets[0] as number[], records);

  it("is the same whichever t trustees contribute", () => {
    for (const set of sets) expect(tagsBy(set, records)).toEqual(reference);
    expect(tagsBy([5, 2, 4], records)).toEqual(reference);
  });

  it("is another with fewer than t", () => {
    for (const set of subsets(everybody, 2)) expect(tagsBy(set, records).flat()).not.toContain(reference[0]?.[0]);
  });

  it("is shared by records that name the same respondent in one way, and by no other slot", () => {
    const [a, b, c] = reference as [string[], string[], string[]];
    expect(a.filter((tag) => b.includes(tag))).toHaveLength(1);
    expect(a.filter((tag) => c.includes(tag))).toHaveLength(0);
    expect(new Set([...a, ...b, ...c]).size).toBe(a.length + b.length + c.length - 1);
  });

  it("gives case, salt and tag values that do not tell of each other", () => {
    const point = world.group.mulBase(world.group.scalarFromNumber(3));
    expect(new Set([tagOf(point), caseIdOf(point), openingSaltOf(point)].map(toHex)).size).toBe(3);
  });
});

describe("a contribution", () => {
  const headers = records.map((record) => record.header);
  const bytes = contributionOf(byIndex(2), records);
  const check = (changed: Partial<ReturnType<typeof readContribution>>, over = headers) =>
    checkContribution(world.group, world.escrow, { ...readContribution(bytes), ...changed }, over);

  it("holds for what it says, and names its trustee for anything else", () => {
    expect(check({})).toHaveLength(3);
    expect(() => check({ trustee: 3 })).toThrow("trustee 3 sent");
    expect(() => check({ epoch: 1 })).toThrow("trustee 2 sent");
    expect(() => check({ prefix: { ...prefix, size: 8 } })).toThrow("trustee 2 sent");
    expect(() => check({ prefix: { ...prefix, root: new Uint8Array(32).fill(1) } })).toThrow("trustee 2 sent");
    expect(() => check({ trustee: 6 })).toThrow("no such trustee");
    const { records: sent } = readContribution(bytes);
    expect(() => check({ records: sent.toReversed() })).toThrow();
    expect(() => check({}, headers.toReversed())).toThrow();
  });

  it("is refused for any changed bit of its results or proof", () => {
    const { records: sent, proof } = readContribution(bytes);
    for (let bit = 0; bit < 256; bit += 5) {
      const flip = (value: Uint8Array) => {
        const changed = value.slice();
        const byte = (bit >> 3) % value.length;
        changed[byte] = (changed[byte] as number) ^ (1 << (bit & 7));
        return changed;
      };
      const [first, ...rest] = sent as [(typeof sent)[0], ...typeof sent];
      const [result, ...results] = first.results as [Uint8Array, ...Uint8Array[]];
      expect(() => check({ records: [{ ...first, results: [flip(result), ...results] }, ...rest] })).toThrow();
      expect(() => check({ records: [{ ...first, record: flip(first.record) }, ...rest] })).toThrow();
      for (const part of ["challenge", "k", "z"] as const) {
        expect(() => check({ proof: { ...proof, [part]: flip(proof[part]) } })).toThrow();
      }
    }
  });
});

describe("the opening", () => {
  const { group, escrow, rng } = world;
  const record = records[0] as ReadRecord;
  const statement = {
    case: rng.bytes(32),
    confirmFirst: false,
    salt: rng.bytes(32),
    companions: [],
    testimony: { records: [], signature: new Uint8Array(64) },
  };
  const opening = (index: number, parts: readonly ("who" | "account")[] = ["who", "account"]) => {
    const secret = { index, x: byIndex(index).shares.shares.x };
    const item = { header: record.header, signedHeader: record.signedHeader, position: 5, parts, precedence: null };
    return makeOpening(group, escrow, secret, statement, [item], rng);
  };
  const sharesBy = (indexes: readonly number[]) =>
    indexes.map((index) => checkOpening(group, escrow, readOpening(opening(index)), [record.header]));
  const read = (
    indexes: readonly number[],
    part: "who" | "account",
    from = part,
    identity = world.counsel.identity,
  ) => {
    const shares = sharesBy(indexes).map((list) => list.find((share) => share.part === from)?.share as Point);
    const shared = combineOpening(group, indexes, shares);
    const file = record.sealed[part];
    return openPart(ageSealer, escrow, part, record.header[part].point as Point, shared, file, identity);
  };

  it("gives counsel both parts from any t trustees", async () => {
    for (const set of [
      [1, 2, 3],
      [5, 3, 1],
      [2, 4, 5],
    ]) {
      expect(await read(set, "who")).toEqual(utf8("alice describes the respondent"));
      expect(await read(set, "account")).toEqual(utf8("alice tells what happened"));
    }
  });

  it("gives nothing from fewer than t", async () => {
    await expect(read([1, 2], "who")).rejects.toThrow("do not fit");
    await expect(read([4], "account")).rejects.toThrow("do not fit");
  });

  it("gives nothing without counsel's own key, even to all trustees", async () => {
    for (const trustee of world.trustees)
      expect(await read(everybody, "account", "account", trustee.identity)).toBeUndefined();
  });

  it("does not open the account with the shares of the description, nor one part under the other's name", async () => {
    await expect(read([1, 2, 3], "account", "who")).rejects.toThrow("do not fit");
    const point = record.header.who.point as Point;
    expect(quorumWrapKey(escrow, "who", point, point)).not.toEqual(quorumWrapKey(escrow, "account", point, point));
  });

  it("releases the description alone where a match is to be confirmed first", () => {
    const alone = checkOpening(group, escrow, readOpening(opening(1, ["who"])), [record.header]);
    expect(alone.map((share) => share.part)).toEqual(["who"]);
  });

  it("names a trustee whose share does not hold", () => {
    const good = readOpening(opening(2));
    const check = (changed: Partial<typeof good>, headers = [record.header]) =>
      checkOpening(group, escrow, { ...good, ...changed }, headers);
    const [first] = good.records as [(typeof good.records)[0]];
    expect(() => check({ records: [{ ...first, who: first.account }] })).toThrow("trustee 2 sent");
    expect(() => check({ records: [{ ...first, who: first.account, account: first.who }] })).toThrow("trustee 2 sent");
    expect(() => check({ records: [{ ...first, account: null }] })).toThrow("trustee 2 sent");
    expect(() => check({ trustee: 1 })).toThrow("trustee 1 sent");
    expect(() => check({ epoch: 3 })).toThrow("trustee 2 sent");
    expect(() => check({ case: rng.bytes(32) })).toThrow("trustee 2 sent");
    expect(() => check({}, [(records[1] as ReadRecord).header])).toThrow("trustee 2 sent");
  });

  it("commits to case and records behind a salt, whatever the order of the records", () => {
    const [a, b] = [rng.bytes(16), rng.bytes(16)] as const;
    const commitment = openingCommitment(statement.salt, statement.case, [a, b]);
    expect(openingCommitment(statement.salt, statement.case, [b, a])).toEqual(commitment);
    expect(openingCommitment(rng.bytes(32), statement.case, [a, b])).not.toEqual(commitment);
    expect(openingCommitment(statement.salt, statement.case, [a])).not.toEqual(commitment);
  });
});
