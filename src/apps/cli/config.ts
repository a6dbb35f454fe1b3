/** `chorus config check FILE`: reads a configuration as the services do, and says what is wrong with it. */
import { Command } from "commander";
import { malformed } from "../../core/bytes/errors.ts";
import { readSettings, servicesIn, variableOf } from "../../edge/node/config/read.ts";
import { SERVICES, settingsOf } from "../../edge/node/config/schema.ts";

const HELP = `
Exit codes:
  0  the services would take it
  1  something is wrong; the setting is named, and what it must be

Examples:
  chorus config check /etc/chorus/chorus.toml
  chorus config settings`;

export function configCommand(): Command {
  return new Command("config")
    .description("Check a configuration file, or list every setting.")
    .addHelpText("after", HELP)
    .addCommand(checkCommand())
    .addCommand(settingsCommand());
}

function checkCommand(): Command {
  return new Command("check")
    .description("Read a configuration, and the environment, as the services do.")
    .argument("<file>", "a TOML file with a table for each service")
    .option("--json", "print one JSON object")
    .action((file: string, { json }: { json?: boolean }) => {
      const services = servicesIn(file);
      if (services.length === 0) throw malformed("config", "the configuration has no table for any service", "config");
      const read = services.map((service) => [service, Object.keys(readSettings(service, file, process.env))] as const);
      if (json) console.log(JSON.stringify({ v: 1, ok: true, services: Object.fromEntries(read) }));
      else for (const [service, names] of read) console.log(`${service}: ${names.length} settings, all well`);
    });
}

function settingsCommand(): Command {
  return new Command("settings").description("List every setting with its variable of the environment.").action(() => {
    for (const service of SERVICES) {
      console.log(`[${service}]`);
      for (const name of settingsOf(service)) console.log(`  ${name.padEnd(20)} ${variableOf(service, name)}`);
    }
  });
}
