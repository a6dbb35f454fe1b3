/** `chorus registrar …`: what the registrar's operator does by hand. */
import { Command } from "commander";
import { malformed } from "../../core/bytes/errors.ts";
import { makeInvitations } from "../../edge/node/registrar/process.ts";

export function registrarCommand(): Command {
  const command = new Command("registrar").description("What the registrar's operator does by hand.");
  command
    .command("invite")
    .description("Make single-use invitation codes. They are shown once and kept nowhere.")
    .option("--count <number>", "how many", "1")
    .option("--data <folder>", "the registrar's folder", "data/registrar")
    .action(async (options: { count: string; data: string }) => {
      const codes = await makeInvitations(options.data, howMany(options.count), process.env["CHORUS_PASSPHRASE"]);
      for (const code of codes) console.log(code);
    });
  return command;
}

function howMany(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw malformed("count", "how many is a whole number from 1 to 9999", "count");
  return Number(text);
}
