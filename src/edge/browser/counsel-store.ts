/**
 * Where counsel's keys lie on this device: age files in IndexedDB, each under a passphrase. Notes about cases are at the
 * board, sealed to the practice; accounts are kept nowhere.
 */
import { deleteDB, type IDBPDatabase, openDB } from "idb";

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
