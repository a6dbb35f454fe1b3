/** What every route of the board needs: CBOR in and out, signed callers, problem details, headers, long polls. */

import { createHmac, randomBytes } from "node:crypto";
import { EventEmitter } from "node:events";
import rateLimit from "@fastify/rate-limit";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { Logger } from "pino";
import { fromHex } from "../../../core/bytes/bytes.ts";
import { encode } from "../../../core/bytes/cbor.ts";
import { ChorusError, malformed, overLimit, rejected } from "../../../core/bytes/errors.ts";
import type { Clock, Signer } from "../../../core/ports.ts";
import { type Charter, charterOfEpoch, type Escrow } from "../../../core/protocol/charter.ts";
import { type Caller, checkAuthorization } from "../../../core/protocol/request.ts";
import { SUBMISSION_MAX_BYTES } from "../../../roles/board/board.ts";
import { problemOf } from "../problem.ts";
import { limitBodies } from "./body-room.ts";

/** What the interface answers is data: nothing of it runs, is shown in a frame, or loads anything. */
const CONTENT_SECURITY_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "permissions-policy": "geolocation=(), camera=(), payment=(), usb=()",
};

const LONGEST_WAIT_SECONDS = 25;
/** Another board on the same database may have brought something: look again this often while waiting. */
const LOOK_AGAIN_MILLISECONDS = 1000;

/**
 * A server with the board's manners, without routes. Logs status and rule; never an address, a query or a body.
 *
 * @param trustedProxies addresses (or networks) of reverse proxies, with commas between, whose word on who asks is taken.
 *   Without any, nobody's is: whoever could name their own address could ask without a limit
 */
export async function openServer(
  logger: Logger,
  ratePerMinute: number,
  trustedProxies?: string,
): Promise<FastifyInstance> {
  const server = Fastify({
    logger: false,
    trustProxy: trustedProxies ?? false,
    bodyLimit: SUBMISSION_MAX_BYTES,
    routerOptions: { maxParamLength: 200 },
    // At the end, who is being answered is answered; connections on which nobody waits are cut.
    forceCloseConnections: "idle",
  });
  server.addContentTypeParser(
    ["application/cbor", "application/octet-stream"],
    { parseAs: "buffer" },
    (_request, body, done) => done(null, body),
  );
  // Addresses are counted under a key that is made at start and kept nowhere.
  const addressKey = randomBytes(32);
  await server.register(rateLimit, {
    max: ratePerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => createHmac("sha256", addressKey).update(request.ip).digest("base64"),
    allowList: claimsTrustee,
  });
  limitBodies(server);
  server.addHook("onSend", async (_request, reply) => {
    // Files of the application come with headers of their own, which their build asks for.
    for (const [name, value] of Object.entries(HEADERS)) if (!reply.hasHeader(name)) reply.header(name, value);
    // What was erased must not live on in a cache, so whatever may be kept says so itself.
    if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
  });
  server.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    const route = request.routeOptions.url ?? "unknown";
    logger[problem.status >= 500 ? "error" : "info"]({
      event: "refused",
      route,
      status: problem.status,
      rule: problem.rule,
    });
    return reply.status(problem.status).type("application/problem+json").send(JSON.stringify(problem));
  });
  return server;
}

function claimsTrustee(request: FastifyRequest): boolean {
  return request.headers.authorization?.startsWith("Chorus trustee/") ?? false;
}

/**
 * Trustees are not limited; whoever only calls itself one is, like everyone else. To be called before any route is
 * added; the signature can be checked once the body is there.
 */
export function limitPretenders(
  server: FastifyInstance,
  isTrustee: (request: FastifyRequest) => Promise<boolean>,
): void {
  const limit = server.createRateLimit({ allowList: [] });
  server.addHook("preHandler", async (request, reply) => {
    if (!claimsTrustee(request) || (await isTrustee(request))) return;
    const state = await limit(request);
    if (state.isAllowed || !state.isExceeded) return;
    reply.header("retry-after", state.ttlInSeconds);
    throw overLimit("rate", "too many requests; wait a little");
  });
}

/** The request's body as bytes. */
export function bodyOf(request: FastifyRequest): Uint8Array {
  if (!Buffer.isBuffer(request.body)) throw malformed("body", "the request has no CBOR body");
  const { buffer, byteOffset, length } = request.body; // not copied: it may be large
  return new Uint8Array(buffer, byteOffset, length);
}

/** For routes that take no files. */
export const SMALL_BODY = { bodyLimit: 512 * 1024 };

/** A whole number from the query. */
export function count(request: FastifyRequest, name: string, fallback?: number): number {
  const text = (request.query as Record<string, string | undefined>)[name];
  if (text === undefined && fallback !== undefined) return fallback;
  if (text === undefined || !/^\d{1,15}$/.test(text)) throw malformed("query", `${name} must be a whole number`, name);
  return Number(text);
}

/** An id of 16 bytes in lower-case hexadecimal from the address. */
export function idOf(request: FastifyRequest, name: string): string {
  const id = (request.params as Record<string, string>)[name] ?? "";
  if (!/^[0-9a-f]{32}$/.test(id)) throw malformed("id", "an id is 32 characters of lower-case hexadecimal", name);
  return id;
}

/** Ends a long poll when the caller goes away. */
export function goneSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once("close", () => controller.abort());
  return controller.signal;
}

/** Answers a value as CBOR. */
export function cbor(reply: FastifyReply, value: unknown, status = 200): FastifyReply {
  return reply
    .status(status)
    .header("cache-control", "no-store")
    .type("application/cbor")
    .send(Buffer.from(encode(value)));
}

/** Answers that there is no such thing. */
export function missing(reply: FastifyReply): FastifyReply {
  const problem = { title: "Not found", status: 404, detail: "there is nothing here", rule: "unknown" };
  return reply.status(404).type("application/problem+json").send(JSON.stringify(problem));
}

/** Who may call: looked up in the charter and among the admitted counsel. */
export type Callers = {
  readonly signer: Signer;
  readonly clock: Clock;
  readonly counselKey: (id: string) => Promise<Uint8Array | undefined>;
  /** Has this trustee of an earlier epoch destroyed its shares? */
  readonly retired: (epoch: number, trustee: number) => Promise<boolean>;
};

/** A caller, and the epoch under whose charter it spoke. */
export type KnownCaller = Caller & { readonly epoch: number };

/** Callers that have been checked, so that one request is checked once. */
const known = new WeakMap<FastifyRequest, Promise<KnownCaller>>();

/** Checks that a trustee calls. Answers its signing key: its index may be another's in another epoch. */
export async function trusteeOf(callers: Callers, escrow: Escrow, request: FastifyRequest): Promise<Uint8Array> {
  const { epoch, index } = await callerOf(callers, escrow, request, "trustee");
  return charterOfEpoch(escrow, epoch).trustees[index - 1]?.signingKey as Uint8Array;
}

/** Checks the Authorization header and that the caller has the role. */
export async function callerOf<Role extends Caller["role"]>(
  callers: Callers,
  escrow: Escrow,
  request: FastifyRequest,
  role: Role,
): Promise<Extract<KnownCaller, { role: Role }>> {
  const checked = known.get(request) ?? whoAsks(callers, escrow, request);
  known.set(request, checked);
  const caller = await checked;
  if (caller.role !== role) throw rejected("authorization", "this is not for the caller to ask");
  return caller as Extract<KnownCaller, { role: Role }>;
}

async function whoAsks(callers: Callers, escrow: Escrow, request: FastifyRequest): Promise<KnownCaller> {
  const header = request.headers.authorization;
  const counselId = /^Chorus counsel\/([0-9a-f]{32}) /.exec(header ?? "")?.[1];
  const counselKey = counselId === undefined ? undefined : await callers.counselKey(counselId);
  const body = Buffer.isBuffer(request.body) ? new Uint8Array(request.body) : new Uint8Array();
  const statement = { board: escrow.charter.board.origin, method: request.method, target: request.url, body };
  const asOf = (charter: Charter): KnownCaller => {
    const keyOf = (caller: Caller) => {
      if (caller.role === "trustee") return charter.trustees[caller.index - 1]?.signingKey;
      // Anybody may speak under a key of their own; what that key may do, the route looks up.
      if (caller.role === "author") return fromHex(caller.key);
      return caller.role === "registrar" ? charter.registrar.signingKey : counselKey;
    };
    const caller = checkAuthorization(callers.signer, header, statement, callers.clock.seconds(), keyOf);
    return { ...caller, epoch: charter.epoch };
  };
  try {
    return asOf(escrow.charter);
  } catch (error) {
    const before = header?.startsWith("Chorus trustee/") ? await trusteeBefore(callers, escrow, asOf) : undefined;
    if (before === undefined) throw error;
    return before;
  }
}

/** A trustee of an earlier epoch that still has to finish what began there. */
async function trusteeBefore(
  callers: Callers,
  escrow: Escrow,
  asOf: (charter: Charter) => KnownCaller,
): Promise<KnownCaller | undefined> {
  for (const charter of escrow.earlier.toReversed()) {
    try {
      const caller = asOf(charter);
      if (caller.role === "trustee" && !(await callers.retired(charter.epoch, caller.index))) return caller;
    } catch (error) {
      if (!(error instanceof ChorusError)) throw error;
    }
  }
  return undefined;
}

/** Wakes long polls when something was stored. */
export class Bell {
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  #ended = false;

  ring(): void {
    this.#emitter.emit("ring");
  }

  /** Answers all who wait, now and from now on, because the board is about to stop. */
  end(): void {
    this.#ended = true;
    this.ring();
  }

  /** Runs `look` until it gives something, the time is over, or the caller has gone. */
  async waitFor<Result>(
    look: () => Promise<Result | undefined>,
    seconds: number,
    signal: AbortSignal,
  ): Promise<Result | undefined> {
    const end = Date.now() + Math.min(seconds, LONGEST_WAIT_SECONDS) * 1000;
    for (;;) {
      // Listening begins before looking, so that nothing that comes in between is missed.
      const { rung, stop } = this.#listen(Math.min(LOOK_AGAIN_MILLISECONDS, Math.max(0, end - Date.now())), signal);
      try {
        const result = await look();
        if (result !== undefined || Date.now() >= end || signal.aborted || this.#ended) return result;
        await rung;
      } finally {
        stop();
      }
    }
  }

  #listen(milliseconds: number, signal: AbortSignal): { rung: Promise<void>; stop: () => void } {
    let stop = () => {};
    const rung = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      const done = () => resolve();
      this.#emitter.once("ring", done);
      signal.addEventListener("abort", done, { once: true });
      stop = () => {
        clearTimeout(timer);
        this.#emitter.off("ring", done);
        signal.removeEventListener("abort", done);
      };
    });
    return { rung, stop };
  }
}
