/**
 * The board: where all parties meet. It stores ciphertext, relays sealed files and keeps the public log. It is
 * trusted for being there and for nothing else: every rule here is checked again by the trustees.
 *
 * What it checks, it checks so that nobody fills it with rubbish and so that an author hears at once when
 * something is wrong.
 */
import * as v from "valibot";
import { concat, equalBytes, toHex } from "../../core/bytes/bytes.ts";
import { decode } from "../../core/bytes/cbor.ts";
import { conflict, rejected } from "../../core/bytes/errors.ts";
import { boundedBytes, fixedBytes, text, version, whole } from "../../core/bytes/schema.ts";
import {
  ACCOUNT_MAX_BYTES,
  ATTACHMENT_ID_BYTES,
  ATTACHMENTS_MAX,
  ENTRY_MAX_BYTES,
  WHO_MAX_BYTES,
} from "../../core/bytes/sizes.ts";
import type { Group } from "../../core/crypto/group.ts";
import { sha256 } from "../../core/crypto/hash.ts";
import type { Clock, CredentialVerifier, Signer } from "../../core/ports.ts";
import { charterOfEpoch, type Escrow, trusteeWithKey } from "../../core/protocol/charter.ts";
import { encodeAdmitted, readCounselCard, verifyAdmission, verifyCounselCard } from "../../core/protocol/counsel.ts";
import { checkCredential, openIssuance } from "../../core/protocol/credential.ts";
import { readDatedNote } from "../../core/protocol/dated-note.ts";
import { openingEntrySchema, SECONDS_PER_HOUR } from "../../core/protocol/entry.ts";
import { type Envelope, openEnvelope, PART_NAMES } from "../../core/protocol/record.ts";
import { openErasure, openWithdrawal } from "../../core/protocol/withdrawal.ts";
import { logKey, openCheckpoint } from "../../core/tlog/checkpoint.ts";
import { cosignedAt, witnessKey } from "../../core/tlog/cosignature.ts";
import { NOTE_LINE_MAX_CHARACTERS, readSignatureLine } from "../../core/tlog/note.ts";
import { encodeBundle, nodesOfTile, TILE_WIDTH, type Tile, widthAt } from "../../core/tlog/tiles.ts";
import { epochOfSize } from "./charters.ts";
import { bindAttachments } from "./holders.ts";
import type { BoardStore, BoardTables, Figures } from "./ports.ts";

const HOURS_A_YEAR = 365 * 24;

/** What the rules need of their surroundings. */
export type BoardContext = {
  readonly group: Group;
  readonly signer: Signer;
  readonly credentials: CredentialVerifier;
  readonly clock: Clock;
  readonly store: BoardStore;
};

/** Something was stored, or was there already. */
export type Stored = { readonly position: number; readonly fresh: boolean };

const submissionSchema = v.strictObject({
  v: version(1),
  envelope: boundedBytes(1, ENTRY_MAX_BYTES),
  who: boundedBytes(1, WHO_MAX_BYTES),
  account: boundedBytes(1, ACCOUNT_MAX_BYTES),
  /** The attachments that go with the record, and go when it goes. */
  attachments: v.pipe(v.array(fixedBytes(ATTACHMENT_ID_BYTES)), v.maxLength(ATTACHMENTS_MAX)),
});
export const SUBMISSION_MAX_BYTES = ENTRY_MAX_BYTES + WHO_MAX_BYTES + ACCOUNT_MAX_BYTES + 4096;

/** Takes a sealed record: all of it in one transaction, or nothing. */
export async function acceptRecord(context: BoardContext, escrow: Escrow, body: Uint8Array): Promise<Stored> {
  const submission = decode(submissionSchema, body, "sealed record", SUBMISSION_MAX_BYTES);
  const envelope = openEnvelope(context.signer, escrow, submission.envelope);
  for (const part of PART_NAMES) {
    const file = submission[part];
    if (file.length !== envelope[part].length || !equalBytes(sha256(file), envelope[part].hash)) {
      throw rejected("part-hash", `the sealed ${part} is not the one that the author named`);
    }
  }
  await checkCredential(context.credentials, escrow, envelope.author, envelope.credential);
  const hour = Math.floor(context.clock.seconds() / SECONDS_PER_HOUR);
  const position = await context.store.transaction(async (tables) => {
    await checkNewRecord(tables, escrow, envelope, hour);
    const at = await tables.append("record", submission.envelope);
    const place = { position: at, author: toHex(envelope.author) };
    const sealed = { hour, slots: envelope.slots };
    await tables.addRecord(toHex(envelope.record), place, sealed, { who: submission.who, account: submission.account });
    await bindAttachments(tables, toHex(envelope.record), toHex(envelope.author), submission.attachments);
    return at;
  });
  return { position, fresh: true };
}

async function checkNewRecord(tables: BoardTables, escrow: Escrow, envelope: Envelope, hour: number): Promise<void> {
  if ((await tables.record(toHex(envelope.record))) !== undefined) {
    throw conflict("replay", "this record was sealed before");
  }
  const { recordsPerYear, slotsPerYear } = escrow.charter.policy;
  const used = await tables.usage(toHex(envelope.author), hour - HOURS_A_YEAR);
  if (used.records + 1 > recordsPerYear || used.slots + envelope.slots > slotsPerYear) {
    throw rejected("quota", "this credential has sealed as many records this year as the escrow allows");
  }
}

/** Takes a withdrawal of a record by its author. */
export async function acceptWithdrawal(
  context: BoardContext,
  escrow: Escrow,
  body: Uint8Array,
): Promise<Stored | undefined> {
  const withdrawal = openWithdrawal(context.signer, escrow, body);
  const record = toHex(withdrawal.record);
  return context.store.transaction(async (tables) => {
    const place = await tables.record(record);
    if (place === undefined) return undefined;
    if (place.author !== toHex(withdrawal.author))
      throw rejected("withdrawal-author", "the record is another author's");
    return appendOnce(tables, `withdrawal/${record}`, () => tables.append("withdrawal", body));
  });
}

/**
 * Takes a trustee's word, by its signing key, that a withdrawn record's files may go; erases on the word of t. Answers the files of pieces
 * that are to be deleted now.
 */
export async function acceptErasure(
  context: BoardContext,
  escrow: Escrow,
  by: Uint8Array,
  body: Uint8Array,
): Promise<readonly string[]> {
  const erasure = openErasure(context.signer, escrow, body);
  const { threshold, trustees } = charterOfEpoch(escrow, erasure.epoch);
  if (!equalBytes(trustees[erasure.trustee - 1]?.signingKey as Uint8Array, by)) {
    throw rejected("erasure-sender", "a trustee sent another's erasure");
  }
  const record = toHex(erasure.record);
  return context.store.transaction(async (tables) => {
    const place = await tables.record(record);
    if (place === undefined) return [];
    if ((await tables.addErasure(record, erasure.trustee)) < threshold) return [];
    await tables.eraseParts(record);
    await tables.eraseEntry(place.position);
    return tables.eraseAttachmentsOf(record);
  });
}

/** Logs that the registrar issued a credential. */
export async function acceptIssuance(context: BoardContext, escrow: Escrow, body: Uint8Array): Promise<Stored> {
  const { commitment } = openIssuance(context.signer, escrow, body);
  return context.store.transaction((tables) =>
    appendOnce(tables, `issuance/${toHex(commitment)}`, () => tables.append("issuance", body)),
  );
}

/** Logs an opening; every trustee sends the same. */
export async function acceptOpening(context: BoardContext, escrow: Escrow, body: Uint8Array): Promise<Stored> {
  const { charter, commitment } = decode(openingEntrySchema, body, "opening entry", 1024);
  if (!equalBytes(charter, escrow.charterId)) throw rejected("opening-charter", "the opening is for another escrow");
  return context.store.transaction((tables) =>
    appendOnce(tables, `opening/${toHex(commitment)}`, () => tables.append("opening", body)),
  );
}

/** Logs a dated note, which anyone may leave: it says nothing of anybody. */
export async function acceptNote(context: BoardContext, body: Uint8Array): Promise<Stored> {
  const commitment = readDatedNote(body);
  return context.store.transaction((tables) =>
    appendOnce(tables, `note/${toHex(commitment)}`, () => tables.append("note", body)),
  );
}

/** Logs a verdict, which only the trustees can read. */
export async function acceptVerdict(context: BoardContext, body: Uint8Array): Promise<Stored> {
  return context.store.transaction((tables) =>
    appendOnce(tables, `verdict/${toHex(sha256(body))}`, () => tables.append("verdict", body)),
  );
}

/** Appends under a name that is given once; the same again changes nothing. */
export async function appendOnce(tables: BoardTables, name: string, append: () => Promise<number>): Promise<Stored> {
  const before = await tables.place(name);
  if (before !== undefined) return { position: before, fresh: false };
  const position = await append();
  await tables.setPlace(name, position);
  return { position, fresh: true };
}

const signedCardSchema = v.strictObject({
  v: version(1),
  card: boundedBytes(1, 16 * 1024),
  signature: boundedBytes(64, 64),
});

/** Takes a counsel's application; the trustees decide. */
export async function acceptApplication(context: BoardContext, escrow: Escrow, body: Uint8Array): Promise<void> {
  const { card, signature } = decode(signedCardSchema, body, "application", 32 * 1024);
  if (!verifyCounselCard(context.signer, escrow, card, signature)) {
    throw rejected("application-signature", "the application is not signed by the counsel it names");
  }
  const id = toHex(readCounselCard(card).id);
  await context.store.transaction((tables) => tables.addApplication({ id, card, signature }));
}

/** Takes one trustee's admission; with the t-th the counsel becomes part of the escrow, and of the log. */
export async function acceptAdmission(
  context: BoardContext,
  escrow: Escrow,
  trustee: number,
  body: Uint8Array,
): Promise<void> {
  const { card, signature } = decode(signedCardSchema, body, "admission", 32 * 1024);
  if (!verifyAdmission(context.signer, escrow, card, trustee, signature)) {
    throw rejected("admission-signature", "the admission is not signed by the trustee that sends it");
  }
  const id = toHex(readCounselCard(card).id);
  await context.store.transaction(async (tables) => {
    const application = await tables.application(id);
    if (application === undefined || !equalBytes(application.card, card)) {
      throw rejected("admission-card", "no counsel has applied with this card");
    }
    await tables.addAdmission(id, { trustee, signature });
    const admissions = await tables.admissions(id);
    if (admissions.length < escrow.charter.threshold || (await tables.counsel(id)) !== undefined) return;
    const admitted = encodeAdmitted({ v: 1, card, admissions });
    await tables.addCounsel(id, admitted);
    await tables.append("counsel", admitted);
  });
}

const cosignatureSchema = v.strictObject({
  v: version(1),
  size: whole(1, Number.MAX_SAFE_INTEGER),
  line: text(NOTE_LINE_MAX_CHARACTERS, 1),
});

/** Takes the cosignature of a trustee, by its signing key, for a checkpoint of its epoch that the board has signed. */
export async function acceptCosignature(
  context: BoardContext,
  escrow: Escrow,
  by: Uint8Array,
  body: Uint8Array,
): Promise<void> {
  const { size, line } = decode(cosignatureSchema, body, "cosignature", 2 * NOTE_LINE_MAX_CHARACTERS);
  const { origin, signingKey } = escrow.charter.board;
  await context.store.transaction(async (tables) => {
    const signed = await tables.checkpoint(size);
    if (signed === undefined) throw rejected("cosignature-size", "the log had no checkpoint of this size");
    readSignatureLine(line.trimEnd());
    const { note } = openCheckpoint(context.signer, logKey(origin, signingKey), signed + line);
    const { trustees } = charterOfEpoch(escrow, await epochOfSize(tables, size));
    const index = trusteeWithKey({ trustees }, by);
    if (index === undefined || cosignedAt(context.signer, note, witnessKey(origin, index, by)) === undefined) {
      throw rejected("cosignature", "the cosignature is not this trustee's, or not for it to give at this size");
    }
    await tables.addCosignature(size, index, line);
  });
}

/** The checkpoint of a size with the cosignatures so far. */
export async function cosignedCheckpoint(tables: BoardTables, size: number): Promise<string | undefined> {
  const signed = await tables.checkpoint(size);
  return signed === undefined ? undefined : signed + (await tables.cosignatures(size)).join("");
}

/** What a tile holds; undefined when the log has not come so far. A partial tile stays when the log has outgrown it. */
export async function tileBytes(tables: BoardTables, tile: Tile): Promise<Uint8Array | undefined> {
  if (tile.width > widthAt(await tables.size(), tile)) return undefined;
  if (tile.kind === "hashes") return concat(...(await tables.readNodes(nodesOfTile(tile))));
  return encodeBundle(await tables.leaves(tile.index * TILE_WIDTH, tile.width));
}

/** For each trustee the newest checkpoint that it cosigned, as a note with its line. */
export async function witnessedNotes(tables: BoardTables): Promise<{ trustee: number; size: number; note: string }[]> {
  const rows = await tables.witnessed();
  return Promise.all(
    rows.map(async ({ trustee, size, line }) => ({ trustee, size, note: (await tables.checkpoint(size)) + line })),
  );
}

/** What long polls wait for. `cosigned` is the prefix that enough trustees have cosigned. */
export async function figuresOf(tables: BoardTables, witnesses: number): Promise<Figures> {
  const sizes = (await tables.witnessed()).map(({ size }) => size).sort((a, b) => b - a);
  return {
    size: await tables.size(),
    cosigned: sizes[witnesses - 1] ?? 0,
    mail: await tables.newestMail("trustees"),
    applications: await tables.countApplications(),
  };
}
