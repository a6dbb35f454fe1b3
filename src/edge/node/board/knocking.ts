/**
 * Sends knocks by mail, now and then and never at once: whoever sees a mail go could otherwise tell in which minute a case
 * opened.
 */
import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { createTransport } from "nodemailer";
import type { Logger } from "pino";
import type { BoardContext } from "../../../roles/board/board.ts";
import { missed, takeDue } from "../../../roles/board/knock.ts";
import { KNOCK_WORDS } from "./knock-words.ts";

export type Knocking = {
  /** smtp:// or smtps://, with the account in it. */
  readonly smtp: string;
  /** The sender's address. */
  readonly from: string;
  /** At most so long until a knock is sent; half of it at least. */
  readonly withinSeconds: number;
};

const TIMEOUT_MILLISECONDS = 15_000;

/** Knocks until it is stopped. */
export function startKnocking(
  { store }: BoardContext,
  { smtp, from, withinSeconds }: Knocking,
  logger: Logger,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const transport = createTransport(smtp, {
    connectionTimeout: TIMEOUT_MILLISECONDS,
    greetingTimeout: TIMEOUT_MILLISECONDS,
    socketTimeout: TIMEOUT_MILLISECONDS,
  } as object);

  const knock = async () => {
    for (const { id, knock } of await store.transaction(takeDue)) {
      const { subject, body } = KNOCK_WORDS[knock.language];
      const to = { name: "", address: knock.address as string };
      try {
        await transport.sendMail({ from, to, subject, text: body });
      } catch {
        logger.warn({ event: "not knocked", rule: "mail" });
        await store.transaction((tables) => missed(tables, id));
      }
    }
  };
  const run = async () => {
    while (!signal.aborted) {
      const wait = randomInt(withinSeconds * 500, withinSeconds * 1000 + 1);
      await sleep(wait, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) await knock().catch(() => logger.warn({ event: "not knocked", rule: "store" }));
    }
    transport.close();
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
