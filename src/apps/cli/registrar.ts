/** `chorus registrar …`: what the registrar's operator does by hand. */
import { Command } from "commander";
import { malformed } from "../../core/bytes/errors.ts";
import { sodiumSigner } from "../../core/crypto/signer-sodium.ts";
import { initRegistrar, type RegistrarKeys, readRegistrarKeys, registrarCard } from "../../edge/node/registrar/keys.ts";
import { makeInvitations } from "../../edge/node/registrar/process.ts";
import { ceremonyBoard } from "../../edge/shared/ceremony-board.ts";
import { setupToken } from "./trustee/join.ts";

export function registrarCommand(): Command {
  const command = new Command("registrar").description("What the registrar's operator does by hand.");
  command
    .command("init")
    .description("Make the registrar's keys, once.")
    .requiredOption("--name <name>", "the organisation, as people know it")
    .option("--admits <whom>", "open, or invite", "invite")
    .option("--data <folder>", "the registrar's folder", "data/registrar")
    .action(async (options: { name: string; admits: string; data: string }) => {
      await initRegistrar(options.data, options.name, policyOf(options.admits), process.env["CHORUS_PASSPHRASE"]);
    });
  command
    .command("join")
    .description("Leave the registrar's card with the board, so that an escrow can be founded with it.")
    .option("--board <url>", "the board's address", "http://127.0.0.1:7300")
    .option("--data <folder>", "the registrar's folder", "data/registrar")
    .action(async (options: { board: string; data: string }) => {
      const keys = await readRegistrarKeys(options.data, process.env["CHORUS_PASSPHRASE"]);
      const card = await registrarCard(await sodiumSigner(), keys);
      await ceremonyBoard(options.board).join({ v: 1, role: "registrar", card }, setupToken());
    });
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

function policyOf(text: string): RegistrarKeys["admits"] {
  if (text !== "open" && text !== "invite") throw malformed("admits", "a registrar admits by: open, invite", "admits");
  return text;
}

function howMany(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw malformed("count", "how many is a whole number from 1 to 9999", "count");
  return Number(text);
}
