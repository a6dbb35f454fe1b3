/** The registrar as a process: one route, which only the board needs to reach. */
import { join } from "node:path";
import Fastify, { type FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { equalBytes } from "../../../core/bytes/bytes.ts";
import { conflict, unavailable } from "../../../core/bytes/errors.ts";
import { sodiumGroup } from "../../../core/crypto/group-sodium.ts";
import { sodiumSigner } from "../../../core/crypto/signer-sodium.ts";
import type { Escrow } from "../../../core/protocol/charter.ts";
import { openCharters } from "../../../core/protocol/succession.ts";
import { invitationHash, issue, type RegistrarPorts } from "../../../roles/registrar/registrar.ts";
import { boardClient } from "../../shared/board-client.ts";
import { send } from "../../shared/http-client.ts";
import { nodeSealer } from "../age.ts";
import { systemClock, systemRng } from "../platform.ts";
import { problemOf } from "../problem.ts";
import { blindSignWith, type RegistrarKeys, readRegistrarKeys } from "./keys.ts";
import { emailBy } from "./mail.ts";
import { oidcBy } from "./oidc.ts";
import { openRegistrarStore } from "./store.ts";

export type RegistrarOptions = {
  readonly folder: string;
  readonly board: string;
  readonly port: number;
  readonly host: string;
  readonly database?: string;
  readonly passphrase?: string;
  readonly logger: Logger;
};

const REQUEST_MAX_BYTES = 16 * 1024;

/** Starts the registrar. Answers its address and how to stop it. */
export async function startRegistrar(
  options: RegistrarOptions,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const keys = await readRegistrarKeys(options.folder, options.passphrase);
  const store = await openRegistrarStore(options.database ?? join(options.folder, "registrar.sqlite"));
  const ports = await portsOf(options, keys, store);
  const server = Fastify({ logger: false, bodyLimit: REQUEST_MAX_BYTES });
  server.addContentTypeParser("application/cbor", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  serve(server, ports, options.logger);
  const url = await server.listen({ port: options.port, host: options.host });
  return {
    url,
    async close() {
      await server.close();
      await store.close();
    },
  };
}

function serve(server: FastifyInstance, ports: () => Promise<RegistrarPorts>, logger: Logger): void {
  server.post("/issue", async (request, reply) => {
    const answer = await issue(await ports(), new Uint8Array(request.body as Buffer));
    return reply.type("application/cbor").send(Buffer.from(answer));
  });
  server.get("/healthz", async () => ({ ok: true }));
  server.setErrorHandler((error, _request, reply) => {
    const problem = problemOf(error);
    logger.info({ event: "request refused", rule: problem.rule, status: problem.status });
    return reply.status(problem.status).type("application/problem+json").send(JSON.stringify(problem));
  });
}

/** The registrar learns its escrow from the board once the ceremony is over, and keeps to that one. */
async function portsOf(
  options: RegistrarOptions,
  keys: RegistrarKeys,
  store: RegistrarPorts["store"],
): Promise<() => Promise<RegistrarPorts>> {
  const group = await sodiumGroup();
  const signer = await sodiumSigner();
  let escrow: Escrow | undefined;
  return async () => {
    if (escrow === undefined) {
      const { charter, successors } = await boardClient(options.board).escrow();
      if (charter === null) throw unavailable("no-charter", "the escrow has no charter yet; try again later");
      escrow = openCharters(group, signer, charter, successors);
      if (!equalBytes(escrow.charter.registrar.signingKey, signer.publicKey(keys.seed))) {
        throw conflict("registrar-stranger", "the escrow has another registrar");
      }
    }
    const board = escrow.charter.board.origin;
    const identity = { caller: { role: "registrar" } as const, board, seed: keys.seed, signer, clock: systemClock };
    return {
      signer,
      sealer: nodeSealer,
      escrow,
      seed: keys.seed,
      identity: keys.identity,
      memoryKey: keys.memoryKey,
      blindSign: blindSignWith(keys),
      store,
      rng: systemRng,
      clock: systemClock,
      ...(keys.email ? { email: emailBy(keys.email, keys.name) } : {}),
      ...(keys.oidc ? { oidc: oidcBy(keys.oidc) } : {}),
      logIssuance: async (body) => {
        await send(options.board, { method: "POST", target: "/v1/issuances", body, as: identity });
      },
    };
  };
}

const CODE_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
const CODE_CHARACTERS = 16;

/**
 * Makes invitation codes and remembers their hashes. The codes are shown once and kept nowhere.
 *
 * @param database the registrar's, where it is not the file in its folder: codes in another are known to nobody
 */
export async function makeInvitations(
  folder: string,
  count: number,
  passphrase?: string,
  database?: string,
): Promise<string[]> {
  const keys = await readRegistrarKeys(folder, passphrase);
  const store = await openRegistrarStore(database ?? join(folder, "registrar.sqlite"));
  const codes = Array.from({ length: count }, drawCode);
  for (const code of codes) await store.addInvitation(invitationHash(keys.memoryKey, code));
  await store.close();
  return codes;
}

/** Sixteen characters that cannot be mistaken for one another: 78 bits. */
function drawCode(): string {
  const characters: string[] = [];
  while (characters.length < CODE_CHARACTERS) {
    const byte = systemRng.bytes(1)[0] as number;
    // Bytes beyond a multiple of the alphabet's length would favour its first letters.
    if (byte < 256 - (256 % CODE_ALPHABET.length))
      characters.push(CODE_ALPHABET[byte % CODE_ALPHABET.length] as string);
  }
  return (characters.join("").match(/.{4}/g) as string[]).join("-");
}
