/** Sending a file goes on where it stopped, whatever stops it, and never mixes two files. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toHex } from "../../src/core/bytes/bytes.ts";
import { overLimit, rejected } from "../../src/core/bytes/errors.ts";
import { PIECE_BYTES } from "../../src/core/bytes/sizes.ts";
import { sha256 } from "../../src/core/crypto/hash.ts";
import type { FileSealer } from "../../src/core/ports.ts";
import { pieceCount } from "../../src/core/protocol/attachment.ts";
import { systemRng } from "../../src/edge/node/platform.ts";
import { ageSealer } from "../../src/edge/shared/age.ts";
import { contentOf, type PieceShelf } from "../../src/edge/shared/attachments.ts";
import { BoardUnreachable } from "../../src/edge/shared/http-client.ts";
import { type Outbox, passingOutbox } from "../../src/edge/shared/outbox.ts";
import { type FileSource, type Progress, type Sent, sendFile } from "../../src/edge/shared/sending.ts";
import { ageKeys } from "../actors.ts";

/** Three pieces, the last one short. */
const SIZE = 2 * PIECE_BYTES + 70_000;
const content = Buffer.alloc(SIZE, systemRng.bytes(4099));
const never = new AbortController().signal;

function sourceOf(bytes: Uint8Array, onRead: () => void = () => undefined): FileSource {
  return {
    size: bytes.length,
    async read(start, end) {
      onRead();
      return bytes.slice(start, end);
    },
  };
}

/** A board in memory that can fail, before it stores a piece or after it. */
function boardShelf(fail: (place: number) => Error | "after" | undefined = () => undefined) {
  const kept = new Map<number, Uint8Array>();
  const puts: number[] = [];
  const shelf: PieceShelf = {
    async put(place, file) {
      puts.push(place);
      const failure = fail(place);
      if (failure instanceof Error) throw failure;
      kept.set(place, file);
      if (failure === "after") throw new BoardUnreachable();
    },
    get: async (place) => kept.get(place),
  };
  return { kept, puts, shelf };
}

async function newSending(size = SIZE) {
  return { attachment: systemRng.bytes(16), size, ...(await ageKeys()) };
}

/** Seals in no time: what is tested here is the order of things, not the sealing. */
const quick: FileSealer = {
  ...ageSealer,
  seal: async (plaintext) => new Uint8Array(Buffer.concat([systemRng.bytes(16), plaintext])),
};

type Over = { outbox: Outbox; shelf: PieceShelf; ahead?: number; tell?: (progress: Progress) => void };
const portsOf = ({ outbox, shelf, ahead = 100, tell = () => undefined }: Over) => ({
  sealer: quick,
  rng: systemRng,
  outbox,
  shelf,
  ahead,
  tell,
  pause: () => new Promise<void>((resolve) => setTimeout(resolve, 1)),
});

async function expectWhole(shelf: PieceShelf, sent: Sent) {
  if (sent.kind !== "whole") throw new Error(`it ended ${sent.kind}`);
  expect(sent.hash).toEqual(sha256(content));
  const files = await Promise.all(sent.pieces.map((_, place) => shelf.get(place)));
  expect(files.map((file) => toHex(sha256(file as Uint8Array)))).toEqual(sent.pieces.map(toHex));
  const plain = Buffer.concat(files.map((file) => (file as Uint8Array).subarray(16)));
  expect(plain.subarray(0, SIZE).equals(content)).toBe(true);
}

test("a file is sealed and sent, with every step told", async () => {
  const sending = await newSending();
  const { shelf } = boardShelf();
  const told: Progress[] = [];
  const ports = portsOf({ outbox: passingOutbox(), shelf, tell: (progress) => told.push(progress) });
  const sent = await sendFile({ ...ports, sealer: ageSealer }, sending, sourceOf(content), never);
  if (sent.kind !== "whole") throw new Error(`it ended ${sent.kind}`);
  const { attachment, size, identity } = sending;
  const { hash, pieces } = { hash: sent.hash, pieces: [...sent.pieces] };
  const chunks: Uint8Array[] = [];
  for await (const chunk of contentOf(shelf, {
    v: 1,
    attachment,
    name: "x",
    mediaType: "",
    size,
    hash,
    identity,
    pieces,
  }))
    chunks.push(chunk);
  expect(Buffer.concat(chunks).equals(content)).toBe(true);
  expect(told.at(-1)).toEqual({ sealed: 3, sent: 3, waiting: false });
  for (const [i, { sent: now }] of told.entries()) expect(now).toBeGreaterThanOrEqual(told[i - 1]?.sent ?? 0);
});

test("no more than so many pieces wait, however slow the board is", async () => {
  const outbox = passingOutbox();
  let most = 0;
  const { shelf } = boardShelf();
  const slow: PieceShelf = {
    ...shelf,
    async put(place, file) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      await shelf.put(place, file);
    },
  };
  const tell = ({ sealed, sent }: Progress) => {
    most = Math.max(most, sealed - sent);
  };
  const sending = await newSending();
  await expectWhole(
    shelf,
    await sendFile(portsOf({ outbox, shelf: slow, ahead: 1, tell }), sending, sourceOf(content), never),
  );
  expect(most).toBeLessThanOrEqual(3); // one that waits, two on their way
});

describe("broken off and taken up again", () => {
  test("at any moment, as often as it likes, with a board that fails: whole in the end, nothing sealed twice", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 3 }),
        fc.infiniteStream(fc.constantFrom("ok", "ok", "before", "after")),
        async (stops, fates) => {
          const outbox = passingOutbox();
          const sending = await newSending();
          const { shelf, kept } = boardShelf(() => {
            const fate = fates.next().value;
            return fate === "before" ? new BoardUnreachable() : fate === "after" ? "after" : undefined;
          });
          const sealedOnce = new Map<number, Uint8Array>();
          const watching: PieceShelf = {
            ...shelf,
            async put(place, file) {
              expect(sealedOnce.get(place) ?? file).toEqual(file);
              sealedOnce.set(place, file);
              await shelf.put(place, file);
            },
          };
          for (const stop of stops) {
            const controller = new AbortController();
            let steps = 0;
            const tell = () => {
              if (steps++ >= stop) controller.abort();
            };
            await sendFile(portsOf({ outbox, shelf: watching, tell }), sending, sourceOf(content), controller.signal);
          }
          const sent = await sendFile(portsOf({ outbox, shelf: watching }), sending, sourceOf(content), never);
          await expectWhole(shelf, sent);
          expect(kept.size).toBe(pieceCount(SIZE));
        },
      ),
      { numRuns: 8 },
    );
  });

  test("without the file, what was sealed is sent; with it again, the rest is", async () => {
    const outbox = passingOutbox();
    const sending = await newSending();
    const away = boardShelf(() => new BoardUnreachable());
    const controller = new AbortController();
    const tell = ({ sealed }: Progress) => void (sealed === 2 && controller.abort());
    await sendFile(portsOf({ outbox, shelf: away.shelf, tell }), sending, sourceOf(content), controller.signal);
    const back = boardShelf();
    const lacking = await sendFile(portsOf({ outbox, shelf: back.shelf }), sending, undefined, never);
    expect(lacking).toEqual({ kind: "needs-file" });
    expect([...back.kept.keys()].sort()).toEqual([0, 1]);
    const sent = await sendFile(portsOf({ outbox, shelf: back.shelf }), sending, sourceOf(content), never);
    await expectWhole(back.shelf, sent);
    expect(back.puts.sort()).toEqual([0, 1, 2]);
  });

  test("all of it in the outbox needs no file, and no reading", async () => {
    const outbox = passingOutbox();
    const sending = await newSending();
    const controller = new AbortController();
    const tell = ({ sealed }: Progress) => void (sealed === 3 && controller.abort());
    const away = boardShelf(() => new BoardUnreachable()).shelf;
    await sendFile(portsOf({ outbox, shelf: away, tell }), sending, sourceOf(content), controller.signal);
    const { shelf } = boardShelf();
    await expectWhole(shelf, await sendFile(portsOf({ outbox, shelf }), sending, undefined, never));
  });

  test("with another file is refused, and spoils nothing", async () => {
    const outbox = passingOutbox();
    const sending = await newSending();
    const controller = new AbortController();
    const tell = ({ sealed }: Progress) => void (sealed === 2 && controller.abort());
    const { shelf } = boardShelf();
    await sendFile(portsOf({ outbox, shelf, tell }), sending, sourceOf(content), controller.signal);
    const altered = Buffer.from(content);
    altered[5] = (altered[5] as number) ^ 1;
    for (const other of [altered, content.subarray(1)]) {
      const answer = await sendFile(portsOf({ outbox, shelf }), sending, sourceOf(other), never);
      expect(answer).toEqual({ kind: "another-file" });
    }
    await expectWhole(shelf, await sendFile(portsOf({ outbox, shelf }), sending, sourceOf(content), never));
  });
});

describe("what stops it", () => {
  test("is told: a full vault, and a device without room", async () => {
    const full = boardShelf((place) => (place === 1 ? rejected("quota", "no more room") : undefined));
    const refused = await sendFile(
      portsOf({ outbox: passingOutbox(), shelf: full.shelf }),
      await newSending(),
      sourceOf(content),
      never,
    );
    expect(refused).toEqual({ kind: "refused", rule: "quota" });
    const cramped: Outbox = { ...passingOutbox(), put: () => Promise.reject(new Error("QuotaExceededError")) };
    const sending = await newSending();
    expect(
      await sendFile(portsOf({ outbox: cramped, shelf: boardShelf().shelf }), sending, sourceOf(content), never),
    ).toEqual({ kind: "no-room" });
  });

  test("for a while only is waited for: a rate, a narrow device", async () => {
    let often = 0;
    const busy = boardShelf(() => (often++ < 3 ? overLimit("rate", "too many requests") : undefined));
    const inner = passingOutbox();
    let room = 1;
    const narrow: Outbox = {
      ...inner,
      async put(...piece) {
        if (room === 0) throw new Error("QuotaExceededError");
        room--;
        await inner.put(...piece);
      },
      async sent(...which) {
        room++;
        await inner.sent(...which);
      },
    };
    const sending = await newSending();
    await expectWhole(
      busy.shelf,
      await sendFile(portsOf({ outbox: narrow, shelf: busy.shelf }), sending, sourceOf(content), never),
    );
  });
});
