/**
 * Things of a vault that change as a whole and must not be merged (docs/http.md): each lies at the board under a name that
 * tells nothing, sealed, with a version that whoever writes must name.
 */
import { toBase64Url, toHex, utf8 } from "../../../core/bytes/bytes.ts";
import { conflict, malformed } from "../../../core/bytes/errors.ts";
import { LABELS } from "../../../core/bytes/labels.ts";
import { hash256 } from "../../../core/crypto/hash.ts";
import { openUnder, sealUnder } from "../../../core/crypto/sealed.ts";
import { accessKey, type Vault, vaultKey } from "../../../core/protocol/vault.ts";
import { send } from "../../shared/http-client.ts";
import { browserRng } from "../platform.ts";

export type Blob = { readonly version: number; readonly bytes: Uint8Array };

const NAME_BYTES = 16;

/** The blobs of an open vault. @param base the board's address; "" in a page that it served */
export function vaultBlobs(base: string, vault: Vault) {
  const key = vaultKey(vault, LABELS.vaultBlob);
  const nameOf = (name: string) => hash256(LABELS.vaultBlob, key, utf8(name)).slice(0, NAME_BYTES);
  const target = (name: string) => `/v1/vaults/${toHex(vault.id)}/${toHex(nameOf(name))}`;
  const authorization = `Vault ${toBase64Url(accessKey(vault))}`;
  return {
    async read(name: string): Promise<Blob | undefined> {
      const response = await send(base, { method: "GET", target: target(name), headers: { authorization } });
      if (response === undefined) return undefined;
      const bytes = openUnder(key, nameOf(name), new Uint8Array(await response.arrayBuffer()));
      return { version: versionOf(response), bytes };
    },

    /**
     * Writes what follows version `expected` (0: there is none yet).
     *
     * @returns the new version
     * @throws ChorusError `conflict` when another device was first
     */
    async write(name: string, expected: number, bytes: Uint8Array): Promise<number> {
      const follows = expected === 0 ? { "if-none-match": "*" } : { "if-match": `"${expected}"` };
      const headers = { authorization, "content-type": "application/octet-stream", ...follows };
      const body = sealUnder(browserRng, key, nameOf(name), bytes);
      const response = await send(base, { method: "PUT", target: target(name), headers, body });
      if (response === undefined) throw conflict("vault", "the vault is not at the board any more");
      return versionOf(response);
    },
  };
}

export type VaultBlobs = ReturnType<typeof vaultBlobs>;

function versionOf(response: Response): number {
  const match = /^"(\d{1,15})"$/.exec(response.headers.get("etag") ?? "");
  if (match === null) throw malformed("etag", "the board named no version");
  return Number(match[1]);
}
