/** `board`: the service where all parties meet. Prints one line of JSON when it is ready. */
import { join } from "node:path";
import { type BoardOptions, startBoard } from "../../edge/node/board/process.ts";
import { openLogger } from "../../edge/node/logger.ts";
import { secretOf } from "../../edge/node/secret.ts";
import { startServiceMetrics } from "../../edge/node/service-metrics.ts";
import { bucketOf } from "../bucket-options.ts";
import { plainly, withSettings } from "../with-settings.ts";
import { boardCommand } from "./command.ts";

const options = boardCommand()
  .parse(await withSettings("board"), { from: "user" })
  .opts<Record<string, string>>();

const given = <Key extends string>(key: Key, value: string | undefined) =>
  value === undefined ? {} : { [key]: value };
const logger = openLogger("board", options["logLevel"]);
/** The mail server's account stands in its address: it comes as a secret. */
function knocking() {
  const { mailFrom: from, mailWithin, pushContact: contact, pushServices = "" } = options;
  const smtp = secretOf("CHORUS_SMTP_URL", process.env);
  const mail = from === undefined || smtp === undefined ? {} : { mail: { smtp, from } };
  const push = contact === undefined ? {} : { push: { contact, services: pushServices.split(",").filter(Boolean) } };
  if (Object.keys({ ...mail, ...push }).length === 0) return {};
  return { knocking: { ...mail, ...push, withinSeconds: 60 * Number(mailWithin) } };
}
const settings: BoardOptions = {
  folder: options["data"] as string,
  host: options["host"] as string,
  port: Number(options["port"]),
  origin: options["origin"] as string,
  requestsPerMinute: Number(options["requests"]),
  vaultBytes: Number(options["vaultBytes"]),
  attachmentBytes: Number(options["attachmentBytes"]),
  logger,
  ...given("database", options["database"]),
  ...given("registrarUrl", options["registrar"]),
  ...given("web", options["web"]),
  ...given("trustedProxies", options["trustedProxies"]),
  ...given("helpFile", options["helpFile"]),
  ...(options["timeStamps"] === undefined
    ? {}
    : { timeStamping: { url: options["timeStamps"], everySeconds: 60 * Number(options["timeStampsEvery"]) } }),
  ...knocking(),
  // A token on the command line could be read by every user of the machine.
  ...given("setupToken", secretOf("CHORUS_SETUP_TOKEN", process.env)),
};
const board = await plainly(async () => {
  const bucket = bucketOf(options, process.env);
  return startBoard(bucket === undefined ? settings : { ...settings, bucket });
});
const metrics = await startServiceMetrics("board", {
  address: options["metrics"],
  database: options["database"] ?? join(options["data"] as string, "board.sqlite"),
  logger,
});
process.stdout.write(`${JSON.stringify({ ready: true, url: board.url, metrics: metrics.url })}\n`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    await metrics.stop();
    await board.close();
    process.exit(0);
  });
}
