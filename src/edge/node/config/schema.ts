/**
 * What can be configured, for each service: the one list that the file, the environment and the command line share. The
 * names are those of the command line's options, without the dashes in front.
 */
import * as v from "valibot";

const line = v.pipe(v.string(), v.minLength(1), v.maxLength(2000));
const port = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const httpUrl = v.pipe(line, v.url(), v.regex(/^https?:\/\//, "must begin with http:// or https://"));
const database = v.pipe(line, v.regex(/^postgres(ql)?:\/\//, "must begin with postgres://"));
const level = v.picklist(["trace", "debug", "info", "warn", "error", "silent"]);
/** Where metrics can be read: an address and port, which should be loopback. */
const metrics = v.pipe(
  line,
  v.regex(/^(\[[0-9a-f:]+\]|[\w.-]+):\d{1,5}$/i, "must be ADDRESS:PORT, such as 127.0.0.1:9300"),
);

const shared = { data: line, database, "log-level": level, metrics };

export const CONFIG_SCHEMAS = {
  board: v.strictObject({
    ...v.partial(
      v.strictObject({
        ...shared,
        host: line,
        port,
        origin: line,
        registrar: httpUrl,
        bucket: httpUrl,
        "bucket-region": line,
        "bucket-key-id": line,
        web: line,
        "help-file": line,
        "trusted-proxies": line,
        requests: count,
        "vault-bytes": count,
        "attachment-bytes": count,
        "time-stamps": httpUrl,
        "time-stamps-every": count,
        "mail-from": v.pipe(line, v.email()),
        "mail-within": count,
        "push-contact": v.pipe(line, v.regex(/^(mailto:|https:\/\/)\S+$/, "mailto: or https://")),
        "push-services": line,
      }),
    ).entries,
  }),
  trustee: v.strictObject({
    ...v.partial(
      v.strictObject({
        ...shared,
        board: httpUrl,
        admit: v.picklist(["none", "all"]),
        "accept-proposal": v.boolean(),
        "metrics-file": line,
      }),
    ).entries,
  }),
  registrar: v.strictObject({
    ...v.partial(v.strictObject({ ...shared, board: httpUrl, host: line, port })).entries,
  }),
} as const;

export type Service = keyof typeof CONFIG_SCHEMAS;
export const SERVICES = Object.keys(CONFIG_SCHEMAS) as Service[];
export type Setting = string | number | boolean;
export type Settings = Readonly<Record<string, Setting>>;

/** The settings that a service has. */
export function settingsOf(service: Service): string[] {
  return Object.keys(CONFIG_SCHEMAS[service].entries);
}
