/** Old trustees that cheat while the trustees change: each is named, or changes nothing. */
import { describe, expect, test } from "vitest";
import { ChorusError } from "../../src/core/bytes/errors.ts";
import { dealAgain, reshareFor } from "../../src/core/crypto/reshare.ts";
import { encodeDealtShares } from "../../src/core/protocol/ceremony.ts";
import {
  encodeDeal,
  makeResharingMessage,
  openResharing,
  proposeResharing,
  type ResharingProposal,
  resharingOf,
} from "../../src/core/protocol/resharing.ts";
import { ageSealer } from "../../src/edge/shared/age.ts";
import { nextResharingMove } from "../../src/roles/trustee/resharing.ts";
import { alice, bob, foundEscrow, type TestEscrow } from "../actors.ts";
import { founders, organisation, reshare } from "../story/reshare.ts";
import { texts } from "../story/story-desk.ts";
import { Story } from "../story/world.ts";

const about = (value: string) => [{ type: "email", value }] as const;

/** A refresh among the same three, in which trustees 1 and 2 deal. */
function refresh(world: TestEscrow, changes: Partial<ResharingProposal> = {}): Uint8Array {
  const { signer, rng, escrow, proposal, trustees } = world;
  const plan = { nonce: rng.bytes(32), threshold: 2, witnesses: 2, dealers: [1, 2], trustees: proposal.trustees };
  return proposeResharing(signer, escrow, { ...plan, ...changes }, 1, trustees[0]?.seed as Uint8Array);
}

/** What a dealer posts; `cheat` may change what it shares or what it sends. */
async function deal(
  world: TestEscrow,
  bytes: Uint8Array,
  dealer: number,
  cheat: { otherSecret?: true; badShare?: true; degree?: number } = {},
): Promise<Uint8Array> {
  const { group, signer, rng, escrow } = world;
  const proposal = openResharing(signer, escrow, bytes);
  const { shares, seed } = world.trustees[dealer - 1] as TestEscrow["trustees"][number];
  const plusOne = group.scalarAdd(shares.shares.x, group.scalarFromNumber(1));
  const dealt = cheat.otherSecret ? { ...shares, shares: { ...shares.shares, x: plusOne } } : shares;
  const resharing = { ...resharingOf(proposal), ...(cheat.degree ? { threshold: cheat.degree } : {}) };
  const { secret, announcement } = dealAgain(group, resharing, dealt, rng);
  const files = proposal.trustees.map(async ({ recipient }, i) => {
    const right = reshareFor(group, secret, i + 1);
    const sent = cheat.badShare ? { ...right, k: group.scalarFromNumber(7) } : right;
    return { to: i + 1, file: await ageSealer.seal(encodeDealtShares(sent), [recipient]) };
  });
  const body = encodeDeal({ announcement, shares: await Promise.all(files) });
  return makeResharingMessage(signer, proposal, { set: "old", trustee: dealer }, "deal", body, seed);
}

/** What the third trustee, who gets a share by it, makes of the deals. */
function judge(world: TestEscrow, bytes: Uint8Array, messages: readonly Uint8Array[]) {
  const { group, signer, escrow } = world;
  const { seed, identity } = world.trustees[2] as TestEscrow["trustees"][number];
  const proposal = openResharing(signer, escrow, bytes);
  const seat = { group, signer, sealer: ageSealer, escrow, proposal, seed, identity, dealer: undefined, newIndex: 3 };
  return nextResharingMove(seat, messages);
}

async function culprit(verdict: Promise<unknown>): Promise<string> {
  try {
    await verdict;
    return "nobody";
  } catch (error) {
    if (!(error instanceof ChorusError)) throw error;
    return `${error.rule} trustee ${error.culprit?.id}`;
  }
}

describe("a dealer that cheats is named", () => {
  test.each([
    ["deals another secret than its share", { otherSecret: true }, "reshare-constant trustee 2"],
    ["sends a share that does not fit", { badShare: true }, "reshare-share trustee 2"],
    ["deals by a polynomial of another degree", { degree: 3 }, "reshare-degree trustee 2"],
  ] as const)("when it %s", async (_, cheat, expected) => {
    const world = await foundEscrow();
    const proposal = refresh(world);
    const messages = [await deal(world, proposal, 1), await deal(world, proposal, 2, cheat)];
    expect(await culprit(judge(world, proposal, messages))).toBe(expected);
    const honest = [messages[0] as Uint8Array, await deal(world, proposal, 2)];
    expect((await judge(world, proposal, honest)).kind).toBe("post");
  });
});

describe("a proposal", () => {
  test("is refused from a stranger, with dealers who are not as many as the threshold, or a threshold that is too low", async () => {
    const world = await foundEscrow();
    const { signer, escrow } = world;
    const refused = (bytes: Uint8Array) => expect(() => openResharing(signer, escrow, bytes));
    refused(refresh(await foundEscrow({ seed: "another escrow" }))).toThrow("another escrow");
    for (const dealers of [
      [1, 2, 3],
      [2, 1],
      [1, 1],
      [1, 4],
    ])
      refused(refresh(world, { dealers })).toThrow("must deal");
    const [first, second] = world.proposal.trustees;
    refused(refresh(world, { threshold: 4 })).toThrow("more than half");
    refused(refresh(world, { witnesses: 4 })).toThrow("more than half");
    refused(refresh(world, { trustees: [first, second, first] as never })).toThrow("same key");
  });
});

test("an old trustee that sends a newcomer records and tags of its own making changes nothing", async () => {
  const forged = { tag: "ab".repeat(32), slot: 0, confirmFirst: false, caseId: "cd".repeat(32), salt: "ef".repeat(32) };
  const story = await Story.begin({
    storeFor: (index, real) =>
      index !== 3
        ? real
        : {
            ...real,
            transaction: (work) =>
              real.transaction((tables) =>
                work({
                  ...tables,
                  tagsOfRecord: async (record) => [...(await tables.tagsOfRecord(record)), { ...forged, record }],
                }),
              ),
          },
  });
  for (const person of [alice, bob]) await story.enrol(person);
  await story.seal(alice, about("r@example.org"));
  await story.settle();
  const old = founders(story);
  const newcomer = await organisation(story, "Trustee 4");
  const members = [newcomer, ...old.slice(1)];
  const [joined] = await reshare(story, [...old, newcomer], { members, threshold: 2 });
  await story.settle();
  const tags = await joined?.database.selectFrom("tags").select("tag").execute();
  expect(tags?.map(({ tag }) => tag)).not.toContain(forged.tag);
  await story.seal(bob, about("r@example.org"));
  await story.settle();
  expect(texts(await story.desk())).toHaveLength(2);
  await story.close();
});
