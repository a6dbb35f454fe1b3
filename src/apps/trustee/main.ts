/** `trustee`: keeps one share. Only calls out; needs no open port. */
import { join } from "node:path";
import { openLogger } from "../../edge/node/logger.ts";
import { secretOf } from "../../edge/node/secret.ts";
import { startServiceMetrics } from "../../edge/node/service-metrics.ts";
import { runTrustee } from "../../edge/node/trustee/process.ts";
import { withSettings } from "../with-settings.ts";
import { trusteeCommand } from "./command.ts";

const options = trusteeCommand()
  .parse(await withSettings("trustee"), { from: "user" })
  .opts<Record<string, string | boolean>>();

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());

const logger = openLogger("trustee", options["logLevel"] as string);
const metrics = await startServiceMetrics("trustee", {
  address: options["metrics"] as string | undefined,
  file: options["metricsFile"] as string | undefined,
  database: (options["database"] as string | undefined) ?? join(options["data"] as string, "trustee.sqlite"),
  logger,
});
const passphrase = secretOf("CHORUS_PASSPHRASE", process.env);
await runTrustee({
  folder: options["data"] as string,
  board: options["board"] as string,
  admit: options["admit"] === "all" ? "all" : "ask",
  acceptProposal: options["acceptProposal"] === true,
  logger,
  signal: stop.signal,
  // A parent process that started this one may watch it work.
  onIdle: (figures) => process.send?.({ idle: figures ?? null }),
  ...(options["database"] === undefined ? {} : { database: options["database"] as string }),
  ...(passphrase === undefined ? {} : { passphrase }),
});
await metrics.stop();
process.exit(0);
