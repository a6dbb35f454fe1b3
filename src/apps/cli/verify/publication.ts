/** A published statement in plain words. */
import type { Proven } from "../../../core/protocol/evidence.ts";
import { summary } from "./independence.ts";
import { escrowLines, moment } from "./verdict.ts";

/** `pinned`: the reader knew which escrow to expect. */
export function publicationLines(
  { escrow, text, voices, independence }: Extract<Proven, { kind: "publication" }>,
  pinned: boolean,
): string[] {
  return [
    `The statement “${text.title}”: not a comma has changed since each author signed it,`,
    "and each had a sealed record in the log of one escrow:",
    ...voices.map(
      ({ receipt }, i) =>
        `  ${text.parts[i]?.name ?? "a voice without a name"}, sealed by ${moment(receipt.witnessed.seenBy)}`,
    ),
    "",
    ...(independence ? summary(independence) : ["Whether they were sealed before any was opened is not shown."]),
    "",
    ...escrowLines(escrow.charterId, pinned),
    "",
    "Not proven:",
    "  that what it says is true",
    "  that a sealed record said the same: nobody can look into it",
    "  who the authors are, or that two author keys are two people: the registrar sees to that",
    "  whether it was corrected or taken back since: the board shows that",
    ...(pinned ? [] : ["  whose escrow this is: anyone can found one under any name"]),
  ];
}
