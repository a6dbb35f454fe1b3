import type { Attempt } from "../../../edge/browser/attempt.ts";
import type { CircleFacts } from "../../../edge/browser/letters/circle-facts.ts";
import type { CircleRooms } from "../../../edge/browser/letters/circles.ts";
import { t } from "../words/words.svelte.ts";

/** Does something in the room that is shown. Answers whether it was done. */
export type Act<Rooms = CircleRooms> = (what: (circles: Rooms) => Promise<Attempt<unknown>>) => Promise<boolean>;

/** What everyone in a room can do, counsel too. */
export type Speaking = Pick<CircleRooms, "words" | "comment">;

/** Why a letter was not sent, and that nothing of it is lost. */
export function unsent(answer: Attempt<unknown> | undefined): string {
  const rule = answer?.kind === "refused" ? answer.rule : "";
  if (rule === "letter-picture") return t("letters.files.uncleanable");
  return t(rule === "letter-files" ? "letters.files.tooMuchUnsent" : "letters.unsent");
}

/** What a voice is called here. */
export function calledIn({ members, counsel }: CircleFacts, voice: string): string {
  if (voice === counsel) return t("circle.counsel");
  return members.find((one) => one.voice === voice)?.name ?? t("circle.unnamed");
}
