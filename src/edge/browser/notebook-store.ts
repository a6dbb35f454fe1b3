/**
 * Where a notebook lies on this device: two age files in IndexedDB. One is the notebook, to a key of its own; the other
 * is that key under the passphrase. Whoever copies the browser's storage has ciphertext and must guess the passphrase.
 */
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { deleteDB, type IDBPDatabase, openDB } from "idb";
import { utf8 } from "../../core/bytes/bytes.ts";
import { emptyNotebook, encodeNotebook, type NotebookContent, readNotebook } from "../../roles/author/notebook.ts";

const DATABASE = "notes";
const STORE = "files";
const KEY = "key";
const PAGES = "pages";
const WRONG_PASSPHRASE = /no identity matched/i;

/** A notebook that is unlocked. */
export type OpenNotebook = { readonly content: NotebookContent; save(content: NotebookContent): Promise<void> };

/** Whether there is a notebook on this device. */
export function notebookIsKept(): Promise<boolean> {
  return withDatabase(async (files) => (await files.getKey(STORE, KEY)) !== undefined);
}

/** Begins a notebook. Answers when it is safely on the device. */
export async function createNotebook(passphrase: string): Promise<OpenNotebook> {
  const identity = await generateX25519Identity();
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  const key = await encrypter.encrypt(utf8(identity));
  const content = emptyNotebook();
  const pages = await sealed(identity, content);
  await withDatabase(async (files) => {
    const transaction = files.transaction(STORE, "readwrite", { durability: "strict" });
    await Promise.all([transaction.store.add(key, KEY), transaction.store.put(pages, PAGES), transaction.done]);
  });
  return openWith(identity, content);
}

/** @returns the notebook, or undefined when the passphrase is another */
export async function unlockNotebook(passphrase: string): Promise<OpenNotebook | undefined> {
  const [key, pages] = await withDatabase((files) =>
    Promise.all([files.get(STORE, KEY) as Promise<Uint8Array>, files.get(STORE, PAGES) as Promise<Uint8Array>]),
  );
  const identity = await identityOf(key, passphrase);
  if (identity === undefined) return undefined;
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return openWith(identity, readNotebook(await decrypter.decrypt(pages)));
}

/** Erases the notebook from this device, for good. */
export async function eraseNotebook(): Promise<void> {
  await deleteDB(DATABASE);
}

function openWith(identity: string, content: NotebookContent): OpenNotebook {
  return {
    content,
    async save(next) {
      const pages = await sealed(identity, next);
      await withDatabase(async (files) => {
        const transaction = files.transaction(STORE, "readwrite", { durability: "strict" });
        await Promise.all([transaction.store.put(pages, PAGES), transaction.done]);
      });
    },
  };
}

async function sealed(identity: string, content: NotebookContent): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(identity));
  return encrypter.encrypt(encodeNotebook(content));
}

async function identityOf(key: Uint8Array, passphrase: string): Promise<string | undefined> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return await decrypter.decrypt(key, "text");
  } catch (error) {
    if (error instanceof Error && WRONG_PASSPHRASE.test(error.message)) return undefined;
    throw error;
  }
}

async function withDatabase<Result>(act: (files: IDBPDatabase) => Promise<Result>): Promise<Result> {
  const files = await openDB(DATABASE, 1, { upgrade: (fresh) => void fresh.createObjectStore(STORE) });
  try {
    return await act(files);
  } finally {
    files.close();
  }
}
