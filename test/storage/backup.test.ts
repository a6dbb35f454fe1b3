/** Backups of a running escrow, and what becomes of it on a machine that was empty. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterAll, expect, test } from "vitest";
import { startLocalEscrow } from "../../src/apps/cli/local-escrow.ts";
import { openDesks, readDesk, waitForAdmission } from "../../src/apps/cli/rehearse/counsels.ts";
import { People } from "../../src/apps/cli/rehearse/people.ts";
import { toHex } from "../../src/core/bytes/bytes.ts";
import { sodiumGroup } from "../../src/core/crypto/group-sodium.ts";
import { sodiumSigner } from "../../src/core/crypto/signer-sodium.ts";
import { nodeSealer } from "../../src/edge/node/age.ts";
import { backUp } from "../../src/edge/node/backup/backup.ts";
import type { Party } from "../../src/edge/node/backup/parties.ts";
import { checkBackup, restore } from "../../src/edge/node/backup/restore.ts";
import { pieceFolder } from "../../src/edge/node/board/piece-folder.ts";
import { boardClient } from "../../src/edge/shared/board-client.ts";
import { meetEscrow } from "../../src/edge/shared/escrow.ts";
import { onEachDatabase } from "./databases.ts";

const folder = mkdtempSync(join(tmpdir(), "chorus-backup-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SECRET = "what happened in the archive room";
const survivor = (value: string) => ({
  respondent: [{ type: "email" as const, value }],
  quorum: 2,
  counsel: ["counsel"],
  text: SECRET,
});

await onEachDatabase((database) => {
  test("a trustee put back as it was goes on from the log, and a board moved to another machine from where it stood", async () => {
    const home = mkdtempSync(join(folder, "escrow-"));
    const identity = await generateX25519Identity();
    const recipients = [await identityToRecipient(identity)];
    const locations = new Map<string, string>();
    if (database.name !== "SQLite") {
      for (const name of ["board", "registrar", "trustee-1", "trustee-2", "trustee-3"])
        locations.set(name, await database.make());
    }
    const begin = (port: number) =>
      startLocalEscrow({
        folder: home,
        name: "Backed up",
        trustees: 3,
        threshold: 2,
        port,
        requestsPerMinute: 100_000,
        ...(locations.size === 0 ? {} : { databases: (name: string) => locations.get(name) as string }),
      });
    const piecesOf = (party: Party) =>
      party === "board" ? { pieces: pieceFolder(join(home, "board", "pieces")) } : {};
    const at = (name: string) => (locations.size === 0 ? {} : { database: locations.get(name) as string });
    let told: readonly [number, number] = [0, 0];
    const advance = (done: number, all: number) => {
      told = [done, all];
    };
    const backUpOf = (party: Party, name: string) =>
      backUp({
        party,
        folder: join(home, name),
        ...at(name),
        ...piecesOf(party),
        to: join(home, `${name}-backup`),
        recipients,
        sealer: nodeSealer,
        seconds: now++,
        days: 30,
        advance,
      });
    const restoreTo = async (party: Party, name: string) => {
      rmSync(join(home, name), { recursive: true });
      if (locations.size > 0) locations.set(name, await database.make());
      const from = { party, from: join(home, `${name}-backup`), identity, sealer: nodeSealer, advance };
      expect(told[0]).toBe(told[1]);
      const checked = await checkBackup(from);
      expect(told[0]).toBe(told[1]);
      const onto = () => ({ ...from, folder: join(home, name), ...at(name), ...piecesOf(party) });
      expect(await restore(onto())).toEqual(checked);
      await expect(restore(onto())).rejects.toThrow("already");
    };
    let now = 1_800_000_000;

    const first = await begin(0);
    const [group, signer] = [await sodiumGroup(), await sodiumSigner()];
    const meet = (url: string) => meetEscrow(boardClient(url), group, signer);
    const people = await People.gather(boardClient(first.url), await meet(first.url));
    const desks = await openDesks(home, first.url, ["counsel"]);
    const counsel = await waitForAdmission(boardClient(first.url), signer, await meet(first.url), desks);
    const scenario = { folder: home } as never;
    const seal = (who: People, name: string, about: string) => who.seal(name, survivor(about), scenario, counsel);
    await seal(people, "alice", "r@example.org");

    // Under load: people write while the backup is made, and after it.
    const writing = seal(people, "bob", "s@example.org").then(() => seal(people, "carol", "t@example.org"));
    const whole = await backUpOf("trustee", "trustee-2");
    expect(whole.written).toBe(whole.pieces);
    await writing;
    await seal(people, "dave", "r@example.org");
    await first.settle();

    await first.kill("trustee-2");
    await restoreTo("trustee", "trustee-2");
    await first.stop();
    // The board goes to another machine: a backup before, and what changed since when it has stopped.
    await backUpOf("board", "board");
    expect((await backUpOf("board", "board")).written).toBe(0);
    await restoreTo("board", "board");

    const again = await begin(Number(new URL(first.url).port));
    const later = await People.gather(boardClient(again.url), await meet(again.url));
    await seal(later, "erin", "s@example.org");
    await seal(later, "frank", "t@example.org");
    await again.settle();
    const cases = await readDesk(desks.get("counsel") as NonNullable<ReturnType<typeof desks.get>>);
    const read = cases.flatMap(({ records }) =>
      records.map(({ account, id }) => ({ id, opened: account !== undefined })),
    );
    const sealed = [...people.sealed.values(), ...later.sealed.values()].map(({ record }) => toHex(record));
    expect(read.map(({ id }) => id).sort()).toEqual(sealed.sort());
    expect(read.every(({ opened }) => opened)).toBe(true);
    expect(cases).toHaveLength(3);
    await again.stop();

    // Whoever steals the backup reads what whoever steals the disk reads of the board: nothing; and of names, nothing either.
    for (const name of readdirSync(home, { recursive: true, encoding: "utf8" }).filter((path) =>
      path.endsWith(".age"),
    )) {
      const bytes = readFileSync(join(home, name)).toString("latin1");
      expect(bytes.startsWith("age-encryption.org/v1")).toBe(true);
      expect(bytes).not.toContain(SECRET);
    }
  }, 300_000);
});
