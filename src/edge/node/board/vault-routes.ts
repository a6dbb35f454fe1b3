/** Vaults: their updates, their blobs and the doors to them. What is stored is opaque to the board. */
import { createHmac } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { conflict, malformed } from "../../../core/bytes/errors.ts";
import { VAULT_SNAPSHOT_MAX_BYTES, VAULT_UPDATE_MAX_BYTES } from "../../../core/bytes/sizes.ts";
import type { BoardContext } from "../../../roles/board/board.ts";
import { vaultHolder } from "../../../roles/board/holders.ts";
import { type PieceContext, removeFiles } from "../../../roles/board/pieces.ts";
import * as rules from "../../../roles/board/vault.ts";
import { bodyOf, cbor, count, idOf, missing, SMALL_BODY } from "./http.ts";
import { followed, keyHash, vaultCaller } from "./vault-access.ts";

const UPDATE_BODY = { bodyLimit: VAULT_UPDATE_MAX_BYTES };
const SNAPSHOT_BODY = { bodyLimit: VAULT_SNAPSHOT_MAX_BYTES };
const BLOB_BODY = { bodyLimit: 8 * 1024 * 1024 };

/** @param addressKey under which addresses are counted; the same for all boards of one database */
export function addVaultRoutes(server: FastifyInstance, context: PieceContext, addressKey: Uint8Array): void {
  server.put("/v1/vaults/:vault", async (request, reply) => {
    const fresh = await rules.beginVault(context, vaultCaller(request));
    return fresh === undefined ? missing(reply) : reply.status(fresh ? 201 : 204).send();
  });
  server.delete("/v1/vaults/:vault", async (request, reply) => {
    const caller = vaultCaller(request);
    const files = await rules.withVault(context, caller, async (tables) => {
      await tables.deleteVault(caller.vault);
      return tables.erasePieces(vaultHolder(caller.vault));
    });
    if (files === undefined) return missing(reply);
    await removeFiles(context, files);
    await context.store.forgetErased();
    return reply.status(204).send();
  });
  addUpdateRoutes(server, context);
  addDoorRoutes(server, context, addressKey);
  addBlobRoutes(server, context);
}

function addUpdateRoutes(server: FastifyInstance, context: BoardContext): void {
  server.get("/v1/vaults/:vault/updates", async (request, reply) => {
    const piece = await rules.readUpdates(context, vaultCaller(request), count(request, "after", 0));
    if (piece === undefined) return missing(reply);
    return cbor(reply, { v: 1, ...piece, snapshot: piece.snapshot ?? null });
  });
  server.post("/v1/vaults/:vault/updates", UPDATE_BODY, async (request, reply) => {
    const seq = await rules.appendUpdate(context, vaultCaller(request), followed(request), bodyOf(request));
    return seq === undefined ? missing(reply) : cbor(reply, { v: 1, seq }, 201);
  });
  server.put("/v1/vaults/:vault/snapshot", SNAPSHOT_BODY, async (request, reply) => {
    const put = await rules.replaceUpdates(context, vaultCaller(request), followed(request), bodyOf(request));
    return empty(reply, put);
  });
}

function addDoorRoutes(server: FastifyInstance, context: PieceContext, addressKey: Uint8Array): void {
  server.get("/v1/vaults/:vault/doors", async (request, reply) => {
    const caller = vaultCaller(request);
    const doors = await rules.withVault(context, caller, (tables) => tables.doorsOf(caller.vault));
    return doors === undefined ? missing(reply) : cbor(reply, { v: 1, doors });
  });
  server.put("/v1/vaults/:vault/doors/:door", SMALL_BODY, async (request, reply) => {
    return empty(reply, await rules.putDoor(context, vaultCaller(request), idOf(request, "door"), bodyOf(request)));
  });
  server.delete("/v1/vaults/:vault/doors/:door", async (request, reply) => {
    const caller = vaultCaller(request);
    const removed = await rules.withVault(context, caller, async (tables) => {
      await tables.removeDoor(idOf(request, "door"), caller.vault);
      return true;
    });
    return empty(reply, removed);
  });
  server.get("/v1/doors/:door", async (request, reply) => {
    const wrap = await rules.openDoor(
      context,
      idOf(request, "door"),
      keyHash(request, "Door") ?? "",
      addressName(addressKey, request, context.clock.seconds()),
    );
    return wrap === undefined ? missing(reply) : octets(reply, wrap);
  });
}

/** Blobs: each write names the version that it follows, so that two devices never overwrite one another. */
function addBlobRoutes(server: FastifyInstance, context: BoardContext): void {
  server.put("/v1/vaults/:vault/:blob", BLOB_BODY, async (request, reply) => {
    const caller = vaultCaller(request);
    const blob = blobOf(request);
    const expected = followed(request);
    const version = await rules.withVault(context, caller, async (tables) => {
      const put = await tables.putBlob(caller.vault, blob, expected, bodyOf(request));
      if (put === undefined)
        throw conflict("version", "another device was first; nothing is lost, take its version in and write again");
      return put;
    });
    if (version === undefined) return missing(reply);
    return reply
      .status(expected === 0 ? 201 : 204)
      .header("etag", `"${version}"`)
      .send();
  });
  server.get("/v1/vaults/:vault/:blob", async (request, reply) => {
    const caller = vaultCaller(request);
    const found = await rules.withVault(context, caller, (tables) => tables.blob(caller.vault, blobOf(request)));
    return found === undefined ? missing(reply) : octets(reply.header("etag", `"${found.version}"`), found.bytes);
  });
}

function blobOf(request: FastifyRequest): string {
  const { blob = "" } = request.params as { blob?: string };
  if (!/^[0-9a-z-]{0,64}$/.test(blob)) throw malformed("id", "a blob's name is up to 64 plain characters", "blob");
  return blob;
}

/** A name for an address that tells nothing of it, and another one every hour. */
function addressName(key: Uint8Array, request: FastifyRequest, seconds: number): string {
  const hour = Math.floor(seconds / 3600);
  return createHmac("sha256", key).update(`${hour}/${request.ip}`).digest("base64url");
}

function empty(reply: FastifyReply, done: boolean | undefined): FastifyReply {
  return done === undefined ? missing(reply) : reply.status(204).send();
}

function octets(reply: FastifyReply, bytes: Uint8Array): FastifyReply {
  return reply.header("cache-control", "no-store").type("application/octet-stream").send(Buffer.from(bytes));
}
