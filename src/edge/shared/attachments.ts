/** Attachments over HTTP, piece by piece (§16): in a vault, or with a record. Never more than one piece in memory. */
import { toBase64Url, toHex } from "../../core/bytes/bytes.ts";
import { unavailable } from "../../core/bytes/errors.ts";
import { runningSha256, sha256 } from "../../core/crypto/hash.ts";
import { type Attachment, checkWhole, openPiece, vaultPieceName } from "../../core/protocol/attachment.ts";
import { authorize } from "../../core/protocol/request.ts";
import { ageSealer } from "./age.ts";
import { BoardUnreachable, type Identity, send } from "./http-client.ts";

/** Where the pieces of one attachment lie. */
export interface PieceShelf {
  put(place: number, file: Uint8Array, signal?: AbortSignal): Promise<void>;
  get(place: number, signal?: AbortSignal): Promise<Uint8Array | undefined>;
}

/** What opens a vault's pieces on the board. */
export type VaultAccess = { readonly vault: string; readonly accessKey: Uint8Array };

/** @param base the board's address without a slash at the end */
export function vaultShelf(base: string, { vault, accessKey }: VaultAccess, attachment: Uint8Array) {
  const headers = { authorization: `Vault ${toBase64Url(accessKey)}` };
  const target = (place: number) => `/v1/vaults/${vault}/pieces/${toHex(vaultPieceName(attachment, place))}`;
  return {
    put: (place: number, file: Uint8Array, signal?: AbortSignal) =>
      putPiece(base, announced(target(place), file), file, headers, signal),
    get: (place: number, signal?: AbortSignal) => getPiece(base, target(place), headers, signal),
    async erase(pieces: number): Promise<void> {
      for (let place = 0; place < pieces; place++) {
        await send(base, { method: "DELETE", target: target(place), headers });
      }
    },
  } satisfies PieceShelf & { erase(pieces: number): Promise<void> };
}

/** Who writes: `caller` is an author. Without it the shelf can only be read. */
export function recordShelf(base: string, attachment: Uint8Array, as?: Identity) {
  const root = `/v1/attachments/${toHex(attachment)}`;
  // The statement names the hash of the piece by the address, and no body: the board checks it before it reads one.
  const signed = (method: "PUT" | "DELETE", target: string): Record<string, string> => {
    if (as === undefined) throw new Error("only its author writes an attachment");
    const statement = { board: as.board, method, target, body: new Uint8Array() };
    return { authorization: authorize(as.signer, as.caller, statement, as.clock.seconds(), as.seed) };
  };
  return {
    async claim(claim: Uint8Array): Promise<void> {
      const answer = await send(base, { method: "POST", target: "/v1/attachments", body: claim });
      if (answer === undefined) throw new BoardUnreachable(404);
    },
    put(place: number, file: Uint8Array, signal?: AbortSignal) {
      const target = announced(`${root}/${place}`, file);
      return putPiece(base, target, file, signed("PUT", target), signal);
    },
    get: (place: number, signal?: AbortSignal) => getPiece(base, `${root}/${place}`, {}, signal),
    async erase(): Promise<void> {
      await send(base, { method: "DELETE", target: root, headers: signed("DELETE", root) });
    },
  } satisfies PieceShelf & { claim(claim: Uint8Array): Promise<void>; erase(): Promise<void> };
}

/**
 * The content of an attachment, piece by piece, each checked before it is given on.
 *
 * @throws ChorusError `rejected` when a piece, or in the end the whole, is not what was sealed; `unavailable`
 *   (`piece-missing`) when the board does not have a piece
 */
export async function* contentOf(
  shelf: PieceShelf,
  attachment: Attachment,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const hash = runningSha256();
  for (let place = 0; place < attachment.pieces.length; place++) {
    const file = await shelf.get(place, signal);
    if (file === undefined) throw unavailable("piece-missing", `piece ${place + 1} of an attachment is not there`);
    const content = await openPiece(ageSealer, attachment, place, file);
    hash.update(content);
    if (content.length > 0) yield content;
  }
  checkWhole(attachment, hash.digest());
}

const announced = (target: string, file: Uint8Array) => `${target}?sha256=${toHex(sha256(file))}`;

async function putPiece(
  base: string,
  target: string,
  body: Uint8Array,
  headers: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<void> {
  const typed = { ...headers, "content-type": "application/octet-stream" };
  const answer = await send(base, { method: "PUT", target, body, headers: typed, ...(signal ? { signal } : {}) });
  if (answer === undefined) throw new BoardUnreachable(404);
}

async function getPiece(
  base: string,
  target: string,
  headers: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<Uint8Array | undefined> {
  const answer = await send(base, { method: "GET", target, headers, ...(signal ? { signal } : {}) });
  return answer && new Uint8Array(await answer.arrayBuffer());
}
