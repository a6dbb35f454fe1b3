/** What a rehearsal shows: what opened, what stayed sealed, what counsel read, and how long it took. */
import { accountText } from "../../../edge/shared/account-text.ts";
import type { OpenedCase } from "../../../edge/shared/desk.ts";
import type { TrusteeAnswers } from "../../../roles/author/author.ts";

export type Rejection = { readonly step: number; readonly reason: string };
export type Timings = { readonly sealMs: { readonly p50: number; readonly p99: number }; readonly settleMs: number };
export type CounselCase = { readonly case: string; readonly records: string[]; readonly texts: Record<string, string> };
export type RehearsalResult = {
  readonly opened: string[][];
  readonly sealed: string[];
  readonly withdrawn: string[];
  readonly rejected: readonly Rejection[];
  readonly counsel: Record<string, CounselCase[]>;
  readonly timings: Timings;
};

/** What was seen in the end. `names` gives the name of whoever sealed a record. */
export type Observed = {
  readonly names: ReadonlyMap<string, string>;
  readonly desks: ReadonlyMap<string, readonly OpenedCase[]>;
  readonly answers: ReadonlyMap<string, TrusteeAnswers>;
  readonly threshold: number;
  readonly replaced: readonly string[];
};

export function resultOf(observed: Observed, rejected: readonly Rejection[], timings: Timings): RehearsalResult {
  const opened = openedGroups(observed);
  const inTheOpen = new Set(opened.flat());
  const withdrawn = [...observed.answers]
    .filter(([, answers]) => tookEffect(answers, observed.threshold))
    .map(([name]) => name);
  const gone = new Set([...withdrawn, ...observed.replaced]);
  const sealed = [...observed.names.values()].filter((name) => !inTheOpen.has(name) && !gone.has(name)).sort();
  const counsel = Object.fromEntries(
    [...observed.desks].map(([name, cases]) => [name, cases.map((one) => caseOf(observed, one))]),
  );
  return { opened, sealed, withdrawn: withdrawn.sort(), rejected, counsel, timings };
}

/** A withdrawal has taken effect when enough trustees erased the record that too few are left to open it. */
function tookEffect(answers: TrusteeAnswers, threshold: number): boolean {
  return [...answers.values()].filter((outcome) => outcome === "erased").length >= threshold;
}

/** Records that opened together, also when they went to different counsel: each case lists its companions. */
function openedGroups({ names, desks }: Observed): string[][] {
  const groups: Set<string>[] = [];
  for (const one of [...desks.values()].flat()) {
    if (!one.records.some(({ account }) => account !== undefined)) continue;
    const ids = one.case.matters.flatMap(({ companions }) => [...companions.keys()]);
    const group = new Set(ids.map((id) => names.get(id) ?? id));
    const touching = groups.filter((other) => [...group].some((name) => other.has(name)));
    for (const other of touching) {
      for (const name of other) group.add(name);
      groups.splice(groups.indexOf(other), 1);
    }
    groups.push(group);
  }
  return groups.map((group) => [...group].sort()).sort((a, b) => (a[0] ?? "").localeCompare(b[0] ?? ""));
}

function caseOf({ names }: Observed, opened: OpenedCase): CounselCase {
  const nameOf = (id: string) => names.get(id) ?? id;
  const read = opened.records.flatMap(({ id, account }) =>
    account === undefined ? [] : [[nameOf(id), accountText(account)] as const],
  );
  return {
    case: opened.id,
    records: opened.records.map(({ id }) => nameOf(id)).sort(),
    texts: Object.fromEntries(read),
  };
}

/** The value that `share` of the values do not exceed, to a tenth. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return Math.round(value * 10) / 10;
}
