/** What a measurement is: samples become a row of the one table, and a row may have a target to meet. */

/** `upper` is the 99th centile, or the largest sample where there are fewer than a hundred. */
export type Row = {
  readonly group: string;
  readonly name: string;
  readonly unit:
    | "ms"
    | "ms CPU"
    | "µs"
    | "MB"
    | "records/s"
    | "people/s"
    | "s"
    | "times"
    | "cases"
    | "bytes"
    | "tags/s";
  readonly median: number;
  readonly upper: number | null;
  readonly samples: number;
  readonly target?: Target;
  /** Said by others of their own systems; never measured here. */
  readonly quoted?: string;
};

/** A figure to stay at or under, and which of the two figures of the row it is about. */
export type Target = { readonly atMost: number; readonly of: "median" | "upper" };

/** How long a part may take and how much it may do. `quick` gives rough figures in a tenth of the time. */
export type Effort = { readonly quick: boolean };

/** The value that `share` of the values do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** A row from samples. */
export function rowOf(
  group: string,
  name: string,
  unit: Row["unit"],
  samples: readonly number[],
  target?: Target,
): Row {
  const upper = samples.length < 2 ? null : samples.length < 100 ? Math.max(...samples) : quantile(samples, 0.99);
  const row = { group, name, unit, median: quantile(samples, 0.5), upper, samples: samples.length };
  return target === undefined ? row : { ...row, target };
}

/** Is the target met? Undefined for a row without one. */
export function isMet({ median, upper, target }: Row): boolean | undefined {
  if (target === undefined) return undefined;
  const figure = target.of === "median" ? median : (upper ?? median);
  return figure <= target.atMost;
}

/** Milliseconds on the clock that each of `times` runs took; a run before the first warms up the compiler. */
export async function wallTimes(times: number, work: (run: number) => unknown): Promise<number[]> {
  await work(-1);
  const samples: number[] = [];
  for (let run = 0; run < times; run++) {
    const start = performance.now();
    await work(run);
    samples.push(performance.now() - start);
  }
  return samples;
}

/**
 * Milliseconds of processor time, all threads together, that a run took. Whatever else the machine is doing
 * lengthens the clock's time; this it leaves nearly alone, so it is the measure for what one core can do.
 */
export async function cpuTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Processor time of each of `times` runs, after one to warm up. */
export async function cpuTimes(times: number, work: (run: number) => unknown): Promise<number[]> {
  await work(-1);
  const samples: number[] = [];
  for (let run = 0; run < times; run++) samples.push(await cpuTime(() => work(run)));
  return samples;
}
