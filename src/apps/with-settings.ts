/** A service's command line with its settings in front; what is wrong with them ends the process in plain words. */
import { ChorusError } from "../core/bytes/errors.ts";
import { configured } from "../edge/node/config/arguments.ts";
import type { Service } from "../edge/node/config/schema.ts";

const REFUSED = 1;

export async function withSettings(service: Service): Promise<string[]> {
  try {
    return configured(service, process.argv.slice(2), process.env);
  } catch (error) {
    if (!(error instanceof ChorusError)) throw error;
    process.stderr.write(`chorus: ${error.message}\n`);
    process.exit(REFUSED);
  }
}
