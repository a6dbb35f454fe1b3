/** `chorus rehearse FILE.json`: plays a scenario and shows what came of it. */
import { Command } from "commander";
import { rehearse } from "./rehearse/rehearse.ts";
import type { RehearsalResult } from "./rehearse/result.ts";
import { readScenario } from "./rehearse/scenario.ts";

type Options = { json?: boolean; store?: string; export?: string };

export function rehearseCommand(): Command {
  return new Command("rehearse")
    .description("Play a scenario with invented people against a fresh local escrow of real processes.")
    .argument("<file>", "the scenario, JSON (see examples/)")
    .option("--json", "print the result as one JSON object")
    .option("--store <url>", "postgres://… of a server to make the rehearsal's databases on")
    .option("--export <folder>", "write each counsel's cases as age files, and the keys that open them")
    .action(async (file: string, options: Options) => {
      const scenario = readScenario(file);
      const quiet = options.json === true;
      const result = await rehearse(scenario, {
        ...(options.store === undefined ? {} : { store: options.store }),
        ...(options.export === undefined ? {} : { exportTo: options.export }),
        onStep: (step, i) => {
          if (!quiet) console.log(`${String(i + 1).padStart(3)}  ${Object.entries(step).map(describe).join(" ")}`);
        },
      });
      console.log(quiet ? JSON.stringify(result) : inWords(result));
    });
}

function describe([verb, what]: [string, unknown]): string {
  return verb === "settle" ? "settle" : `${verb} ${typeof what === "string" ? what : JSON.stringify(what)}`;
}

function inWords({ opened, sealed, withdrawn, rejected, counsel, timings }: RehearsalResult): string {
  const list = (names: readonly string[]) => (names.length === 0 ? "none" : names.join(", "));
  const read = Object.entries(counsel).flatMap(([name, cases]) =>
    cases.map((one) => `  ${name} read ${list(Object.keys(one.texts))} (case ${one.case.slice(0, 12)})`),
  );
  return [
    "",
    `opened     ${list(opened.map((group) => group.join(" + ")))}`,
    `sealed     ${list(sealed)}`,
    `withdrawn  ${list(withdrawn)}`,
    ...rejected.map(({ step, reason }) => `refused    step ${step}, ${reason}`),
    ...read,
    `sealing took ${timings.sealMs.p50} ms (p99 ${timings.sealMs.p99}), settling ${timings.settleMs} ms`,
  ].join("\n");
}
