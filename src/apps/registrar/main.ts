/** `registrar`: checks once that a person is eligible and blind-signs one credential. Only the board needs to reach it. */
import { join } from "node:path";
import { openLogger } from "../../edge/node/logger.ts";
import { startRegistrar } from "../../edge/node/registrar/process.ts";
import { secretOf } from "../../edge/node/secret.ts";
import { startServiceMetrics } from "../../edge/node/service-metrics.ts";
import { withSettings } from "../with-settings.ts";
import { registrarCommand } from "./command.ts";

const options = registrarCommand()
  .parse(await withSettings("registrar"), { from: "user" })
  .opts<Record<string, string>>();

const logger = openLogger("registrar", options["logLevel"]);
const passphrase = secretOf("CHORUS_PASSPHRASE", process.env);
const registrar = await startRegistrar({
  folder: options["data"] as string,
  board: options["board"] as string,
  host: options["host"] as string,
  port: Number(options["port"]),
  logger,
  ...(options["database"] === undefined ? {} : { database: options["database"] }),
  ...(passphrase === undefined ? {} : { passphrase }),
});
const metrics = await startServiceMetrics("registrar", {
  address: options["metrics"],
  database: options["database"] ?? join(options["data"] as string, "registrar.sqlite"),
  logger,
});
process.stdout.write(`${JSON.stringify({ ready: true, url: registrar.url, metrics: metrics.url })}\n`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    await metrics.stop();
    await registrar.close();
    process.exit(0);
  });
}
