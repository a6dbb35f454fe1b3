/** `chorus backup` and `chorus restore`: what a board or a trustee keeps, sealed to those who may read it back. */
import { readFileSync } from "node:fs";
import { Command } from "commander";
import { malformed } from "../../core/bytes/errors.ts";
import { nodeSealer } from "../../edge/node/age.ts";
import { backUp } from "../../edge/node/backup/backup.ts";
import { PARTIES, type Party } from "../../edge/node/backup/parties.ts";
import { checkBackup, restore } from "../../edge/node/backup/restore.ts";
import { pieceStore } from "../../edge/node/board/piece-bucket.ts";
import { systemClock } from "../../edge/node/platform.ts";
import { type BucketOptions, bucketOf, withBucketOptions } from "../bucket-options.ts";
import { withProgress } from "./progress.ts";

type Common = BucketOptions & {
  readonly party: string;
  readonly data: string;
  readonly database?: string;
  readonly json?: boolean;
};

export function backupCommand(): Command {
  return withBucketOptions(new Command("backup"))
    .description("Back up a board or a trustee while it runs. Only what has changed is written.")
    .requiredOption("--party <party>", "board or trustee")
    .requiredOption("--data <folder>", "its data folder")
    .requiredOption("--to <folder>", "the folder of the backup")
    .requiredOption("--recipient <recipients...>", "age recipients who can restore it: keep their keys elsewhere")
    .option("--database <url>", "postgres://… where the data is not in a file")
    .option("--days <number>", "forget backups older than that", "30")
    .option("--json", "as JSON")
    .action(async (options: Common & { to: string; recipient: string[]; days: string }) => {
      const { to, recipient: recipients } = options;
      const common = { ...placeOf(options), to, recipients, sealer: nodeSealer };
      const seconds = systemClock.seconds();
      const days = wholeOf(options.days, "days");
      const done = await withProgress("Backing up", (advance) => backUp({ ...common, seconds, days, advance }));
      console.log(
        options.json
          ? JSON.stringify(done)
          : `Backed up: ${done.pieces} pieces, ${done.written} of them new or changed.`,
      );
    });
}

export function restoreCommand(): Command {
  return withBucketOptions(new Command("restore"))
    .description("Put the newest backup back where there is nothing yet. A trustee then goes on from the log.")
    .requiredOption("--party <party>", "board or trustee")
    .requiredOption("--from <folder>", "the folder of the backup")
    .requiredOption("--identity <file>", "the age identity that opens it")
    .requiredOption("--data <folder>", "the data folder to fill")
    .option("--database <url>", "postgres://… of an empty database, where the data is not to be in a file")
    .option("--check", "only read all of it and check it; write nothing")
    .option("--json", "as JSON")
    .action(async (options: Common & { from: string; identity: string; check?: boolean }) => {
      const backup = { from: options.from, identity: identityIn(options.identity), sealer: nodeSealer };
      const done = options.check
        ? await withProgress("Checking", (advance) =>
            checkBackup({ ...backup, party: partyOf(options.party), advance }),
          )
        : await withProgress("Restoring", (advance) => restore({ ...backup, ...placeOf(options), advance }));
      const made = new Date(done.made * 1000).toISOString();
      const what = `the backup of ${made}: ${done.rows} rows, ${done.files} files`;
      console.log(options.json ? JSON.stringify(done) : options.check ? `Whole: ${what}.` : `Restored ${what}.`);
    });
}

/** Where the party keeps, or is to keep, what it has. */
function placeOf(options: Common) {
  const { data: folder, database } = options;
  const party = partyOf(options.party);
  return {
    party,
    folder,
    ...(database === undefined ? {} : { database }),
    ...(party === "board" ? { pieces: pieceStore(folder, bucketOf(options, process.env)) } : {}),
  };
}

function partyOf(text: string): Party {
  const party = PARTIES.find((one) => one === text);
  if (party === undefined) throw malformed("party", "a party to back up is: board, trustee", "party");
  return party;
}

function wholeOf(text: string, field: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw malformed(field, `${field} is a whole number`, field);
  return Number(text);
}

function identityIn(file: string): string {
  const line = readFileSync(file, "utf8")
    .split("\n")
    .find((one) => one.startsWith("AGE-SECRET-KEY-"));
  if (line === undefined) throw malformed("identity", "the file holds no age identity", "identity");
  return line.trim();
}
