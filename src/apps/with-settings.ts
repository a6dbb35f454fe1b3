/** A service's command line with its settings in front; what keeps it from beginning ends the process in plain words. */
import { ChorusError } from "../core/bytes/errors.ts";
import { configured } from "../edge/node/config/arguments.ts";
import type { Service } from "../edge/node/config/schema.ts";

const REFUSED = 1;

export function withSettings(service: Service): Promise<string[]> {
  return plainly(() => configured(service, process.argv.slice(2), process.env));
}

/** Does what a service begins with. What Chorus itself refuses is said in one sentence, and the process ends. */
export async function plainly<Result>(begin: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await begin();
  } catch (error) {
    if (!(error instanceof ChorusError)) throw error;
    process.stderr.write(`chorus: ${error.message}\n`);
    process.exit(REFUSED);
  }
}
