/** Secrets for a service: from a file that the environment names, or from the environment itself. Never from a setting. */
import { readFileSync } from "node:fs";
import { malformed } from "../../core/bytes/errors.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** @param name such as `CHORUS_PASSPHRASE`; `CHORUS_PASSPHRASE_FILE` names a file, whose last line break is not part of it */
export function secretOf(name: string, environment: Environment): string | undefined {
  const file = environment[`${name}_FILE`];
  if (file === undefined) return environment[name];
  try {
    return readFileSync(file, "utf8").replace(/\r?\n$/, "");
  } catch {
    throw malformed("secret-file", `${name}_FILE names a file that cannot be read`, `${name}_FILE`);
  }
}
