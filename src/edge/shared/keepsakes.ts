/**
 * Receipts as they travel with a copy of a notebook (§9.5): those of records and withdrawals, and dated notes with the very
 * pages that they were made on. Another notebook takes them in; whoever is shown the copy holds them against its pages.
 */
import { base64 } from "@scure/base";
import * as v from "valibot";
import { utf8 } from "../../core/bytes/bytes.ts";
import { text, whole } from "../../core/bytes/schema.ts";
import type { NamedFile } from "../../core/protocol/judge.ts";
import { readReceipt } from "../../core/protocol/receipt.ts";
import { type Dated, encodeDated, readDated } from "../../roles/author/dated.ts";

const bytes = v.pipe(v.string(), v.base64());

export const keepsakesSchema = v.strictObject({
  /** `key` says of what: `record/` or `withdrawal/` and the record in hexadecimal. */
  receipts: v.array(
    v.strictObject({ key: v.pipe(v.string(), v.regex(/^(record|withdrawal)\/[0-9a-f]{32}$/)), receipt: bytes }),
  ),
  /** `note` is the whole of it, what opens it and its receipt included; time and pages are there for people. */
  dated: v.array(
    v.strictObject({
      key: text(64, 1),
      made: whole(0, 2 ** 40),
      pages: v.array(v.strictObject({ name: text(300), text: text(2_000_000) })),
      note: bytes,
    }),
  ),
});
export type Keepsakes = v.InferOutput<typeof keepsakesSchema>;

/** A copy's first field, by which it is told from any other JSON. */
export const COPY_FORMAT = "chorus notebook";
const copySchema = v.object({ format: v.literal(COPY_FORMAT), keepsakes: keepsakesSchema });

/** A dated note for a copy. */
export function datedKeepsake(key: string, note: Dated): Keepsakes["dated"][number] {
  return { key, made: note.at, pages: note.pages, note: base64.encode(encodeDated(note)) };
}

/** Everything in the keepsakes of a copy, read and checked for its form. @throws ChorusError `malformed` */
export function readKeepsakes({ receipts, dated }: Keepsakes): {
  readonly receipts: readonly { readonly key: string; readonly bytes: Uint8Array }[];
  readonly dated: readonly { readonly key: string; readonly note: Dated }[];
} {
  const read = receipts.map(({ key, receipt }) => ({ key, bytes: base64.decode(receipt) }));
  for (const one of read) readReceipt(one.bytes);
  return { receipts: read, dated: dated.map(({ key, note }) => ({ key, note: readDated(base64.decode(note)) })) };
}

/** The files that a copy holds: each receipt, and each page that was dated, under names that begin with the copy's own. */
export function filesInCopy({ name, bytes: file }: NamedFile): NamedFile[] | undefined {
  const copy = asCopy(file);
  if (copy === undefined) return undefined;
  const { receipts, dated } = readKeepsakes(copy.keepsakes);
  return [
    ...receipts.map(({ bytes: receipt }, i) => ({ name: `${name}/${i + 1}.receipt`, bytes: receipt })),
    ...dated.flatMap(({ note }, i) => {
      if (note.receipt === null) return [];
      const pages = note.pages.map((page, j) => ({
        name: `${name}/dated-${i + 1}/page-${j + 1}.txt`,
        bytes: utf8(page.text),
      }));
      return [{ name: `${name}/dated-${i + 1}/note.receipt`, bytes: note.receipt }, ...pages];
    }),
  ];
}

function asCopy(file: Uint8Array): v.InferOutput<typeof copySchema> | undefined {
  if (file[0] !== "{".charCodeAt(0)) return undefined;
  try {
    const read = v.safeParse(copySchema, JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(file)));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}
