/** A board that takes back, changes or loses what devices gave it, and devices that write at the same time. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../src/core/bytes/bytes.ts";
import { kitDoor, signInHash, wrapVault } from "../../src/core/protocol/door.ts";
import { newVault, type Vault } from "../../src/core/protocol/vault.ts";
import { type Device, forgetfulDevice } from "../../src/edge/browser/vault/device.ts";
import { Documents } from "../../src/edge/browser/vault/documents.ts";
import { VaultSync } from "../../src/edge/browser/vault/sync.ts";
import { addWay, removeWay } from "../../src/edge/browser/vault/ways.ts";
import { startBoard } from "../../src/edge/node/board/process.ts";
import { BoardUnreachable } from "../../src/edge/shared/http-client.ts";
import { openDoorAt, type VaultAtBoard, vaultAtBoard } from "../../src/edge/shared/vault-board.ts";
import { seededRng } from "../actors.ts";

const rng = seededRng("vault and board");
const folder = mkdtempSync(join(tmpdir(), "chorus-vault-board-"));
let board: Awaited<ReturnType<typeof startBoard>>;
let database: DatabaseSync;

beforeAll(async () => {
  const options = { folder, host: "127.0.0.1", port: 0, origin: "board.example/log", requestsPerMinute: 100_000 };
  board = await startBoard({ ...options, logger: pino({ level: "silent" }) });
  database = new DatabaseSync(join(folder, "board.sqlite"));
});
afterAll(async () => {
  database.close();
  await board.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One device of a person: what lies on it, and what a tab holds open. */
class Phone {
  readonly vault: Vault;
  readonly device: Device;
  documents!: Documents;
  sync!: VaultSync;
  /** What stands between the device and the board; may fail. */
  network: (sending: () => Promise<unknown>) => Promise<unknown> = (sending) => sending();

  private constructor(vault: Vault, device: Device) {
    this.vault = vault;
    this.device = device;
  }

  static async open(vault: Vault, { device = forgetfulDevice(), begun = false } = {}): Promise<Phone> {
    const phone = new Phone(vault, device);
    phone.documents = new Documents(vault, device, {
      changed: () => undefined,
      kept: () => undefined,
      notKept: () => undefined,
      unsent: () => undefined,
    });
    const board = phone.#throughNetwork();
    phone.sync = await VaultSync.open({ board, vault, device, documents: phone.documents }, begun);
    return phone;
  }

  /** Another device of the same person. */
  another(): Promise<Phone> {
    return Phone.open(this.vault, { begun: true });
  }

  /** The tab is closed and opened again. */
  async reopened(): Promise<Phone> {
    await this.documents.keep();
    return Phone.open(this.vault, { device: this.device });
  }

  write(words: string): void {
    const text = this.documents.pages.getText("words");
    text.insert(text.length, `${words} `);
  }

  get words(): string[] {
    return this.documents.pages.getText("words").toString().split(" ").filter(Boolean).sort();
  }

  #throughNetwork(): VaultAtBoard {
    const real = vaultAtBoard(board.url, this.vault);
    const names = Object.keys(real) as (keyof VaultAtBoard)[];
    const through = (name: keyof VaultAtBoard) => {
      const send = real[name] as (...args: unknown[]) => Promise<unknown>;
      return (...args: unknown[]) => this.network(() => send(...args));
    };
    return Object.fromEntries(names.map((name) => [name, through(name)])) as unknown as VaultAtBoard;
  }
}

const begin = async () => {
  const phone = await Phone.open(newVault(rng));
  await phone.sync.meet();
  return phone;
};
const countRows = (table: string, vault: Vault) =>
  Number(database.prepare(`select count(*) as n from ${table} where vault = ?`).get(toHex(vault.id))?.["n"]);

describe("two devices", () => {
  test("that wrote without a network merge, and no word is lost", async () => {
    const phone = await begin();
    const laptop = await phone.another();
    for (const word of ["corridor", "timer", "lights"]) phone.write(word);
    for (const word of ["summer", "rain"]) laptop.write(word);
    expect(await phone.sync.send()).toBe("done");
    expect(await laptop.sync.send()).toBe("done");
    expect(await phone.sync.meet()).toBe("done");
    expect(phone.words).toEqual(["corridor", "lights", "rain", "summer", "timer"]);
    expect(laptop.words).toEqual(phone.words);
  });

  test("come to the same words through a network that fails half of the time", async () => {
    const phone = await begin();
    let laptop = await phone.another();
    const written: string[] = [];
    const chance = () => (rng.bytes(1)[0] ?? 0) / 256;
    const faulty = async (sending: () => Promise<unknown>) => {
      if (chance() < 0.25) throw new BoardUnreachable();
      const answer = await sending();
      if (chance() < 0.25) throw new BoardUnreachable(); // it arrived, and the answer was lost
      return answer;
    };
    for (let step = 0; step < 60; step++) {
      phone.network = laptop.network = faulty;
      const device = chance() < 0.5 ? phone : laptop;
      device.write(`word${step}`);
      written.push(`word${step}`);
      await (chance() < 0.5 ? device.sync.meet() : device.sync.send()).catch(() => undefined);
      if (chance() < 0.1) laptop = await laptop.reopened();
    }
    phone.network = laptop.network = (sending) => sending();
    for (const device of [phone, laptop, phone]) expect(await device.sync.meet()).toBe("done");
    expect(phone.words).toEqual(written.sort());
    expect(laptop.words).toEqual(phone.words);
    expect((await (await phone.another()).sync.meet()) && phone.words).toEqual(laptop.words);
  });

  test("a long history is cut short, and a new device has all of it", async () => {
    const phone = await begin();
    for (let word = 0; word < 70; word++) {
      phone.write(`word${word}`);
      await phone.sync.send();
    }
    await phone.sync.meet();
    expect(countRows("updates", phone.vault)).toBe(0);
    phone.write("later");
    await phone.sync.send();
    const laptop = await phone.another();
    expect(await laptop.sync.meet()).toBe("done");
    expect(laptop.words).toEqual(phone.words);
  });

  test("what was not sent before the tab ended is sent by the next one", async () => {
    const phone = await begin();
    phone.write("corridor");
    phone.network = () => Promise.reject(new BoardUnreachable());
    await phone.sync.send().catch(() => undefined);
    const later = await phone.reopened();
    expect(await later.sync.send()).toBe("done");
    const laptop = await phone.another();
    await laptop.sync.meet();
    expect(laptop.words).toEqual(["corridor"]);
  });
});

describe("a board", () => {
  /** A phone with three updates at the board. */
  async function written(): Promise<Phone> {
    const phone = await begin();
    for (const word of ["one", "two", "three"]) {
      phone.write(word);
      await phone.sync.send();
    }
    return phone;
  }
  const run = (statement: string, ...values: (string | number)[]) => database.prepare(statement).run(...values);
  /** What a device that comes to it fresh is given. */
  const shown = async (phone: Phone) => {
    const fresh = await phone.another();
    await fresh.sync.meet();
    return fresh.words;
  };

  test("that takes back the newest updates is noticed, and given them again", async () => {
    const phone = await written();
    const id = toHex(phone.vault.id);
    run("delete from updates where vault = ? and seq > 1", id);
    run("update vaults set newest = 1 where vault = ?", id);
    expect(await shown(phone)).toEqual(["one"]);
    expect(await phone.sync.meet()).toBe("older");
    expect(await shown(phone)).toEqual(["one", "three", "two"]);
    expect(await phone.sync.meet()).toBe("done");
  });

  test("that takes back the newest updates is noticed by whoever only sends", async () => {
    const phone = await written();
    const id = toHex(phone.vault.id);
    run("delete from updates where vault = ? and seq > 1", id);
    run("update vaults set newest = 1 where vault = ?", id);
    phone.write("four");
    expect(await phone.sync.send()).toBe("older");
    expect(await shown(phone)).toEqual(["four", "one", "three", "two"]);
  });

  test("that leaves one out, or alters one, is noticed by a device that has not seen it yet", async () => {
    for (const tamper of [
      "delete from updates where vault = ? and seq = 2",
      "update updates set bytes = zeroblob(length(bytes)) where vault = ? and seq = 2",
      "update updates set bytes = (select bytes from updates as other where other.vault = updates.vault and seq = 1) where vault = ? and seq = 2",
    ]) {
      const phone = await written();
      const laptop = await phone.another();
      run(tamper, toHex(phone.vault.id));
      expect(await laptop.sync.meet(), tamper).toBe("older");
    }
  });

  test("that shows two devices two histories is found out when they meet", async () => {
    const phone = await written();
    const laptop = await phone.another();
    await laptop.sync.meet();
    const id = toHex(phone.vault.id);
    phone.write("phone");
    await phone.sync.send();
    run("delete from updates where vault = ? and seq = 4", id);
    run("update vaults set newest = 3 where vault = ?", id);
    for (const word of ["laptop", "again"]) {
      laptop.write(word);
      expect(await laptop.sync.send()).toBe("done");
    }
    expect(await phone.sync.meet()).toBe("older");
    expect(await laptop.sync.meet()).toBe("done");
    expect(phone.words).toEqual(["again", "laptop", "one", "phone", "three", "two"]);
    expect(laptop.words).toEqual(phone.words);
  });

  test("that says it has more than it shows is not asked for ever", async () => {
    const phone = await written();
    run("update vaults set newest = 9 where vault = ?", toHex(phone.vault.id));
    expect(await phone.sync.meet()).toBe("older");
    phone.write("four");
    expect(await phone.sync.send()).toBe("done");
  });

  test("where the vault was erased is told of, and not given it again", async () => {
    const phone = await written();
    const laptop = await phone.another();
    await laptop.sync.meet();
    await phone.sync.erase();
    laptop.write("late");
    expect(await laptop.sync.send()).toBe("gone");
    expect(countRows("vaults", phone.vault) + countRows("updates", phone.vault)).toBe(0);
  });
});

describe("a way in that was taken away", () => {
  test("opens nothing any more, neither at the board nor on another device", async () => {
    const phone = await begin();
    const doors = [kitDoor(rng.bytes(32)), kitDoor(rng.bytes(32))] as const;
    for (const door of doors) {
      const [signIn, wrap] = [signInHash(door.signIn), wrapVault(rng, door, phone.vault)];
      const way = { door: toHex(door.id), kind: "kit", name: "", label: "", addedAt: 1, signIn, wrap } as const;
      await addWay(phone.device, phone.documents, way);
    }
    await phone.sync.meet();
    const laptop = await phone.another();
    await laptop.sync.meet();
    expect((await laptop.device.ways()).length).toBe(2);
    for (const door of doors) expect(await openDoorAt(board.url, door.id, door.signIn)).toBeDefined();

    await removeWay(phone.device, phone.documents, toHex(doors[0].id));
    await phone.sync.meet();
    await laptop.sync.meet();
    expect(await openDoorAt(board.url, doors[0].id, doors[0].signIn)).toBeUndefined();
    expect(await openDoorAt(board.url, doors[1].id, doors[1].signIn)).toBeDefined();
    expect((await laptop.device.ways()).map(({ door }) => door)).toEqual([toHex(doors[1].id)]);
  });
});
