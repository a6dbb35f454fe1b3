/**
 * Counsel as the one who introduces (§19.2): whose yes is to be handed to whom. Nothing is handed on before the second
 * yes; the first who said it begins the group; whoever comes later is introduced to everyone who is there. Of those who
 * have not answered nobody hears anything.
 */
import { equalBytes } from "../../core/bytes/bytes.ts";
import type { Precedence } from "../../core/protocol/precedence.ts";
import type { TalkBody } from "../../core/protocol/talk.ts";

type Introduction = Extract<TalkBody, { kind: "introduction" }>;

/** One author of the case, by the box that reaches them: when they said yes, and what they have been told since. */
export type Invited = {
  readonly box: string;
  readonly accepted: { readonly at: number; readonly joining: Uint8Array } | undefined;
  readonly introduced: readonly Introduction[];
  readonly precedence: Precedence | undefined;
};

/** What counsel has to send now, so that everyone who said yes can meet. */
export function introductionsDue(
  circle: Uint8Array,
  invited: readonly Invited[],
): { readonly box: string; readonly body: Introduction }[] {
  const willing = invited
    .flatMap(({ accepted, ...one }) => (accepted ? [{ ...one, ...accepted }] : []))
    .sort((a, b) => a.at - b.at || (a.box < b.box ? -1 : 1));
  if (willing.length < 2) return [];
  // Whoever was told to begin stays the one, also when an earlier yes arrives late.
  const beginner = willing.find(({ introduced }) => introduced.some(({ begin }) => begin)) ?? willing[0];
  return willing.flatMap((one) => {
    const known = one.introduced.flatMap(({ joinings }) => joinings);
    const others = willing.filter(({ box }) => box !== one.box).map(({ joining }) => joining);
    const joinings = others.filter((joining) => !known.some((before) => equalBytes(before, joining)));
    if (joinings.length === 0) return [];
    const begin = one === beginner && one.introduced.length === 0;
    return [
      {
        box: one.box,
        body: { kind: "introduction" as const, circle, begin, joinings, precedence: one.precedence ?? null },
      },
    ];
  });
}
