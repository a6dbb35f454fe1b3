/** A proof of independence in plain words. */
import { toHex } from "../../../core/bytes/bytes.ts";
import { SECONDS_PER_HOUR } from "../../../core/protocol/entry.ts";
import type { IndependenceFacts, ProvenRecord } from "../../../core/protocol/independence.ts";
import { escrowLines, moment } from "./verdict.ts";

/** `pinned`: the reader knew which escrow to expect. */
export function independenceLines(facts: IndependenceFacts, pinned: boolean): string[] {
  const { records, opening, testified, witnessed, escrow } = facts;
  const { trustees, name, board } = escrow.charter;
  return [
    ...summary(facts),
    "",
    ...records.map(recordLine),
    `opened   ${hourOf(opening.hour)}  entry ${opening.position}`,
    "",
    `The places are in the log of the escrow “${name}” (${board.origin}), which`,
    `${witnessed.witnesses.length} of ${trustees.length} trustees had seen by ${moment(witnessed.seenBy)}.`,
    `When each was opened is testified by ${testified.map((one) => one.name).join(", ")}.`,
    "",
    ...escrowLines(escrow.charterId, pinned),
    "",
    "Not proven:",
    "  what the records say, or that what they say is true",
    "  that their authors did not know of each other outside this escrow",
    "  who the authors are, or that two author keys are two people: the registrar sees to that",
    ...(pinned ? [] : ["  whose escrow this is: anyone can found one under any name"]),
  ];
}

/** What follows, in a sentence. */
export function summary({ records, independent }: IndependenceFacts): string[] {
  if (!independent) {
    const late = records.filter(({ before }) => !before).length;
    return [
      `${records.length - late} of these ${records.length} records were sealed before any of them was opened;`,
      `${late} came after, and may have been written by somebody who knew of the others.`,
    ];
  }
  return [
    `All ${records.length} records were sealed before any of them was opened,`,
    `${apart(records)} between the first and the last.`,
  ];
}

function apart(records: readonly ProvenRecord[]): string {
  const hours = records.map(({ hour }) => hour);
  const between = Math.max(...hours) - Math.min(...hours);
  if (between < 1) return "less than an hour";
  if (between < 48) return `${between} ${between === 1 ? "hour" : "hours"}`;
  return `${Math.floor(between / 24)} days`;
}

function recordLine({ record, hour, position, before }: ProvenRecord): string {
  return `${before ? "before " : "after  "}  ${hourOf(hour)}  entry ${position}  record ${toHex(record)}`;
}

const hourOf = (hour: number) => moment(hour * SECONDS_PER_HOUR).replace(/:\d\d UTC/, " UTC");
