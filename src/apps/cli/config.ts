/** `chorus config check FILE`: reads a configuration as the services do, and says what is wrong with it. */
import { Command } from "commander";
import { malformed } from "../../core/bytes/errors.ts";
import { readSettings, servicesIn, variableOf } from "../../edge/node/config/read.ts";
import { SERVICES, settingsOf } from "../../edge/node/config/schema.ts";
import { answer, JSON_OPTION } from "./answer.ts";

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
    .option(...JSON_OPTION)
    .action((file: string, { json }: { json?: boolean }) => {
      const services = servicesIn(file);
      if (services.length === 0) throw malformed("config", "the configuration has no table for any service", "config");
      const read = services.map((service) => [service, Object.keys(readSettings(service, file, process.env))] as const);
      const words = read.map(([service, names]) => `${service}: ${names.length} settings, all well`);
      answer(json, { ok: true, services: Object.fromEntries(read) }, words.join("\n"));
    });
}

function settingsCommand(): Command {
  return new Command("settings")
    .description("List every setting with its variable of the environment.")
    .option(...JSON_OPTION)
    .action(({ json }: { json?: boolean }) => {
      const all = SERVICES.map((service) => ({
        service,
        settings: settingsOf(service).map((name) => ({ name, variable: variableOf(service, name) })),
      }));
      const words = all.flatMap(({ service, settings }) => [
        `[${service}]`,
        ...settings.map(({ name, variable }) => `  ${name.padEnd(20)} ${variable}`),
      ]);
      answer(json, { services: all }, words.join("\n"));
    });
}
