/** The trustees change while records arrive: whatever was sealed before, during and after is matched and opened once. */
import { describe, expect, test } from "vitest";
import { readEntry } from "../../src/core/protocol/entry.ts";
import { alice, author, bob, carol } from "../actors.ts";
import { founders, organisation, reshare } from "./reshare.ts";
import { texts } from "./story-desk.ts";
import { Story } from "./world.ts";

const dave = author("dave");
const about = (value: string) => [{ type: "email", value }] as const;
const types = async (story: Story) =>
  (await story.boardStore.transaction((tables) => tables.entries(0, 1000))).map(({ bytes }) =>
    bytes === null ? "erased" : readEntry(bytes).type,
  );

async function begun(options: { trustees?: number; threshold?: number; witnesses?: number } = {}): Promise<Story> {
  const story = await Story.begin(options);
  for (const person of [alice, bob, carol, dave]) await story.enrol(person);
  return story;
}

describe("when the trustees change", () => {
  test("a record sealed before matches one sealed after, and opens to counsel once", async () => {
    const story = await begun();
    const old = founders(story);
    await story.seal(alice, about("r@example.org"));
    await story.settle();
    const newcomer = await organisation(story, "Trustee 4");
    const members = [old[0], old[1], newcomer] as typeof old;
    const [joined] = await reshare(story, [...old, newcomer], { members, threshold: 2 });
    await story.settle();
    expect(joined?.notices.map(({ event }) => event)).toContain("state taken over");

    await story.seal(bob, about("r@example.org"));
    await story.settle();
    expect(texts(await story.desk()).sort()).toEqual(["alice tells what happened", "bob tells what happened"]);
    expect((await types(story)).filter((type) => type === "opening")).toHaveLength(1);
    const staying = [story.trustee(1), story.trustee(2), joined];
    const states = await Promise.all(
      staying.map(async (one) => (await story.states())[story.trustees.indexOf(one as never)]),
    );
    expect(states[1]).toEqual(states[0]);
    expect(states[2]).toEqual(states[0]);
    await story.close();
  });

  test("the newcomer and one that stayed can open alone, without whoever dealt and left", async () => {
    const story = await begun();
    const old = founders(story);
    await story.seal(alice, about("r@example.org"));
    await story.settle();
    const newcomer = await organisation(story, "Trustee 4");
    const members = [old[2], newcomer, old[1]] as typeof old;
    await reshare(story, [...old, newcomer], { members, threshold: 2 });
    await story.settle();
    story.trustee(1).away = true; // it has left
    story.trustee(2).away = true;
    await story.seal(bob, about("r@example.org"));
    await story.settle();
    expect(texts(await story.desk())).toHaveLength(2);
    await story.close();
  });

  test("a record that stands before the new charter is matched by those before, and opens", async () => {
    const story = await begun();
    const old = founders(story);
    await story.seal(alice, about("r@example.org"));
    await story.seal(bob, about("r@example.org"));
    const newcomer = await organisation(story, "Trustee 4");
    const members = [old[0], newcomer, old[2]] as typeof old;
    await reshare(story, [...old, newcomer], { members, threshold: 2 });
    await story.seal(carol, about("r@example.org"), { quorum: 3 });
    await story.settle();
    expect(texts(await story.desk())).toHaveLength(3);
    await story.close();
  });

  test.each([
    ["has acted on the epoch that ends", ["behind", "ahead"]],
    ["acts on the epoch and on what comes after at once", ["behind"]],
  ] as const)("one that %s is shown more than another, and hands over the same", async (_, first) => {
    const story = await begun();
    const old = founders(story);
    const trustees = { ahead: story.trustee(2), behind: story.trustee(1) };
    await story.seal(alice, about("r@example.org"));
    const newcomer = await organisation(story, "Trustee 4");
    const members = [old[0], old[1], newcomer] as typeof old;
    const [joined] = await reshare(story, [...old, newcomer], { members, threshold: 2 });
    story.trustee(3).away = true; // the two that are left must say the same
    for (const name of first) await trustees[name].worker.round();
    await story.seal(bob, about("r@example.org"));
    for (const name of ["behind", "ahead"] as const) await trustees[name].worker.round();
    await story.settle();
    expect(joined?.notices.map(({ event }) => event)).toContain("state taken over");
    expect(texts(await story.desk())).toHaveLength(2);
    await story.close();
  });

  test("one that could not read a record, which was sealed to those before, ends its epoch like the others", async () => {
    const story = await begun();
    const old = founders(story);
    await story.seal(alice, about("r@example.org"), { quorum: 3 });
    await story.settle();
    const sealedBefore = await story.prepare(bob, about("r@example.org"), { quorum: 3 });
    const newcomer = await organisation(story, "Trustee 4");
    const members = [old[0], old[1], newcomer] as typeof old;
    const [joined] = await reshare(story, [...old, newcomer], { members, threshold: 2 });
    await story.settle();
    await story.send(sealedBefore);
    await story.settle();
    await reshare(story, members, { members, threshold: 2 });
    await story.settle();
    expect(joined?.notices.map(({ event }) => event)).toEqual(
      expect.arrayContaining(["record refused", "epoch ended", "shares destroyed"]),
    );
    await story.seal(carol, about("r@example.org"), { quorum: 3 });
    await story.settle();
    expect(texts(await story.desk())).toHaveLength(3);
    await story.close();
  });

  test("one that cosigned nothing of it yet catches up, and every old share is destroyed, as the log says", async () => {
    const story = await begun({ witnesses: 2 });
    const old = founders(story);
    story.trustee(3).away = true;
    await story.seal(alice, about("r@example.org"));
    const newcomer = await organisation(story, "Trustee 4");
    const members = [newcomer, old[2], old[0]] as typeof old;
    await reshare(story, [...old.slice(0, 2), newcomer, old[2] as (typeof old)[0]], { members, threshold: 2 });
    await story.settle();
    await story.seal(bob, about("r@example.org"));
    await story.settle();
    story.trustee(3).away = false;
    await story.settle();
    expect([...story.held.keys()].map((key) => key.split("/")[1])).toEqual(["1", "1", "1"]);
    expect((await types(story)).filter((type) => type === "ceremony")).toHaveLength(3);
    expect(texts(await story.desk())).toHaveLength(2);
    const states = await story.states();
    expect(states[2]).toEqual(states[0]);
    await story.close();
  });

  test("shares can be refreshed, trustees added and removed, and the threshold changed, one after the other", async () => {
    const story = await begun();
    const old = founders(story);
    await story.seal(alice, about("r@example.org"), { quorum: 4 });
    await story.settle();
    await reshare(story, old, { members: old, threshold: 2 });
    await story.seal(bob, about("r@example.org"), { quorum: 4 });
    await story.settle();
    const newcomers = [await organisation(story, "Trustee 4"), await organisation(story, "Trustee 5")];
    const five = [...newcomers, ...old];
    await reshare(story, five, { members: five, threshold: 3, witnesses: 4 });
    await story.settle();
    await story.seal(carol, about("r@example.org"), { quorum: 4 });
    await story.settle();
    const four = five.slice(0, 4);
    await reshare(story, five, { members: four, threshold: 3 });
    await story.settle();
    await story.seal(dave, about("r@example.org"), { quorum: 4 });
    await story.settle();
    expect(texts(await story.desk())).toHaveLength(4);
    expect((await types(story)).filter((type) => type === "opening")).toHaveLength(1);
    await story.close();
  });
});
