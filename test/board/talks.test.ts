/** Counsel and an author write to each other by way of a real board, which learns a box, a size and a time. */
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../src/core/bytes/bytes.ts";
import { openTalk, sealTalk, type TalkBody } from "../../src/core/protocol/talk.ts";
import { ageSealer } from "../../src/edge/shared/age.ts";
import type { Identity } from "../../src/edge/shared/http-client.ts";
import { talkBoard } from "../../src/edge/shared/talk-board.ts";
import { seededRng, type TestCounsel } from "../actors.ts";
import { Served } from "./served.ts";

let served: Served;
let board: ReturnType<typeof talkBoard>;
let counsel: TestCounsel;
let as: Identity;
const rng = seededRng("talks");

beforeAll(async () => {
  served = await Served.start();
  board = talkBoard(served.url);
  counsel = served.counsel as TestCounsel;
  const clock = { seconds: () => Math.floor(Date.now() / 1000) };
  const caller = { role: "counsel" as const, id: toHex(counsel.id) };
  as = { caller, board: served.proposal.board.origin, seed: counsel.seed, signer: served.signer, clock };
});
afterAll(() => served.close());

const words = (text: string): TalkBody => ({ kind: "words", text, files: [] });

/** What an author seals into an account so that counsel can write. */
async function address() {
  const identity = await generateX25519Identity();
  const seed = rng.bytes(32);
  const recipient = await identityToRecipient(identity);
  return { identity, seed, box: rng.bytes(16), recipient, signingKey: served.signer.publicKey(seed) };
}
const ports = () => ({ signer: served.signer, sealer: ageSealer });
const escrow = () => served.escrow as NonNullable<Served["escrow"]>;

describe("a conversation", () => {
  test("goes to and fro, each side knowing that it is the other who writes", async () => {
    const author = await address();
    const { box } = author;
    const to = { box, counsel: counsel.id, from: "counsel" as const, at: 1, body: words("How may I help") };
    await board.write(as, box, await sealTalk(ports(), escrow(), to, counsel.seed, [author.recipient]));
    const [mail] = await board.written(box, 0);
    const open = (identity: string, bytes: Uint8Array, key: Uint8Array) =>
      openTalk(ports(), escrow(), identity, bytes, () => key);
    const read = await open(author.identity, mail?.bytes as Uint8Array, counsel.card.signingKey);
    expect(read?.body).toEqual(words("How may I help"));

    const back = { box, counsel: counsel.id, from: "author" as const, at: 2, body: words("By listening") };
    const answer = await sealTalk(ports(), escrow(), back, author.seed, [counsel.card.recipient]);
    await board.answer(box, counsel.id, answer);
    await board.answer(box, counsel.id, answer);
    const answers = await board.answers(as, counsel.id, 0);
    expect(answers).toHaveLength(1);
    const heard = await open(counsel.identity, answers[0]?.bytes as Uint8Array, author.signingKey);
    expect(heard?.body).toEqual(words("By listening"));
    const stranger = (await address()).signingKey;
    await expect(open(counsel.identity, answers[0]?.bytes as Uint8Array, stranger)).rejects.toMatchObject({
      rule: "talk-signature",
    });
  });

  test("cannot be begun by anybody but counsel, nor be answered before counsel wrote", async () => {
    const { box } = await address();
    await expect(board.write({ ...as, seed: rng.bytes(32) }, box, new Uint8Array(10))).rejects.toMatchObject({
      rule: "authorization",
    });
    await expect(board.answer(box, counsel.id, new Uint8Array(10))).rejects.toMatchObject({ rule: "answer" });
    expect(await board.written(box, 0)).toEqual([]);
  });

  test("short and long words have one size until they are long indeed", async () => {
    const author = await address();
    const sized = async (text: string) => {
      const said = { box: author.box, counsel: counsel.id, from: "counsel" as const, at: 1, body: words(text) };
      return (await sealTalk(ports(), escrow(), said, counsel.seed, [author.recipient])).length;
    };
    expect(await sized("yes")).toBe(await sized("no ".repeat(800)));
  });
});

describe("a room", () => {
  test("gives everybody the same order, keeps a file once, and refuses what is too large", async () => {
    const room = rng.bytes(16);
    const files = [1, 2, 3].map((n) => new Uint8Array([n]));
    for (const file of [...files, files[0] as Uint8Array]) await board.rooms.post(room, file);
    expect((await board.rooms.files(room, 0)).map(({ bytes }) => bytes[0])).toEqual([1, 2, 3]);
    await expect(board.rooms.post(room, new Uint8Array(2_000_000))).rejects.toMatchObject({ kind: "limit" });
  });
});
