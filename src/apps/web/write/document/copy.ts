/**
 * A copy of the pages to take along: JSON with everything in plain values, for people and for other programs, and the
 * document itself, from which another notebook takes it in without losing a date or an earlier word.
 */
import { base64 } from "@scure/base";
import * as v from "valibot";
import { applyUpdate, Doc, encodeStateAsUpdate } from "yjs";
import { validate } from "../../../../core/bytes/cbor.ts";
import { malformed } from "../../../../core/bytes/errors.ts";
import { version, whole } from "../../../../core/bytes/schema.ts";
import { type Account, contactSchema, type Who, whoSchema } from "../../../../core/protocol/account.ts";
import { incidentSchema, type Incident as SealedIncident } from "../../../../core/protocol/incident.ts";
import { COPY_FORMAT, type Keepsakes, keepsakesSchema } from "../../../../edge/shared/keepsakes.ts";
import { plain } from "./account.ts";
import { contactOf, whoOf } from "./draft.ts";
import { incidentsOf } from "./incidents.ts";

/** Longer than any notebook that a person could write. */
export const COPY_MAX_BYTES = 64 * 1024 * 1024;

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
  /** The document, a Yjs update in base64. */
  readonly pages: string;
};

const copySchema: v.GenericSchema<Copy> = v.strictObject({
  format: v.literal(COPY_FORMAT),
  v: version(1),
  made: whole(0, 2 ** 40),
  incidents: v.array(incidentSchema),
  who: whoSchema,
  contact: contactSchema,
  keepsakes: keepsakesSchema,
  pages: v.pipe(v.string(), v.base64()),
});

/** Everything that the pages hold, as the text of a file, with the receipts that go along. */
export function copyOf(pages: Doc, made: number, keepsakes: Keepsakes): string {
  const copy: Copy = {
    format: COPY_FORMAT,
    v: 1,
    made,
    incidents: incidentsOf(pages).map((incident) => plain(pages, incident)),
    who: whoOf(pages),
    contact: contactOf(pages),
    keepsakes,
    pages: base64.encode(encodeStateAsUpdate(pages)),
  };
  return `${JSON.stringify(copy, null, 1)}\n`;
}

/**
 * Takes a copy in: what both have stays once, what only one has is added. What was erased here for good stays erased.
 *
 * @returns how many pages the copy brought, and the receipts that came along, for the notebook's keeper
 * @throws ChorusError `malformed` when it is no such copy; the pages are then as they were
 */
export function takeIn(pages: Doc, text: string): { readonly brought: number; readonly keepsakes: Keepsakes } {
  const copy = validate(copySchema, parsed(text), "copy");
  const update = base64.decode(copy.pages);
  const before = new Set(incidentsOf(pages).map(({ id }) => id));
  tryOut(update, copy);
  applyUpdate(pages, update);
  const brought = incidentsOf(pages).filter(({ id }) => !before.has(id)).length;
  return { brought, keepsakes: copy.keepsakes };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
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
