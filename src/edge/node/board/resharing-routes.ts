/** The routes of a change of trustees, as docs/http.md lists them. */
import type { FastifyInstance } from "fastify";
import {
  acceptDestruction,
  acceptResharing,
  acceptResharingMessage,
  proposedResharing,
} from "../../../roles/board/resharing.ts";
import { bodyOf, callerOf, cbor, count, goneSignal, SMALL_BODY } from "./http.ts";
import type { Shared } from "./shared.ts";

/** Adds the routes of resharing. */
export function addResharingRoutes(server: FastifyInstance, { context, bell, read, escrow, callers }: Shared): void {
  server.get("/v1/resharing", async (_request, reply) =>
    cbor(reply, { v: 1, proposal: (await read(proposedResharing)) ?? null }),
  );
  server.post("/v1/resharing", SMALL_BODY, async (request, reply) => {
    await callerOf(callers, await escrow(), request, "trustee");
    await acceptResharing(context, await escrow(), bodyOf(request));
    bell.ring();
    return cbor(reply, { v: 1 }, 201);
  });
  server.get("/v1/resharing/messages", async (request, reply) => {
    const after = count(request, "after", 0);
    const look = async () => {
      const messages = await read((tables) => tables.resharingMessages(after));
      return messages.length > 0 ? messages : undefined;
    };
    return cbor(reply, (await bell.waitFor(look, count(request, "wait", 0), goneSignal(reply))) ?? []);
  });
  server.post("/v1/resharing/messages", SMALL_BODY, async (request, reply) => {
    const result = await acceptResharingMessage(context, await escrow(), bodyOf(request));
    bell.ring();
    return cbor(reply, { v: 1 }, result === "added" ? 201 : 200);
  });
  server.post("/v1/destructions", SMALL_BODY, async (request, reply) => {
    // It is signed itself, and may come again from one that has left and is answered nothing else.
    const { position, fresh } = await acceptDestruction(context, await escrow(), bodyOf(request));
    bell.ring();
    return cbor(reply, { position }, fresh ? 201 : 200);
  });
}
