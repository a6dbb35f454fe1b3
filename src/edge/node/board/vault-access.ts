/** Who asks about a vault: `Authorization: Vault <access key>`, of which the board knows the hash. */
import type { FastifyRequest } from "fastify";
import { fromBase64Url, toHex } from "../../../core/bytes/bytes.ts";
import { malformed } from "../../../core/bytes/errors.ts";
import { VAULT_KEY_BYTES } from "../../../core/bytes/sizes.ts";
import { sha256 } from "../../../core/crypto/hash.ts";
import type { VaultCaller } from "../../../roles/board/vault.ts";
import { idOf } from "./http.ts";

export function vaultCaller(request: FastifyRequest): VaultCaller {
  return { vault: idOf(request, "vault"), keyHash: keyHash(request, "Vault") };
}

/** The hash of a key in the Authorization header. A wrong form is answered like a wrong key: by nothing being found. */
export function keyHash(request: FastifyRequest, scheme: "Vault" | "Door"): string | undefined {
  const [given, key] = (request.headers.authorization ?? "").split(" ");
  try {
    const bytes = given === scheme && key !== undefined ? fromBase64Url(key) : new Uint8Array();
    return bytes.length === VAULT_KEY_BYTES ? toHex(sha256(bytes)) : undefined;
  } catch {
    return undefined;
  }
}

/** The version that a write follows: `If-Match: "N"`, or `If-None-Match: *` when there is none yet. */
export function followed(request: FastifyRequest): number {
  if (request.headers["if-none-match"] === "*") return 0;
  const match = /^"(\d{1,15})"$/.exec(request.headers["if-match"] ?? "");
  if (match === null) throw malformed("if-match", "a write names the version that it follows");
  return Number(match[1]);
}
