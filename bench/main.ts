/**
 * `npm run bench`: one run, one table.
 *
 *   --quick       rough figures in under 90 seconds
 *   --only NAME   one part (may be given more than once)
 *   --json        for programs
 *
 * A target that is not met does not fail the run: figures depend on the machine, and are read by people.
 */
import { parseArgs } from "node:util";
import { callisto } from "./callisto.ts";
import { desk } from "./desk.ts";
import { escrow } from "./escrow.ts";
import { failover } from "./failover.ts";
import { files } from "./files.ts";
import { flood } from "./flood.ts";
import { log } from "./log.ts";
import { lookup } from "./lookup.ts";
import type { Effort, Row } from "./measure.ts";
import { quoted } from "./quoted.ts";
import { scale } from "./scale.ts";
import { sealing } from "./sealing.ts";
import { sealingInBrowser } from "./sealing-browser.ts";
import { sharing } from "./sharing.ts";
import { asJson, asTable } from "./table.ts";
import { trustee } from "./trustee.ts";
import { typing } from "./typing.ts";

const PARTS: Readonly<Record<string, (effort: Effort) => Promise<Row[]>>> = {
  seal: sealing,
  browser: sealingInBrowser,
  typing,
  trustee,
  escrow,
  lookup,
  scale,
  sharing,
  failover,
  files,
  flood,
  log,
  desk,
  callisto,
  quoted,
};

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    only: { type: "string", multiple: true, default: [] },
  },
});
const wanted = values.only.length > 0 ? values.only : Object.keys(PARTS);
const rows: Row[] = [];
for (const name of wanted) {
  const part = PARTS[name];
  if (part === undefined) throw new Error(`there is no part ${name}; the parts are ${Object.keys(PARTS).join(", ")}`);
  const start = performance.now();
  rows.push(...(await part({ quick: values.quick })));
  console.error(`${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
}
console.log(values.json ? asJson(rows) : asTable(rows));
process.exit(0); // the browser's and the databases' idle handles need no farewell
