/** Mailboxes: sealed files from trustees to each other, to counsel, and to an author who withdrew. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { malformed, rejected } from "../../../core/bytes/errors.ts";
import { MESSAGE_MAX_BYTES } from "../../../core/protocol/message.ts";
import { bodyOf, callerOf, cbor, count, goneSignal, idOf } from "./http.ts";
import type { Shared } from "./shared.ts";

const MAIL_BODY = { bodyLimit: MESSAGE_MAX_BYTES + 64 * 1024 };
const MAIL_AT_ONCE = 100;

export function addMailRoutes(server: FastifyInstance, shared: Shared): void {
  const { escrow, callers } = shared;
  const post = async (request: FastifyRequest, reply: FastifyReply, box: string) => {
    await callerOf(callers, await escrow(), request, "trustee");
    return takeMail(shared, request, reply, box);
  };
  server.post("/v1/mail/trustees", MAIL_BODY, (request, reply) => post(request, reply, "trustees"));
  server.get("/v1/mail/trustees", async (request, reply) => {
    await callerOf(callers, await escrow(), request, "trustee");
    return giveMail(shared, request, reply, "trustees");
  });
  server.post("/v1/mail/counsel/:id", MAIL_BODY, (request, reply) =>
    post(request, reply, `counsel/${idOf(request, "id")}`),
  );
  server.get("/v1/mail/counsel/:id", async (request, reply) =>
    giveMail(shared, request, reply, `counsel/${await ownId(shared, request)}`),
  );
  server.post("/v1/mail/reply/:box", MAIL_BODY, (request, reply) =>
    post(request, reply, `reply/${idOf(request, "box")}`),
  );
  server.get("/v1/mail/reply/:box", (request, reply) =>
    giveMail(shared, request, reply, `reply/${idOf(request, "box")}`),
  );
}

/** The id of the counsel who asks, which must be the one in the address. */
export async function ownId({ escrow, callers }: Shared, request: FastifyRequest): Promise<string> {
  const { id } = await callerOf(callers, await escrow(), request, "counsel");
  if (id !== idOf(request, "id")) throw rejected("authorization", "this mailbox is another counsel's");
  return id;
}

/** Puts the request's file into a box; an identical one that is there is not put twice. */
export async function takeMail({ context, bell }: Shared, request: FastifyRequest, reply: FastifyReply, box: string) {
  const bytes = bodyOf(request);
  if (bytes.length === 0) throw malformed("body", "the file is empty");
  const { seq, fresh } = await context.store.transaction((tables) => tables.post(box, bytes));
  bell.ring();
  return cbor(reply, { seq }, fresh ? 201 : 200);
}

/** Answers what is in a box, as soon as there is something after the number given. */
export async function giveMail({ bell, read }: Shared, request: FastifyRequest, reply: FastifyReply, box: string) {
  const after = count(request, "after", 0);
  const look = async () => {
    const mail = await read((tables) => tables.mail(box, after, MAIL_AT_ONCE));
    return mail.length > 0 ? mail : undefined;
  };
  return cbor(reply, (await bell.waitFor(look, count(request, "wait", 0), goneSignal(reply))) ?? []);
}
