/**
 * A trustee that dies at any step, on either side of the moment at which the step becomes durable. Whatever it was
 * doing is done in the end, and done once.
 */
import { expect, test } from "vitest";
import { toHex } from "../../src/core/bytes/bytes.ts";
import { readEntry } from "../../src/core/protocol/entry.ts";
import { readContribution } from "../../src/core/protocol/matching.ts";
import { openMessage } from "../../src/core/protocol/message.ts";
import { ageSealer } from "../../src/edge/shared/age.ts";
import type { TrusteeBoard, TrusteeStore } from "../../src/roles/trustee/ports.ts";
import { alice, author, bob, carol, seededRng } from "../actors.ts";
import { texts } from "../story/story-desk.ts";
import { PowerCut, Story } from "../story/world.ts";

const dave = author("dave");
const about = (value: string) => [{ type: "email", value }] as const;

/** Decides at each step whether the power goes: before anything is durable, after, or not at all. */
class Misfortune {
  readonly #rng;
  readonly cuts = { lost: 0, kept: 0 };
  /** How many cuts are still to come; then all goes well. */
  left = 0;
  constructor(seed: string) {
    this.#rng = seededRng(seed);
  }

  /** @param step does the work; `inside` runs at its end, where throwing undoes it */
  async meet<Result>(step: (inside: () => void) => Promise<Result>): Promise<Result> {
    const fate = this.left > 0 ? (this.#rng.bytes(1)[0] as number) : 255;
    if (fate < 64) this.left--;
    const result = await step(() => {
      if (fate < 32) {
        this.cuts.lost++;
        throw new PowerCut();
      }
    });
    if (fate >= 32 && fate < 64) {
      this.cuts.kept++;
      throw new PowerCut();
    }
    return result;
  }
}

const storeWith = (misfortune: Misfortune, real: TrusteeStore): TrusteeStore => ({
  ...real,
  transaction: (work) =>
    misfortune.meet((inside) =>
      real.transaction(async (tables) => {
        const result = await work(tables);
        inside();
        return result;
      }),
    ),
});

const boardWith = (misfortune: Misfortune, real: TrusteeBoard): TrusteeBoard => ({
  ...real,
  deliver: (parcel) =>
    misfortune.meet(async (inside) => {
      inside();
      await real.deliver(parcel);
    }),
});

/** Which records each trustee contributed to, from the trustees' mailbox itself. */
async function contributed(story: Story): Promise<string[]> {
  const { signer, escrow, trustees } = story.world;
  const mail = await story.boardStore.transaction((tables) => tables.mail("trustees", 0, 1000));
  const found: string[] = [];
  for (const { bytes } of mail) {
    for (const { identity, index } of trustees.slice(0, 2)) {
      const opened = await ageSealer.open(bytes, identity);
      if (opened === undefined) continue;
      const { trustee, body } = openMessage(signer, escrow, "contribution", opened);
      if (index === 2 && trustee !== 1) continue; // read before, by trustee 1
      found.push(...readContribution(body).records.map(({ record }) => `${trustee} ${toHex(record)}`));
    }
  }
  return found.sort();
}

test.each(Array.from({ length: 10 }, (_, i) => `misfortune ${i}`))("%s", async (seed) => {
  const misfortune = new Misfortune(seed);
  const story = await Story.begin({
    storeFor: (_, real) => storeWith(misfortune, real),
    boardFor: (_, real) => boardWith(misfortune, real),
  });
  const unluckily = async () => {
    misfortune.left = 20;
    await story.settle();
  };
  for (const person of [alice, bob, carol, dave]) await story.enrol(person);
  const sealed = [await story.seal(alice, about("r@example.org")), await story.seal(carol, about("s@example.org"))];
  await unluckily();
  const withdrawn = sealed[1] as (typeof sealed)[number];
  await story.withdraw(carol, withdrawn);
  sealed.push(await story.seal(bob, about("r@example.org")));
  await unluckily();
  sealed.push(await story.seal(dave, about("r@example.org"), { quorum: 3 }));
  await unluckily();

  // Nothing lost.
  expect(misfortune.cuts.lost + misfortune.cuts.kept).toBeGreaterThan(10);
  expect(texts(await story.desk())).toHaveLength(3);
  expect(await story.answers(withdrawn)).toEqual(["erased", "erased", "erased"]);
  const [first, ...others] = await story.states();
  for (const other of others) expect(other).toEqual(first);
  expect(first).toMatchObject({ contributions: [], waitingEntries: [], parcels: [] });
  const ids = sealed.map(({ record }) => toHex(record));
  expect(await contributed(story)).toEqual([1, 2, 3].flatMap((index) => ids.map((id) => `${index} ${id}`)).sort());

  // Nothing twice: two openings of the case, told once each by each trustee; one answer each to the withdrawal.
  const { entries, replies } = await story.boardStore.transaction(async (tables) => ({
    entries: await tables.entries(0, 1000),
    replies: await tables.newestMail("trustees"),
  }));
  const types = entries.map(({ bytes }) => (bytes === null ? "erased" : readEntry(bytes).type));
  expect(types.filter((type) => type === "opening")).toHaveLength(2);
  expect(types.filter((type) => type === "counsel")).toHaveLength(1);
  expect(types.filter((type) => type === "withdrawal")).toHaveLength(1);
  expect(replies).toBeGreaterThan(0);
  expect((await story.desk()).letters).toBe(2 * 3);
  await story.close();
});
