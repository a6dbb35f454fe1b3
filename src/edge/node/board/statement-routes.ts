/** Published statements: taken, shown as the page that proves itself, and never changed in silence. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { conflict, malformed } from "../../../core/bytes/errors.ts";
import { PUBLICATION_MAX_BYTES, readPublication, readText } from "../../../core/protocol/publication.ts";
import {
  acceptStatement,
  acceptStatementWithdrawal,
  type ShownStatement,
  shownStatement,
} from "../../../roles/board/statement.ts";
import { noticePage } from "../../shared/publication/notice.ts";
import { PAGE_POLICY, publicationPage } from "../../shared/publication/page.ts";
import { publicationText } from "../../shared/publication/plain.ts";
import { bodyOf, cbor, missing, SMALL_BODY } from "./http.ts";
import type { Shared } from "./shared.ts";
import { statementForm } from "./statement-forms.ts";

const STATEMENT_BODY = { bodyLimit: PUBLICATION_MAX_BYTES };

export function addStatementRoutes(server: FastifyInstance, { context, bell, read, escrow }: Shared): void {
  server.post("/v1/statements", STATEMENT_BODY, async (request, reply) => {
    const { position, fresh } = await acceptStatement(context, await escrow(), bodyOf(request));
    bell.ring();
    return cbor(reply, { position }, fresh ? 201 : 200);
  });
  server.post("/v1/statements/withdrawals", SMALL_BODY, async (request, reply) => {
    const stored = await acceptStatementWithdrawal(context, await escrow(), bodyOf(request));
    if (stored === undefined) return missing(reply);
    bell.ring();
    return cbor(reply, { position: stored.position }, stored.fresh ? 201 : 200);
  });
  const shown = (request: FastifyRequest) => read((tables) => shownStatement(tables, idIn(request)));
  server.get("/v1/statements/:id", async (request, reply) => {
    const found = await shown(request);
    return found === undefined
      ? missing(reply)
      : cbor(reply, { v: 1, ...found, correctedBy: found.correctedBy ?? null });
  });
  server.get("/statements/:id", async (request, reply) => {
    const found = await shown(request);
    return found === undefined ? missing(reply) : html(reply, firstPage(idIn(request), found));
  });
  server.get("/statements/:id/page.html", async (request, reply) => {
    const found = await shown(request);
    return found === undefined ? missing(reply) : html(reply, publicationPage(readPublication(found.publication)));
  });
  server.get("/statements/:id/text.txt", async (request, reply) => {
    const found = await shown(request);
    if (found === undefined) return missing(reply);
    return reply
      .type("text/plain; charset=utf-8")
      .send(Buffer.from(publicationText(readPublication(found.publication))));
  });
  for (const [file, form] of [
    ["statement.pdf", "pdf"],
    ["press-kit.zip", "zip"],
  ] as const) {
    server.get(`/statements/:id/${file}`, async (request, reply) => {
      const found = await shown(request);
      if (found === undefined) return missing(reply);
      if (hasChanged(found))
        throw conflict(
          "statement-changed",
          `it was corrected, or a part of it was taken back: see /statements/${idIn(request)}`,
        );
      const bytes = await statementForm(found.publication, form);
      if (bytes === undefined)
        throw conflict(
          "typeface",
          "the typeface of the PDF lacks a script of this statement; take the page, or the text",
        );
      return reply.type(`application/${form}`).send(Buffer.from(bytes));
    });
  }
}

/** Whoever passes a statement on should know: these two are given as long as it stands as it was published. */
const hasChanged = ({ correctedBy, withdrawn }: ShownStatement) => correctedBy !== undefined || withdrawn.length > 0;

/** The page itself; once something was corrected or taken back, that first, and the page behind it. */
function firstPage(id: string, found: ShownStatement): Uint8Array {
  const publication = readPublication(found.publication);
  if (!hasChanged(found)) return publicationPage(publication);
  return noticePage(id, readText(publication.text), found.correctedBy, found.withdrawn);
}

function html(reply: FastifyReply, page: Uint8Array): FastifyReply {
  return reply.header("content-security-policy", PAGE_POLICY).type("text/html; charset=utf-8").send(Buffer.from(page));
}

function idIn(request: FastifyRequest): string {
  const { id = "" } = request.params as { id?: string };
  if (!/^[0-9a-f]{64}$/.test(id)) throw malformed("id", "a statement's id is 64 characters of hexadecimal", "id");
  return id;
}
