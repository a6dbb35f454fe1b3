/**
 * Vault blobs: opaque, versioned, one access key a vault. An unknown vault and a wrong key answer alike, so that
 * nobody learns which vaults exist. Two devices never overwrite one another: a write names the version it follows.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { fromBase64Url, toHex } from "../../../core/bytes/bytes.ts";
import { conflict, malformed } from "../../../core/bytes/errors.ts";
import { sha256 } from "../../../core/crypto/hash.ts";
import type { BoardContext } from "../../../roles/board/board.ts";
import { bodyOf, missing } from "./http.ts";

const ACCESS_KEY_BYTES = 32;
const BLOB_MAX_BYTES = 8 * 1024 * 1024;

export function addVaultRoutes(server: FastifyInstance, { store }: BoardContext): void {
  server.put("/v1/vaults/:vault/:blob", { bodyLimit: BLOB_MAX_BYTES }, async (request, reply) => {
    const { vault, blob, keyHash } = named(request);
    const expected = expectedVersion(request);
    const bytes = bodyOf(request);
    const version = await store.transaction(async (tables) => {
      if (keyHash === undefined) return undefined; // without a key, anybody could make a vault that is anybody's
      const known = await tables.vaultKey(vault);
      if (known === undefined && expected === 0) await tables.addVault(vault, keyHash);
      else if (known !== keyHash) return undefined;
      const put = await tables.putBlob(vault, blob, expected, bytes);
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
    const { vault, blob, keyHash } = named(request);
    const found = await store.transaction(async (tables) =>
      keyHash !== undefined && (await tables.vaultKey(vault)) === keyHash ? tables.blob(vault, blob) : undefined,
    );
    if (found === undefined) return missing(reply);
    return reply
      .header("etag", `"${found.version}"`)
      .header("cache-control", "no-store")
      .type("application/octet-stream")
      .send(Buffer.from(found.bytes));
  });
  server.delete("/v1/vaults/:vault", async (request, reply) => {
    const { vault, keyHash } = named(request);
    const gone = await store.transaction(async (tables) => {
      if (keyHash === undefined || (await tables.vaultKey(vault)) !== keyHash) return false;
      await tables.deleteVault(vault);
      return true;
    });
    return gone ? reply.status(204).send() : missing(reply);
  });
}

function named(request: FastifyRequest): { vault: string; blob: string; keyHash: string | undefined } {
  const { vault = "", blob = "" } = request.params as { vault?: string; blob?: string };
  if (!/^[0-9a-f]{32}$/.test(vault))
    throw malformed("id", "a vault's id is 32 characters of lower-case hexadecimal", "vault");
  if (!/^[0-9a-z-]{0,64}$/.test(blob)) throw malformed("id", "a blob's name is up to 64 plain characters", "blob");
  const key = accessKey(request.headers.authorization);
  return { vault, blob, keyHash: key && toHex(sha256(key)) };
}

/** A wrong form is answered like a wrong key: by nothing being found. */
function accessKey(header: string | undefined): Uint8Array | undefined {
  const [scheme, key] = (header ?? "").split(" ");
  try {
    const bytes = scheme === "Vault" && key !== undefined ? fromBase64Url(key) : new Uint8Array();
    return bytes.length === ACCESS_KEY_BYTES ? bytes : undefined;
  } catch {
    return undefined;
  }
}

function expectedVersion(request: FastifyRequest): number {
  if (request.headers["if-none-match"] === "*") return 0;
  const match = /^"(\d{1,15})"$/.exec(request.headers["if-match"] ?? "");
  if (match === null) throw malformed("if-match", "a write names the version that it follows");
  return Number(match[1]);
}
