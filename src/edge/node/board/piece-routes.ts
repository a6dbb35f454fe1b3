/**
 * Pieces of attachments over HTTP (docs/http.md). A piece is streamed from the request into the store and from the store
 * into the answer, and never held whole. Who may write is decided before the first byte is read; the address names the
 * hash of what comes, so an author's signature on the address covers it.
 */
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { malformed } from "../../../core/bytes/errors.ts";
import { ATTACHMENT_PIECES_MAX } from "../../../core/bytes/sizes.ts";
import { attachmentHolder, vaultHolder } from "../../../roles/board/holders.ts";
import {
  acceptAttachmentPiece,
  acceptClaim,
  acceptVaultPiece,
  eraseAttachment,
  type PieceContext,
  removeFiles,
} from "../../../roles/board/pieces.ts";
import type { AnnouncedPiece, BoardTables } from "../../../roles/board/ports.ts";
import { withVault } from "../../../roles/board/vault.ts";
import { bodyOf, callerOf, cbor, idOf, missing, SMALL_BODY } from "./http.ts";
import type { Shared } from "./shared.ts";
import { vaultCaller } from "./vault-access.ts";

/** A large file is many small requests, whose bytes the quota bounds. */
const PIECE_RATE = { config: { rateLimit: { max: 6000 } } };

export async function addPieceRoutes(server: FastifyInstance, shared: Shared): Promise<void> {
  addClaimRoutes(server, shared);
  // Here alone bodies are streams; everywhere else they are read whole, up to a limit.
  await server.register(async (streaming) => {
    streaming.removeAllContentTypeParsers();
    streaming.addContentTypeParser("application/octet-stream", (_request, body, done) => done(null, body));
    addVaultPieceRoutes(streaming, shared.pieces);
    addAttachmentPieceRoutes(streaming, shared);
  });
}

function addVaultPieceRoutes(server: FastifyInstance, context: PieceContext): void {
  const address = "/v1/vaults/:vault/pieces/:piece";
  server.put(address, PIECE_RATE, async (request, reply) => {
    const caller = vaultCaller(request);
    const announced = announcedBy(request, vaultHolder(caller.vault), idOf(request, "piece"));
    return stored(reply, await acceptVaultPiece(context, caller, announced, streamOf(request)));
  });
  server.get(address, PIECE_RATE, async (request, reply) => {
    const caller = vaultCaller(request);
    const piece = idOf(request, "piece");
    return sendPiece(
      context,
      reply,
      await withVault(context, caller, (tables) => tables.piece(vaultHolder(caller.vault), piece)),
    );
  });
  server.delete(address, PIECE_RATE, async (request, reply) => {
    const caller = vaultCaller(request);
    const piece = idOf(request, "piece");
    const erase = (tables: BoardTables) => tables.erasePieces(vaultHolder(caller.vault), piece);
    const files = await withVault(context, caller, erase);
    await removeFiles(context, files ?? []);
    return files === undefined ? missing(reply) : reply.status(204).send();
  });
}

function addClaimRoutes(server: FastifyInstance, { pieces, escrow, callers }: Shared): void {
  server.post("/v1/attachments", SMALL_BODY, async (request, reply) => {
    const isNew = await acceptClaim(pieces, await escrow(), bodyOf(request));
    return cbor(reply, { v: 1 }, isNew ? 201 : 200);
  });
  server.delete("/v1/attachments/:attachment", async (request, reply) => {
    const { key } = await callerOf(callers, await escrow(), request, "author");
    const erased = await eraseAttachment(pieces, idOf(request, "attachment"), key);
    return erased ? reply.status(204).send() : missing(reply);
  });
}

function addAttachmentPieceRoutes(server: FastifyInstance, { pieces, escrow, callers }: Shared): void {
  server.put("/v1/attachments/:attachment/:piece", PIECE_RATE, async (request, reply) => {
    const { key } = await callerOf(callers, await escrow(), request, "author");
    const attachment = idOf(request, "attachment");
    const announced = announcedBy(request, attachmentHolder(attachment), placeOf(request));
    return stored(reply, await acceptAttachmentPiece(pieces, attachment, key, announced, streamOf(request)));
  });
  server.get("/v1/attachments/:attachment/:piece", PIECE_RATE, async (request, reply) => {
    const holder = attachmentHolder(idOf(request, "attachment"));
    return sendPiece(pieces, reply, await pieces.store.transaction((tables) => tables.piece(holder, placeOf(request))));
  });
}

function announcedBy(request: FastifyRequest, holder: string, piece: string): AnnouncedPiece {
  const bytes = Number(request.headers["content-length"] ?? Number.NaN);
  const hash = (request.query as Record<string, string | undefined>)["sha256"] ?? "";
  if (!Number.isSafeInteger(bytes)) throw malformed("content-length", "a piece says how long it is before it comes");
  if (!/^[0-9a-f]{64}$/.test(hash)) throw malformed("sha256", "the address of a piece names its SHA-256", "sha256");
  return { holder, piece, bytes, hash };
}

/** The place of a piece in its attachment, written in one way only. */
function placeOf(request: FastifyRequest): string {
  const place = (request.params as { piece: string }).piece;
  if (!/^(0|[1-9]\d{0,3})$/.test(place) || Number(place) >= ATTACHMENT_PIECES_MAX) {
    throw malformed("piece", "a piece has a number", "piece");
  }
  return place;
}

function streamOf(request: FastifyRequest): AsyncIterable<Uint8Array> {
  if (!(request.body instanceof Readable)) throw malformed("body", "a piece is sent as application/octet-stream");
  return request.body;
}

function stored(reply: FastifyReply, isStored: boolean): FastifyReply {
  return isStored ? reply.status(204).send() : missing(reply);
}

async function sendPiece(
  { pieces }: PieceContext,
  reply: FastifyReply,
  found: { readonly file: string; readonly bytes: number } | undefined,
): Promise<FastifyReply> {
  const bytes = found && (await pieces.get(found.file));
  if (found === undefined || bytes === undefined) return missing(reply);
  return reply
    .header("cache-control", "no-store")
    .header("content-length", found.bytes)
    .type("application/octet-stream")
    .send(Readable.from(bytes));
}
