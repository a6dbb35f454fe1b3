/** The log over real HTTP: one log, whose parts fit together, witnessed and followed. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toHex, utf8 } from "../../src/core/bytes/bytes.ts";
import { encode } from "../../src/core/bytes/cbor.ts";
import { leafOf } from "../../src/core/protocol/entry.ts";
import type { ReceiptAnswer } from "../../src/core/protocol/receipt.ts";
import { checkpointText, logKey, openCheckpoint } from "../../src/core/tlog/checkpoint.ts";
import { cosign, cosignedAt, witnessKey } from "../../src/core/tlog/cosignature.ts";
import { leafHash, verifyConsistency, verifyInclusion } from "../../src/core/tlog/merkle.ts";
import { seededRng } from "../actors.ts";
import { Served } from "./served.ts";
import { cborOf, expectRefusal, holdAnswers, watch } from "./watched.ts";

const rng = seededRng("board log routes");
const trustee = (index: number) => ({ role: "trustee", index }) as const;
let served: Served;

beforeAll(async () => {
  served = await Served.start();
  watch(served);
});
holdAnswers();
afterAll(() => served.close());

describe("the log", () => {
  test("is one log: checkpoint, leaves, inclusion and consistency fit together", async () => {
    const { origin, signingKey } = served.charted.charter.board;
    const note = await (await served.get("/checkpoint")).text();
    const { checkpoint } = openCheckpoint(served.signer, logKey(origin, signingKey), note);
    const leaves: Uint8Array[] = [];
    for (let at = 0; at < checkpoint.size; at++) {
      const leaf = new Uint8Array(await (await served.get(`/v1/log/leaves/${at}`)).arrayBuffer());
      leaves.push(leaf);
      const { path } = (await cborOf(served.get(`/v1/log/inclusion?position=${at}&size=${checkpoint.size}`))) as {
        path: Uint8Array[];
      };
      expect(verifyInclusion(leafHash(leaf), at, checkpoint.size, path, checkpoint.root)).toBe(true);
    }
    const entries = (await cborOf(served.get("/v1/log/entries?after=0&count=256", { as: trustee(2) }))) as unknown as {
      bytes: Uint8Array | null;
    }[];
    for (const [i, { bytes }] of entries.entries()) if (bytes !== null) expect(leafOf(bytes)).toEqual(leaves[i]);
    const early = openCheckpoint(
      served.signer,
      logKey(origin, signingKey),
      await (await served.get("/v1/log/checkpoints/2")).text(),
    );
    const { path } = (await cborOf(served.get(`/v1/log/consistency?from=2&to=${checkpoint.size}`))) as {
      path: Uint8Array[];
    };
    expect(verifyConsistency(2, checkpoint.size, early.checkpoint.root, checkpoint.root, path)).toBe(true);
    const tile = new Uint8Array(await (await served.get(`/tile/0/000.p/${checkpoint.size}`)).arrayBuffer());
    expect(toHex(tile)).toBe(leaves.map((leaf) => toHex(leafHash(leaf))).join(""));
    const bundle = new Uint8Array(await (await served.get(`/tile/entries/000.p/${checkpoint.size}`)).arrayBuffer());
    expect(toHex(bundle)).toBe(leaves.map((leaf) => `0021${toHex(leaf)}`).join(""));
    for (const path of [
      `/tile/0/000.p/${checkpoint.size + 1}`,
      "/tile/0/000",
      "/tile/0/0",
      "/tile/entries/001.p/1",
      "/tile/1/000.p/1",
    ]) {
      await expectRefusal(served, () => served.get(path), 404, "unknown");
    }
  });

  test("refuses what it does not have", async () => {
    await expectRefusal(served, () => served.get("/v1/log/leaves/9999"), 404, "unknown");
    await expectRefusal(served, () => served.get("/v1/log/leaves/-1"), 400, "position", "position");
    await expectRefusal(served, () => served.get("/v1/log/checkpoints/9999"), 404, "unknown");
    await expectRefusal(served, () => served.get("/v1/log/inclusion?position=0&size=9999"), 422, "log-range");
    await expectRefusal(served, () => served.get("/v1/log/inclusion?position=5&size=5"), 422, "log-range");
    await expectRefusal(served, () => served.get("/v1/log/inclusion?position=0"), 400, "query", "size");
    await expectRefusal(served, () => served.get("/v1/log/inclusion?position=0&size=1&size=2"), 400, "query", "size");
    await expectRefusal(served, () => served.get("/v1/log/consistency?from=3&to=2"), 422, "log-range");
    await expectRefusal(served, () => served.get("/v1/log/entries?after=x", { as: trustee(1) }), 400, "query", "after");
  });

  test("takes cosignatures of its own checkpoints, and shows who has witnessed what", async () => {
    const { origin, signingKey } = served.charted.charter.board;
    const note = await (await served.get("/checkpoint")).text();
    const { checkpoint } = openCheckpoint(served.signer, logKey(origin, signingKey), note);
    const send = (index: number, text: string, size = checkpoint.size, by = index) => {
      const { seed } = served.seatOf(index);
      const line = cosign(
        served.signer,
        witnessKey(origin, index, served.signer.publicKey(seed)),
        text,
        1_800_000_000,
        seed,
      );
      return served.post("/v1/log/cosignatures", encode({ v: 1, size, line }), { as: trustee(by) });
    };
    const text = checkpointText(checkpoint);
    await expectRefusal(
      served,
      () => send(1, checkpointText({ ...checkpoint, root: rng.bytes(32) })),
      422,
      "cosignature",
    );
    await expectRefusal(served, () => send(1, text, checkpoint.size, 2), 422, "cosignature");
    await expectRefusal(served, () => send(1, text, 9999), 422, "cosignature-size");
    expect((await served.get("/v1/log/cosigned")).status).toBe(404);
    await expectRefusal(served, () => served.get("/v1/log/receipt?position=0"), 404, "unknown");
    for (const index of [1, 3]) expect((await send(index, text)).status).toBe(201);
    const cosigned = await (await served.get("/v1/log/cosigned")).text();
    const opened = openCheckpoint(served.signer, logKey(origin, signingKey), cosigned);
    expect(opened.checkpoint).toEqual(checkpoint);
    for (const index of [1, 3]) {
      const key = witnessKey(origin, index, served.signer.publicKey(served.seatOf(index).seed));
      expect(cosignedAt(served.signer, opened.note, key)).toBe(1_800_000_000);
    }
    const { hour, place } = (await cborOf(served.get("/v1/log/receipt?position=1"))) as unknown as ReceiptAnswer;
    expect(hour).toEqual(expect.any(Number));
    expect(place).toMatchObject({ position: 1, checkpoint: cosigned });
    expect((await served.get("/v1/log/receipt?position=9999")).status).toBe(404);
    const witnessed = (await cborOf(served.get("/v1/log/witnessed", { as: trustee(2) }))) as unknown as {
      trustee: number;
      size: number;
    }[];
    expect(witnessed.map(({ trustee, size }) => ({ trustee, size }))).toEqual(
      [1, 3].map((index) => ({ trustee: index, size: checkpoint.size })),
    );
    expect(await cborOf(served.get("/v1/log/follow", { as: trustee(1) }))).toMatchObject({
      size: checkpoint.size,
      cosigned: checkpoint.size,
    });
  });

  test("wakes who follows it as soon as there is something", async () => {
    const now = await cborOf(served.get("/v1/log/follow", { as: trustee(1) }));
    const query = Object.entries(now)
      .map(([name, value]) => `${name}=${value}`)
      .join("&");
    const started = Date.now();
    const following = served.get(`/v1/log/follow?${query}&wait=20`, { as: trustee(1) });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await served.post("/v1/mail/trustees", utf8("wake up"), { as: trustee(2) });
    const after = (await cborOf(following)) as { mail: number };
    expect(after.mail).toBeGreaterThan(now["mail"] as number);
    expect(Date.now() - started).toBeLessThan(900); // by the bell, not by looking again each second
  });
});
