/** A vault at the board (docs/http.md), as functions. An answer of undefined: there is no such vault, for this key. */
import * as v from "valibot";
import { toBase64Url, toHex } from "../../core/bytes/bytes.ts";
import { encode } from "../../core/bytes/cbor.ts";
import { boundedBytes, text, version, whole } from "../../core/bytes/schema.ts";
import { DOOR_WRAP_MAX_BYTES, VAULT_SNAPSHOT_MAX_BYTES } from "../../core/bytes/sizes.ts";
import { accessKey, type Vault } from "../../core/protocol/vault.ts";
import { ask, type BoardRequest, send } from "./http-client.ts";

const count = whole(0, Number.MAX_SAFE_INTEGER);
const bytes = boundedBytes(1, VAULT_SNAPSHOT_MAX_BYTES);
const pieceSchema = v.strictObject({
  v: version(1),
  newest: count,
  snapshot: v.nullable(v.strictObject({ through: count, bytes })),
  updates: v.array(v.strictObject({ seq: count, bytes })),
});
const doorsSchema = v.strictObject({ v: version(1), doors: v.array(text(32, 32)) });

export type VaultPiece = v.InferOutput<typeof pieceSchema>;

/** @param base the board's address; "" in a page that it served */
export function vaultAtBoard(base: string, vault: Vault) {
  const headers = { authorization: `Vault ${toBase64Url(accessKey(vault))}` };
  const at = (rest: string) => `/v1/vaults/${toHex(vault.id)}${rest}`;
  const request = (method: BoardRequest["method"], rest: string, more: Partial<BoardRequest> = {}): BoardRequest => ({
    method,
    target: at(rest),
    ...more,
    headers: { ...headers, ...more.headers },
  });
  const done = async (sending: Promise<Response | undefined>) => ((await sending) === undefined ? undefined : true);

  return {
    begin: () => done(send(base, request("PUT", ""))),
    erase: () => done(send(base, request("DELETE", ""))),

    updates: (after: number) => ask(base, request("GET", `/updates?after=${after}`), pieceSchema),

    /** Appends the update that follows number `after`. @throws ChorusError `conflict` when another device was first */
    append: (after: number, sealed: Uint8Array) =>
      done(send(base, request("POST", "/updates", { body: sealed, headers: following(after) }))),

    replace: (through: number, sealed: Uint8Array) =>
      done(send(base, request("PUT", "/snapshot", { body: sealed, headers: following(through) }))),

    doors: async () => (await ask(base, request("GET", "/doors"), doorsSchema))?.doors,
    putDoor: (door: string, signIn: Uint8Array, wrap: Uint8Array) =>
      done(send(base, request("PUT", `/doors/${door}`, { body: encode({ v: 1, signIn, wrap }) }))),
    /** A blob and the version it is of. */
    async blob(name: string): Promise<{ bytes: Uint8Array; blobVersion: number } | undefined> {
      const response = await send(base, request("GET", `/${name}`));
      if (response === undefined) return undefined;
      const blobVersion = Number((response.headers.get("etag") ?? "").replaceAll('"', ""));
      return { bytes: new Uint8Array(await response.arrayBuffer()), blobVersion };
    },
    /** Writes a blob that follows a version, 0 for the first. @throws ChorusError `conflict` when another was first */
    putBlob: (name: string, after: number, sealed: Uint8Array) =>
      done(send(base, request("PUT", `/${name}`, { body: sealed, headers: following(after) }))),
    removeDoor: (door: string) => done(send(base, request("DELETE", `/doors/${door}`))),
  };
}

export type VaultAtBoard = ReturnType<typeof vaultAtBoard>;

/**
 * What stands behind a door, for whoever has its sign-in key; undefined when there is no such door or the key is another.
 *
 * @throws ChorusError `limit` when there were too many attempts
 */
export async function openDoorAt(base: string, door: Uint8Array, signIn: Uint8Array): Promise<Uint8Array | undefined> {
  const headers = { authorization: `Door ${toBase64Url(signIn)}` };
  const response = await send(base, { method: "GET", target: `/v1/doors/${toHex(door)}`, headers });
  if (response === undefined) return undefined;
  const wrap = new Uint8Array(await response.arrayBuffer());
  return wrap.length <= DOOR_WRAP_MAX_BYTES ? wrap : undefined;
}

function following(seq: number): Record<string, string> {
  return seq === 0 ? { "if-none-match": "*" } : { "if-match": `"${seq}"` };
}
