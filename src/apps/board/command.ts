/** The options of the board: the same as in its configuration (edge/node/config/schema.ts). */
import { Command } from "commander";
import { PUSH_SERVICES } from "../../edge/node/board/push.ts";
import { withBucketOptions } from "../bucket-options.ts";

export function boardCommand(): Command {
  return withBucketOptions(new Command("board"))
    .description("Serve the board: where all parties meet, and the public log.")
    .requiredOption("--data <folder>", "where the board keeps its key and, by default, its database")
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--port <number>", "port to listen on; 0 takes any", "7300")
    .option("--origin <name>", "name of the log, the first time", "chorus.local/board")
    .option("--database <url>", "postgres://… in place of a file in the data folder")
    .option("--registrar <url>", "where the registrar listens")
    .option("--web <folder>", "the built web application")
    .option("--help-file <file>", "the operator's own help.json")
    .option("--trusted-proxies <addresses>", "reverse proxies that say truly who asks, with commas between")
    .option("--requests <number>", "requests a minute from one address", "600")
    .option("--vault-bytes <number>", "how much one notebook may keep of attachments", String(10 * 2 ** 30))
    .option(
      "--attachment-bytes <number>",
      "how much one credential may keep of attachments to records",
      String(5 * 2 ** 30),
    )
    .option("--time-stamps <url>", "an RFC 3161 authority that is asked to stamp the log's checkpoints")
    .option("--time-stamps-every <minutes>", "at most so often", "60")
    .option(
      "--mail-from <address>",
      "the sender of mails that tell counsel of something new; CHORUS_SMTP_URL says by which server",
    )
    .option("--mail-within <minutes>", "at most so long after something came", "15")
    .option(
      "--push-contact <address>",
      "let counsel be told by their browser's push service, too; whom the service may write to: mailto:… or https://…",
    )
    .option("--push-services <origins>", "push services that are asked, with commas between", PUSH_SERVICES.join())
    .option("--log-level <level>", "how much is logged", "info")
    .option("--metrics <address:port>", "where Prometheus may read figures, such as 127.0.0.1:9301");
}
