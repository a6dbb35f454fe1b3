/**
 * A copy of the pages to take along: JSON with everything in plain values, for people and for other programs, and the
 * document itself, from which another notebook takes it in without losing a date or an earlier word.
 */
import { base64 } from "@scure/base";
import * as v from "valibot";
import { applyUpdate, Doc, encodeStateAsUpdate } from "yjs";
import { validate } from "../../../../core/bytes/cbor.ts";
import { malformed } from "../../../../core/bytes/errors.ts";
import { text, version, whole } from "../../../../core/bytes/schema.ts";
import { ATTACHMENT_MAX_BYTES } from "../../../../core/bytes/sizes.ts";
import { type Account, contactSchema, type Who, whoSchema } from "../../../../core/protocol/account.ts";
import { incidentSchema, type Incident as SealedIncident } from "../../../../core/protocol/incident.ts";
import type { TakenFile } from "../../../../edge/browser/files/file-keeper.ts";
import { COPY_FORMAT, type Keepsakes, keepsakesSchema } from "../../../../edge/shared/keepsakes.ts";
import { SHARES } from "../../../../roles/author/kept-file.ts";
import { plain } from "./account.ts";
import { contactOf, whoOf } from "./draft.ts";
import { incidentsOf } from "./incidents.ts";

/** A file of the notebook that goes along, and where it lies in the archive. */
export type FileInCopy = TakenFile & { readonly path: string };

const fileSchema: v.GenericSchema<FileInCopy> = v.strictObject({
  path: v.pipe(v.string(), v.regex(/^files\/[^/]{1,120}$/)),
  name: text(255, 1),
  mediaType: text(127),
  size: whole(0, ATTACHMENT_MAX_BYTES),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  addedAt: whole(0, 2 ** 40),
  share: v.picklist(SHARES),
});

export type Copy = {
  readonly format: typeof COPY_FORMAT;
  readonly v: 1;
  /** Seconds on the device that made it. */
  readonly made: number;
  readonly incidents: SealedIncident[];
  readonly who: Who;
  readonly contact: Account["contact"];
  /** Receipts, and pages that were dated. */
  readonly keepsakes: Keepsakes;
  /** The files that lie beside it. */
  readonly files: FileInCopy[];
  /** The document, a Yjs update in base64. */
  readonly pages: string;
};

const copySchema: v.GenericSchema<unknown, Copy> = v.strictObject({
  format: v.literal(COPY_FORMAT),
  v: version(1),
  made: whole(0, 2 ** 40),
  incidents: v.array(incidentSchema),
  who: whoSchema,
  contact: contactSchema,
  keepsakes: keepsakesSchema,
  files: v.optional(v.array(fileSchema), []),
  pages: v.pipe(v.string(), v.base64()),
});

/** Everything that the pages hold, as the text of a file, with the receipts that go along, and what files lie beside it. */
export function copyOf(pages: Doc, made: number, keepsakes: Keepsakes, files: readonly FileInCopy[] = []): string {
  const copy: Copy = {
    format: COPY_FORMAT,
    v: 1,
    made,
    incidents: incidentsOf(pages).map((incident) => plain(pages, incident)),
    who: whoOf(pages),
    contact: contactOf(pages),
    keepsakes,
    files: [...files],
    pages: base64.encode(encodeStateAsUpdate(pages)),
  };
  return `${JSON.stringify(copy, null, 1)}\n`;
}

/**
 * Takes a copy in: what both have stays once, what only one has is added. What was erased here for good stays erased.
 *
 * @returns how many pages the copy brought, and the receipts and files that came along, for the notebook's keeper
 * @throws ChorusError `malformed` when it is no such copy; the pages are then as they were
 */
export function takeIn(pages: Doc, json: string): Pick<Copy, "keepsakes" | "files"> & { readonly brought: number } {
  const copy = validate(copySchema, parsed(json), "copy");
  const update = base64.decode(copy.pages);
  const before = new Set(incidentsOf(pages).map(({ id }) => id));
  tryOut(update, copy);
  applyUpdate(pages, update);
  const brought = incidentsOf(pages).filter(({ id }) => !before.has(id)).length;
  return { brought, keepsakes: copy.keepsakes, files: copy.files };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw malformed("json", "the copy is not JSON");
  }
}

/** A document apart must take the update, and must then say what the copy says in plain words. */
function tryOut(update: Uint8Array, { incidents }: Copy): void {
  const apart = new Doc();
  let said: unknown;
  try {
    applyUpdate(apart, update);
    said = incidentsOf(apart).map((incident) => plain(apart, incident));
  } catch {
    throw malformed("pages", "the copy's document cannot be read");
  }
  if (JSON.stringify(said) !== JSON.stringify(incidents))
    throw malformed("pages", "the copy's document says something else than its text");
}
