/**
 * The proof of independence (§9.6): each record of a case was sealed before anything in it was opened, so nobody wrote theirs
 * after reading another's. It holds every record's entry and place in one tree that the trustees cosigned, the entry of the
 * opening, and what t trustees testify of when each record was first opened. What follows from these the reader computes;
 * the file claims nothing.
 */
import * as v from "valibot";
import { compareBytes, equalBytes } from "../bytes/bytes.ts";
import { encode } from "../bytes/cbor.ts";
import { rejected } from "../bytes/errors.ts";
import { boundedBytes, fixedBytes, text, version, whole } from "../bytes/schema.ts";
import { ENTRY_MAX_BYTES, HASH_BYTES, SIGNATURE_BYTES, TRUSTEES_MAX } from "../bytes/sizes.ts";
import type { Signer } from "../ports.ts";
import { NOTE_MAX_CHARACTERS } from "../tlog/note.ts";
import { CHARTER_MAX_BYTES, charterOfEpoch, type Escrow } from "./charter.ts";
import { readEntry } from "./entry.ts";
import { openLogged, readOpeningEntry } from "./logged.ts";
import { openingCommitment } from "./opening.ts";
import { checkPlace, type EvidencePorts } from "./receipt.ts";
import { openCharters } from "./succession.ts";
import { type Testified, testimonyHolds } from "./testimony.ts";
import type { Witnessed } from "./witnessed.ts";

const position = whole(0, Number.MAX_SAFE_INTEGER);
const path = v.pipe(v.array(fixedBytes(HASH_BYTES)), v.maxLength(64));
const entry = boundedBytes(1, ENTRY_MAX_BYTES + 256);

export const independenceSchema = v.strictObject({
  v: version(1),
  kind: v.literal("independence"),
  charter: boundedBytes(1, 2 * CHARTER_MAX_BYTES),
  /** The charters that followed, where the trustees had changed. */
  successors: v.optional(v.pipe(v.array(boundedBytes(1, 2 * CHARTER_MAX_BYTES)), v.minLength(1))),
  /** Of the trustees that testify. */
  epoch: whole(0, 1_000_000),
  case: fixedBytes(HASH_BYTES),
  salt: fixedBytes(HASH_BYTES),
  /** In byte order of the records' names. `opened`: the entry at which the record was first opened, as the trustees testify. */
  records: v.pipe(
    v.array(v.strictObject({ entry, position, opened: position, path })),
    v.minLength(2),
    v.maxLength(1000),
  ),
  opening: v.strictObject({ entry, position, path }),
  testimonies: v.pipe(
    v.array(v.strictObject({ trustee: whole(1, TRUSTEES_MAX), signature: fixedBytes(SIGNATURE_BYTES) })),
    v.maxLength(TRUSTEES_MAX),
  ),
  checkpoint: text(NOTE_MAX_CHARACTERS, 1),
});
export type Independence = v.InferOutput<typeof independenceSchema>;

/** A record of the case, as the proof shows it. */
export type ProvenRecord = Testified & {
  readonly author: Uint8Array;
  /** When the board logged it, in hours since 1970. */
  readonly hour: number;
  /** Was it sealed before any record of the case was opened? */
  readonly before: boolean;
};

export type IndependenceFacts = {
  readonly escrow: Escrow;
  readonly caseId: Uint8Array;
  /** In the order in which they were sealed. */
  readonly records: readonly ProvenRecord[];
  /** Were all of them sealed before any was opened? */
  readonly independent: boolean;
  readonly opening: { readonly position: number; readonly hour: number };
  readonly testified: readonly { readonly trustee: number; readonly name: string }[];
  readonly witnessed: Witnessed;
};

export function encodeIndependence(proof: Independence): Uint8Array {
  return encode(proof);
}

/**
 * Checks everything that a proof of independence rests on, and computes what follows.
 *
 * @param pinned the escrow that is expected; undefined when the reader will judge the one that is named
 * @throws ChorusError `malformed` or `rejected`, naming what does not hold
 */
export function verifyIndependence(
  { group, signer }: Pick<EvidencePorts, "group" | "signer">,
  proof: Independence,
  pinned?: Uint8Array,
): IndependenceFacts {
  const escrow = openCharters(group, signer, proof.charter, proof.successors ?? [], pinned);
  const place = (one: { entry: Uint8Array; position: number; path: Uint8Array[] }) =>
    checkPlace(signer, escrow, one.entry, { position: one.position, path: one.path, checkpoint: proof.checkpoint });
  const witnessed = place(proof.opening);
  const records = proof.records.map((one) => {
    place(one);
    return readRecord({ group, signer }, escrow, one);
  });
  if (records.some(({ record }, i) => i > 0 && compareBytes(records[i - 1]?.record ?? record, record) >= 0)) {
    throw rejected("independence-order", "the records of the proof are not in their one order");
  }
  const testified = checkOpened(signer, escrow, proof, records);
  const first = Math.min(...records.map(({ opened }) => opened));
  const judged = records.map((one) => ({ ...one, before: one.position <= first }));
  return {
    escrow,
    caseId: proof.case,
    records: judged.sort((a, b) => a.position - b.position),
    independent: judged.every(({ before }) => before),
    opening: { position: proof.opening.position, hour: readEntry(proof.opening.entry).hour },
    testified,
    witnessed,
  };
}

function readRecord(
  { group, signer }: Pick<EvidencePorts, "group" | "signer">,
  escrow: Escrow,
  { entry, position, opened }: Independence["records"][number],
) {
  const read = readEntry(entry);
  const logged = openLogged(group, signer, escrow, read);
  if (logged.type !== "record") throw rejected("independence-record", "an entry of the proof is no record");
  const { record, author } = logged.envelope;
  return { record, author, hour: read.hour, position, opened };
}

/** The opening must be that of this case and these records, and t trustees must testify when each was opened. */
function checkOpened(
  signer: Signer,
  escrow: Escrow,
  { epoch, case: caseId, salt, opening, testimonies }: Independence,
  records: readonly (Testified & { readonly author: Uint8Array })[],
): IndependenceFacts["testified"] {
  const commitment = openingCommitment(
    salt,
    caseId,
    records.map(({ record }) => record),
  );
  const { type, body } = readEntry(opening.entry);
  if (type !== "opening" || !equalBytes(readOpeningEntry(escrow, body), commitment)) {
    throw rejected("independence-opening", "the opening is not that of this case with these records");
  }
  if (records.some(({ position, opened }) => position > opened || opened >= opening.position)) {
    throw rejected("independence-positions", "a record cannot be opened before it is sealed, or after the opening");
  }
  const said = records.map(({ record, position, opened }) => ({ record, position, opened }));
  testimonies.forEach(({ trustee, signature }, i) => {
    const holds = testimonyHolds(signer, escrow, commitment, { records: said, signature }, { epoch, trustee });
    if (!holds || trustee <= (testimonies[i - 1]?.trustee ?? 0)) {
      throw rejected("independence-testimony", "a trustee has not testified this");
    }
  });
  const { threshold, trustees } = charterOfEpoch(escrow, epoch);
  if (testimonies.length < threshold) {
    throw rejected("independence-testimonies", "too few trustees testify when the records were opened");
  }
  return testimonies.map(({ trustee }) => ({ trustee, name: trustees[trustee - 1]?.name ?? "" }));
}
