/** A database that a newer Chorus has written is left alone, with words; an older one is brought up. */
import { sql } from "kysely";
import { expect, test } from "vitest";
import { createBoardTables } from "../../src/edge/node/board/schema.ts";
import { createTables, openDatabase, schemaVersion } from "../../src/edge/node/database.ts";
import { createTrusteeTables } from "../../src/edge/node/trustee/schema.ts";
import { onEachDatabase } from "./databases.ts";

type Tables = { notes: { id: number; text: string; long: number } };

await onEachDatabase((database) => {
  test.each([
    ["board", createBoardTables],
    ["trustee", createTrusteeTables],
  ] as const)("a %s does not touch what a newer version wrote", async (_, create) => {
    const { db, dialect } = openDatabase<never>(await database.make());
    await create(db as never, dialect);
    await create(db as never, dialect); // as at every start
    await sql`update schema_version set version = 999`.execute(db);
    await expect(create(db as never, dialect)).rejects.toThrow("newer version of Chorus");
    expect(await schemaVersion(db)).toBe(999);
    await db.destroy();
  });

  test("what an older version wrote is brought up, once, in order, and whole or not at all", async () => {
    const { db, dialect } = openDatabase<Tables>(await database.make());
    const first = (to: typeof db) =>
      sql`create table if not exists notes (id integer primary key, text text not null)`.execute(to);
    const upTo = (steps: number) =>
      createTables(
        { db, dialect },
        async (to) => void (await first(to)),
        [
          async (to: typeof db) =>
            void (await sql`alter table notes add column long integer not null default 0`.execute(to)),
          async (to: typeof db) => void (await sql`update notes set long = length(text)`.execute(to)),
          async () => Promise.reject(new Error("a step that fails")),
        ].slice(0, steps),
      );
    const tried = () =>
      createTables(
        { db, dialect },
        async (to) => void (await first(to)),
        [async (to: typeof db) => void (await sql`alter table notes add column long integer`.execute(to))],
        "try",
      );
    expect(await upTo(0)).toEqual({ found: 1, known: 1 });
    expect(await tried()).toEqual({ found: 1, known: 2 });
    expect(await tried()).toEqual({ found: 1, known: 2 });
    expect(await schemaVersion(db)).toBe(1);
    await sql`insert into notes (id, text) values (1, 'four')`.execute(db);
    await upTo(2);
    await sql`update notes set text = 'another' where id = 1`.execute(db);
    await upTo(2);
    expect(await db.selectFrom("notes").selectAll().execute()).toEqual([{ id: 1, text: "another", long: 4 }]);
    await expect(upTo(3)).rejects.toThrow("a step that fails");
    expect(await schemaVersion(db)).toBe(3);
    await db.destroy();
  });
});
