/**
 * Sends knocks, by mail and by the push services of browsers, now and then and never at once: whoever sees one go could
 * otherwise tell in which minute a case opened.
 */
import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { Knock } from "../../../core/protocol/knock.ts";
import type { BoardContext } from "../../../roles/board/board.ts";
import { listensNoMore, missed, takeDue } from "../../../roles/board/knock.ts";
import { mailServer } from "../mail.ts";
import { KNOCK_WORDS } from "./knock-words.ts";
import type { PushOptions, PushSender } from "./push.ts";

export type Knocking = {
  readonly mail?: {
    /** smtp:// or smtps://, with the account in it. */
    readonly smtp: string;
    /** The sender's address. */
    readonly from: string;
  };
  readonly push?: PushOptions;
  /** At most so long until a knock is sent; half of it at least. */
  readonly withinSeconds: number;
};

/** How this board can tell counsel of something. */
export type Knocks = { readonly mail: boolean; readonly push: PushSender | undefined };

/** Knocks until it is stopped. @param push where `knocking` asks for it */
export function startKnocking(
  { store }: BoardContext,
  { mail, withinSeconds }: Knocking,
  push: PushSender | undefined,
  logger: Logger,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const post = mail && postman(mail);

  async function byMail({ address, language }: Knock): Promise<boolean | undefined> {
    if (address === null || post === undefined) return undefined;
    const sent = await post.send(address, language);
    if (!sent) logger.warn({ event: "not knocked", rule: "mail" });
    return sent;
  }

  async function byPush(id: string, { browsers }: Knock): Promise<boolean | undefined> {
    if (push === undefined || browsers.length === 0) return undefined;
    const outcomes = await Promise.all(browsers.map((browser) => push.send(browser)));
    for (const [i, browser] of browsers.entries()) {
      if (outcomes[i] === "gone") await store.transaction((tables) => listensNoMore(tables, id, browser));
    }
    if (outcomes.includes("failed")) logger.warn({ event: "not knocked", rule: "push" });
    return outcomes.includes("sent");
  }

  const knock = async () => {
    for (const { id, knock } of await store.transaction(takeDue)) {
      const heard = await Promise.all([byMail(knock), byPush(id, knock)]);
      // One that was heard in one way is not repeated in the other.
      if (!heard.includes(true) && heard.includes(false)) await store.transaction((tables) => missed(tables, id));
    }
  };
  const run = async () => {
    while (!signal.aborted) {
      const wait = randomInt(withinSeconds * 500, withinSeconds * 1000 + 1);
      await sleep(wait, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) await knock().catch(() => logger.warn({ event: "not knocked", rule: "store" }));
    }
    post?.close();
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

function postman({ smtp, from }: NonNullable<Knocking["mail"]>) {
  const transport = mailServer(smtp);
  return {
    async send(address: string, language: Knock["language"]): Promise<boolean> {
      const { subject, body } = KNOCK_WORDS[language];
      return transport.sendMail({ from, to: { name: "", address }, subject, text: body }).then(
        () => true,
        () => false,
      );
    },
    close: () => transport.close(),
  };
}
