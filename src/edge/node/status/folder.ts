/** How one service on this machine is: what its data folder and database say, whether it runs or not. */
import { existsSync, readdirSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import { malformed } from "../../../core/bytes/errors.ts";
import { lastBackup } from "../backup/vault.ts";
import { openDatabase } from "../database.ts";
import type { Figure } from "../metrics.ts";
import { FIGURES, SERVICES, type ServiceName } from "./figures.ts";

export type FolderStatus = {
  readonly folder: string;
  readonly service: ServiceName;
  readonly figures: readonly Figure[];
  readonly bytes: number;
  readonly diskFreeBytes: number;
  readonly diskBytes: number;
  /** When it was last backed up, in seconds since 1970; null when nothing is known of a backup. */
  readonly backup: number | null;
};

/**
 * @param database in place of the file in the folder
 * @param backups where another program than `chorus backup` puts backups
 */
export async function folderStatus(folder: string, database?: string, backups?: string): Promise<FolderStatus> {
  const { service, location } = serviceIn(folder, database);
  const { bsize, blocks, bavail } = statfsSync(folder);
  return {
    folder,
    service,
    figures: await figuresAt(service, location),
    bytes: bytesIn(folder),
    diskFreeBytes: bsize * bavail,
    diskBytes: bsize * blocks,
    backup: lastBackup(folder) ?? (backups === undefined ? null : newestIn(backups)),
  };
}

/**
 * Whose data folder this is, and where its database is.
 *
 * @throws ChorusError `data` when it is nobody's, or when its database is not there yet
 */
export function serviceIn(folder: string, database?: string): { service: ServiceName; location: string } {
  const service = SERVICES.find((one) => existsSync(join(folder, `${one}.key`)));
  if (service === undefined)
    throw malformed("data", `${folder} is no data folder of a board, trustee or registrar`, "data");
  const location = database ?? join(folder, `${service}.sqlite`);
  if (!location.includes("://") && !existsSync(location))
    throw malformed("data", `${location} does not exist yet`, "data");
  return { service, location };
}

async function figuresAt(service: ServiceName, location: string): Promise<readonly Figure[]> {
  const { db } = openDatabase<never>(location);
  const figures = await FIGURES[service](db);
  await db.destroy();
  return figures;
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** A file may go while one looks. */
function statOf(file: string) {
  return statSync(file, { throwIfNoEntry: false });
}

function bytesIn(folder: string): number {
  return filesIn(folder).reduce((sum, file) => sum + (statOf(file)?.size ?? 0), 0);
}

function newestIn(folder: string): number | null {
  const times = filesIn(folder).map((file) => statOf(file)?.mtimeMs ?? 0);
  return times.length === 0 ? null : Math.floor(Math.max(...times) / 1000);
}
