/** An audit in plain words. */
import type { AuditReport } from "../../../roles/auditor/auditor.ts";
import type { Problem, WitnessReport } from "../../../roles/auditor/ports.ts";

/** What each rule means to somebody who has to decide what to do. Rules that are not here speak for themselves. */
const MEANING: Readonly<Record<string, string>> = {
  "log-shrunk": "Entries that the board had shown are gone. Records may have been hidden.",
  "log-rewritten": "The board has replaced entries that it had shown. It can no longer be believed about the past.",
  "log-root": "What the board signed is not what it shows.",
  "tile-leaves":
    "The files that the board serves contradict one another. A disk may have failed, or somebody edited them.",
  "tile-hashes":
    "The files that the board serves contradict one another. A disk may have failed, or somebody edited them.",
  "tile-missing": "A part of the log is withheld or lost.",
  "split-view": "The board shows one history here and another one to a trustee.",
  cosignature: "Somebody has put a false signature in a trustee's name.",
  "cosignature-time": "A trustee's clock is wrong, so that the dates of receipts are.",
  "checkpoint-signature":
    "The checkpoint was not signed by this board. Something stands between you and it, or its key is lost.",
  "charter-pinned": "Another escrow answers at this address.",
  "leaf-form": "The log holds something that no escrow logs.",
};

export function auditInWords(report: AuditReport): string {
  return [
    `${report.origin}, escrow ${report.charter.slice(0, 16)}…`,
    `  ${report.size} entries, ${report.size - report.from} of them new; ${report.cosigned} cosigned`,
    `  ${
      Object.entries(report.counts)
        .map(([type, count]) => `${type} ${count}`)
        .join(", ") || "nothing logged"
    }`,
    ...report.witnesses.map(witnessInWords),
    "",
    ...(report.problems.length === 0 ? ["Everything holds."] : report.problems.flatMap(problemInWords)),
    ...(report.problems.some(({ severity }) => severity === "broken") ? evidence(report) : []),
  ].join("\n");
}

const time = (seconds: number) => new Date(seconds * 1000).toISOString().replace(".000", "");

function witnessInWords({ trustee, name, size, seconds, behindSince }: WitnessReport): string {
  const when = seconds === null ? "has cosigned nothing" : `cosigned ${size} at ${time(seconds)}`;
  return `  trustee ${trustee}, ${name}: ${when}${behindSince === null ? "" : `, behind since ${time(behindSince)}`}`;
}

function problemInWords({ severity, rule, message }: Problem): string[] {
  const meaning = MEANING[rule];
  return [
    `${severity === "broken" ? "BROKEN" : "Missing"}: ${message} (${rule})`,
    ...(meaning ? [`  ${meaning}`] : []),
  ];
}

function evidence({ believed, shown }: AuditReport): string[] {
  return [
    "",
    "Keep this, and show it to the trustees.",
    ...(believed === null ? [] : ["", "Believed before:", believed.trimEnd()]),
    "",
    "Shown now:",
    shown.trimEnd(),
  ];
}
