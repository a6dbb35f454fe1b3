/** A board that is flooded with bad and oversized requests goes on answering good ones, in bounded memory. */
import { once } from "node:events";
import { type ClientRequest, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { goodRequestsInFlood } from "../../bench/flood.ts";
import { Served } from "./served.ts";

const GOOD = 24;
const LARGEST = 16 * 1024 * 1024;

test("bad and oversized requests from many connections: every good request is answered, in less than 300 MB", {
  timeout: 300_000,
}, async () => {
  const { flooded, peakMB, refused } = await goodRequestsInFlood(GOOD);
  expect(flooded).toHaveLength(GOOD);
  expect(refused).toBeGreaterThan(0);
  if (process.platform === "linux") expect(peakMB).toBeLessThan(300);
});

describe("room for bodies", () => {
  let board: Served;
  beforeAll(async () => {
    board = await Served.start();
  });
  afterAll(() => board.close());

  /** Says how much it will send, and once the board has heard it sends nothing. */
  async function begin(): Promise<ClientRequest> {
    const headers = { "content-type": "application/cbor", "content-length": LARGEST, expect: "100-continue" };
    const asking = request(`${board.url}/v1/records`, { method: "POST", headers });
    asking.on("error", () => {});
    asking.flushHeaders();
    await once(asking, "continue");
    return asking;
  }

  const post = async (bytes: number) => {
    const headers = { "content-type": "application/cbor" };
    const answer = await fetch(`${board.url}/v1/records`, { method: "POST", headers, body: new Uint8Array(bytes) });
    return { status: answer.status, again: answer.headers.get("retry-after") };
  };

  test("two of the largest requests that never end make a third wait, no small one, and nobody once they are gone", async () => {
    const held = [await begin(), await begin()];
    expect(await post(LARGEST)).toEqual({ status: 503, again: "2" });
    expect((await post(1000)).status).toBe(400);
    for (const asking of held) asking.destroy();
    while ((await post(LARGEST)).status === 503) await sleep(20);
    expect((await post(LARGEST)).status).toBe(400);
  });
});
