/** `chorus run SERVICE`: runs a board, a trustee or a registrar in this process, until it is stopped. */
import { Argument, Command } from "commander";
import { SERVICES, type Service } from "../../edge/node/config/schema.ts";

const HELP = `
Everything after the service's name is for the service: chorus run board --help. Its settings also come from a TOML file
(--config FILE, or CHORUS_CONFIG) and from the environment (CHORUS_BOARD_PORT); what is typed goes first.

Secrets come by environment, or better from a file that it names:
  CHORUS_PASSPHRASE, CHORUS_PASSPHRASE_FILE     opens the key file of a trustee or registrar
  CHORUS_SETUP_TOKEN, CHORUS_SETUP_TOKEN_FILE   lets the board's operator open the key ceremony
  CHORUS_BUCKET_SECRET, CHORUS_BUCKET_SECRET_FILE   the secret of the access key of the board's bucket

SIGTERM and SIGINT end a service in order: what it has begun is finished, and nothing is lost.

Examples:
  chorus run board --config /etc/chorus/chorus.toml
  CHORUS_TRUSTEE_BOARD=https://board.example chorus run trustee --data /var/lib/chorus/trustee`;

export function runCommand(): Command {
  return new Command("run")
    .description("Run a board, a trustee or a registrar.")
    .addArgument(new Argument("<service>", "which service").choices(SERVICES))
    .argument("[options...]", "the service's own options")
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .addHelpText("after", HELP)
    .action(async (service: Service, given: string[]) => {
      // The services are programs of their own; they read the command line as if they had been called directly.
      process.argv.splice(2, process.argv.length, ...given);
      if (service === "board") await import("../board/main.ts");
      if (service === "trustee") await import("../trustee/main.ts");
      if (service === "registrar") await import("../registrar/main.ts");
    });
}
