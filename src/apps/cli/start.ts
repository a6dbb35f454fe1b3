/** `chorus start`: a whole escrow on this machine, to try it. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { answer } from "./answer.ts";
import { type LocalMessage, startLocalEscrow } from "./local-escrow.ts";

const WEB = fileURLToPath(new URL("../../../dist/web", import.meta.url));

const WORDS: Readonly<Record<LocalMessage, string>> = {
  board: "starting the board …",
  registrar: "starting the registrar …",
  ceremony: "first start: the trustees make their keys together …",
  charter: "the trustees are at work",
  trustees: "starting the trustees …",
};

type StartOptions = Record<"data" | "port" | "trustees" | "threshold", string> & { readonly json?: boolean };

export function startCommand(): Command {
  return new Command("start")
    .description("Start board, registrar and three trustees on this machine, as separate processes, to try Chorus.")
    .option("--data <folder>", "where everything is kept", "data")
    .option("--port <number>", "the board's port", "7300")
    .option("--trustees <number>", "how many trustees", "3")
    .option("--threshold <number>", "how many of them open", "2")
    .option("--json", "print one JSON object once it is ready, and nothing else")
    .action(async (options: StartOptions) => {
      const say = (words: string) => {
        if (!options.json) console.log(`  ${words}`);
      };
      await buildWeb(say);
      const escrow = await startLocalEscrow({
        folder: resolve(options.data),
        name: "Chorus on one machine",
        trustees: Number(options.trustees),
        threshold: Number(options.threshold),
        port: Number(options.port),
        web: WEB,
        say: (message) => say(WORDS[message]),
      });
      answer(options.json, { url: escrow.url, data: resolve(options.data) }, welcome(escrow.url, options.data));
      await stopped();
      await escrow.stop();
    });
}

/** The pages are built on the first start; `npm run build:web` builds them again. */
async function buildWeb(say: (words: string) => void): Promise<void> {
  if (existsSync(join(WEB, "index.html"))) return;
  say("building the pages, once …");
  const { build } = await import("vite");
  await build({ root: fileURLToPath(new URL("../web", import.meta.url)), logLevel: "error" });
}

function welcome(url: string, data: string): string {
  return `
Chorus is running.

  Write and seal    ${url}/
  Counsel's desk    ${url}/desk

Three trustees on one machine protect nobody: whoever holds this machine can open everything. This is for
trying Chorus. For real use, three organisations that do not share an administrator each run one.

Everything is kept in ${resolve(data)}. Stop with Ctrl-C.
`;
}

function stopped(): Promise<void> {
  return new Promise((done) => {
    process.once("SIGINT", () => done());
    process.once("SIGTERM", () => done());
  });
}
