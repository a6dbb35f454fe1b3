/** The log's routes: what trustees follow, what anyone can verify. */
import type { FastifyInstance } from "fastify";
import { malformed, rejected } from "../../../core/bytes/errors.ts";
import { proveConsistency, proveInclusion } from "../../../core/tlog/merkle.ts";
import { readTilePath } from "../../../core/tlog/tiles.ts";
import * as board from "../../../roles/board/board.ts";
import { successor } from "../../../roles/board/charters.ts";
import type { BoardTables } from "../../../roles/board/ports.ts";
import { receiptAnswer } from "../../../roles/board/receipt.ts";
import { bodyOf, callerOf, cbor, count, goneSignal, missing, SMALL_BODY, trusteeOf } from "./http.ts";
import type { Shared } from "./shared.ts";

const ENTRIES_AT_ONCE = 256;
/** Anyone may leave a dated note, without saying who they are, so no more than a household or an office needs. */
const NOTES_RATE = { rateLimit: { max: 60, timeWindow: 3_600_000 } };

/** Adds the routes of the log. */
export function addLogRoutes(server: FastifyInstance, { context, bell, read, escrow, callers }: Shared): void {
  server.get("/v1/log/follow", async (request, reply) => {
    const { charter } = await escrow();
    await callerOf(callers, await escrow(), request, "trustee");
    const known = ["size", "cosigned", "mail", "applications"].map((name) => count(request, name, 0));
    const look = async () => {
      const figures = await read((tables) => board.figuresOf(tables, charter.policy.witnesses));
      const now = [figures.size, figures.cosigned, figures.mail, figures.applications];
      return now.some((value, i) => value > (known[i] as number)) ? figures : undefined;
    };
    const figures = await bell.waitFor(look, count(request, "wait", 0), goneSignal(reply));
    return cbor(reply, figures ?? (await read((tables) => board.figuresOf(tables, charter.policy.witnesses))));
  });
  server.get("/v1/log/entries", async (request, reply) => {
    await callerOf(callers, await escrow(), request, "trustee");
    const many = Math.min(count(request, "count", ENTRIES_AT_ONCE), ENTRIES_AT_ONCE);
    return cbor(reply, await read((tables) => tables.entries(count(request, "after"), many)));
  });
  server.get("/v1/log/leaves/:position", async (request, reply) => {
    const position = (request.params as { position: string }).position;
    if (!/^\d{1,15}$/.test(position)) throw malformed("position", "a position is a whole number", "position");
    const leaf = await read((tables) => tables.leaf(Number(position)));
    return leaf === undefined ? missing(reply) : reply.type("application/octet-stream").send(Buffer.from(leaf));
  });
  server.get("/checkpoint", async (_request, reply) => {
    const note = await read(async (tables) => board.cosignedCheckpoint(tables, await tables.size()));
    return note === undefined
      ? missing(reply)
      : reply.header("cache-control", "no-store").type("text/plain; charset=utf-8").send(note);
  });
  server.get("/v1/log/checkpoints/:size", async (request, reply) => {
    const size = (request.params as { size: string }).size;
    if (!/^\d{1,15}$/.test(size)) throw malformed("size", "a size is a whole number", "size");
    const note = await read((tables) => board.cosignedCheckpoint(tables, Number(size)));
    return note === undefined
      ? missing(reply)
      : reply.header("cache-control", "no-store").type("text/plain; charset=utf-8").send(note);
  });
  server.get("/v1/log/cosigned", async (_request, reply) => {
    const { witnesses } = (await escrow()).charter.policy;
    const note = await read(async (tables) => {
      const size = await tables.newestCosigned(witnesses);
      return size === undefined ? undefined : board.cosignedCheckpoint(tables, size);
    });
    return note === undefined ? missing(reply) : reply.type("text/plain; charset=utf-8").send(note);
  });
  server.get("/tile/*", async (request, reply) => {
    const tile = readTilePath(request.url.slice(1));
    const bytes = tile && (await read((tables) => board.tileBytes(tables, tile)));
    if (bytes === undefined) return missing(reply);
    // The log only grows, so what a tile holds never changes.
    reply.header("cache-control", "public, max-age=31536000, immutable");
    return reply.type("application/octet-stream").send(Buffer.from(bytes));
  });
  server.get("/v1/log/epochs/:epoch", async (request, reply) => {
    await callerOf(callers, await escrow(), request, "trustee");
    const epoch = (request.params as { epoch: string }).epoch;
    if (!/^\d{1,7}$/.test(epoch)) throw malformed("epoch", "an epoch is a whole number", "epoch");
    const kept = await read((tables) => successor(tables, Number(epoch)));
    return kept === undefined ? missing(reply) : cbor(reply, { position: kept.position, mail: kept.mail });
  });
  server.get("/v1/log/witnessed", async (_request, reply) => cbor(reply, await read(board.witnessedNotes)));
  server.post("/v1/log/cosignatures", SMALL_BODY, async (request, reply) => {
    const by = await trusteeOf(callers, await escrow(), request);
    await board.acceptCosignature(context, await escrow(), by, bodyOf(request));
    bell.ring();
    return cbor(reply, { v: 1 }, 201);
  });
  server.get("/v1/log/inclusion", async (request, reply) => {
    const path = await read(async (tables) => {
      const size = await knownSize(tables, count(request, "size"));
      return proveInclusion(tables.readNodes, count(request, "position"), size);
    });
    return cbor(reply, { v: 1, path });
  });
  server.get("/v1/log/receipt", async (request, reply) => {
    const { witnesses } = (await escrow()).charter.policy;
    const position = count(request, "position");
    const look = () => read((tables) => receiptAnswer(tables, witnesses, position));
    const answer = await bell.waitFor(look, count(request, "wait", 0), goneSignal(reply));
    return answer === undefined ? missing(reply) : cbor(reply, answer);
  });
  server.get("/v1/log/stamps/:size", async (request, reply) => {
    const size = (request.params as { size: string }).size;
    if (!/^\d{1,15}$/.test(size)) throw malformed("size", "a size is a whole number", "size");
    const token = await read((tables) => tables.stamp(Number(size)));
    return token === undefined ? missing(reply) : reply.type("application/octet-stream").send(Buffer.from(token));
  });
  server.post("/v1/notes", { ...SMALL_BODY, config: NOTES_RATE }, async (request, reply) => {
    const { position, fresh } = await board.acceptNote(context, bodyOf(request));
    bell.ring();
    return cbor(reply, { position }, fresh ? 201 : 200);
  });
  server.get("/v1/log/consistency", async (request, reply) => {
    const path = await read(async (tables) => {
      const to = await knownSize(tables, count(request, "to"));
      return proveConsistency(tables.readNodes, count(request, "from"), to);
    });
    return cbor(reply, { v: 1, path });
  });
}

async function knownSize(tables: BoardTables, size: number): Promise<number> {
  if (size > (await tables.size())) throw rejected("log-range", "the log is not that long");
  return size;
}
