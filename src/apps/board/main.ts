/** `board`: the service where all parties meet. Prints one line of JSON when it is ready. */
import { Command } from "commander";
import { startBoard } from "../../edge/node/board/process.ts";
import { openLogger } from "../../edge/node/logger.ts";

const options = new Command("board")
  .requiredOption("--data <folder>", "where the board keeps its key and, by default, its database")
  .option("--host <address>", "address to listen on", "127.0.0.1")
  .option("--port <number>", "port to listen on; 0 takes any", "7300")
  .option("--origin <name>", "name of the log, the first time", "chorus.local/board")
  .option("--database <url>", "postgres://… in place of a file in the data folder")
  .option("--registrar <url>", "where the registrar listens")
  .option("--web <folder>", "the built web application")
  .option("--help-file <file>", "the operator's own help.json")
  .option("--requests <number>", "requests a minute from one address", "600")
  .option("--vault-bytes <number>", "how much one notebook may keep of attachments", String(10 * 2 ** 30))
  .option(
    "--attachment-bytes <number>",
    "how much one credential may keep of attachments to records",
    String(5 * 2 ** 30),
  )
  .option("--time-stamps <url>", "an RFC 3161 authority that is asked to stamp the log's checkpoints")
  .option("--time-stamps-every <minutes>", "at most so often", "60")
  .option("--log-level <level>", "how much is logged", "info")
  .parse()
  .opts<Record<string, string>>();

const given = <Key extends string>(key: Key, value: string | undefined) =>
  value === undefined ? {} : { [key]: value };
const logger = openLogger("board", options["logLevel"]);
const board = await startBoard({
  folder: options["data"] as string,
  host: options["host"] as string,
  port: Number(options["port"]),
  origin: options["origin"] as string,
  requestsPerMinute: Number(options["requests"]),
  vaultBytes: Number(options["vaultBytes"]),
  attachmentBytes: Number(options["attachmentBytes"]),
  logger,
  ...given("database", options["database"]),
  ...given("registrarUrl", options["registrar"]),
  ...given("web", options["web"]),
  ...given("helpFile", options["helpFile"]),
  ...(options["timeStamps"] === undefined
    ? {}
    : { timeStamping: { url: options["timeStamps"], everySeconds: 60 * Number(options["timeStampsEvery"]) } }),
  // A token on the command line could be read by every user of the machine.
  ...given("setupToken", process.env["CHORUS_SETUP_TOKEN"]),
});
process.stdout.write(`${JSON.stringify({ ready: true, url: board.url })}\n`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    await board.close();
    process.exit(0);
  });
}
