/** What a trustee has to say reaches the board, however the board answers in between. */
import { afterEach, expect, test } from "vitest";
import { ChorusError, rejected } from "../../src/core/bytes/errors.ts";
import type { Parcel } from "../../src/roles/trustee/ports.ts";
import { alice, bob } from "../actors.ts";
import { texts } from "../story/story-desk.ts";
import { Story } from "../story/world.ts";

const named = [{ type: "email", value: "r@example.org" }] as const;

let story: Story;
afterEach(() => story.close());

/** An escrow of which trustee 1's deliveries meet `refuse` first. */
async function begin(refuse: (parcel: Parcel) => void): Promise<void> {
  story = await Story.begin({
    boardFor: (index, real) =>
      index !== 1
        ? real
        : {
            ...real,
            deliver: async (parcel) => {
              refuse(parcel);
              await real.deliver(parcel);
            },
          },
  });
  for (const person of [alice, bob]) await story.enrol(person);
}

test.each([
  ["does not know the caller, whose clock is wrong", rejected("authorization", "the clock is wrong")],
  ["is not ready", new ChorusError({ kind: "conflict", rule: "no-charter", message: "not ready" })],
  ["has had too many requests", new ChorusError({ kind: "limit", rule: "rate", message: "wait" })],
])("nothing is lost while the board %s", async (_what, error) => {
  let refusing = false;
  await begin(() => {
    if (refusing) throw error;
  });
  await story.settle();
  refusing = true;
  story.trustee(3).away = true;
  for (const person of [alice, bob]) await story.seal(person, named);
  await story.settle();
  expect(texts(await story.desk())).toHaveLength(0);
  refusing = false;
  await story.settle();
  expect(texts(await story.desk())).toHaveLength(2);
});

test("what the board refuses by a rule is dropped and told, and what follows is delivered", async () => {
  await begin((parcel) => {
    if (parcel.kind === "cosignature") throw rejected("cosignature", "never");
    if (parcel.kind === "erasure") throw new ChorusError({ kind: "limit", rule: "size", message: "too large" });
  });
  const sealed = await story.seal(alice, named);
  await story.settle();
  await story.withdraw(alice, sealed);
  await story.settle();
  expect(await story.answers(sealed)).toEqual(["erased", "erased", "erased"]);
  expect(story.trustee(1).notices).toContainEqual({ event: "cosignature not taken by the board", rule: "cosignature" });
  expect(story.trustee(1).notices).toContainEqual({ event: "erasure not taken by the board", rule: "size" });
});

test("a counsel that applied while the board could not be read is admitted afterwards", async () => {
  let down = false;
  story = await Story.begin({
    boardFor: (_, real) => ({
      ...real,
      applications: async () => {
        if (down) throw rejected("authorization", "not now");
        return real.applications();
      },
    }),
  });
  down = true;
  const counsel = await story.addCounsel();
  down = false;
  await story.settle();
  const admitted = await story.boardStore.transaction((tables) =>
    tables.counsel(Buffer.from(counsel.id).toString("hex")),
  );
  expect(admitted).toBeDefined();
});
