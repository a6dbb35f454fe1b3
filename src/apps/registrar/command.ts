/** The options of the registrar: the same as in its configuration (edge/node/config/schema.ts). */
import { Command } from "commander";

export function registrarCommand(): Command {
  return new Command("registrar")
    .description("Serve the registrar: it checks once that a person is eligible.")
    .requiredOption("--data <folder>", "where the registrar's key file and, by default, its database are")
    .requiredOption("--board <url>", "the board's address")
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--port <number>", "port to listen on; 0 takes any", "7301")
    .option("--database <url>", "postgres://… in place of a file in the data folder")
    .option("--log-level <level>", "how much is logged", "info")
    .option("--metrics <address:port>", "where Prometheus may read figures, such as 127.0.0.1:9303");
}
