/** Time-stamps of an outside authority: a real one, which OpenSSL runs and OpenSSL checks. */
import fc from "fast-check";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { utf8 } from "../../src/core/bytes/bytes.ts";
import { ChorusError } from "../../src/core/bytes/errors.ts";
import { encodeReceipt, readReceipt, verifyReceipt } from "../../src/core/protocol/receipt.ts";
import { readNote } from "../../src/core/tlog/note.ts";
import { startTimeStamping } from "../../src/edge/node/board/time-stamping.ts";
import { timeStamps } from "../../src/edge/shared/time-stamp.ts";
import { timeStampRequest, tokenOf } from "../../src/edge/shared/time-stamp-request.ts";
import { Story } from "../story/world.ts";
import { type Authority, startAuthority } from "./authority.ts";
import { noteInLog, portsOf, receiptFor, turnBit } from "./evidence.ts";

const TEXT = "board.example/chorus\n7\nAAAA\n";
let authority: Authority;
let token: Uint8Array;

beforeAll(async () => {
  authority = await startAuthority();
  token = tokenOf(authority.answer(timeStampRequest(TEXT)));
});
afterAll(() => authority.close());

const ruleOf = (act: Promise<unknown>) =>
  act.then(
    () => "holds",
    (error: unknown) => (error instanceof ChorusError ? error.rule : error),
  );

describe("a time-stamp", () => {
  test("is on the text that was sent, by the authority's certificate, as OpenSSL says too", async () => {
    const stamp = await timeStamps.verify(token, TEXT);
    expect(stamp.authority).toBe("Example Time Authority");
    expect(stamp.certificate).toHaveLength(32);
    expect(Math.abs(stamp.seconds - Date.now() / 1000)).toBeLessThan(3600);
    expect(authority.agrees(token, TEXT)).toBe(true);
  });

  test("is on no other text, as OpenSSL says too", async () => {
    expect(await ruleOf(timeStamps.verify(token, `${TEXT} `))).toBe("time-stamp-signature");
    expect(authority.agrees(token, `${TEXT} `)).toBe(false);
  });

  test("is refused, with a reason, after any change of one bit", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length * 8 - 1), async (bit) => {
        expect(await ruleOf(timeStamps.verify(turnBit(token, bit), TEXT))).toMatch(/^time-stamp/);
      }),
      { numRuns: 400 },
    );
  });

  test("is refused from whoever may sign, but not stamp time", async () => {
    expect(await ruleOf(timeStamps.verify(authority.forge(token, "stamping"), TEXT))).toBe("holds");
    expect(await ruleOf(timeStamps.verify(authority.forge(token, "signing"), TEXT))).toBe("time-stamp-certificate");
  });

  test("is not taken from an answer that is none", () => {
    expect(() => tokenOf(utf8("<html>"))).toThrow("not that of a time-stamping authority");
  });
});

describe("a board with an authority", () => {
  test("stamps the newest cosigned checkpoint, and receipts carry it", async () => {
    const story = await Story.begin();
    const note = await noteInLog(story, ["a text"]);
    expect(readReceipt(await receiptFor(story, note.position, note.thing)).stamp).toBeNull();
    const logger = pino({ level: "silent" });
    const stamping = startTimeStamping(story.board, { url: authority.url, everySeconds: 0.05 }, logger);
    const stamped = () => story.boardStore.transaction((tables) => tables.firstStamped(note.position + 1));
    await vi.waitFor(async () => expect(await stamped()).toBeDefined(), { timeout: 90_000 });
    await stamping.stop();

    const bytes = await receiptFor(story, note.position, note.thing);
    const receipt = readReceipt(bytes);
    const facts = await verifyReceipt(portsOf(story), receipt);
    expect(facts.stamp?.authority).toBe("Example Time Authority");
    const stamp = receipt.stamp as NonNullable<typeof receipt.stamp>;
    expect(authority.agrees(stamp.token, readNote(stamp.checkpoint).text)).toBe(true);

    const elsewhere = { ...receipt, stamp: { ...stamp, token } };
    expect(await ruleOf(verifyReceipt(portsOf(story), elsewhere))).toBe("time-stamp-signature");
    const misplaced = { ...receipt, stamp: { ...stamp, path: stamp.path.slice(1) } };
    expect(await ruleOf(verifyReceipt(portsOf(story), readReceipt(encodeReceipt(misplaced))))).toBe(
      "receipt-inclusion",
    );
    await story.close();
  });

  test("goes on without it while it is away", async () => {
    const story = await Story.begin();
    const warned = vi.fn();
    const logger = { warn: warned } as unknown as pino.Logger;
    const stamping = startTimeStamping(story.board, { url: "http://127.0.0.1:1/", everySeconds: 0.05 }, logger);
    await vi.waitFor(() => expect(warned).toHaveBeenCalledWith({ event: "not stamped", rule: "unreachable" }), {
      timeout: 90_000,
    });
    await stamping.stop();
    const note = await noteInLog(story, ["a text"]);
    expect(readReceipt(await receiptFor(story, note.position, note.thing)).stamp).toBeNull();
    await story.close();
  });
});
