/**
 * age files (age-encryption.org/v1) behind the FileSealer port, by the age-encryption package.
 *
 * Two kinds of file are written: ordinary ones to age recipients, which the `age` tool opens, and files whose
 * one stanza is `chorus-quorum`, whose key only a quorum of trustees can bring about (PROTOCOL.md §5).
 */

import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { base64nopad } from "@scure/base";
import { Decrypter, Encrypter, type Identity, type Recipient, Stanza } from "age-encryption";
import { malformed } from "../../core/bytes/errors.ts";
import { FILE_KEY_BYTES } from "../../core/bytes/sizes.ts";
import type { FileSealer } from "../../core/ports.ts";

const QUORUM_STANZA = "chorus-quorum";
/** Each wrap key is used for one file key only, as in age's own X25519 stanza, so a nonce of zeros is right. */
const ZERO_NONCE = new Uint8Array(12);

type QuorumKey = { readonly point: Uint8Array; readonly wrapKey: Uint8Array };

/** Wraps the file key under a key that needs t trustees: `-> chorus-quorum <U>`. */
class QuorumRecipient implements Recipient {
  readonly #key: QuorumKey;
  constructor(key: QuorumKey) {
    this.#key = key;
  }
  wrapFileKey(fileKey: Uint8Array): Stanza[] {
    const body = chacha20poly1305(this.#key.wrapKey, ZERO_NONCE).encrypt(fileKey);
    return [new Stanza([QUORUM_STANZA, base64nopad.encode(this.#key.point)], body)];
  }
}

class QuorumIdentity implements Identity {
  readonly #key: QuorumKey;
  constructor(key: QuorumKey) {
    this.#key = key;
  }
  unwrapFileKey(stanzas: Stanza[]): Uint8Array | null {
    const stanza = stanzas.length === 1 ? stanzas[0] : undefined;
    const expected = [QUORUM_STANZA, base64nopad.encode(this.#key.point)];
    if (stanza === undefined || stanza.args.join(" ") !== expected.join(" ")) return null;
    if (stanza.body.length !== FILE_KEY_BYTES + 16) throw new Error("the stanza has the wrong length");
    return chacha20poly1305(this.#key.wrapKey, ZERO_NONCE).decrypt(stanza.body);
  }
}

const NOT_MINE = /no identity matched/i;

/** What stands behind age's strings: the package's own, or an implementation of the platform. */
export type AgeKeys = {
  recipient(text: string): string | Recipient;
  identity(text: string): string | Identity;
};

/** Seals and opens age files with these keys. */
export function ageFiles(keys: AgeKeys): FileSealer {
  return {
    async seal(plaintext, recipients) {
      const encrypter = new Encrypter();
      for (const recipient of recipients) encrypter.addRecipient(keys.recipient(recipient));
      return encrypter.encrypt(plaintext);
    },

    async open(file, identity) {
      const decrypter = new Decrypter();
      decrypter.addIdentity(keys.identity(identity));
      try {
        return await decrypter.decrypt(file);
      } catch (error) {
        if (error instanceof Error && NOT_MINE.test(error.message)) return undefined;
        throw malformed("age-file", "an encrypted file is damaged");
      }
    },

    async sealForQuorum(plaintext, key) {
      const encrypter = new Encrypter();
      encrypter.addRecipient(new QuorumRecipient(key));
      return encrypter.encrypt(plaintext);
    },

    async openForQuorum(file, key) {
      const decrypter = new Decrypter();
      decrypter.addIdentity(new QuorumIdentity(key));
      try {
        return await decrypter.decrypt(file);
      } catch {
        throw malformed("quorum-file", "a sealed part is damaged, or the shares do not fit it");
      }
    },
  };
}

/** In TypeScript, wherever it runs. Servers have a faster one (edge/node/age.ts). */
export const ageSealer: FileSealer = ageFiles({ recipient: (text) => text, identity: (text) => text });

/** Seals what comes piece by piece as one ordinary age file, without holding it whole. */
export async function* sealStream(
  content: AsyncIterable<Uint8Array>,
  recipients: readonly string[],
): AsyncGenerator<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const reader = (await encrypter.encrypt(streamOf(content))).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** Not every browser has ReadableStream.from yet. */
function streamOf(content: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const chunks = content[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await chunks.return?.()),
  });
}

/** An age file under a passphrase (scrypt), as `age -p` makes it. */
export async function sealWithPassphrase(plaintext: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  return encrypter.encrypt(plaintext);
}

/**
 * Opens an age file under a passphrase.
 *
 * @returns undefined when the passphrase is another
 * @throws ChorusError `malformed` when the file is damaged, or not such a file
 */
export async function openWithPassphrase(file: Uint8Array, passphrase: string): Promise<Uint8Array | undefined> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return await decrypter.decrypt(file);
  } catch (error) {
    if (error instanceof Error && NOT_MINE.test(error.message)) return undefined;
    throw malformed("age-file", "an encrypted file is damaged");
  }
}
