/**
 * Asks an outside authority, now and then, to stamp the newest checkpoint that enough trustees have cosigned (RFC 3161).
 * The authority sees a hash. The log does not wait for it: while it is away, receipts come without its stamp.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { ChorusError, rejected } from "../../../core/bytes/errors.ts";
import { TIME_STAMP_MAX_BYTES } from "../../../core/bytes/sizes.ts";
import { openCharter } from "../../../core/protocol/charter.ts";
import type { BoardContext } from "../../../roles/board/board.ts";
import { checkpointToStamp } from "../../../roles/board/receipt.ts";
import { timeStamps } from "../../shared/time-stamp.ts";
import { timeStampRequest, tokenOf } from "../../shared/time-stamp-request.ts";

export type TimeStamping = {
  /** Where the authority answers, http or https. */
  readonly url: string;
  /** At least so long from one stamp to the next. */
  readonly everySeconds: number;
};

const ANSWER_MILLISECONDS = 20_000;

/** Stamps until it is stopped. */
export function startTimeStamping(
  context: BoardContext,
  { url, everySeconds }: TimeStamping,
  logger: Logger,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async () => {
    while (!signal.aborted) {
      await stampNewest(context, url, signal).catch((error: unknown) => {
        if (!signal.aborted) logger.warn({ event: "not stamped", rule: ruleOf(error) });
      });
      await sleep(everySeconds * 1000, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

function ruleOf(error: unknown): string {
  return error instanceof ChorusError ? error.rule : "unreachable";
}

async function stampNewest({ group, signer, store }: BoardContext, url: string, signal: AbortSignal): Promise<void> {
  const next = await store.transaction(async (tables) => {
    const charter = await tables.get("charter");
    if (charter === undefined) return undefined;
    return checkpointToStamp(tables, openCharter(group, signer, charter).charter.policy.witnesses);
  });
  if (next === undefined) return;
  const token = tokenOf(await askAuthority(url, timeStampRequest(next.text), signal));
  await timeStamps.verify(token, next.text);
  await store.transaction((tables) => tables.addStamp(next.size, token));
}

async function askAuthority(url: string, query: Uint8Array, signal: AbortSignal): Promise<Uint8Array> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/timestamp-query", accept: "application/timestamp-reply" },
    body: query as BodyInit,
    signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MILLISECONDS)]),
  });
  const answer = new Uint8Array(await response.arrayBuffer());
  if (!response.ok || answer.length > TIME_STAMP_MAX_BYTES) {
    throw rejected("time-stamp-status", "the time-stamping authority did not answer as it should");
  }
  return answer;
}
