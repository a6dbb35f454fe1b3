/**
 * Confirm first (§7.4): on a weak identifier counsel sees descriptions alone, and says which of them are of one person.
 * Here: what is still to be compared, and the verdicts that an answer comes to.
 */
import { fromHex, toHex } from "../../core/bytes/bytes.ts";
import type { VerdictStatement } from "../../core/protocol/verdict.ts";
import type { Casework } from "./casework.ts";
import { type Case, type CounselContext, isReleased, type Matter } from "./counsel.ts";

/** Descriptions to compare: this counsel's own, and those in other hands, which only a talk with them can judge. */
export type Comparison = {
  readonly matter: string;
  readonly own: readonly string[];
  readonly elsewhere: readonly string[];
};

type Verdicts = Casework["verdicts"];

/** What counsel has not yet said of a case, matter by matter. */
export function comparisonsOf(context: CounselContext, one: Case, said: Verdicts): Comparison[] {
  return one.matters.flatMap((matter) => {
    if (!matter.confirmFirst) return [];
    const members = [...matter.companions.keys()];
    const waits = (record: string) => members.some((other) => asks(context, matter, said, record, other));
    const own = members.filter((record) => matter.records.has(record));
    const open = members.filter(
      (record) => waits(record) || own.some((other) => asks(context, matter, said, other, record)),
    );
    if (open.length < 2) return [];
    return [
      {
        matter: matter.caseId,
        own: open.filter((record) => matter.records.has(record)),
        elsewhere: open.filter((record) => !matter.records.has(record)),
      },
    ];
  });
}

/** Is it open whether `other` is the same person, for an account of this counsel that is still sealed? */
function asks(context: CounselContext, matter: Matter, said: Verdicts, record: string, other: string): boolean {
  const mine = matter.records.get(record);
  if (mine === undefined || record === other || isReleased(context, mine, "account")) return false;
  return !said.some((one) => one.record === record && [...one.same, ...one.different].includes(other));
}

/** The verdicts, one for each own record, that say: those in `same` describe one person, the others do not. */
export function verdictsOf({ matter, own, elsewhere }: Comparison, same: ReadonlySet<string>): VerdictStatement[] {
  const members = [...own, ...elsewhere];
  const apart = (record: string, other: string) => same.size === 0 || same.has(other) !== same.has(record);
  return own.map((record) => ({
    case: fromHex(matter),
    record: fromHex(record),
    same: members.filter((other) => other !== record && same.has(record) && same.has(other)).map(fromHex),
    different: members.filter((other) => other !== record && apart(record, other)).map(fromHex),
  }));
}

/** A verdict as casework keeps it. */
export function remembered({ record, same, different }: VerdictStatement): Verdicts[number] {
  return { record: toHex(record), same: same.map(toHex), different: different.map(toHex) };
}
