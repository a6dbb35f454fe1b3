/** `chorus status`: the whole escrow and the services of this machine on one screen. */
import { Command } from "commander";
import { toHex } from "../../core/bytes/bytes.ts";
import { malformed } from "../../core/bytes/errors.ts";
import { systemClock } from "../../edge/node/platform.ts";
import { type EscrowStatus, escrowStatus } from "../../edge/node/status/escrow.ts";
import { type FolderStatus, folderStatus } from "../../edge/node/status/folder.ts";
import { concernsOf, type Status } from "./status/concerns.ts";
import { statusInWords } from "./status/words.ts";

const HELP = `
Exit codes:
  0  all is well
  1  something wants looking after; it is said at the end
  2  the board cannot be reached

Examples:
  chorus status --board https://board.example
  chorus status --board https://board.example --data /var/lib/chorus/trustee
  chorus status --data data/board --data data/trustee-1 --json`;

type Options = {
  readonly board?: string;
  readonly data: readonly string[];
  readonly database?: string;
  readonly backups?: string;
  readonly json?: boolean;
};

export function statusCommand(): Command {
  return new Command("status")
    .description("Show the escrow, who is behind, and how the services of this machine are: disk, backup, work to do.")
    .option("--board <url>", "the board's address, to see the whole escrow")
    .option("--data <folder>", "a data folder of this machine; may be given more than once", collect, [])
    .option("--database <url>", "postgres://… in place of the file in the data folder")
    .option("--backups <folder>", "where another program than chorus backup puts backups")
    .option("--json", "print one JSON object")
    .addHelpText("after", HELP)
    .action(async (options: Options) => {
      const { board, data } = options;
      if (board === undefined && data.length === 0) {
        throw malformed("status", "say what to look at: --board URL, --data FOLDER, or both", "board");
      }
      const status = { now: systemClock.seconds(), escrow: await escrowAt(board), services: await servicesIn(options) };
      const concerns = concernsOf(status);
      console.log(options.json ? asJson(status, concerns) : statusInWords(status, concerns));
      process.exitCode = concerns.length > 0 ? 1 : 0;
    });
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

function escrowAt(url: string | undefined): Promise<EscrowStatus | undefined> {
  return url === undefined ? Promise.resolve(undefined) : escrowStatus(url.replace(/\/+$/, ""));
}

async function servicesIn({ data, database, backups }: Options): Promise<FolderStatus[]> {
  const services: FolderStatus[] = [];
  for (const folder of data) services.push(await folderStatus(folder, database, backups));
  return services;
}

function asJson({ now, escrow, services }: Status, concerns: readonly string[]): string {
  const plain = services.map(({ figures, ...service }) => ({
    ...service,
    figures: Object.fromEntries(
      figures.map(({ name, value }) => [name, typeof value === "number" ? value : Object.fromEntries(value)]),
    ),
  }));
  const outside = escrow === undefined ? null : { ...escrow, charter: toHex(escrow.charter) };
  return JSON.stringify({ v: 1, now, escrow: outside, services: plain, concerns });
}
