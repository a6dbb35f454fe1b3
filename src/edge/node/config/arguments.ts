/** A service's settings as the beginning of its command line, so that what is typed after them goes first. */
import { malformed } from "../../../core/bytes/errors.ts";
import { readSettings } from "./read.ts";
import type { Service } from "./schema.ts";

/**
 * The command line of a service with what file and environment say put in front. `--config FILE`, or `CHORUS_CONFIG`, names
 * the file.
 *
 * @param given what was typed, without program and script
 */
export function configured(
  service: Service,
  given: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): string[] {
  const at = given.indexOf("--config");
  const file = at < 0 ? environment["CHORUS_CONFIG"] : given[at + 1];
  if (at >= 0 && file === undefined) throw malformed("config", "--config takes the name of a file", "config");
  const rest = at < 0 ? given : given.toSpliced(at, 2);
  const settings = Object.entries(readSettings(service, file, environment));
  return [
    ...settings.flatMap(([name, value]) =>
      typeof value === "boolean" ? (value ? [`--${name}`] : []) : [`--${name}`, String(value)],
    ),
    ...rest,
  ];
}
