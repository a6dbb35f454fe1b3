/** The command line as it is typed, in scripts beside this file, against a local escrow of real processes. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, test } from "vitest";
import { type LocalEscrow, startLocalEscrow } from "../../src/apps/cli/local-escrow.ts";
import { People } from "../../src/apps/cli/rehearse/people.ts";
import { readScenario } from "../../src/apps/cli/rehearse/scenario.ts";
import { sodiumGroup } from "../../src/core/crypto/group-sodium.ts";
import { sodiumSigner } from "../../src/core/crypto/signer-sodium.ts";
import { readCounselKeys } from "../../src/edge/node/counsel/keys.ts";
import { writeKeyFile } from "../../src/edge/node/keyfile.ts";
import { initRegistrar } from "../../src/edge/node/registrar/keys.ts";
import { boardClient } from "../../src/edge/shared/board-client.ts";
import { admittedCounsel, meetEscrow } from "../../src/edge/shared/escrow.ts";
import { runScript } from "./script.ts";

const EXAMPLES = new URL("../../examples", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "chorus-cli-"));
const patience = 300_000;
let escrow: LocalEscrow;

beforeAll(async () => {
  const options = { name: "A trial", trustees: 3, threshold: 2, port: 0, requestsPerMinute: 100_000 };
  escrow = await startLocalEscrow({ folder: join(folder, "escrow"), ...options });
}, patience);
afterAll(async () => {
  await escrow?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The people of the first example seal to the counsel that the command line made. */
async function sealExample(): Promise<void> {
  // A script runs without a turn of the event loop; connections that the board closed meanwhile are noticed now.
  await sleep(50);
  const board = boardClient(escrow.url);
  const signer = await sodiumSigner();
  const met = await meetEscrow(board, await sodiumGroup(), signer);
  await escrow.settle();
  const counsel = (await admittedCounsel(board, signer, met)).find(({ card }) => card.name === "Bay Law Clinic");
  if (counsel === undefined) throw new Error("the trustees have not admitted counsel");
  const scenario = readScenario(join(EXAMPLES, "01-two-spellings.json"));
  const people = await People.gather(board, met);
  for (const [name, survivor] of Object.entries(scenario.survivors)) {
    await people.seal(name, survivor, scenario, new Map([["c1", counsel]]));
  }
  await escrow.settle();
}

test("chorus counsel init, key", { timeout: patience }, () => {
  runScript("counsel-init.txt", folder, { BOARD: escrow.url });
});

test("chorus counsel cases, open, export", { timeout: patience }, async () => {
  await sealExample();
  const keys = await readCounselKeys(join(folder, "desk"));
  mkdirSync(join(folder, "stranger"));
  await writeKeyFile(join(folder, "stranger", "counsel.key"), { ...keys, charter: new Uint8Array(32) });
  runScript("counsel-desk.txt", folder, {});
});

test("chorus rehearse", { timeout: patience }, () => {
  writeFileSync(join(folder, "not-json.json"), "seal a, then b");
  const survivor = {
    respondent: [{ type: "email", value: "j.doe@example.com" }],
    quorum: 2,
    counsel: ["c2"],
    text: "",
  };
  const scenario = { trustees: 3, threshold: 2, counsel: ["c1"], survivors: { a: survivor }, steps: [] };
  writeFileSync(join(folder, "no-counsel.json"), JSON.stringify(scenario));
  runScript("rehearse.txt", folder, { EXAMPLES });
});

test("chorus registrar invite", { timeout: patience }, async () => {
  await initRegistrar(join(folder, "inviting"), "Registrar", "invite");
  runScript("registrar.txt", folder, {});
});
