/**
 * What lies open beside the page, so that unlocking finds it as it was. In memory only, and forgotten when the person
 * leaves quickly.
 */
import type { Question } from "../../../core/protocol/incident.ts";
import { onLeave } from "../shell/leave.ts";

const shut = () => ({ open: false, parts: {} as Partial<Record<Question | "when", boolean>> });

export const spread = $state(shut());

onLeave(() => Object.assign(spread, shut()));
