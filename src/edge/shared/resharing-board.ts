/** The board while the trustees change: one proposal, and one list of signed messages that everybody reads. */
import * as v from "valibot";
import { version, whole } from "../../core/bytes/schema.ts";
import { ask, BoardUnreachable, type Identity, send } from "./http-client.ts";

const bytes = v.instance(Uint8Array);
const messages = v.array(v.strictObject({ seq: whole(1, Number.MAX_SAFE_INTEGER), bytes }));
const proposed = v.strictObject({ v: version(1), proposal: v.nullable(bytes) });

/** @param base the board's address without a slash at the end */
export function resharingBoard(base: string, signal?: AbortSignal) {
  const options = signal ? { signal } : {};
  const post = async (target: string, body: Uint8Array, as?: Identity) => {
    const answer = await send(base, { method: "POST", target, body, ...options, ...(as ? { as } : {}) });
    if (answer === undefined) throw new BoardUnreachable(404);
  };
  return {
    /** The proposal that is under way, or the last one. */
    async proposal(): Promise<Uint8Array | undefined> {
      return (await ask(base, { method: "GET", target: "/v1/resharing", ...options }, proposed))?.proposal ?? undefined;
    },
    propose: (proposal: Uint8Array, as: Identity) => post("/v1/resharing", proposal, as),
    async messages(after: number, wait: number) {
      const target = `/v1/resharing/messages?after=${after}&wait=${wait}`;
      return (await ask(base, { method: "GET", target, ...options }, messages)) ?? [];
    },
    post: (message: Uint8Array) => post("/v1/resharing/messages", message),
  };
}
