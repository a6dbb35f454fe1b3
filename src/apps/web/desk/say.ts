import type { Saying } from "../../../edge/browser/counsel-keeper.ts";

/** Says something of the case that is being read. Answers whether the practice has it. */
export type Say = (...sayings: Saying[]) => Promise<boolean>;
