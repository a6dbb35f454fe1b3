/** `trustee`: keeps one share. Only calls out; needs no open port. */
import { Command } from "commander";
import { openLogger } from "../../edge/node/logger.ts";
import { runTrustee } from "../../edge/node/trustee/process.ts";

const options = new Command("trustee")
  .requiredOption("--data <folder>", "where the trustee's key file and, by default, its database are")
  .requiredOption("--board <url>", "the board's address")
  .option("--database <url>", "postgres://… in place of a file in the data folder")
  .option("--admit <whom>", "counsel to admit without asking: none, or all (for a trial)", "none")
  .option("--accept-proposal", "take part in the ceremony that the board proposes (for a trial)")
  .option("--log-level <level>", "how much is logged", "info")
  .parse()
  .opts<Record<string, string | boolean>>();

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());

const passphrase = process.env["CHORUS_PASSPHRASE"];
await runTrustee({
  folder: options["data"] as string,
  board: options["board"] as string,
  admit: options["admit"] === "all" ? "all" : "ask",
  acceptProposal: options["acceptProposal"] === true,
  logger: openLogger("trustee", options["logLevel"] as string),
  signal: stop.signal,
  // A parent process that started this one may watch it work.
  onIdle: (figures) => process.send?.({ idle: figures ?? null }),
  ...(options["database"] === undefined ? {} : { database: options["database"] as string }),
  ...(passphrase === undefined ? {} : { passphrase }),
});
process.exit(0);
