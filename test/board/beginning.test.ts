/** A board before its escrow is founded. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encode } from "../../src/core/bytes/cbor.ts";
import { encodeProposal } from "../../src/core/protocol/ceremony.ts";
import { SETUP_TOKEN, Served } from "./served.ts";

describe("before the ceremony", () => {
  let young: Served;
  beforeAll(async () => {
    young = await Served.start({ founded: false });
  });
  afterAll(() => young.close());

  test("a board says that it is not ready, and takes nothing that needs an escrow", async () => {
    expect((await young.get("/readyz")).status).toBe(503);
    expect((await young.get("/checkpoint")).status).toBe(404);
    const early = await young.post("/v1/records", encode({ v: 1 }));
    expect([early.status, ((await early.json()) as { rule: string }).rule]).toEqual([409, "no-charter"]);
    const message = await young.post("/v1/ceremony/messages", encode({ v: 1 }));
    expect([message.status, ((await message.json()) as { rule: string }).rule]).toEqual([409, "no-proposal"]);
  });

  test("the ceremony is opened with the set-up token, for this board, once; then it founds the escrow", async () => {
    const propose = (body: Uint8Array, authorization?: string) =>
      young.post("/v1/ceremony", body, authorization === undefined ? {} : { headers: { authorization } });
    const proposal = encodeProposal(young.proposal);
    expect((await propose(proposal)).status).toBe(401);
    expect((await propose(proposal, "Setup wrong")).status).toBe(401);
    const elsewhere = encodeProposal({ ...young.proposal, board: { ...young.proposal.board, origin: "elsewhere" } });
    expect((await propose(elsewhere, `Setup ${SETUP_TOKEN}`)).status).toBe(422);
    expect((await propose(proposal, `Setup ${SETUP_TOKEN}`)).status).toBe(201);
    const another = encodeProposal({ ...young.proposal, name: "Another" });
    expect((await propose(another, `Setup ${SETUP_TOKEN}`)).status).toBe(409);
    await young.found();
    expect((await young.get("/readyz")).status).toBe(200);
    expect((await propose(another, `Setup ${SETUP_TOKEN}`)).status).toBe(409);
  });
});
