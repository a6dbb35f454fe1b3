/**
 * What lies open beside the page, so that unlocking finds it as it was. In memory only, and forgotten when the person
 * leaves quickly.
 */
import type { Question } from "../../../core/protocol/incident.ts";
import { onLeave } from "../shell/leave.ts";

/** Of the questions one at most lies open, so that the page stays calm. */
const shut = () => ({ open: false, part: undefined as Question | "when" | undefined });

export const spread = $state(shut());

onLeave(() => Object.assign(spread, shut()));
