/** Locks and opens copies, and sets them on paper, while the page stays quick. */
import { Decrypter, Encrypter } from "age-encryption";
import { expose } from "comlink";
import type { Block } from "../../../edge/shared/paper-blocks.ts";
import { face } from "../parts/face.ts";

const IDENTITY = /^AGE-SECRET-KEY-/i;
const NOT_OPENED = /no identity matched/i;

export const taker = {
  /** An age file for a passphrase, or for an age recipient; `wrong` when the recipient is none. */
  async lock(text: string, key: { passphrase: string } | { recipient: string }): Promise<Uint8Array | "wrong"> {
    const encrypter = new Encrypter();
    try {
      if ("passphrase" in key) encrypter.setPassphrase(key.passphrase);
      else encrypter.addRecipient(key.recipient);
    } catch {
      return "wrong";
    }
    return encrypter.encrypt(text);
  },

  /** The text in an age file; `wrong` when neither passphrase nor key opens it. */
  async open(file: Uint8Array, key: string): Promise<string | "wrong" | undefined> {
    const decrypter = new Decrypter();
    try {
      if (IDENTITY.test(key.trim())) decrypter.addIdentity(key.trim());
      else decrypter.addPassphrase(key);
      return await decrypter.decrypt(file, "text");
    } catch (error) {
      return error instanceof Error && NOT_OPENED.test(error.message) ? "wrong" : undefined;
    }
  },

  async paper(blocks: readonly Block[], language: string, title: string): Promise<Blob> {
    const [{ paper }, file] = await Promise.all([import("../../../edge/shared/paper.ts"), face()]);
    const bytes = await paper(blocks, { language, title, face: file });
    return new Blob([bytes as BlobPart], { type: "application/pdf" });
  },
};
export type Taker = typeof taker;

expose(taker);
