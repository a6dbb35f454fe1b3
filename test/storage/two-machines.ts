/** An escrow on PostgreSQL of which one trustee has several machines, for tests. */
import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, openSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestPostgres } from "../../scripts/postgres.ts";
import { type LocalEscrow, startLocalEscrow } from "../../src/apps/cli/local-escrow.ts";

const trusteeApp = fileURLToPath(new URL("../../src/apps/trustee/main.ts", import.meta.url));

export type TwoMachines = {
  readonly folder: string;
  readonly local: LocalEscrow;
  database(name: string): string;
  /** The first trustee's log of operation, as the process of that name writes it. */
  log(name: string): string;
  /** One more process of the first trustee: the same settings and folder, as an operator would start it elsewhere. */
  another(name: string): ChildProcess;
};

/** Three trustees, all of whom are needed: without the first nothing opens. The caller stops it and removes the folder. */
export async function startTwoMachines(postgres: TestPostgres): Promise<TwoMachines> {
  const folder = mkdtempSync(join(tmpdir(), "chorus-machines-"));
  const databases = new Map<string, string>();
  for (const name of ["board", "registrar", "trustee-1", "trustee-2", "trustee-3"])
    databases.set(name, await postgres.createDatabase());
  const database = (name: string) => databases.get(name) as string;
  const options = { name: "An escrow whose first trustee has two machines", trustees: 3, threshold: 3, port: 0 };
  const local = await startLocalEscrow({ folder, ...options, databases: database, requestsPerMinute: 1_000_000 });
  const log = (name: string) => join(folder, `${name}.jsonl`);
  return {
    folder,
    local,
    database,
    log,
    another(name) {
      const to = openSync(log(name), "a", 0o600);
      const data = join(folder, "trustee-1");
      const settings = ["--data", data, "--board", local.url, "--admit", "all", "--database", database("trustee-1")];
      return fork(trusteeApp, settings, { stdio: ["ignore", "ignore", to, "ipc"] });
    },
  };
}
