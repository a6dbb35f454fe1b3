/**
 * HTTP as every party speaks it to the board: CBOR in and out, problem details as ChorusError, requests signed by
 * whoever has a key. Never a cookie, never a referrer.
 */
import type * as v from "valibot";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { ChorusError, type FaultKind } from "../../core/bytes/errors.ts";
import type { Clock, Signer } from "../../core/ports.ts";
import { authorize, type Caller } from "../../core/protocol/request.ts";

/** The board could not be reached, or answered in a way that nobody expects. Trying again later is right. */
export class BoardUnreachable extends Error {
  readonly status: number | undefined;
  constructor(status?: number) {
    super(status === undefined ? "the board could not be reached" : `the board answered ${status}`);
    this.name = "BoardUnreachable";
    this.status = status;
  }
}

/** Who signs requests, with what, and to which board (its origin, from the charter). */
export type Identity = {
  readonly caller: Caller;
  readonly board: string;
  readonly seed: Uint8Array;
  readonly signer: Signer;
  readonly clock: Clock;
};

/** One request. `target` is path and query; `body` bytes, or a value to be sent as CBOR. */
export type BoardRequest = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly target: string;
  readonly body?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly as?: Identity;
  readonly signal?: AbortSignal;
};

const ANSWER_MAX_BYTES = 64 * 1024 * 1024;

/** Sends a request; answers of 400 and above become errors, except 404, which is undefined. */
export async function send(base: string, request: BoardRequest): Promise<Response | undefined> {
  const { method, target, body, as } = request;
  const headers: Record<string, string> = { ...request.headers };
  if (body !== undefined) headers["content-type"] ??= "application/cbor";
  if (as !== undefined) {
    const statement = { board: as.board, method, target, body: body ?? new Uint8Array() };
    headers["authorization"] = authorize(as.signer, as.caller, statement, as.clock.seconds(), as.seed);
  }
  const response = await reach(base + target, {
    method,
    headers,
    credentials: "omit",
    referrerPolicy: "no-referrer",
    cache: "no-store",
    ...(body === undefined ? {} : { body: bodyOf(body) }),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  });
  if (response.ok) return response;
  if (response.status === 404) return undefined;
  throw await faultOf(response);
}

/** Sends a request and reads a CBOR answer of the given shape. */
export async function ask<Schema extends v.GenericSchema>(
  base: string,
  request: BoardRequest,
  schema: Schema,
): Promise<v.InferOutput<Schema> | undefined> {
  const response = await send(base, request);
  return response && decode(schema, new Uint8Array(await response.arrayBuffer()), "board's answer", ANSWER_MAX_BYTES);
}

/** From this size on a body is handed over as a blob. */
const LARGE_BYTES = 64 * 1024;

/** Of bytes that it sends Chromium keeps a copy in the page until garbage is collected; of a blob it does not. */
function bodyOf(body: Uint8Array): BodyInit {
  return body.length < LARGE_BYTES ? (body as BodyInit) : new Blob([body as BlobPart]);
}

/** A value as the body of a request. */
export function cborBody(value: unknown): Uint8Array {
  return encode(value);
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch {
    throw new BoardUnreachable();
  }
}

const KIND_OF_STATUS: Readonly<Record<number, FaultKind>> = {
  400: "malformed",
  401: "rejected",
  409: "conflict",
  412: "conflict",
  413: "limit",
  422: "rejected",
  429: "limit",
};

/** Problem details (RFC 9457) as the error they were made from. */
async function faultOf(response: Response): Promise<Error> {
  const kind = KIND_OF_STATUS[response.status];
  if (kind === undefined) return new BoardUnreachable(response.status);
  const problem = (await response.json().catch(() => ({}))) as { rule?: unknown; detail?: unknown; field?: unknown };
  return new ChorusError({
    kind,
    rule: typeof problem.rule === "string" ? problem.rule : "board",
    message: typeof problem.detail === "string" ? problem.detail : `the board answered ${response.status}`,
    ...(typeof problem.field === "string" ? { field: problem.field } : {}),
  });
}
