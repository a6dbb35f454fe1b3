/** The board's conversations and rooms (docs/http.md) as functions. */
import * as v from "valibot";
import { toHex } from "../../core/bytes/bytes.ts";
import { whole } from "../../core/bytes/schema.ts";
import type { Mail } from "./board-client.ts";
import type { Rooms } from "./circle/seat.ts";
import { ask, BoardUnreachable, type Identity, send } from "./http-client.ts";

const mailSchema = v.array(v.strictObject({ seq: whole(1, Number.MAX_SAFE_INTEGER), bytes: v.instance(Uint8Array) }));

/** `base` is the board's address without a slash at the end; "" in a page that it served. */
export function talkBoard(base: string) {
  const post = async (target: string, body: Uint8Array, as?: Identity): Promise<void> => {
    const answer = await send(base, { method: "POST", target, body, ...(as ? { as } : {}) });
    if (answer === undefined) throw new BoardUnreachable(404);
  };
  const mail = async (target: string, after: number, wait: number, as?: Identity): Promise<Mail> =>
    (await ask(
      base,
      { method: "GET", target: `${target}?after=${after}&wait=${wait}`, ...(as ? { as } : {}) },
      mailSchema,
    )) ?? [];
  const rooms: Rooms = {
    post: (room, file) => post(`/v1/rooms/${toHex(room)}`, file),
    files: (room, after) => mail(`/v1/rooms/${toHex(room)}`, after, 0),
  };
  return {
    rooms,
    /** Counsel writes to an author's box. */
    write: (as: Identity, box: Uint8Array, file: Uint8Array) => post(`/v1/talks/${toHex(box)}`, file, as),
    /** What counsel wrote to a box. */
    written: (box: Uint8Array, after: number, wait = 0) => mail(`/v1/talks/${toHex(box)}`, after, wait),
    /** The author answers. */
    answer: (box: Uint8Array, counsel: Uint8Array, file: Uint8Array) =>
      post(`/v1/talks/${toHex(box)}/answers/${toHex(counsel)}`, file),
    /** What authors answered to counsel. */
    answers: (as: Identity, counsel: Uint8Array, after: number, wait = 0) =>
      mail(`/v1/answers/${toHex(counsel)}`, after, wait, as),
    /** Waits in a room until something new lies there. */
    waitInRoom: (room: Uint8Array, after: number, wait: number) => mail(`/v1/rooms/${toHex(room)}`, after, wait),
  };
}
