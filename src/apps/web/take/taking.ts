/** The worker that makes copies, for as long as a page needs it. */
import { type Remote, wrap } from "comlink";
import { onLeave } from "../shell/leave.ts";
import { startWorker } from "../shell/trusted.ts";
import type { Taker } from "./take.worker.ts";
import address from "./take.worker.ts?worker&url";

/** Lets the worker do something, and ends it. It ends at once when the person leaves quickly. */
export async function withTaker<Result>(act: (taker: Remote<Taker>) => Promise<Result>): Promise<Result> {
  const worker = startWorker(address);
  const forget = onLeave(() => worker.terminate());
  try {
    return await act(wrap<Taker>(worker));
  } finally {
    forget();
    worker.terminate();
  }
}
