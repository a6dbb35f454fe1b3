/** The board's routes, as docs/http.md lists them. Each reads its input, calls a rule, and answers. */
import { timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { conflict, rejected } from "../../../core/bytes/errors.ts";
import type { Escrow } from "../../../core/protocol/charter.ts";
import { readAdmittedCard } from "../../../core/protocol/counsel.ts";
import { openCharters } from "../../../core/protocol/succession.ts";
import * as board from "../../../roles/board/board.ts";
import { acceptCeremonyMessage, acceptJoiner, acceptProposal } from "../../../roles/board/ceremony.ts";
import { newestEpoch, successors } from "../../../roles/board/charters.ts";
import { removeFiles } from "../../../roles/board/pieces.ts";
import type { BoardTables } from "../../../roles/board/ports.ts";
import { isRetired } from "../../../roles/board/resharing.ts";
import {
  bodyOf,
  type Callers,
  callerOf,
  cbor,
  count,
  goneSignal,
  idOf,
  limitPretenders,
  missing,
  SMALL_BODY,
  trusteeOf,
} from "./http.ts";
import { addKnockRoutes } from "./knock-routes.ts";
import { addLogRoutes } from "./log-routes.ts";
import { addMailRoutes } from "./mail-routes.ts";
import { addPieceRoutes } from "./piece-routes.ts";
import { relayToRegistrar } from "./registrar-relay.ts";
import { addResharingRoutes } from "./resharing-routes.ts";
import type { Routes, Shared } from "./shared.ts";
import { addSiteRoutes } from "./site-routes.ts";
import { addStatementRoutes } from "./statement-routes.ts";
import { addTalkRoutes } from "./talk-routes.ts";

export async function addRoutes(server: FastifyInstance, routes: Routes): Promise<void> {
  const { context } = routes;
  const read = <Result>(work: (tables: BoardTables) => Promise<Result>) => context.store.transaction(work);
  const escrow = escrowOnce(routes);
  const callers: Callers = {
    signer: context.signer,
    clock: context.clock,
    counselKey: async (id) => {
      const admitted = await read((tables) => tables.counsel(id));
      return admitted && readAdmittedCard(admitted).card.signingKey;
    },
    retired: (epoch, trustee) => read((tables) => isRetired(tables, epoch, trustee)),
  };
  const shared = { ...routes, read, escrow, callers };
  limitPretenders(server, async (request) => {
    try {
      await callerOf(callers, await escrow(), request, "trustee");
      return true;
    } catch {
      return false;
    }
  });
  addCeremonyRoutes(server, shared);
  addCounselRoutes(server, shared);
  addRecordRoutes(server, shared);
  addLogRoutes(server, shared);
  addResharingRoutes(server, shared);
  addSiteRoutes(server, shared);
  addMailRoutes(server, shared);
  addTalkRoutes(server, shared);
  addKnockRoutes(server, shared);
  addStatementRoutes(server, shared);
  await addPieceRoutes(server, shared);
  server.post("/v1/registrar", { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const answer = await relayToRegistrar(routes.registrarUrl, bodyOf(request));
    routes.bell.ring();
    return reply.status(answer.status).type(answer.type).send(answer.body);
  });
  server.get("/healthz", async (_request, reply) => reply.type("application/json").send('{"ok":true}'));
  server.get("/readyz", async (_request, reply) => {
    const charter = await read((tables) => tables.get("charter"));
    return reply
      .status(charter ? 200 : 503)
      .type("application/json")
      .send(JSON.stringify({ ready: charter !== undefined }));
  });
}

/** The escrow with all its charters, each read and checked once; another board on this database may have added one. */
function escrowOnce({ context }: Routes): () => Promise<Escrow> {
  const { group, signer } = context;
  let known: Escrow | undefined;
  return async () => {
    if (known !== undefined && (await context.store.transaction(newestEpoch)) === known.charter.epoch) return known;
    const { first, later } = await context.store.transaction(async (tables) => ({
      first: await tables.get("charter"),
      later: await successors(tables),
    }));
    if (first === undefined) throw conflict("no-charter", "the key ceremony has not ended yet");
    known = openCharters(
      group,
      signer,
      first,
      later.map(({ charter }) => charter),
    );
    return known;
  };
}

function addCeremonyRoutes(server: FastifyInstance, { context, card, bell, setupToken, read }: Shared): void {
  server.get("/v1/escrow", async (_request, reply) => {
    const { charter, proposal, later } = await read(async (tables) => ({
      charter: await tables.get("charter"),
      proposal: await tables.get("proposal"),
      later: await successors(tables),
    }));
    const following = later.map((one) => one.charter);
    return cbor(reply, {
      v: 1,
      board: card,
      charter: charter ?? null,
      successors: following,
      proposal: proposal ?? null,
    });
  });
  server.post("/v1/ceremony", SMALL_BODY, async (request, reply) => {
    checkSetup(request, setupToken);
    await acceptProposal(context, card, bodyOf(request));
    bell.ring();
    return cbor(reply, { v: 1 }, 201);
  });
  server.post("/v1/ceremony/cards", SMALL_BODY, async (request, reply) => {
    checkSetup(request, setupToken);
    await acceptJoiner(context, bodyOf(request));
    return cbor(reply, { v: 1 }, 201);
  });
  server.get("/v1/ceremony/cards", async (_request, reply) => cbor(reply, await read((tables) => tables.joiners())));
  server.get("/v1/ceremony/messages", async (request, reply) => {
    const after = count(request, "after", 0);
    const look = async () => {
      const messages = await read((tables) => tables.ceremonyMessages(after));
      return messages.length > 0 ? messages : undefined;
    };
    return cbor(reply, (await bell.waitFor(look, count(request, "wait", 0), goneSignal(reply))) ?? []);
  });
  server.post("/v1/ceremony/messages", SMALL_BODY, async (request, reply) => {
    const result = await acceptCeremonyMessage(context, bodyOf(request));
    bell.ring();
    return cbor(reply, { v: 1 }, result === "added" ? 201 : 200);
  });
}

/** The token of the board's configuration opens the ceremony; without one nobody can. */
function checkSetup(request: FastifyRequest, token: string | undefined): void {
  const given = Buffer.from(request.headers.authorization ?? "");
  const expected = Buffer.from(`Setup ${token}`);
  if (token === undefined || given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw rejected("authorization", "a ceremony is opened by the board's operator, with the set-up token");
  }
}

function addCounselRoutes(server: FastifyInstance, { context, bell, read, escrow, callers }: Shared): void {
  server.get("/v1/counsel", async (_request, reply) => cbor(reply, await read((tables) => tables.allCounsel())));
  server.post("/v1/counsel/applications", SMALL_BODY, async (request, reply) => {
    await board.acceptApplication(context, await escrow(), bodyOf(request));
    bell.ring();
    return cbor(reply, { v: 1 }, 201);
  });
  server.get("/v1/counsel/applications", async (request, reply) => {
    await callerOf(callers, await escrow(), request, "trustee");
    const open = await read((tables) => tables.applications());
    return cbor(
      reply,
      open.map(({ card, signature, admitted }) => ({ card, signature, admitted })),
    );
  });
  server.post("/v1/counsel/admissions", SMALL_BODY, async (request, reply) => {
    const { index } = await callerOf(callers, await escrow(), request, "trustee");
    await board.acceptAdmission(context, await escrow(), index, bodyOf(request));
    bell.ring();
    return cbor(reply, { v: 1 }, 201);
  });
}

function addRecordRoutes(server: FastifyInstance, { context, pieces, bell, read, escrow, callers }: Shared): void {
  const stored = (reply: FastifyReply, { position, fresh }: board.Stored) => {
    bell.ring();
    return cbor(reply, { position }, fresh ? 201 : 200);
  };
  server.post("/v1/records", async (request, reply) =>
    stored(reply, await board.acceptRecord(context, await escrow(), bodyOf(request))),
  );
  server.get("/v1/records/:record/entry", async (request, reply) => {
    const record = idOf(request, "record");
    const bytes = await read(async (tables) => {
      const place = await tables.record(record);
      return place && (await tables.entries(place.position, 1))[0]?.bytes;
    });
    return bytes ? reply.type("application/octet-stream").send(Buffer.from(bytes)) : missing(reply);
  });
  server.get("/v1/openings/:commitment", async (request, reply) => {
    const { commitment } = request.params as { commitment: string };
    const position = await read((tables) => tables.place(`opening/${commitment}`));
    return position === undefined ? missing(reply) : cbor(reply, { position });
  });
  server.get("/v1/records/:record/:part", async (request, reply) => {
    const part = (request.params as { part: string }).part;
    if (part !== "who" && part !== "account") return missing(reply);
    const record = idOf(request, "record");
    const bytes = await read((tables) => tables.part(record, part));
    return bytes === undefined ? missing(reply) : reply.type("application/octet-stream").send(Buffer.from(bytes));
  });
  server.get("/v1/records/:record", async (request, reply) => {
    const record = idOf(request, "record");
    const place = await read((tables) => tables.record(record));
    return place === undefined ? missing(reply) : cbor(reply, { position: place.position });
  });
  server.post("/v1/withdrawals", SMALL_BODY, async (request, reply) => {
    const result = await board.acceptWithdrawal(context, await escrow(), bodyOf(request));
    return result === undefined ? missing(reply) : stored(reply, result);
  });
  server.post("/v1/erasures", SMALL_BODY, async (request, reply) => {
    const by = await trusteeOf(callers, await escrow(), request);
    await removeFiles(pieces, await board.acceptErasure(context, await escrow(), by, bodyOf(request)));
    return cbor(reply, { v: 1 }, 201);
  });
  server.post("/v1/issuances", SMALL_BODY, async (request, reply) => {
    await callerOf(callers, await escrow(), request, "registrar");
    return stored(reply, await board.acceptIssuance(context, await escrow(), bodyOf(request)));
  });
  server.post("/v1/openings", SMALL_BODY, async (request, reply) => {
    await callerOf(callers, await escrow(), request, "trustee");
    return stored(reply, await board.acceptOpening(context, await escrow(), bodyOf(request)));
  });
  server.post("/v1/verdicts", SMALL_BODY, async (request, reply) => {
    await callerOf(callers, await escrow(), request, "counsel");
    return stored(reply, await board.acceptVerdict(context, bodyOf(request)));
  });
}
