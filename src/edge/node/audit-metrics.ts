/** An audit as Prometheus text, for node_exporter's textfile collector: written whole or not at all. */
import { renameSync, writeFileSync } from "node:fs";
import { Gauge, Registry } from "prom-client";
import type { AuditReport } from "../../roles/auditor/auditor.ts";

/** @param report undefined when the board could not be reached */
export async function writeAuditMetrics(file: string, report: AuditReport | undefined, seconds: number): Promise<void> {
  const registry = new Registry();
  const gauge = <Name extends string>(name: string, help: string, labelNames: Name[] = []) =>
    new Gauge({ name: `chorus_audit_${name}`, help, labelNames, registers: [registry] });
  gauge("finished_seconds", "When this audit ended, in seconds since 1970.").set(seconds);
  gauge("board_reachable", "1 when the board could be reached.").set(report === undefined ? 0 : 1);
  if (report !== undefined) describe(gauge, report);
  writeFileSync(`${file}.new`, await registry.metrics());
  renameSync(`${file}.new`, file);
}

type MakeGauge = <Name extends string>(name: string, help: string, labelNames?: Name[]) => Gauge<Name>;

function describe(gauge: MakeGauge, { size, cosigned, counts, witnesses, problems }: AuditReport): void {
  gauge("log_size", "Entries in the log.").set(size);
  gauge("cosigned_size", "Entries that as many trustees as the charter asks for have cosigned.").set(cosigned);
  const entries = gauge("entries", "Entries of each kind.", ["type"]);
  for (const [type, count] of Object.entries(counts)) entries.set({ type }, count);
  const witnessed = gauge("witness_size", "Entries that a trustee has cosigned.", ["trustee"]);
  const when = gauge("witness_seconds", "When a trustee last cosigned, in seconds since 1970.", ["trustee"]);
  for (const one of witnesses) {
    const trustee = String(one.trustee);
    witnessed.set({ trustee }, one.size);
    if (one.seconds !== null) when.set({ trustee }, one.seconds);
  }
  const problem = gauge("problems", "Problems that this audit found.", ["severity"]);
  for (const severity of ["broken", "missing"] as const) {
    problem.set({ severity }, problems.filter((one) => one.severity === severity).length);
  }
}
