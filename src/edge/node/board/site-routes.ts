/** The pages in the log: said when the board begins to serve a build, proven to whoever asks. */
import type { FastifyInstance } from "fastify";
import { announceSite, type ServedSite, siteProof } from "../../../roles/board/site.ts";
import { cbor, missing } from "./http.ts";
import type { Shared } from "./shared.ts";

export function addSiteRoutes(server: FastifyInstance, { context, bell, site, read, escrow }: Shared): void {
  server.get("/v1/site", async (_request, reply) => {
    const { witnesses } = (await escrow()).charter.policy;
    const proof = await read((tables) => siteProof(tables, witnesses));
    return proof === undefined ? missing(reply) : cbor(reply, proof);
  });
  if (site === undefined) return;
  const announce = async (served: ServedSite) => {
    if ((await announceSite(context, served))?.fresh) bell.ring();
  };
  server.addHook("onReady", () => announce(site));
  // On the first day there is no log to say it in until the ceremony has ended.
  server.addHook("onResponse", async (request, reply) => {
    if (request.routeOptions.url === "/v1/ceremony/messages" && reply.statusCode === 201) await announce(site);
  });
}
