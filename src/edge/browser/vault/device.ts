/**
 * What a vault leaves on this device: its ways in, a log of sealed changes, and a few sealed notes. All of it is
 * ciphertext but the kinds of the ways. Whoever wants no traces gets the same in memory, where it ends with the tab.
 */
import { deleteDB, type IDBPDatabase, openDB } from "idb";
import { equalBytes } from "../../../core/bytes/bytes.ts";
import { type Outbox, passingOutbox } from "../../shared/outbox.ts";
import { OUTBOX_FILES, OUTBOX_ROWS, storedOutbox } from "../files/stored-outbox.ts";

const DATABASE = "notes";
const VERSION = 3;

export type WayKind = "passphrase" | "passkey" | "kit";
/** A way in as this device knows it. `onBoard`: the board has its door. */
export type KeptWay = {
  readonly door: string;
  readonly kind: WayKind;
  readonly wrap: Uint8Array;
  /** The hash of the sign-in key, which the board is told. */
  readonly signIn: Uint8Array;
  /** Of a passphrase: the notebook's name. */
  readonly name: string;
  readonly onBoard: boolean;
};
export type LogRow = { readonly key: number; readonly bytes: Uint8Array };
export type NoteName = "board" | "place";

export interface Device {
  readonly leavesTraces: boolean;
  /** Where sealed pieces of files wait for the board. */
  readonly outbox: Outbox;
  ways(): Promise<KeptWay[]>;
  putWay(way: KeptWay): Promise<void>;
  removeWay(door: string): Promise<void>;
  /** The board has the door of that sign-in key; nothing happens if the way was changed or removed meanwhile. */
  announced(door: string, signIn: Uint8Array): Promise<void>;
  log(): Promise<LogRow[]>;
  append(bytes: Uint8Array): Promise<number>;
  /** Puts one row in place of all up to `key`, at once. */
  replaceLog(key: number, bytes: Uint8Array): Promise<number>;
  note(name: NoteName): Promise<Uint8Array | undefined>;
  putNote(name: NoteName, bytes: Uint8Array): Promise<void>;
  erase(): Promise<void>;
}

/** The browser's own storage. What a promise here says is kept survives the end of the browser. */
export function storedDevice(): Device {
  let opening: Promise<IDBPDatabase> | undefined;
  const database = () => {
    opening ??= openDB(DATABASE, VERSION, {
      // A later form must take over what an earlier one kept: words that no board was told of lie nowhere else.
      upgrade(database) {
        const add = (name: string, options?: IDBObjectStoreParameters) => {
          if (!database.objectStoreNames.contains(name)) database.createObjectStore(name, options);
        };
        add("ways", { keyPath: "door" });
        add("log", { autoIncrement: true });
        for (const name of ["notes", OUTBOX_ROWS, OUTBOX_FILES]) add(name);
      },
      // Another tab erases the notebook, or a newer version of the pages wants to change the form.
      blocking: (_now, _then, event) => (event.target as IDBDatabase).close(),
      terminated: () => {
        opening = undefined;
      },
    }).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  const write = async <Result>(store: string, act: (rows: WritableStore) => Promise<Result>): Promise<Result> => {
    const transaction = (await database()).transaction(store, "readwrite", { durability: "strict" });
    const [result] = await Promise.all([act(transaction.store), transaction.done]);
    return result;
  };
  return {
    leavesTraces: true,
    outbox: storedOutbox(database),
    ways: async () => (await database()).getAll("ways"),
    putWay: (way) => write("ways", async (rows) => void (await rows.put(way))),
    removeWay: (door) => write("ways", (rows) => rows.delete(door)),
    announced: (door, signIn) =>
      write("ways", async (rows) => {
        const way = (await rows.get(door)) as KeptWay | undefined;
        if (way !== undefined && equalBytes(way.signIn, signIn)) await rows.put({ ...way, onBoard: true });
      }),
    async log() {
      const transaction = (await database()).transaction("log");
      const [keys, values] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
      return keys.map((key, index) => ({ key: Number(key), bytes: values[index] as Uint8Array }));
    },
    append: (bytes) => write("log", async (rows) => Number(await rows.add(bytes))),
    replaceLog: (key, bytes) =>
      write("log", async (rows) => {
        await rows.delete(IDBKeyRange.upperBound(key));
        return Number(await rows.add(bytes));
      }),
    note: async (name) => (await database()).get("notes", name),
    putNote: (name, bytes) => write("notes", async (rows) => void (await rows.put(bytes, name))),
    async erase() {
      const open = await opening?.catch(() => undefined);
      opening = undefined;
      open?.close();
      await deleteDB(DATABASE);
    },
  };
}

type WritableStore = {
  get(key: string): Promise<unknown>;
  put(value: unknown, key?: IDBValidKey): Promise<IDBValidKey>;
  add(value: unknown): Promise<IDBValidKey>;
  delete(key: IDBValidKey | IDBKeyRange): Promise<void>;
};

/** Keeps nothing: for a device that is not one's own. */
export function forgetfulDevice(): Device {
  const ways = new Map<string, KeptWay>();
  const notes = new Map<NoteName, Uint8Array>();
  let rows: LogRow[] = [];
  let next = 1;
  const append = async (bytes: Uint8Array) => {
    rows.push({ key: next, bytes });
    return next++;
  };
  return {
    leavesTraces: false,
    outbox: passingOutbox(),
    ways: async () => [...ways.values()],
    putWay: async (way) => void ways.set(way.door, way),
    removeWay: async (door) => void ways.delete(door),
    async announced(door, signIn) {
      const way = ways.get(door);
      if (way !== undefined && equalBytes(way.signIn, signIn)) ways.set(door, { ...way, onBoard: true });
    },
    log: async () => [...rows],
    append,
    async replaceLog(key, bytes) {
      rows = rows.filter((row) => row.key > key);
      return append(bytes);
    },
    note: async (name) => notes.get(name),
    putNote: async (name, bytes) => void notes.set(name, bytes),
    async erase() {
      ways.clear();
      notes.clear();
      rows = [];
    },
  };
}
