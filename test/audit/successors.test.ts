/** An audit before, during and after the trustees change: nothing is taken for a fault, and who came last is asked too. */
import { expect, test } from "vitest";
import { proveConsistency } from "../../src/core/tlog/merkle.ts";
import { type Audit, audit } from "../../src/roles/auditor/auditor.ts";
import type { AuditedBoard } from "../../src/roles/auditor/ports.ts";
import type { AuditState } from "../../src/roles/auditor/state.ts";
import { cosignedCheckpoint, tileBytes, witnessedNotes } from "../../src/roles/board/board.ts";
import { successors } from "../../src/roles/board/charters.ts";
import type { BoardTables } from "../../src/roles/board/ports.ts";
import { alice, bob } from "../actors.ts";
import { founders, organisation, reshare } from "../story/reshare.ts";
import { Story } from "../story/world.ts";

/** The story's board as an auditor sees it. */
function boardOf(story: Story): AuditedBoard {
  const read = <Result>(work: (tables: BoardTables) => Promise<Result>) => story.boardStore.transaction(work);
  return {
    charters: () =>
      read(async (tables) => ({
        charter: (await tables.get("charter")) as Uint8Array,
        successors: (await successors(tables)).map(({ charter }) => charter),
      })),
    checkpoint: () => read(async (tables) => (await cosignedCheckpoint(tables, await tables.size())) as string),
    tile: (tile) => read(async (tables) => (await tileBytes(tables, tile)) as Uint8Array),
    witnessed: () => read(witnessedNotes),
    consistency: (from, to) => read((tables) => proveConsistency(tables.readNodes, from, to)),
  };
}

test("a log is followed across a change of trustees", async () => {
  const story = await Story.begin();
  const look = (before?: AuditState): Promise<Audit> =>
    audit({ ...story.world, clock: story.clock }, boardOf(story), before, { grace: 0 });
  for (const person of [alice, bob]) await story.enrol(person);
  await story.settle();
  const first = await look();
  expect(first.report.problems).toEqual([]);

  const old = founders(story);
  const newcomer = await organisation(story, "Trustee 4");
  await reshare(story, [...old, newcomer], { members: [old[0], newcomer, old[2]] as typeof old, threshold: 2 });
  await story.settle();
  const during = await look(first.state);
  expect(during.report.problems.filter(({ severity }) => severity === "broken")).toEqual([]);

  await story.seal(alice, [{ type: "email", value: "r@example.org" }]);
  await story.settle();
  const after = await look(during.state);
  expect(after.report.problems).toEqual([]);
  expect(after.report.witnesses.map(({ name }) => name)).toEqual(["Trustee 1", "Trustee 4", "Trustee 3"]);
  expect(after.report.counts).toMatchObject({ charter: 2 });
  await story.close();
});
