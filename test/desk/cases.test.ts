/** Matters that share a record are one case, however many lie between them. */
import { expect, test } from "vitest";
import { type CaseRecord, casesOf, type Matter } from "../../src/roles/counsel/counsel.ts";

/** A matter of records that are named by their position. */
function matter(caseId: string, positions: readonly number[]): Matter {
  const shares = { who: new Map(), account: new Map() };
  const record = (position: number) => ({ position, shares, precedence: new Map() }) as unknown as CaseRecord;
  return {
    caseId,
    confirmFirst: false,
    salt: new Uint8Array(32),
    records: new Map(positions.map((position) => [`record ${position}`, record(position)])),
    companions: new Map(positions.map((position) => [`record ${position}`, []])),
    testimonies: [],
  };
}

const casesFrom = (...matters: readonly Matter[]) =>
  casesOf(new Map(matters.map((one) => [one.caseId, one]))).map(({ id, matters: joined, records }) => ({
    id,
    matters: joined.map(({ caseId }) => caseId),
    records: records.map(({ position }) => position),
  }));

test("matters that share no record are cases of their own, in the order of their first record", () => {
  expect(casesFrom(matter("b", [5, 6]), matter("a", [1, 2]))).toEqual([
    { id: "a", matters: ["a"], records: [1, 2] },
    { id: "b", matters: ["b"], records: [5, 6] },
  ]);
});

test("one that comes late joins those that it shares a record with, and each record is there once", () => {
  const found = casesFrom(matter("b", [3, 4]), matter("a", [1, 2]), matter("d", [8, 9]), matter("c", [2, 3]));
  expect(found).toEqual([
    { id: "a", matters: ["b", "a", "c"], records: [1, 2, 3, 4] },
    { id: "d", matters: ["d"], records: [8, 9] },
  ]);
});

test("a chain of matters is one case, in whatever order they come", () => {
  const chain = Array.from({ length: 30 }, (_, i) => matter(`m${String(i).padStart(2, "0")}`, [i, i + 1]));
  const shuffled = [...chain.filter((_, i) => i % 2 === 0), ...chain.filter((_, i) => i % 2 === 1)];
  const [only, ...others] = casesFrom(...shuffled);
  expect(others).toEqual([]);
  expect(only?.records).toEqual(Array.from({ length: 31 }, (_, i) => i));
});
