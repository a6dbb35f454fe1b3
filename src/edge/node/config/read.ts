/**
 * Settings from a TOML file and from the environment, held against the one schema. What the environment says goes before
 * the file, and the command line before both. Secrets are never settings: they come by environment or file of their own.
 */
import { existsSync, readFileSync } from "node:fs";
import { parse, TomlError } from "smol-toml";
import * as v from "valibot";
import { malformed } from "../../../core/bytes/errors.ts";
import { CONFIG_SCHEMAS, SERVICES, type Service, type Setting, type Settings, settingsOf } from "./schema.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** `CHORUS_BOARD_LOG_LEVEL` for `log-level` of the board. */
export function variableOf(service: Service, setting: string): string {
  return `CHORUS_${service}_${setting}`.replaceAll("-", "_").toUpperCase();
}

/**
 * @param file a TOML file with a table for each service; undefined: none
 * @throws ChorusError `malformed`, naming the setting and what it must be, never its value
 */
export function readSettings(service: Service, file: string | undefined, environment: Environment): Settings {
  return checked(service, { ...fromFile(service, file), ...fromEnvironment(service, environment) });
}

/** The services that a file speaks of. */
export function servicesIn(file: string): Service[] {
  const tables = tablesIn(file);
  return SERVICES.filter((service) => tables[service] !== undefined);
}

function tablesIn(file: string): Record<string, unknown> {
  if (!existsSync(file)) throw malformed("config-file", `there is no file ${file}`, "config");
  const tables = parsed(readFileSync(file, "utf8"));
  const stranger = Object.keys(tables).find((name) => !(SERVICES as string[]).includes(name));
  if (stranger === undefined) return tables;
  throw malformed("config-table", `the configuration has tables for ${SERVICES.join(", ")}, and no other`, stranger);
}

function fromFile(service: Service, file: string | undefined): Record<string, unknown> {
  if (file === undefined) return {};
  const table = tablesIn(file)[service] ?? {};
  if (typeof table !== "object") throw malformed("config-table", `[${service}] must be a table`, service);
  return table as Record<string, unknown>;
}

function parsed(text: string): Record<string, unknown> {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw malformed(
      "config-toml",
      `the configuration is not TOML: line ${error.line}, column ${error.column}`,
      "config",
    );
  }
}

function fromEnvironment(service: Service, environment: Environment): Record<string, unknown> {
  const given = settingsOf(service).map((name) => [name, environment[variableOf(service, name)]] as const);
  return Object.fromEntries(given.flatMap(([name, text]) => (text === undefined ? [] : [[name, settingOf(text)]])));
}

/** The environment knows only text. */
function settingOf(text: string): Setting {
  if (text === "true" || text === "false") return text === "true";
  return /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
}

function checked(service: Service, given: Record<string, unknown>): Settings {
  const result = v.safeParse(CONFIG_SCHEMAS[service], given);
  if (result.success) return result.output as Settings;
  const [issue] = result.issues;
  const field = `${service}.${v.getDotPath(issue) ?? ""}`;
  throw malformed(
    "config",
    issue.type === "strict_object" ? `there is no setting ${field}` : `${field} ${ruleOf(issue)}`,
    field,
  );
}

/** What a setting must be; valibot's own messages would quote the value. */
function ruleOf({ type, requirement, message, expected }: v.BaseIssue<unknown>): string {
  if (type === "regex") return message;
  if (type === "picklist") return `must be ${expected}`;
  const bound = typeof requirement === "number" ? ` ${requirement}` : "";
  return `must be ${type.replaceAll("_", " ")}${bound}`;
}
