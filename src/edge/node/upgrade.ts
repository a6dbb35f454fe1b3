/** Bringing the database of a service up to this version, or trying whether that would go through. */
import type { AnyDb } from "./backup/tables.ts";
import { createBoardTables } from "./board/schema.ts";
import { type DialectName, openDatabase, type Upgrade, type Versions } from "./database.ts";
import { createRegistrarTables } from "./registrar/store.ts";
import type { ServiceName } from "./status/figures.ts";
import { createTrusteeTables } from "./trustee/schema.ts";

const TABLES: Readonly<Record<ServiceName, (db: AnyDb, dialect: DialectName, upgrade: Upgrade) => Promise<Versions>>> =
  {
    board: createBoardTables,
    trustee: createTrusteeTables,
    registrar: createRegistrarTables,
  };

/**
 * @param location a file or `postgres://…`
 * @throws ChorusError `database-newer` when a newer version wrote it; nothing is changed then, nor when a step fails
 */
export async function upgradeDatabase(service: ServiceName, location: string, upgrade: Upgrade): Promise<Versions> {
  const { db, dialect } = openDatabase<never>(location);
  try {
    return await TABLES[service](db as AnyDb, dialect, upgrade);
  } finally {
    await db.destroy();
  }
}
