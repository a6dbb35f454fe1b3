/** A trustee that was put back from a backup may have cosigned more than it remembers. A board must not profit from that. */
import { expect, test } from "vitest";
import { encode } from "../../src/core/bytes/cbor.ts";
import { alice, bob } from "../actors.ts";
import { texts } from "../story/story-desk.ts";
import { Story } from "../story/world.ts";

const about = (value: string) => [{ type: "email", value }] as const;
const cosigned = async (story: Story, trustee: number) => {
  const rows = await story.boardStore.transaction((tables) => tables.witnessed());
  return rows.find((row) => row.trustee === trustee)?.size ?? 0;
};

test("a restored trustee cosigns nothing that others have not cosigned before it, and then goes on as ever", async () => {
  const story = await Story.begin({ witnesses: 3 });
  for (const person of [alice, bob]) await story.enrol(person);
  await story.settle();
  const before = await cosigned(story, 3);
  await story.trustee(3).store.transaction((tables) => tables.put("restored", encode(true)));
  for (const index of [1, 2]) story.trustee(index).away = true;
  await story.seal(alice, about("r@example.org"));
  await story.settle();
  expect(await cosigned(story, 3)).toBe(before);
  story.trustee(1).away = false;
  await story.settle();
  expect(await cosigned(story, 3)).toBe(before);
  story.trustee(2).away = false;
  await story.settle();
  expect(await cosigned(story, 3)).toBe(await cosigned(story, 1));
  await story.seal(bob, about("r@example.org"));
  await story.settle();
  expect(texts(await story.desk())).toHaveLength(2);
  await story.close();
});
