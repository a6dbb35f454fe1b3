/** The opening rule against its definition, taken literally: every set of records is tried. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Countable, openingLevel, recordsToOpen } from "../../src/core/protocol/opening.ts";

type Item = Countable & { id: number };

const items = (most: number, quorums = 6) =>
  fc
    .array(
      fc.record({
        author: fc.constantFrom("alice", "bob", "carol", "dora", "erin", "fay"),
        quorum: fc.integer({ min: 2, max: quorums }),
      }),
      { maxLength: most },
    )
    .map((list) => list.map((item, id): Item => ({ ...item, id })));

/**
 * The largest set of records in which every record finds as many different authors as its own author asked for. Such
 * sets are closed under union, so there is one largest; this finds it by trying them all.
 */
function byTryingEverySubset(live: readonly Item[]): Set<number> {
  const open = new Set<number>();
  for (let mask = 1; mask < 1 << live.length; mask++) {
    const subset = live.filter((_, i) => (mask >> i) & 1);
    const authors = new Set(subset.map((item) => item.author)).size;
    if (subset.every((item) => item.quorum <= authors)) for (const item of subset) open.add(item.id);
  }
  return open;
}

const ids = (list: readonly Item[]) => new Set(list.map((item) => item.id));

describe("the opening rule", () => {
  it("opens exactly what the definition opens", () => {
    fc.assert(
      fc.property(items(9), (live) => {
        expect(ids(recordsToOpen(live))).toEqual(byTryingEverySubset(live));
      }),
      { numRuns: 400 },
    );
  });

  it("opens nobody's record with fewer different authors than they asked for", () => {
    fc.assert(
      fc.property(items(60, 50), (live) => {
        const open = recordsToOpen(live);
        const authors = new Set(open.map((item) => item.author)).size;
        for (const item of open) expect(authors).toBeGreaterThanOrEqual(item.quorum);
      }),
    );
  });

  it("does not care in which order records came", () => {
    fc.assert(
      fc.property(items(9), fc.func(fc.integer()), (live, order) => {
        const shuffled = live.toSorted((a, b) => order(a.id) - order(b.id));
        expect(ids(recordsToOpen(shuffled))).toEqual(ids(recordsToOpen(live)));
      }),
    );
  });

  it("never closes what is open when somebody joins late", () => {
    fc.assert(
      fc.property(items(8), items(2), (live, late) => {
        const before = ids(recordsToOpen(live));
        const after = ids(recordsToOpen([...live, ...late.map((item) => ({ ...item, id: item.id + 100 }))]));
        for (const id of before) expect(after.has(id)).toBe(true);
      }),
    );
  });

  it("changes nothing for the others when a sealed record is withdrawn", () => {
    fc.assert(
      fc.property(items(9), fc.nat(), (live, which) => {
        const open = ids(recordsToOpen(live));
        const sealed = live.filter((item) => !open.has(item.id));
        const gone = sealed[which % Math.max(sealed.length, 1)];
        expect(ids(recordsToOpen(live.filter((item) => item !== gone)))).toEqual(open);
      }),
    );
  });

  it("counts an author once, however many records they seal", () => {
    const twice = [2, 2, 2, 2].map((quorum, id) => ({ author: "alice", quorum, id }));
    expect(recordsToOpen(twice)).toEqual([]);
    expect(recordsToOpen([...twice, { author: "bob", quorum: 2, id: 9 }])).toHaveLength(5);
  });

  it("opens each record by its own quorum: alice's careful record stays sealed beside her other one", () => {
    const live = [
      { author: "alice", quorum: 2 },
      { author: "alice", quorum: 3 },
      { author: "bob", quorum: 2 },
    ];
    expect(recordsToOpen(live)).toEqual([live[0], live[2]]);
    expect(recordsToOpen([...live, { author: "carol", quorum: 3 }])).toHaveLength(4);
  });

  it("opens nobody until as many came as each of them asked for", () => {
    expect(
      openingLevel([
        { author: "carol", quorum: 3 },
        { author: "alice", quorum: 3 },
      ]),
    ).toBe(0);
    expect(
      openingLevel([
        { author: "carol", quorum: 2 },
        { author: "alice", quorum: 3 },
      ]),
    ).toBe(0);
    expect(
      openingLevel([
        { author: "carol", quorum: 2 },
        { author: "alice", quorum: 3 },
        { author: "bob", quorum: 2 },
      ]),
    ).toBe(3);
  });

  it("still opens when more people came than any quorum may ask for", () => {
    const many = Array.from({ length: 80 }, (_, i) => ({ author: `author ${i}`, quorum: 50 }));
    expect(recordsToOpen(many)).toHaveLength(80);
  });
});
