/**
 * What the board's rules ask of its store. A transaction is durable and whole when it returns, or leaves nothing.
 * Two boards may work on one database: `append` and `post` take their numbers under the database's own guard, so
 * that numbers follow the order in which transactions become visible.
 */

import type { CeremonyStep } from "../../core/protocol/ceremony.ts";
import type { EntryType } from "../../core/protocol/entry.ts";
import type { PartName } from "../../core/protocol/record.ts";
import type { NodeReader } from "../../core/tlog/merkle.ts";

export type Mail = { readonly seq: number; readonly bytes: Uint8Array };
export type RecordPlace = { readonly position: number; readonly author: string };
export type Application = { readonly id: string; readonly card: Uint8Array; readonly signature: Uint8Array };
export type Admission = { readonly trustee: number; readonly signature: Uint8Array };
export type Figures = {
  readonly size: number;
  readonly cosigned: number;
  readonly mail: number;
  readonly applications: number;
};

/** The hash of the sign-in key, in hexadecimal, and what is handed to whoever has the key. */
export type DoorContent = { readonly keyHash: string; readonly wrap: Uint8Array };

export interface BoardTables {
  get(key: string): Promise<Uint8Array | undefined>;
  put(key: string, value: Uint8Array): Promise<void>;
  /** Waits until no other transaction holds this name, and holds it to the end of this one. */
  oneAtATime(name: string): Promise<void>;

  /** Appends an entry, stamps it, grows the tree and signs the checkpoint of the new size. */
  append(type: EntryType, body: Uint8Array): Promise<number>;
  entries(from: number, count: number): Promise<{ position: number; bytes: Uint8Array | null }[]>;
  leaf(position: number): Promise<Uint8Array | undefined>;
  leaves(from: number, count: number): Promise<Uint8Array[]>;
  eraseEntry(position: number): Promise<void>;
  size(): Promise<number>;
  checkpoint(size: number): Promise<string | undefined>;
  addCosignature(size: number, trustee: number, line: string): Promise<void>;
  cosignatures(size: number): Promise<string[]>;
  /** The largest size that so many trustees have cosigned. */
  newestCosigned(witnesses: number): Promise<number | undefined>;
  /** The smallest size, at least so large, that so many trustees have cosigned. */
  firstCosigned(witnesses: number, atLeast: number): Promise<number | undefined>;
  /** For each trustee the newest size that it cosigned, and its line. */
  witnessed(): Promise<{ trustee: number; size: number; line: string }[]>;
  /** Keeps an outside authority's time-stamp on the checkpoint of this size; the first one stays. */
  addStamp(size: number, token: Uint8Array): Promise<void>;
  stamp(size: number): Promise<Uint8Array | undefined>;
  /** The smallest size, at least so large, that has a time-stamp. */
  firstStamped(atLeast: number): Promise<number | undefined>;
  readNodes: NodeReader;

  addCeremonyMessage(trustee: number, step: CeremonyStep, bytes: Uint8Array): Promise<"added" | "same" | "different">;
  ceremonyMessages(after: number): Promise<Mail[]>;

  /** Keeps the card of whoever waits to join. */
  addJoiner(card: Uint8Array): Promise<void>;
  joiners(): Promise<Uint8Array[]>;
  /** Forgets the messages of an earlier resharing. */
  clearResharing(): Promise<void>;
  addResharingMessage(sender: string, step: string, bytes: Uint8Array): Promise<"added" | "same" | "different">;
  resharingMessages(after: number): Promise<Mail[]>;

  addApplication(application: Application): Promise<void>;
  application(id: string): Promise<Application | undefined>;
  applications(): Promise<(Application & { admitted: number[] })[]>;
  countApplications(): Promise<number>;
  addAdmission(id: string, admission: Admission): Promise<void>;
  admissions(id: string): Promise<Admission[]>;
  /** Forgets consents to counsel who have not had enough of them. */
  clearPendingAdmissions(): Promise<void>;
  addCounsel(id: string, admitted: Uint8Array): Promise<void>;
  counsel(id: string): Promise<Uint8Array | undefined>;
  allCounsel(): Promise<Uint8Array[]>;

  addRecord(
    record: string,
    place: RecordPlace,
    sealed: { readonly hour: number; readonly slots: number },
    parts: Readonly<Record<PartName, Uint8Array>>,
  ): Promise<void>;
  record(record: string): Promise<RecordPlace | undefined>;
  /** How many records and slots an author has sealed since some hour. */
  usage(author: string, sinceHour: number): Promise<{ readonly records: number; readonly slots: number }>;
  part(record: string, part: PartName): Promise<Uint8Array | undefined>;
  eraseParts(record: string): Promise<void>;
  addErasure(record: string, trustee: number): Promise<number>;

  /** The place of something that is logged once, by a name such as `withdrawal/ID`. */
  place(name: string): Promise<number | undefined>;
  setPlace(name: string, position: number): Promise<void>;

  /** Puts a file into a mailbox; an identical file that is there keeps its number and is not fresh. */
  post(box: string, bytes: Uint8Array): Promise<{ readonly seq: number; readonly fresh: boolean }>;
  mail(box: string, after: number, limit: number): Promise<Mail[]>;
  newestMail(box: string): Promise<number>;

  blob(vault: string, blob: string): Promise<{ version: number; bytes: Uint8Array } | undefined>;
  vaultKey(vault: string): Promise<string | undefined>;
  addVault(vault: string, keyHash: string): Promise<void>;
  /** Stores a blob if its version is still `expected` (0: there is none). Answers the new version, or undefined. */
  putBlob(vault: string, blob: string, expected: number, bytes: Uint8Array): Promise<number | undefined>;
  deleteVault(vault: string): Promise<void>;

  /** Stores update number `expected + 1` if `expected` is still the newest; answers whether it was. */
  appendUpdate(vault: string, expected: number, bytes: Uint8Array): Promise<boolean>;
  newestUpdate(vault: string): Promise<number>;
  /** How many bytes the updates of a vault have, without its snapshot. */
  updatesSize(vault: string): Promise<number>;
  /** Updates from number `after + 1` on, in order. */
  updates(vault: string, after: number, limit: number): Promise<Mail[]>;
  snapshot(vault: string): Promise<{ through: number; bytes: Uint8Array } | undefined>;
  /** Puts a snapshot in place of all updates up to `through`. */
  putSnapshot(vault: string, through: number, bytes: Uint8Array): Promise<void>;

  /** Adds a vault's door, or changes what it had there. */
  putDoor(door: string, vault: string, content: DoorContent): Promise<void>;
  removeDoor(door: string, vault: string): Promise<void>;
  doorsOf(vault: string): Promise<string[]>;
  /** Whatever stands under a door's id: usually one, for any vault. */
  doors(door: string): Promise<DoorContent[]>;
  /** Counts one more attempt within an hour; answers how many there were with it. Forgets those of earlier hours. */
  countAttempt(name: string, hour: number): Promise<number>;
  /** An attempt that succeeded is none. */
  uncountAttempt(name: string, hour: number): Promise<void>;

  /** How many bytes of pieces a holder keeps. Whoever asks is alone with the holder until the transaction ends. */
  heldBytes(holder: string): Promise<number>;
  piece(holder: string, piece: string): Promise<PlacedPiece | undefined>;
  /** Names the file in which a piece lies. Answers the file that it lay in before. */
  putPiece(piece: AnnouncedPiece, file: string): Promise<string | undefined>;
  /** Takes pieces out of the index, all of a holder or one. Answers the files that nobody names any more. */
  erasePieces(holder: string, piece?: string): Promise<string[]>;
  countPieces(holder: string): Promise<number>;
  isPieceFile(file: string): Promise<boolean>;

  /** Whoever asks is alone with the attachment until the transaction ends. */
  attachment(attachment: string): Promise<ClaimedAttachment | undefined>;
  addAttachment(attachment: string, claimed: ClaimedAttachment): Promise<void>;
  /** How many pieces an author has claimed. Whoever asks is alone with the author until the transaction ends. */
  claimedPieces(author: string): Promise<number>;
  addUse(attachment: string, record: string): Promise<void>;
  isPartOfRecord(attachment: string): Promise<boolean>;
  eraseAttachment(attachment: string): Promise<string[]>;
  /** Erases the attachments of a record that no other record carries. Answers the files that nobody names any more. */
  eraseAttachmentsOf(record: string): Promise<string[]>;
}

/** A piece as its sender announces it, before any byte is read. `holder` is a vault or an attachment. */
export type AnnouncedPiece = {
  readonly holder: string;
  readonly piece: string;
  readonly bytes: number;
  /** SHA-256 in hexadecimal. */
  readonly hash: string;
};

export type PlacedPiece = { readonly file: string; readonly bytes: number; readonly hash: string };
export type ClaimedAttachment = { readonly author: string; readonly pieces: number };

/**
 * Where the bytes of pieces lie: a folder, or a bucket. Names are given by the board, 32 characters of lower-case
 * hexadecimal, and used once. Two boards may share a store.
 */
export interface PieceStore {
  /** Stores what comes. Durable and whole when it answers; when it fails, there is nothing under the name. */
  put(name: string, source: AsyncIterable<Uint8Array>): Promise<void>;
  /** The bytes, or undefined when there is nothing under the name. */
  get(name: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Gone when it answers. It is no error when there was nothing. */
  delete(name: string): Promise<void>;
  /** Every name, unfinished ones too, with the time of its last change. */
  list(): AsyncIterable<{ readonly name: string; readonly seconds: number }>;
  /** Marks the store as this owner's if it is nobody's. Answers whose it is. */
  claim(owner: string): Promise<string>;
}

export interface BoardStore {
  transaction<Result>(work: (tables: BoardTables) => Promise<Result>): Promise<Result>;
  /** Sees to it that nothing of what was deleted is left in the database's own files, as far as it can. */
  forgetErased(): Promise<void>;
  close(): Promise<void>;
}
