/**
 * Conversations between counsel and an author, and the rooms of circles (§18, §19). Whoever knows the name of a box or a
 * room may read it: names are 16 random bytes that only those concerned have, and what lies there is sealed.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { rejected } from "../../../core/bytes/errors.ts";
import { ROOM_MESSAGE_MAX_BYTES } from "../../../core/protocol/circle/words.ts";
import { TALK_MAX_BYTES } from "../../../core/protocol/talk.ts";
import { callerOf, idOf } from "./http.ts";
import { giveCounselMail, giveMail, takeMail } from "./mail-routes.ts";
import type { Shared } from "./shared.ts";

const SEALING_BYTES = 64 * 1024;
const TALK_BODY = { bodyLimit: TALK_MAX_BYTES + SEALING_BYTES };
const ROOM_BODY = { bodyLimit: ROOM_MESSAGE_MAX_BYTES + SEALING_BYTES };

export function addTalkRoutes(server: FastifyInstance, shared: Shared): void {
  const { context, read, escrow, callers } = shared;
  const box = (request: FastifyRequest) => `talk/${idOf(request, "box")}`;
  server.post("/v1/talks/:box", TALK_BODY, async (request, reply) => {
    const { id } = await callerOf(callers, await escrow(), request, "counsel");
    // Noted first: an author who has read counsel's words can answer them, whatever happens in between.
    await context.store.transaction(async (tables) => {
      if ((await tables.place(`${box(request)}/${id}`)) === undefined)
        await tables.setPlace(`${box(request)}/${id}`, 0);
    });
    return takeMail(shared, request, reply, box(request));
  });
  server.get("/v1/talks/:box", (request, reply) => giveMail(shared, request, reply, box(request)));
  server.post("/v1/talks/:box/answers/:id", TALK_BODY, async (request, reply) => {
    const id = idOf(request, "id");
    // Nobody fills counsel's box but those whom counsel wrote to.
    if ((await read((tables) => tables.place(`${box(request)}/${id}`))) === undefined)
      throw rejected("answer", "this counsel has not written to this box");
    return takeMail(shared, request, reply, `answers/${id}`, id);
  });
  server.get("/v1/answers/:id", async (request, reply) => giveCounselMail(shared, request, reply, "answers"));
  const room = (request: FastifyRequest) => `room/${idOf(request, "room")}`;
  server.post("/v1/rooms/:room", ROOM_BODY, (request, reply) => takeMail(shared, request, reply, room(request)));
  server.get("/v1/rooms/:room", (request, reply) => giveMail(shared, request, reply, room(request)));
}
