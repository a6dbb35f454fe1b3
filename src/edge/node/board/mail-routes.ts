/** Mailboxes: sealed files from trustees to each other, to counsel, and to an author who withdrew. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { malformed, rejected } from "../../../core/bytes/errors.ts";
import { MESSAGE_MAX_BYTES } from "../../../core/protocol/message.ts";
import { comes, looks } from "../../../roles/board/knock.ts";
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
  server.post("/v1/mail/counsel/:id", MAIL_BODY, async (request, reply) => {
    await callerOf(callers, await escrow(), request, "trustee");
    const id = idOf(request, "id");
    return takeMail(shared, request, reply, `counsel/${id}`, id);
  });
  server.get("/v1/mail/counsel/:id", async (request, reply) => giveCounselMail(shared, request, reply, "counsel"));
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

/**
 * Puts the request's file into a box; an identical one that is there is not put twice.
 *
 * @param counsel - Whose box it is, if it is a counsel's, who may want to be told.
 */
export async function takeMail(
  { context, bell }: Shared,
  request: FastifyRequest,
  reply: FastifyReply,
  box: string,
  counsel?: string,
) {
  const bytes = bodyOf(request);
  if (bytes.length === 0) throw malformed("body", "the file is empty");
  const { seq, fresh } = await context.store.transaction(async (tables) => {
    const posted = await tables.post(box, bytes);
    if (posted.fresh && counsel !== undefined) await comes(tables, counsel);
    return posted;
  });
  bell.ring();
  return cbor(reply, { seq }, fresh ? 201 : 200);
}

/** Answers what is in a box of the counsel who asks, who is there now and needs no knock. */
export async function giveCounselMail(
  shared: Shared,
  request: FastifyRequest,
  reply: FastifyReply,
  box: "counsel" | "answers",
) {
  const id = await ownId(shared, request);
  await shared.context.store.transaction((tables) => looks(tables, id));
  return giveMail(shared, request, reply, `${box}/${id}`);
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
