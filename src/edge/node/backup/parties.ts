/** What there is to back up of each party: its tables, and the files beside them. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createBoardTables } from "../board/schema.ts";
import type { DialectName } from "../database.ts";
import { createTrusteeTables } from "../trustee/schema.ts";
import type { AnyDb } from "./tables.ts";

export const PARTIES = ["board", "trustee"] as const;
export type Party = (typeof PARTIES)[number];

export type PartyData = {
  readonly database: string;
  /** Files of the data folder, by their path in it. */
  readonly files: (folder: string) => string[];
  readonly create: (db: AnyDb, dialect: DialectName) => Promise<unknown>;
};

export const PARTY_DATA: Readonly<Record<Party, PartyData>> = {
  board: {
    database: "board.sqlite",
    files: (folder) => [...there(folder, "board.key", "backup.key"), ...piecesIn(folder)],
    create: createBoardTables,
  },
  trustee: {
    database: "trustee.sqlite",
    files: (folder) => there(folder, "trustee.key", "backup.key"),
    create: createTrusteeTables,
  },
};

function there(folder: string, ...names: readonly string[]): string[] {
  return names.filter((name) => existsSync(join(folder, name)));
}

/** Pieces of attachments, as they lie on their shelves; not those that are still coming. */
function piecesIn(folder: string): string[] {
  const pieces = join(folder, "pieces");
  if (!existsSync(pieces)) return [];
  const shelves = readdirSync(pieces).filter((shelf) => /^[0-9a-f]{2}$/.test(shelf));
  return shelves.flatMap((shelf) => readdirSync(join(pieces, shelf)).map((name) => `pieces/${shelf}/${name}`));
}
