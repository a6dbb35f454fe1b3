/** The board as a trustee calls it: the TrusteeBoard port over HTTP, every request signed. */
import * as v from "valibot";
import { whole } from "../../core/bytes/schema.ts";
import type { BoardFigures, Parcel, TrusteeBoard } from "../../roles/trustee/ports.ts";
import { ask, BoardUnreachable, cborBody, type Identity, send } from "./http-client.ts";

const bytes = v.instance(Uint8Array);
const count = whole(0, Number.MAX_SAFE_INTEGER);
const figures = v.strictObject({ size: count, cosigned: count, mail: count, applications: count });
const entries = v.array(v.strictObject({ position: count, bytes: v.nullable(bytes) }));
const mail = v.array(v.strictObject({ seq: count, bytes }));
const witnessed = v.array(v.strictObject({ trustee: whole(1, 255), size: count, note: v.string() }));
const epochPlace = v.strictObject({ position: count, mail: count });
const applications = v.array(v.strictObject({ card: bytes, signature: bytes, admitted: v.array(whole(1, 255)) }));

/** How far each trustee, by its index, has been heard of: the size that it cosigned last. */
export async function witnessedSizes(base: string): Promise<Map<number, number>> {
  const notes = (await ask(base, { method: "GET", target: "/v1/log/witnessed" }, witnessed)) ?? [];
  return new Map(notes.map(({ trustee, size }) => [trustee, size]));
}

/** Where each kind of parcel is delivered. */
function address(parcel: Parcel): { target: string; body: Uint8Array } {
  switch (parcel.kind) {
    case "mail":
      return { target: `/v1/mail/${parcel.target}`, body: parcel.bytes };
    case "erasure":
      return { target: "/v1/erasures", body: parcel.bytes };
    case "opening":
      return { target: "/v1/openings", body: parcel.bytes };
    case "destruction":
      return { target: "/v1/destructions", body: parcel.bytes };
    case "admission":
      return { target: "/v1/counsel/admissions", body: parcel.bytes };
    case "cosignature": {
      const line = new TextDecoder().decode(parcel.bytes);
      return { target: "/v1/log/cosignatures", body: cborBody({ v: 1, size: Number(parcel.target), line }) };
    }
  }
}

/** @param as the trustee's own identity */
export function trusteeBoard(base: string, as: Identity, signal?: AbortSignal): TrusteeBoard {
  const options = { as, ...(signal ? { signal } : {}) };
  const get = async <Schema extends v.GenericSchema>(target: string, schema: Schema) => {
    const answer = await ask(base, { method: "GET", target, ...options }, schema);
    if (answer === undefined) throw new BoardUnreachable(404);
    return answer;
  };
  return {
    follow: (known: BoardFigures, wait: number) =>
      get(
        `/v1/log/follow?size=${known.size}&cosigned=${known.cosigned}&mail=${known.mail}&applications=${known.applications}&wait=${wait}`,
        figures,
      ),
    async checkpoint() {
      const response = await send(base, { method: "GET", target: "/checkpoint", ...options });
      if (response === undefined) throw new BoardUnreachable(404);
      return response.text();
    },
    entries: (from, many) => get(`/v1/log/entries?after=${from}&count=${many}`, entries),
    async leaf(position) {
      const response = await send(base, { method: "GET", target: `/v1/log/leaves/${position}`, ...options });
      if (response === undefined) throw new BoardUnreachable(404);
      return new Uint8Array(await response.arrayBuffer());
    },
    async checkpointAt(size) {
      const response = await send(base, { method: "GET", target: `/v1/log/checkpoints/${size}`, ...options });
      return response?.text();
    },
    mailAt: async (epoch) => (await get(`/v1/log/epochs/${epoch}`, epochPlace)).mail,
    witnessed: () => get("/v1/log/witnessed", witnessed),
    mail: (after) => get(`/v1/mail/trustees?after=${after}`, mail),
    applications: () => get("/v1/counsel/applications", applications),
    async deliver(parcel) {
      const { target, body } = address(parcel);
      const answer = await send(base, { method: "POST", target, body, ...options });
      if (answer === undefined) throw new BoardUnreachable(404); // no such address: this is not the board, or not yet
    },
  };
}
