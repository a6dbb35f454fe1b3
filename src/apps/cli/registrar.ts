/** `chorus registrar …`: what the registrar's operator does by hand. */
import { Command } from "commander";
import { makeInvitations } from "../../edge/node/registrar/process.ts";

export function registrarCommand(): Command {
  const command = new Command("registrar").description("What the registrar's operator does by hand.");
  command
    .command("invite")
    .description("Make single-use invitation codes. They are shown once and kept nowhere.")
    .option("--count <number>", "how many", "1")
    .option("--data <folder>", "the registrar's folder", "data/registrar")
    .action(async (options: { count: string; data: string }) => {
      for (const code of await makeInvitations(options.data, Number(options.count), process.env["CHORUS_PASSPHRASE"]))
        console.log(code);
    });
  return command;
}
