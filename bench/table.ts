/** Prints rows: for people as one table, for programs as JSON. */
import { cpus, totalmem } from "node:os";
import { isMet, type Row } from "./measure.ts";

/** What figures are worth nothing without. */
export function machine() {
  const [first] = cpus();
  return {
    processor: first?.model ?? "unknown",
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 1e9),
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
  };
}

export function asJson(rows: readonly Row[]): string {
  const plain = rows.map((row) => ({ ...row, met: isMet(row) ?? null }));
  return JSON.stringify({ machine: machine(), rows: plain }, null, 2);
}

/** Three digits that matter, and no more. */
function figure(value: number | null): string {
  if (value === null || Number.isNaN(value)) return "–";
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function cells(row: Row): string[] {
  const met = isMet(row);
  const target = row.target
    ? `≤ ${figure(row.target.atMost)} (${row.target.of === "median" ? "median" : "upper"})`
    : "";
  const verdict = row.quoted !== undefined ? `quoted: ${row.quoted}` : met === undefined ? "" : met ? "met" : "NOT met";
  return [
    row.group,
    row.name,
    row.unit,
    figure(row.median),
    figure(row.upper),
    String(row.samples || "–"),
    target,
    verdict,
  ];
}

const HEAD = ["part", "what", "unit", "median", "p99 or max", "samples", "target", ""];

/** A Markdown table whose columns also line up on a screen. */
export function asTable(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  const isNumber = (column: number) => column >= 3 && column <= 5;
  const line = (texts: readonly string[]) =>
    `| ${texts.map((text, i) => (isNumber(i) ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0))).join(" | ")} |`;
  const rule = `|${widths.map((width, i) => (isNumber(i) ? `${"-".repeat(width + 1)}:` : "-".repeat(width + 2))).join("|")}|`;
  const { processor, cores, memoryGB, node, date } = machine();
  const under = `${date}, ${cores} cores (${processor}), ${memoryGB} GB, Node ${node}`;
  return [line(HEAD), rule, ...lines.slice(1).map(line), "", under].join("\n");
}
