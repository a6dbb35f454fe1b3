/** Memory of other processes, as the kernel counts it. */
import { readFileSync } from "node:fs";

/** The most MB that a process has held at once; elsewhere than on Linux undefined. */
export function highWater(process: number | undefined): number | undefined {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${process}/status`, "utf8")) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}
