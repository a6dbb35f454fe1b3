/** Logs: JSON lines on standard error, without host name, process id, address or anything of a person. */
import pino, { type Logger } from "pino";

/** @param party the name of the process in every line, such as `trustee-1` */
export function openLogger(party: string, level = "info"): Logger {
  return pino(
    { base: { party }, level, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
}
