#!/usr/bin/env node
/** `chorus`: every verb of the command line. Each verb is one file. */
import { Command } from "commander";
import { ChorusError } from "../../core/bytes/errors.ts";
import { BoardUnreachable } from "../../edge/shared/http-client.ts";
import { auditCommand } from "./audit.ts";
import { counselCommand } from "./counsel.ts";
import { misconductCommand } from "./misconduct.ts";
import { registrarCommand } from "./registrar.ts";
import { rehearseCommand } from "./rehearse.ts";
import { startCommand } from "./start.ts";
import { trusteeCommand } from "./trustee.ts";
import { verifyCommand } from "./verify.ts";
import { verifySiteCommand } from "./verify-site.ts";

const program = new Command("chorus")
  .description("A matching escrow: what is sealed opens only when enough people have named the same person.")
  .addCommand(startCommand())
  .addCommand(rehearseCommand())
  .addCommand(counselCommand())
  .addCommand(registrarCommand())
  .addCommand(trusteeCommand())
  .addCommand(verifyCommand())
  .addCommand(auditCommand())
  .addCommand(verifySiteCommand())
  .addCommand(misconductCommand());

/**
 * Exit codes: 1 refused by a rule or input that cannot be read, 2 the board cannot be reached, 3 a person must compare
 * words, then run it again; 70 a fault of ours.
 */
try {
  await program.parseAsync();
} catch (error) {
  const known = error instanceof ChorusError || error instanceof BoardUnreachable;
  console.error(known ? `chorus: ${error.message}` : error);
  if (error instanceof BoardUnreachable) console.error("Nothing is lost. Is the board running, and the address right?");
  process.exitCode = error instanceof ChorusError ? 1 : known ? 2 : 70;
}
