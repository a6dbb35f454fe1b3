/** `registrar`: checks once that a person is eligible and blind-signs one credential. Only the board needs to reach it. */
import { Command } from "commander";
import { openLogger } from "../../edge/node/logger.ts";
import { startRegistrar } from "../../edge/node/registrar/process.ts";

const options = new Command("registrar")
  .requiredOption("--data <folder>", "where the registrar's key file and, by default, its database are")
  .requiredOption("--board <url>", "the board's address")
  .option("--host <address>", "address to listen on", "127.0.0.1")
  .option("--port <number>", "port to listen on; 0 takes any", "7301")
  .option("--database <url>", "postgres://… in place of a file in the data folder")
  .option("--log-level <level>", "how much is logged", "info")
  .parse()
  .opts<Record<string, string>>();

const passphrase = process.env["CHORUS_PASSPHRASE"];
const registrar = await startRegistrar({
  folder: options["data"] as string,
  board: options["board"] as string,
  host: options["host"] as string,
  port: Number(options["port"]),
  logger: openLogger("registrar", options["logLevel"]),
  ...(options["database"] === undefined ? {} : { database: options["database"] }),
  ...(passphrase === undefined ? {} : { passphrase }),
});
process.stdout.write(`${JSON.stringify({ ready: true, url: registrar.url })}\n`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    await registrar.close();
    process.exit(0);
  });
}
