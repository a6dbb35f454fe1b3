/** People sit together for a ceremony: a board that is away for a moment must not send them home. */
import { setTimeout as sleep } from "node:timers/promises";
import { ChorusError } from "../../../core/bytes/errors.ts";
import { BoardUnreachable } from "../../shared/http-client.ts";

const LOOK_AGAIN_MILLISECONDS = 5000;

/** `away` is called each time the board cannot be reached, or has had too many requests. */
export type Patience = { readonly signal: AbortSignal; readonly away: () => void };

/**
 * Asks the board until it answers. To be used once it has answered before, so that a wrong address is told at once.
 *
 * @throws whatever is no passing trouble, and any trouble once `signal` is aborted
 */
export async function patiently<T>({ signal, away }: Patience, ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!passes(error) || signal.aborted) throw error;
      away();
      await sleep(LOOK_AGAIN_MILLISECONDS, undefined, { signal }).catch(() => {});
    }
  }
}

function passes(error: unknown): boolean {
  return error instanceof BoardUnreachable || (error instanceof ChorusError && error.rule === "rate");
}
