/** The list of counsel who are to be told, on each database: with many at once, nobody is forgotten, and nobody told twice. */
import { expect, test } from "vitest";
import { sodiumSigner } from "../../src/core/crypto/signer-sodium.ts";
import { type BoardDatabase, createBoardTables } from "../../src/edge/node/board/schema.ts";
import { boardStore } from "../../src/edge/node/board/store.ts";
import { openDatabase } from "../../src/edge/node/database.ts";
import { comes, looks, setKnock, takeDue } from "../../src/roles/board/knock.ts";
import { onEachDatabase } from "./databases.ts";

const COUNSEL = Array.from({ length: 8 }, (_, i) => String(i).repeat(32));

await onEachDatabase((database) => {
  test("many who are due at once are each taken once, and again only after they have looked", async () => {
    const location = await database.make();
    const signer = await sodiumSigner();
    const open = async () => {
      const { db, dialect } = openDatabase<BoardDatabase>(location);
      await createBoardTables(db, dialect);
      const clock = { seconds: () => 0 };
      return boardStore(db, dialect, { signer, clock, origin: "board.example/log", seed: new Uint8Array(32).fill(7) });
    };
    const first = await open();
    const second = database.name === "SQLite" ? first : await open();
    const address = "clinic@example.org";
    for (const id of COUNSEL)
      await first.transaction((tables) => setKnock(tables, id, { v: 1, address, browsers: [], language: "en" }));

    const arrive = () =>
      Promise.all(COUNSEL.map((id, i) => (i % 2 === 0 ? first : second).transaction((tables) => comes(tables, id))));
    const taken = async () =>
      (await Promise.all([first.transaction(takeDue), second.transaction(takeDue)]))
        .flat()
        .map(({ id }) => id)
        .sort();
    await arrive();
    expect(await taken()).toEqual(COUNSEL);
    await arrive();
    expect(await taken()).toEqual([]);
    await first.transaction((tables) => looks(tables, COUNSEL[3] as string));
    await arrive();
    expect(await taken()).toEqual([COUNSEL[3]]);
    if (second !== first) await second.close();
    await first.close();
  });
});
