/** A board's store in a process of its own: appends and posts until it is killed, saying what has been acknowledged. */
import { writeSync } from "node:fs";
import { utf8 } from "../../src/core/bytes/bytes.ts";
import { sodiumSigner } from "../../src/core/crypto/signer-sodium.ts";
import type { BoardDatabase } from "../../src/edge/node/board/schema.ts";
import { boardStore } from "../../src/edge/node/board/store.ts";
import { openDatabase } from "../../src/edge/node/database.ts";

const [location = "", origin = "", round = ""] = process.argv.slice(2);
const clock = { seconds: () => 1_800_000_000 };
const { db, dialect } = openDatabase<BoardDatabase>(location);
const store = boardStore(db, dialect, {
  signer: await sodiumSigner(),
  clock,
  origin,
  seed: new Uint8Array(32).fill(7),
});
/** As many as this come at the same time, so that they are made durable together. */
const AT_ONCE = 4;
const say = (value: unknown) => writeSync(1, `${JSON.stringify(value)}\n`);

async function appendForEver(who: number): Promise<never> {
  for (let i = 0; ; i++) {
    const text = `round ${round}, ${who}, entry ${i}`;
    const position = await store.transaction(async (tables) => {
      await tables.post("trustees", utf8(text));
      return tables.append("issuance", utf8(text));
    });
    say({ position, text });
    say({ published: await store.transaction(async (tables) => tables.checkpoint(await tables.size())) });
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, (_, who) => appendForEver(who)));
