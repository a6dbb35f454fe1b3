/** What sending has to reckon with in a browser: room on the device, and a network that comes and goes. */
import type { Device } from "../vault/device.ts";

/** So many pieces may wait where there is little room, or none that lasts. */
const FEW = 8;
const LONGEST_WAIT_MILLISECONDS = 30_000;

/**
 * How many sealed pieces may wait. With room enough all of them: then the file itself is not needed any more, and a closed
 * tab loses nothing.
 */
export async function roomAhead(device: Pick<Device, "leavesTraces">, size: number): Promise<number> {
  if (!device.leavesTraces) return FEW;
  const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
  return quota - usage > 3 * size ? Number.POSITIVE_INFINITY : FEW;
}

/** Waits longer with every failure, but no longer than until the network is back. */
export function whenToTryAgain(failures: number, signal: AbortSignal): Promise<void> {
  const wait = Math.min(LONGEST_WAIT_MILLISECONDS, 1000 * 2 ** Math.min(failures, 5));
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, wait);
    addEventListener("online", done);
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}
