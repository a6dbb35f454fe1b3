/** `chorus upgrade`: what a new version will do to the databases of this machine, before or in place of its first start. */
import { Command } from "commander";
import { malformed } from "../../core/bytes/errors.ts";
import type { Versions } from "../../edge/node/database.ts";
import type { ServiceName } from "../../edge/node/status/figures.ts";
import { serviceIn } from "../../edge/node/status/folder.ts";
import { upgradeDatabase } from "../../edge/node/upgrade.ts";

const HELP = `
A service brings its database up by itself when it starts; nothing is ever taken back to an older version. Make a backup first.
With --dry-run every step is done in one transaction that is then taken back: nothing is changed, but a service that runs on the
database waits meanwhile.

Exit codes:
  0  done; with --dry-run: it would go through
  1  it would not, or a newer version wrote the database; nothing was changed

Examples:
  chorus upgrade --dry-run --data /var/lib/chorus/board --data /var/lib/chorus/registrar
  chorus upgrade --dry-run --data /var/lib/chorus/trustee --database postgres://chorus@db.example/trustee --json`;

type Options = {
  readonly data: readonly string[];
  readonly database?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
};
type Upgraded = Versions & { readonly folder: string; readonly service: ServiceName };

export function upgradeCommand(): Command {
  return new Command("upgrade")
    .description("Bring the databases of this machine's services up to this version, or try whether that goes through.")
    .option("--data <folder>", "a data folder of this machine; may be given more than once", collect, [])
    .option("--database <url>", "postgres://… in place of the file in the data folder")
    .option("--dry-run", "try it, and take everything back")
    .option("--json", "print one JSON object")
    .addHelpText("after", HELP)
    .action(async (options: Options) => {
      const { data, database, dryRun = false } = options;
      if (data.length === 0) throw malformed("upgrade", "say which folders: --data FOLDER", "data");
      const services: Upgraded[] = [];
      for (const folder of data) {
        const { service, location } = serviceIn(folder, database);
        const versions = await upgradeDatabase(service, location, dryRun ? "try" : "keep");
        services.push({ folder, service, ...versions });
      }
      console.log(
        options.json
          ? JSON.stringify({ v: 1, dryRun, services })
          : services.map((one) => inWords(one, dryRun)).join("\n"),
      );
    });
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

function inWords({ folder, service, found, known }: Upgraded, dryRun: boolean): string {
  const at = `The ${service} in ${folder}`;
  const steps = known - found;
  if (steps === 0) return `${at}: its tables are of version ${known}, as this program knows them. Nothing to do.`;
  const from = `from version ${found} of its tables to ${known}, ${steps} ${steps === 1 ? "step" : "steps"}`;
  return dryRun ? `${at}: ${from}; tried, and taken back. It would go through.` : `${at}: ${from}; done.`;
}
