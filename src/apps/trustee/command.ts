/** The options of the trustee: the same as in its configuration (edge/node/config/schema.ts). */
import { Command } from "commander";

export function trusteeCommand(): Command {
  return new Command("trustee")
    .description("Run a trustee: it keeps one share, and only calls out.")
    .requiredOption("--data <folder>", "where the trustee's key file and, by default, its database are")
    .requiredOption("--board <url>", "the board's address")
    .option("--database <url>", "postgres://… in place of a file in the data folder")
    .option("--admit <whom>", "counsel to admit without asking: none, or all (for a trial)", "none")
    .option("--accept-proposal", "take part in the ceremony that the board proposes (for a trial)")
    .option("--log-level <level>", "how much is logged", "info")
    .option("--metrics <address:port>", "where Prometheus may read figures, such as 127.0.0.1:9302")
    .option("--metrics-file <file>", "where to write figures for node_exporter's textfile collector instead");
}
