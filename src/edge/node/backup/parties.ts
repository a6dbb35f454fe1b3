/** What there is to back up of each party: its tables, and the files beside them. */
import { createBoardTables } from "../board/schema.ts";
import type { DialectName } from "../database.ts";
import { createTrusteeTables } from "../trustee/schema.ts";
import type { AnyDb } from "./tables.ts";

export const PARTIES = ["board", "trustee"] as const;
export type Party = (typeof PARTIES)[number];

export type PartyData = {
  readonly database: string;
  /** Files of the data folder. A board has the pieces of files besides, wherever they lie. */
  readonly files: readonly string[];
  readonly create: (db: AnyDb, dialect: DialectName) => Promise<unknown>;
};

export const PARTY_DATA: Readonly<Record<Party, PartyData>> = {
  board: {
    database: "board.sqlite",
    files: ["board.key", "backup.key"],
    create: createBoardTables,
  },
  trustee: {
    database: "trustee.sqlite",
    files: ["trustee.key", "backup.key"],
    create: createTrusteeTables,
  },
};
