/** Counsel asks to be told outside the desk that something has come. */
import type { FastifyInstance } from "fastify";
import { conflict } from "../../../core/bytes/errors.ts";
import { KNOCK_MAX_BYTES, readKnock } from "../../../core/protocol/knock.ts";
import { knockOf, setKnock } from "../../../roles/board/knock.ts";
import { bodyOf, cbor } from "./http.ts";
import { ownId } from "./mail-routes.ts";
import type { Shared } from "./shared.ts";

const KNOCK_BODY = { bodyLimit: KNOCK_MAX_BYTES };

export function addKnockRoutes(server: FastifyInstance, shared: Shared): void {
  const { context, read, knocks } = shared;
  server.get("/v1/counsel/:id/knock", async (request, reply) => {
    const id = await ownId(shared, request);
    const { address, browsers, language } = await read((tables) => knockOf(tables, id));
    const { mail, push } = knocks;
    return cbor(reply, { v: 1, offered: mail, pushKey: push?.key ?? null, address, browsers, language });
  });
  server.post("/v1/counsel/:id/knock", KNOCK_BODY, async (request, reply) => {
    const id = await ownId(shared, request);
    const knock = readKnock(bodyOf(request));
    if (knock.address !== null && !knocks.mail) throw conflict("knock", "this board sends no mail");
    if (!knock.browsers.every((browser) => knocks.push?.knows(browser))) {
      throw conflict("knock-push", "this board does not knock by that push service");
    }
    await context.store.transaction((tables) => setKnock(tables, id, knock));
    return cbor(reply, { v: 1 });
  });
}
