/** The command line: every verb. Each verb is one file. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { auditCommand } from "./audit.ts";
import { backupCommand, restoreCommand } from "./backup.ts";
import { completionCommand } from "./completion.ts";
import { configCommand } from "./config.ts";
import { counselCommand } from "./counsel.ts";
import { misconductCommand } from "./misconduct.ts";
import { registrarCommand } from "./registrar.ts";
import { rehearseCommand } from "./rehearse.ts";
import { runCommand } from "./run.ts";
import { startCommand } from "./start.ts";
import { statusCommand } from "./status.ts";
import { trusteeCommand } from "./trustee.ts";
import { upgradeCommand } from "./upgrade.ts";
import { verifyCommand } from "./verify.ts";
import { verifySiteCommand } from "./verify-site.ts";

const HELP = `
Exit codes:
  0   done
  1   refused by a rule, or input that cannot be read
  2   the board cannot be reached
  3   a person must compare words, then run it again
  70  a fault of ours`;

function packageVersion(): string {
  const file = join(import.meta.dirname, "../../../package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

export function chorusProgram(): Command {
  return new Command("chorus")
    .version(packageVersion(), "--version", "print the version")
    .description("A matching escrow: what is sealed opens only when enough people have named the same person.")
    .addHelpText("after", HELP)
    .enablePositionalOptions() // so that what stands after `run SERVICE` is the service's
    .addCommand(startCommand())
    .addCommand(rehearseCommand())
    .addCommand(counselCommand())
    .addCommand(registrarCommand())
    .addCommand(trusteeCommand())
    .addCommand(backupCommand())
    .addCommand(restoreCommand())
    .addCommand(verifyCommand())
    .addCommand(auditCommand())
    .addCommand(verifySiteCommand())
    .addCommand(misconductCommand())
    .addCommand(runCommand())
    .addCommand(statusCommand())
    .addCommand(upgradeCommand())
    .addCommand(configCommand())
    .addCommand(completionCommand(chorusProgram));
}
