/** A board that is killed while it appends: nothing that it acknowledged is lost, and the log is still one log. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { utf8 } from "../../src/core/bytes/bytes.ts";
import { sodiumSigner } from "../../src/core/crypto/signer-sodium.ts";
import { leafOf, readEntry } from "../../src/core/protocol/entry.ts";
import { logKey, openCheckpoint } from "../../src/core/tlog/checkpoint.ts";
import { append, EMPTY_FRONTIER, leafHash, rootOf } from "../../src/core/tlog/merkle.ts";
import { type BoardDatabase, createBoardTables } from "../../src/edge/node/board/schema.ts";
import { boardStore } from "../../src/edge/node/board/store.ts";
import { openDatabase } from "../../src/edge/node/database.ts";
import { seededRng } from "../actors.ts";
import { onEachDatabase } from "./databases.ts";

const TIMES = 50;
/** How many transactions a child runs at once (appending-child.ts). */
const AT_ONCE = 4;
const ORIGIN = "board.example/log";
const SEED = new Uint8Array(32).fill(7);
const child = fileURLToPath(new URL("appending-child.ts", import.meta.url));
const rng = seededRng("moments to die");
/** What a child said before it died: what had been stored, and what anyone could read as the newest checkpoint. */
type Said = { readonly position: number; readonly text: string } | { readonly published: string };

/** Runs the child until it has acknowledged something, and a random moment longer; then kills it. */
function appendAndDie(location: string, round: number): Promise<Said[]> {
  const running = spawn(process.execPath, ["--no-warnings", child, location, ORIGIN, String(round)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const moment = (rng.bytes(1)[0] as number) / 10;
  let said = "";
  running.stdout.setEncoding("utf8");
  running.stdout.once("data", () => setTimeout(() => running.kill("SIGKILL"), moment));
  running.stdout.on("data", (text: string) => {
    said += text;
  });
  return new Promise((resolve) => {
    running.once("close", () =>
      resolve(
        said
          .split("\n")
          .slice(0, -1)
          .map((line) => JSON.parse(line) as Said),
      ),
    );
  });
}

await onEachDatabase((database) => {
  test(`${TIMES} kills while entries are appended: nothing acknowledged is lost, and no checkpoint is contradicted`, {
    timeout: 300_000,
  }, async () => {
    const signer = await sodiumSigner();
    const location = await database.make();
    const { db, dialect } = openDatabase<BoardDatabase>(location);
    await createBoardTables(db, dialect);
    const store = boardStore(db, dialect, { signer, clock: { seconds: () => 0 }, origin: ORIGIN, seed: SEED });
    const said: Said[] = [];
    // On PostgreSQL two boards append at once, and both die.
    const together = database.name === "PostgreSQL" ? 2 : 1;
    for (let round = 0; round < TIMES; round += together) {
      const dying = Array.from({ length: together }, (_, i) => appendAndDie(location, round + i));
      said.push(...(await Promise.all(dying)).flat());
    }
    const acknowledged = said.flatMap((one) => ("text" in one ? [one] : []));
    const published = said.flatMap((one) => ("published" in one ? [one.published] : []));
    expect(acknowledged.length).toBeGreaterThan(TIMES);
    expect(published.length).toBeGreaterThan(TIMES / 5);

    const { size, entries, notes, mail } = await store.transaction(async (tables) => {
      const size = await tables.size();
      const notes = await Promise.all(Array.from({ length: size }, (_, i) => tables.checkpoint(i + 1)));
      return {
        size,
        notes,
        entries: await tables.entries(0, 100_000),
        mail: await tables.mail("trustees", 0, 100_000),
      };
    });
    expect(entries.map(({ position }) => position)).toEqual(Array.from({ length: size }, (_, i) => i));
    const texts = entries.map(({ bytes }) => new TextDecoder().decode(readEntry(bytes as Uint8Array).body));
    for (const { position, text } of acknowledged) expect(texts[position]).toBe(text);
    // An append and the mail beside it are one transaction: both are there, or neither.
    expect(mail.map(({ bytes }) => bytes)).toEqual(texts.map((text) => utf8(text)));
    // What a child had in hand when it was killed may have been stored without being acknowledged, and no more.
    expect(size - acknowledged.length).toBeLessThanOrEqual(TIMES * AT_ONCE);
    let frontier = EMPTY_FRONTIER;
    const roots = [rootOf(frontier)];
    for (const { bytes } of entries) {
      frontier = append(frontier, leafHash(leafOf(bytes as Uint8Array))).frontier;
      roots.push(rootOf(frontier));
    }
    // Every checkpoint that was ever signed, stored or shown, is of this one log: no fork, and nothing shrank.
    expect(notes[size - 1]).toBeDefined();
    for (const note of [...notes.filter((one) => one !== undefined), ...published]) {
      const { checkpoint } = openCheckpoint(signer, logKey(ORIGIN, signer.publicKey(SEED)), note);
      expect(checkpoint).toEqual({ origin: ORIGIN, size: checkpoint.size, root: roots[checkpoint.size] });
    }
    await store.close();
  });
});
