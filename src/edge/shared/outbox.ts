/**
 * Where sealed pieces wait until the board has them. What stands here is ciphertext: the pieces, and of each its hash and
 * how the file's own hash stands after it, sealed under a key of the attachment.
 */
import * as v from "valibot";
import { concat, uintBytes, utf8 } from "../../core/bytes/bytes.ts";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { LABELS } from "../../core/bytes/labels.ts";
import { fixedBytes, version } from "../../core/bytes/schema.ts";
import { HASH_BYTES } from "../../core/bytes/sizes.ts";
import { deriveKey } from "../../core/crypto/hash.ts";
import { openUnder, sealUnder } from "../../core/crypto/sealed.ts";
import type { Rng } from "../../core/ports.ts";

/** One piece; `sent` ones keep no bytes. `attachment` is in hexadecimal. */
export type OutboxRow = { readonly place: number; readonly sealed: Uint8Array; readonly sent: boolean };

export interface Outbox {
  /** The rows of an attachment, by place. */
  rows(attachment: string): Promise<OutboxRow[]>;
  /** Keeps a piece and its row, both or neither. Rejects when there is no room. */
  put(attachment: string, row: OutboxRow, file: Uint8Array): Promise<void>;
  file(attachment: string, place: number): Promise<Uint8Array | undefined>;
  /** The board has this piece: its bytes are not needed here any more. */
  sent(attachment: string, place: number): Promise<void>;
  forget(attachment: string): Promise<void>;
  /** Attachments of which something is here. */
  attachments(): Promise<string[]>;
}

/** What is remembered of a piece: the hash of its file, and the SHA-256 of the content up to its end. */
export type Remembered = { readonly hash: Uint8Array; readonly through: Uint8Array };

const rememberedSchema = v.strictObject({
  v: version(1),
  hash: fixedBytes(HASH_BYTES),
  through: fixedBytes(HASH_BYTES),
});

/** Seals and opens what stands in the rows of one attachment. */
export function memoryOf(rng: Rng, attachment: Uint8Array, identity: string) {
  const key = deriveKey(utf8(identity), attachment, utf8(LABELS.attachmentWaiting), 32);
  const context = (place: number) => concat(attachment, uintBytes(place, 4));
  return {
    seal: (place: number, remembered: Remembered) =>
      sealUnder(rng, key, context(place), encode({ v: 1, ...remembered })),
    open(place: number, sealed: Uint8Array): Remembered {
      return decode(rememberedSchema, openUnder(key, context(place), sealed), "row", 1024);
    },
  };
}

/** An outbox that ends with the page: for devices on which nothing is to be left. */
export function passingOutbox(): Outbox {
  const all = new Map<string, Map<number, { row: OutboxRow; file: Uint8Array | undefined }>>();
  const of = (attachment: string) => all.get(attachment) ?? new Map<number, { row: OutboxRow; file: undefined }>();
  return {
    rows: async (attachment) => [...of(attachment).values()].map(({ row }) => row).sort((a, b) => a.place - b.place),
    async put(attachment, row, file) {
      all.set(attachment, of(attachment).set(row.place, { row, file } as never));
    },
    file: async (attachment, place) => of(attachment).get(place)?.file,
    async sent(attachment, place) {
      const kept = of(attachment).get(place);
      if (kept) of(attachment).set(place, { row: { ...kept.row, sent: true }, file: undefined });
    },
    forget: async (attachment) => void all.delete(attachment),
    attachments: async () => [...all.keys()],
  };
}
