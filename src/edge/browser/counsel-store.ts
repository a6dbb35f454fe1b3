/**
 * Where counsel's desk lies on this device: age files in IndexedDB. One is the key file, under a passphrase; the others
 * are counsel's own notes of each case, to counsel's key.
 */
import { identityToRecipient } from "age-encryption";
import { deleteDB, type IDBPDatabase, openDB } from "idb";
import { type Casework, encodeCasework, readCasework } from "../../roles/counsel/casework.ts";
import { ageSealer } from "../shared/age.ts";

const DATABASE = "desk";
const STORE = "files";
const KEY = "key";
const named = (matter: string) => `case/${matter}`;

/** The key file of this device, if there is one. */
export function keptKeyFile(): Promise<Uint8Array | undefined> {
  return withDatabase((files) => files.get(STORE, KEY) as Promise<Uint8Array | undefined>);
}

/** Keeps a key file. Answers when it is safely on the device; rejects when there is one already. */
export function keepKeyFile(file: Uint8Array): Promise<void> {
  return withDatabase(async (files) => {
    const transaction = files.transaction(STORE, "readwrite", { durability: "strict" });
    await Promise.all([transaction.store.add(file, KEY), transaction.done]);
  });
}

/** What is kept of a matter; undefined when nothing is. */
export async function keptCasework(identity: string, matter: string): Promise<Casework | undefined> {
  const file = await withDatabase((files) => files.get(STORE, named(matter)) as Promise<Uint8Array | undefined>);
  const bytes = file && (await ageSealer.open(file, identity));
  return bytes && readCasework(bytes);
}

/** Keeps the same casework under each of several matters, all or none. */
export async function keepCasework(identity: string, matters: readonly string[], casework: Casework): Promise<void> {
  const file = await ageSealer.seal(encodeCasework(casework), [await identityToRecipient(identity)]);
  await withDatabase(async (files) => {
    const transaction = files.transaction(STORE, "readwrite", { durability: "strict" });
    await Promise.all([...matters.map((matter) => transaction.store.put(file, named(matter))), transaction.done]);
  });
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
