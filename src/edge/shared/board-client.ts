/** The board's interface (docs/http.md) as functions, for authors, counsel and anyone. */
import * as v from "valibot";
import { toHex } from "../../core/bytes/bytes.ts";
import { fixedBytes, text, version, whole } from "../../core/bytes/schema.ts";
import { HASH_BYTES } from "../../core/bytes/sizes.ts";
import { encodeKnock, type Knock, knockSchema } from "../../core/protocol/knock.ts";
import { receiptAnswerSchema } from "../../core/protocol/receipt.ts";
import type { PartName } from "../../core/protocol/record.ts";
import type { SealedRecord } from "../../core/protocol/seal.ts";
import { siteProofSchema } from "../../core/protocol/site.ts";
import { type PieceShelf, recordShelf } from "./attachments.ts";
import { ask, BoardUnreachable, cborBody, type Identity, send } from "./http-client.ts";

const bytes = v.instance(Uint8Array);
const count = whole(0, Number.MAX_SAFE_INTEGER);
const position = v.strictObject({ position: count });
const mailSchema = v.array(v.strictObject({ seq: whole(1, Number.MAX_SAFE_INTEGER), bytes }));
const escrowSchema = v.strictObject({
  v: version(1),
  board: v.strictObject({ origin: text(200, 1), signingKey: bytes }),
  charter: v.nullable(bytes),
  successors: v.array(bytes),
  proposal: v.nullable(bytes),
});

/** `offered`: by mail. `pushKey`: the board's for push services, where it knocks by them. */
const offeredKnockSchema = v.strictObject({
  ...knockSchema.entries,
  offered: v.boolean(),
  pushKey: v.nullable(fixedBytes(65)),
});
export type OfferedKnock = v.InferOutput<typeof offeredKnockSchema>;
const statementSchema = v.strictObject({
  v: version(1),
  publication: bytes,
  position: count,
  correctedBy: v.nullable(v.string()),
  withdrawn: v.array(count),
});
const pathSchema = v.strictObject({ v: version(1), path: v.array(fixedBytes(HASH_BYTES)) });

export type Mail = v.InferOutput<typeof mailSchema>;

/** What anybody may ask of a board. `base` is its address without a slash at the end; "" in a page that it served. */
export function boardClient(base: string) {
  const required = async <Value>(answer: Promise<Value | undefined>): Promise<Value> => {
    const value = await answer;
    if (value === undefined) throw new BoardUnreachable(404);
    return value;
  };
  const post = (target: string, body: Uint8Array, as?: Identity) =>
    required(ask(base, { method: "POST", target, body, ...(as ? { as } : {}) }, position));

  return {
    escrow: () => required(ask(base, { method: "GET", target: "/v1/escrow" }, escrowSchema)),

    counsel: () => required(ask(base, { method: "GET", target: "/v1/counsel" }, v.array(bytes))),

    async applyAsCounsel(card: Uint8Array, signature: Uint8Array): Promise<void> {
      await required(
        send(base, { method: "POST", target: "/v1/counsel/applications", body: cborBody({ v: 1, card, signature }) }),
      );
    },

    /** Stores a sealed record, whose attachments are there already. Answers its place in the log. */
    async seal(
      { envelope, who, account }: Omit<SealedRecord, "record">,
      attachments: readonly Uint8Array[] = [],
    ): Promise<number> {
      return (await post("/v1/records", cborBody({ v: 1, envelope, who, account, attachments }))).position;
    },

    async withdraw(withdrawal: Uint8Array): Promise<number> {
      return (await post("/v1/withdrawals", withdrawal)).position;
    },

    /** A sealed part, or undefined when it is not (any more) there. */
    async part(record: Uint8Array, part: PartName): Promise<Uint8Array | undefined> {
      const response = await send(base, { method: "GET", target: `/v1/records/${toHex(record)}/${part}` });
      return response && new Uint8Array(await response.arrayBuffer());
    },

    /** Where the pieces of an attachment to a record lie, for whoever knows its name. */
    shelf: (attachment: Uint8Array): PieceShelf => recordShelf(base, attachment),

    replies: (box: Uint8Array) =>
      required(ask(base, { method: "GET", target: `/v1/mail/reply/${toHex(box)}?after=0` }, mailSchema)),

    /** Counsel's mail after `after`; waits up to `wait` seconds for the first. */
    counselMail: (as: Identity, id: Uint8Array, after: number, wait: number) =>
      required(
        ask(
          base,
          { method: "GET", target: `/v1/mail/counsel/${toHex(id)}?after=${after}&wait=${wait}`, as },
          mailSchema,
        ),
      ),

    /** A published statement, and what came after; undefined when it is not here. */
    statement: (id: string) => ask(base, { method: "GET", target: `/v1/statements/${id}` }, statementSchema),

    async publish(publication: Uint8Array): Promise<void> {
      await post("/v1/statements", publication);
    },

    /** One of its authors takes their part back. */
    async withdrawStatement(notice: Uint8Array): Promise<void> {
      await post("/v1/statements/withdrawals", notice);
    },

    /** How counsel is told outside the desk, and whether the board offers that. */
    knock: (as: Identity, id: Uint8Array) =>
      required(ask(base, { method: "GET", target: `/v1/counsel/${toHex(id)}/knock`, as }, offeredKnockSchema)),

    async setKnock(as: Identity, id: Uint8Array, knock: Knock): Promise<void> {
      const target = `/v1/counsel/${toHex(id)}/knock`;
      await required(send(base, { method: "POST", target, as, body: encodeKnock(knock) }));
    },

    async postVerdict(as: Identity, file: Uint8Array): Promise<number> {
      return (await post("/v1/verdicts", file, as)).position;
    },

    /** Hands a sealed request to the registrar; answers what the registrar answered. */
    async registrar(file: Uint8Array): Promise<Uint8Array> {
      const response = await required(send(base, { method: "POST", target: "/v1/registrar", body: file }));
      return new Uint8Array(await response.arrayBuffer());
    },

    /** The proof that the pages which the board serves stand in its log; undefined while they do not, cosigned. */
    site: () => ask(base, { method: "GET", target: "/v1/site" }, siteProofSchema),

    /** Leaves a dated note in the log. Answers its place. */
    async note(body: Uint8Array): Promise<number> {
      return (await post("/v1/notes", body)).position;
    },

    /** Where a record stands in the log. */
    placeOf: (record: Uint8Array) => ask(base, { method: "GET", target: `/v1/records/${toHex(record)}` }, position),

    /** A record's entry as it stands in the log, or undefined when it is not (any more) there. */
    async recordEntry(record: Uint8Array): Promise<Uint8Array | undefined> {
      const response = await send(base, { method: "GET", target: `/v1/records/${toHex(record)}/entry` });
      return response && new Uint8Array(await response.arrayBuffer());
    },

    /** Where the opening with this commitment stands. */
    openingPlace: (commitment: Uint8Array) =>
      ask(base, { method: "GET", target: `/v1/openings/${toHex(commitment)}` }, position),

    /** The newest checkpoint that enough trustees have cosigned; undefined before the first. */
    cosigned: async () => (await send(base, { method: "GET", target: "/v1/log/cosigned" }))?.text(),

    /** What a receipt of an entry is made from; undefined while too few trustees have cosigned, after `wait` seconds. */
    receipt: (at: number, wait = 0) =>
      ask(base, { method: "GET", target: `/v1/log/receipt?position=${at}&wait=${wait}` }, receiptAnswerSchema),

    checkpoint: async () => (await required(send(base, { method: "GET", target: "/checkpoint" }))).text(),

    inclusion: (at: number, size: number) =>
      required(ask(base, { method: "GET", target: `/v1/log/inclusion?position=${at}&size=${size}` }, pathSchema)),

    consistency: (from: number, to: number) =>
      required(ask(base, { method: "GET", target: `/v1/log/consistency?from=${from}&to=${to}` }, pathSchema)),
  };
}

export type BoardClient = ReturnType<typeof boardClient>;
