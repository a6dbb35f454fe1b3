/**
 * Where counsel's keys lie on this device: age files in IndexedDB, each under a passphrase, and the same keys once more for
 * each passkey (desk-passkeys.ts). Beside them, sealed under the
 * practice's key, lies the list of cases with what it was made from. Notes about cases are at the board, sealed to the
 * practice; accounts are kept nowhere.
 */
import { deleteDB, type IDBPDatabase, openDB } from "idb";
import type { KeptPart, KeptParts } from "../shared/kept-desk.ts";

const DATABASE = "desk";
const STORE = "files";

/** `key`: the key file. `joining`: the key of a colleague who waits to be let in. */
export type KeptName = "key" | "joining";

export function keptFile(name: KeptName): Promise<Uint8Array | undefined> {
  return withDatabase((files) => files.get(STORE, name) as Promise<Uint8Array | undefined>);
}

/** Keeps a file. Answers when it is safely on the device; rejects when there is one of that name already. */
export function keepFile(name: KeptName, file: Uint8Array): Promise<void> {
  return withDatabase(async (files) => {
    const transaction = files.transaction(STORE, "readwrite", { durability: "strict" });
    await Promise.all([transaction.store.add(file, name), transaction.done]);
  });
}

/** Parts of what the desk keeps between two unlockings, sealed; a later one takes its place. */
export const keptParts: KeptParts = {
  read: (part) => withDatabase((files) => files.get(STORE, part) as Promise<Uint8Array | undefined>),
  write: (part, sealed) =>
    withDatabase(async (files) => {
      const { store, done } = files.transaction(STORE, "readwrite");
      // A desk that is being erased while it reads must leave nothing behind.
      const isHere = (await store.getKey("key")) !== undefined;
      await Promise.all([isHere ? store.put(sealed, part) : undefined, done]);
    }),
};

/** Forgets what was kept; the key stays. */
export async function dropKept(): Promise<void> {
  await withDatabase((files) =>
    Promise.all((["mail", "list", "notes"] satisfies KeptPart[]).map((part) => files.delete(STORE, part))),
  );
}

const PASSKEY = "passkey/";

/** What passkeys of this device open, each by its id in hex. */
export function keptPasskeys(): Promise<ReadonlyMap<string, Uint8Array>> {
  return withDatabase(async (files) => {
    const range = IDBKeyRange.bound(PASSKEY, `${PASSKEY}~`);
    const [names, all] = await Promise.all([files.getAllKeys(STORE, range), files.getAll(STORE, range)]);
    return new Map(names.map((name, i) => [String(name).slice(PASSKEY.length), all[i] as Uint8Array]));
  });
}

export function keepPasskey(id: string, bytes: Uint8Array): Promise<void> {
  return withDatabase(async (files) => void (await files.put(STORE, bytes, PASSKEY + id)));
}

export function dropPasskey(id: string): Promise<void> {
  return withDatabase((files) => files.delete(STORE, PASSKEY + id));
}

export function dropFile(name: KeptName): Promise<void> {
  return withDatabase((files) => files.delete(STORE, name));
}

/** Erases the desk from this device. */
export async function eraseDesk(): Promise<void> {
  await deleteDB(DATABASE);
}

async function withDatabase<Result>(act: (files: IDBPDatabase) => Promise<Result>): Promise<Result> {
  const files = await openDB(DATABASE, 1, { upgrade: (fresh) => void fresh.createObjectStore(STORE) });
  try {
    return await act(files);
  } finally {
    files.close();
  }
}
