/**
 * Room for the bodies of requests. Each is received whole before anything can be checked, so all that are being received
 * at once must have a bound, or whoever sends many large ones ends the board. Small requests keep room of their own: a
 * flood of large ones makes other large ones wait, and nothing else.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { unavailable } from "../../../core/bytes/errors.ts";

const MIB = 1024 * 1024;
const LARGE = 512 * 1024;
const ROOM_FOR_ALL = 48 * MIB;
/** Two of the largest records. What is parsed takes several times its length. */
const ROOM_FOR_LARGE = 34 * MIB;
const RETRY_SECONDS = 2;
const METHODS_WITHOUT_BODY: readonly string[] = ["GET", "HEAD", "OPTIONS"];

/** To be called before any route is added. */
export function limitBodies(server: FastifyInstance): void {
  const held = { all: 0, large: 0 };
  server.addHook("onRequest", async (request, reply) => {
    const length = mostBytes(request);
    if (length === 0) return;
    const large = length > LARGE ? length : 0;
    if (held.all + length > ROOM_FOR_ALL || held.large + large > ROOM_FOR_LARGE) {
      reply.header("retry-after", RETRY_SECONDS).header("connection", "close");
      throw unavailable("busy", "too much is being sent at once; try again in a moment");
    }
    held.all += length;
    held.large += large;
    reply.raw.once("close", () => {
      held.all -= length;
      held.large -= large;
    });
  });
}

/** As many bytes as may be received: what the request says, or what its route takes when it does not say. */
function mostBytes(request: FastifyRequest): number {
  if (METHODS_WITHOUT_BODY.includes(request.method)) return 0;
  const limit = request.routeOptions.bodyLimit ?? request.server.initialConfig.bodyLimit ?? ROOM_FOR_LARGE;
  const said = request.headers["content-length"];
  return said === undefined ? limit : Math.min(Number(said), limit);
}
