/** stub */
import { rejected } from "../../core/bytes/errors.ts";
import type { TimeStampVerifier } from "../../core/ports.ts";

export const timeStamps: TimeStampVerifier = {
  verify: async () => {
    throw rejected("time-stamp", "time-stamps cannot be checked yet");
  },
};
