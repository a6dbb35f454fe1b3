/**
 * A notebook's copy as a file: an age file. Inside stands the copy's JSON; where files go along, a tar archive that begins
 * with it, so that `age -d notes.age | tar -x` lays everything out. Neither is ever held whole.
 */
import { Decrypter, Encrypter } from "age-encryption";
import { createTarDecoder, createTarPacker, type TarPackController } from "modern-tar";
import { overLimit } from "../../core/bytes/errors.ts";

/** What opens a copy: a passphrase, or the key of an age recipient. */
export type CopyKey = { readonly passphrase: string } | { readonly recipient: string };

/** A file that goes along, by its path in the archive. */
export type CopiedFile = { readonly path: string; readonly size: number; content(): AsyncIterable<Uint8Array> };

/** What was found in a copy. */
export type OpenedCopy = { readonly text: string; readonly files: ReadonlyMap<string, Blob> };

const TEXT_PATH = "notes.json";
/** Longer than any notebook that a person could write. */
const TEXT_MAX_BYTES = 64 * 1024 * 1024;
const PART_BYTES = 1024 * 1024;
const IDENTITY = /^AGE-SECRET-KEY-/i;
const NOT_OPENED = /no identity matched/i;
const BRACE = 0x7b;

/** @returns `wrong` when the recipient is none */
export async function lockCopy(text: string, files: readonly CopiedFile[], key: CopyKey): Promise<Blob | "wrong"> {
  const encrypter = new Encrypter();
  try {
    if ("passphrase" in key) encrypter.setPassphrase(key.passphrase);
    else encrypter.addRecipient(key.recipient);
  } catch {
    return "wrong";
  }
  const plain = new TextEncoder().encode(text);
  if (files.length === 0) return gathered(await encrypter.encrypt(streamOf(plain)));
  const { readable, controller } = createTarPacker();
  const packed = pack(controller, plain, files).catch((error: unknown) => controller.error(error));
  const [blob] = await Promise.all([gathered(await encrypter.encrypt(readable)), packed]);
  return blob;
}

/**
 * Opens a copy, with its passphrase or the secret key that it was made for.
 *
 * @returns `wrong` when that does not open it
 * @throws whatever it is that makes it no copy: damaged, cut off, or something else
 */
export async function openCopy(file: Blob, key: string): Promise<OpenedCopy | "wrong"> {
  const decrypter = new Decrypter();
  let plain: ReadableStream<Uint8Array>;
  try {
    if (IDENTITY.test(key.trim())) decrypter.addIdentity(key.trim());
    else decrypter.addPassphrase(key);
    plain = await decrypter.decrypt(file.stream());
  } catch (error) {
    if (error instanceof Error && NOT_OPENED.test(error.message)) return "wrong";
    throw error;
  }
  const content = await gathered(plain);
  const [first] = new Uint8Array(await content.slice(0, 1).arrayBuffer());
  return first === BRACE ? { text: await textOf(content), files: new Map() } : unpack(content);
}

async function pack(controller: TarPackController, text: Uint8Array, files: readonly CopiedFile[]): Promise<void> {
  const all = [{ path: TEXT_PATH, size: text.length, content: () => [text] }, ...files];
  for (const { path, size, content } of all) {
    const writer = controller.add({ name: path, size, type: "file" }).getWriter();
    for await (const chunk of content()) await writer.write(chunk);
    await writer.close();
  }
  controller.finalize();
}

async function unpack(archive: Blob): Promise<OpenedCopy> {
  const found = new Map<string, Blob>();
  const entries = archive
    .stream()
    .pipeThrough(createTarDecoder({ strict: true }))
    .getReader();
  for (;;) {
    const { done, value } = await entries.read();
    if (done) break;
    if (value.header.type === "file") found.set(value.header.name, await gathered(value.body));
    else await value.body.cancel();
  }
  const text = await textOf(found.get(TEXT_PATH) ?? new Blob());
  found.delete(TEXT_PATH);
  return { text, files: found };
}

function textOf(content: Blob): Promise<string> {
  if (content.size > TEXT_MAX_BYTES) throw overLimit("size", "the copy's text is longer than a notebook can be");
  return content.text();
}

/** All of a stream, in parts that the browser may lay aside. */
async function gathered(stream: ReadableStream<Uint8Array>): Promise<Blob> {
  const parts: Blob[] = [];
  let [waiting, length]: [BlobPart[], number] = [[], 0];
  const layAside = () => {
    parts.push(new Blob(waiting));
    [waiting, length] = [[], 0];
  };
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    waiting.push(value as BlobPart);
    length += value.length;
    if (length >= PART_BYTES) layAside();
  }
  layAside();
  return new Blob(parts);
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}
