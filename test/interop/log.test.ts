/** Go's own transparency-log library reads our log over HTTP: checkpoints, cosignatures, tiles, and both kinds of proof. */
import { execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { base64 } from "@scure/base";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeOpeningEntry } from "../../src/core/protocol/entry.ts";
import { logKey, openCheckpoint } from "../../src/core/tlog/checkpoint.ts";
import { witnessKey } from "../../src/core/tlog/cosignature.ts";
import { verifierKey } from "../../src/core/tlog/note.ts";
import { boardClient } from "../../src/edge/shared/board-client.ts";
import { seededRng } from "../actors.ts";
import { Served } from "../board/served.ts";
import { here } from "../here.ts";

/** Where Debian's golang-golang-x-mod-dev puts the sources. */
const LIBRARIES = "/usr/share/gocode";
const there = existsSync(join(LIBRARIES, "src/golang.org/x/mod"));
if (!there && process.env["CI"] === "true") throw new Error("there is no Go here, and in CI nothing may go untested");

const folder = mkdtempSync(join(tmpdir(), "chorus-interop-"));
const program = join(folder, "reader");
const rng = seededRng("interop");
const LEAVES = 600;
let served: Served;

type Input = Record<string, unknown>;
let input: Input;

beforeAll(async () => {
  if (!there) return;
  const env = {
    PATH: process.env["PATH"],
    HOME: folder,
    GOPATH: LIBRARIES,
    GO111MODULE: "off",
    GOFLAGS: "",
    GOPROXY: "off",
  };
  await promisify(execFile)("go", ["build", "-o", program, join(import.meta.dirname, "go/reader.go")], { env });
  served = await Served.start();
  await grow(LEAVES);
  const earlier = await newest();
  await grow(50);
  input = await questions(earlier);
}, 300_000);

afterAll(async () => {
  await served?.close();
  rmSync(folder, { recursive: true, force: true });
});

const board = () => served.charted.charter.board;

/** Logs openings, many at a time, as a board in use does. */
async function grow(many: number): Promise<void> {
  const as = { role: "trustee", index: 1 } as const;
  for (let left = many; left > 0; left -= 50) {
    const posts = Array.from({ length: 50 }, () =>
      served.post("/v1/openings", encodeOpeningEntry(served.charted.charterId, rng.bytes(32)), { as }),
    );
    await Promise.all(posts);
  }
}

async function newest() {
  const note = await boardClient(served.url).checkpoint();
  return openCheckpoint(served.signer, logKey(board().origin, board().signingKey), note).checkpoint;
}

/** Cosigns the newest checkpoint as two trustees, and asks the board for proofs; everything that Go is to check. */
async function questions(earlier: { size: number; root: Uint8Array }): Promise<Input> {
  const { size } = await newest();
  await served.cosignNewest(1, 2);
  const keys = served.seats.map(({ index, seed }) => witnessKey(board().origin, index, served.signer.publicKey(seed)));
  const positions = [0, 1, 255, 256, 511, 512, size - 1];
  const client = boardClient(served.url);
  const inclusion = [];
  for (const position of positions) {
    const { path } = await client.inclusion(position, size);
    inclusion.push({ position, path: path.map((hash) => base64.encode(hash)) });
  }
  const { path } = await client.consistency(earlier.size, size);
  return {
    url: served.url,
    logKey: verifierKey(logKey(board().origin, board().signingKey)),
    witnessKeys: keys.map(verifierKey),
    origin: board().origin,
    positions,
    earlier: [earlier.size],
    inclusion,
    consistency: [
      { from: earlier.size, root: base64.encode(earlier.root), path: path.map((hash) => base64.encode(hash)) },
    ],
  };
}

/** Runs the Go program. Answers what it says, or what it complains of. */
function read(asked: Input): Promise<{ said: Record<string, unknown> | undefined; complaint: string }> {
  const child = spawn(program, { stdio: ["pipe", "pipe", "pipe"] });
  let [out, complaint] = ["", ""];
  child.stdout.on("data", (text) => {
    out += text;
  });
  child.stderr.on("data", (text) => {
    complaint += text;
  });
  child.stdin.end(JSON.stringify(asked));
  return new Promise((resolve) =>
    child.once("close", (code) => resolve({ said: code === 0 ? JSON.parse(out) : undefined, complaint })),
  );
}

describe.skipIf(!here("Go with x/mod", there))(
  there ? "Go's note and tlog" : "Go's note and tlog, of which there are none here: NOT TESTED",
  () => {
    test("verify the checkpoint, its cosignatures, every tile, and the proofs", async () => {
      const { said, complaint } = await read(input);
      expect(complaint).toBe("");
      const { origin } = board();
      expect(said).toEqual({
        Size: expect.any(Number),
        Signers: [origin, `${origin}/trustee-1`, `${origin}/trustee-2`],
        Records: 14,
        Trees: 2,
        Tiles: expect.any(Number),
      });
      expect(said?.["Size"]).toBeGreaterThan(LEAVES + 50);
      expect(said?.["Tiles"]).toBeGreaterThanOrEqual(4);
    });

    test("refuse a cosignature under another key, another origin, and a proof with one hash changed", async () => {
      const [, second, third] = input["witnessKeys"] as string[];
      const [name, id] = (second as string).split("+");
      const mixed = `${name}+${id}+${(third as string).split("+").slice(2).join("+")}`;
      expect((await read({ ...input, witnessKeys: [mixed] })).complaint).toContain("invalid signature");
      expect((await read({ ...input, origin: "elsewhere" })).complaint).toContain("malformed checkpoint");
      const [first, ...rest] = input["inclusion"] as { position: number; path: string[] }[];
      const changed = { ...first, path: [base64.encode(new Uint8Array(32)), ...(first?.path.slice(1) ?? [])] };
      expect((await read({ ...input, inclusion: [changed, ...rest] })).complaint).toContain("board's proof of leaf 0");
    });
  },
);
