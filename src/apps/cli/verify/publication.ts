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
    ...(independence ? summary(independence) : firstLines(voices)),
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

/** What trustees say of each voice's own record (§7.9). */
function firstLines(voices: readonly { readonly first: boolean }[]): string[] {
  const first = voices.filter((voice) => voice.first).length;
  if (first === 0) return ["Whether they were sealed before any was opened is not shown."];
  const whose = first === voices.length ? "Each of them was" : `${first} of these ${voices.length} were`;
  return [
    `${whose} sealed before anything that names the same person had been opened,`,
    "as enough of the escrow's trustees have signed.",
  ];
}
