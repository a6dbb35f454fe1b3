/** The worker that makes copies, for as long as a page needs it. */
import { type Remote, wrap } from "comlink";
import { onLeave } from "../shell/leave.ts";
import { startWorker, WorkerMissing } from "../shell/trusted.ts";
import type { Taker } from "./take.worker.ts";
import address from "./take.worker.ts?worker&url";

/**
 * Lets the worker do something, and ends it. It ends at once when the person leaves quickly. Rejects as the act does, or with
 * WorkerMissing.
 */
export async function withTaker<Result>(act: (taker: Remote<Taker>) => Promise<Result>): Promise<Result> {
  const missing = Promise.withResolvers<never>();
  const worker = startWorker(address, () => missing.reject(new WorkerMissing()));
  const forget = onLeave(() => worker.terminate());
  try {
    return await Promise.race([act(wrap<Taker>(worker)), missing.promise]);
  } finally {
    forget();
    worker.terminate();
  }
}
