/** The board during a key ceremony: one list of signed messages that everybody reads. */
import * as v from "valibot";
import { whole } from "../../core/bytes/schema.ts";
import { encodeJoiner, type Joiner, readJoiner } from "../../core/protocol/ceremony.ts";
import { ask, BoardUnreachable, send } from "./http-client.ts";

const messages = v.array(v.strictObject({ seq: whole(1, Number.MAX_SAFE_INTEGER), bytes: v.instance(Uint8Array) }));

/** @param base the board's address without a slash at the end */
export function ceremonyBoard(base: string, signal?: AbortSignal) {
  const options = signal ? { signal } : {};
  return {
    /** Proposes an escrow; `token` is the board's set-up token. */
    async propose(proposal: Uint8Array, token: string): Promise<void> {
      const headers = { authorization: `Setup ${token}` };
      const answer = await send(base, { method: "POST", target: "/v1/ceremony", body: proposal, headers, ...options });
      if (answer === undefined) throw new BoardUnreachable(404);
    },
    /** Leaves a card with the board, for others to propose. */
    async join(joiner: Joiner, token: string): Promise<void> {
      const headers = { authorization: `Setup ${token}` };
      const body = encodeJoiner(joiner);
      const answer = await send(base, { method: "POST", target: "/v1/ceremony/cards", body, headers, ...options });
      if (answer === undefined) throw new BoardUnreachable(404);
    },
    async joiners(): Promise<Joiner[]> {
      const cards = await ask(
        base,
        { method: "GET", target: "/v1/ceremony/cards", ...options },
        v.array(v.instance(Uint8Array)),
      );
      return (cards ?? []).map(readJoiner);
    },
    async messages(after: number, wait: number) {
      const target = `/v1/ceremony/messages?after=${after}&wait=${wait}`;
      return (await ask(base, { method: "GET", target, ...options }, messages)) ?? [];
    },
    async post(message: Uint8Array): Promise<void> {
      const answer = await send(base, { method: "POST", target: "/v1/ceremony/messages", body: message, ...options });
      if (answer === undefined) throw new BoardUnreachable(404);
    },
  };
}
