/** `chorus audit URL`: follows a board's log from outside, and says what is wrong with it, if anything is. */
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { Command } from "commander";
import { sodiumGroup } from "../../core/crypto/group-sodium.ts";
import { sodiumSigner } from "../../core/crypto/signer-sodium.ts";
import { readFingerprint } from "../../core/protocol/fingerprint.ts";
import { writeAuditMetrics } from "../../edge/node/audit-metrics.ts";
import { systemClock } from "../../edge/node/platform.ts";
import { auditedBoard } from "../../edge/shared/audited-board.ts";
import { BoardUnreachable } from "../../edge/shared/http-client.ts";
import { type Audit, type AuditReport, audit } from "../../roles/auditor/auditor.ts";
import { encodeAuditState, readAuditState } from "../../roles/auditor/state.ts";
import { auditInWords } from "./audit/words.ts";
import { withProgress } from "./progress.ts";

const HELP = `
Without --state the whole log is read. With it, what was believed before is remembered, only what is new is read, and a
board that takes something back is found out. What a broken log showed is appended to FILE.misconduct.jsonl.

Exit codes:
  0  everything holds
  1  something is broken: keep the output, and tell the trustees
  2  the board cannot be reached
  3  everything holds, but cosignatures are missing for longer than --grace

Examples:
  chorus audit https://board.example
  chorus audit https://board.example --state board.json --metrics /var/lib/node_exporter/chorus.prom
  17 * * * *  chorus audit https://board.example --state board.json --quiet || mail -s "the log" us@example.org`;

type Options = {
  readonly state?: string;
  readonly metrics?: string;
  readonly escrow?: string;
  readonly grace: string;
  readonly fromStart?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
};

export function auditCommand(): Command {
  return new Command("audit")
    .description("Follow a board's public log: every entry, every tile, every cosignature.")
    .argument("<url>", "the board's address")
    .option("--state <file>", "where to remember what was believed")
    .option("--escrow <fingerprint>", "the escrow's fingerprint, as you know it from elsewhere")
    .option("--grace <seconds>", "how long a trustee may be behind", "3600")
    .option("--from-start", "read the whole log again, and not only what is new")
    .option("--metrics <file>", "write Prometheus metrics for node_exporter's textfile collector")
    .option("--json", "print one JSON object")
    .option("--quiet", "print nothing when everything holds")
    .addHelpText("after", HELP)
    .action(async (url: string, options: Options) => {
      const { report } = await look(url.replace(/\/+$/, ""), options);
      const code = exitCode(report);
      if (code !== 0 || !options.quiet) console.log(options.json ? asJson(report) : auditInWords(report));
      process.exitCode = code;
    });
}

async function look(url: string, { state: file, metrics, escrow, grace, fromStart }: Options): Promise<Audit> {
  const context = { group: await sodiumGroup(), signer: await sodiumSigner(), clock: systemClock };
  const before = file !== undefined && existsSync(file) ? readAuditState(readFileSync(file, "utf8")) : undefined;
  const pinned = escrow === undefined ? {} : { pinned: readFingerprint(escrow) };
  const options = { ...pinned, grace: Number(grace), fromStart: fromStart === true };
  try {
    const found = await withProgress("Reading the log", (advance) =>
      audit(context, auditedBoard(url), before, { ...options, advance }),
    );
    if (metrics !== undefined) await writeAuditMetrics(metrics, found.report, context.clock.seconds());
    if (file !== undefined) keep(file, found);
    return found;
  } catch (error) {
    const away = error instanceof BoardUnreachable;
    if (away && metrics !== undefined) await writeAuditMetrics(metrics, undefined, context.clock.seconds());
    throw error;
  }
}

/** The state is replaced whole, or not at all; what a broken log showed is added to a file beside it. */
function keep(file: string, { report, state }: Audit): void {
  if (exitCode(report) === 1) {
    const { problems, believed, shown } = report;
    const line = JSON.stringify({ at: new Date().toISOString(), problems, believed, shown });
    appendFileSync(`${file}.misconduct.jsonl`, `${line}\n`, { mode: 0o600 });
  }
  if (state === undefined) return;
  writeFileSync(`${file}.new`, encodeAuditState(state), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function exitCode({ problems }: AuditReport): number {
  if (problems.some(({ severity }) => severity === "broken")) return 1;
  return problems.length > 0 ? 3 : 0;
}

function asJson(report: AuditReport): string {
  return JSON.stringify({ v: 1, holds: exitCode(report) !== 1, ...report });
}
