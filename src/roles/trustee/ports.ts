/**
 * What a trustee asks of its surroundings: its own durable store and the board. The edge carries both out; tests
 * may stand in front of either.
 */

import type { PartName } from "../../core/protocol/record.ts";
import type { Caller } from "../../core/protocol/request.ts";
import type { StanceOf } from "../../core/protocol/stance.ts";

/** Where a record stands. `accepted` until it is withdrawn; rejected ones keep their reason for the operator. */
export type RecordStatus = "accepted" | "rejected" | "withdrawn";

/** A record as a trustee remembers it. Ids are hexadecimal; `header` is the signed header, null once erased. */
export type RecordRow = {
  readonly record: string;
  readonly position: number;
  readonly author: string;
  readonly hour: number;
  readonly quorum: number;
  readonly slots: number;
  readonly counsel: readonly string[];
  readonly replaces: string | null;
  readonly status: RecordStatus;
  readonly reason: string | null;
  readonly header: Uint8Array | null;
  /** Has its tag been computed? */
  readonly matched: boolean;
  /** Which parts have been released to counsel. */
  readonly released: readonly PartName[];
};

/** One slot's tag. `caseId` and `salt` come from the same secret value under other labels. */
export type TagRow = {
  readonly tag: string;
  readonly record: string;
  readonly slot: number;
  readonly confirmFirst: boolean;
  readonly caseId: string;
  readonly salt: string;
};

/** Counsel's word on one record of a case: which others are the same person. */
export type VerdictRow = { readonly caseId: string; readonly record: string; readonly same: readonly string[] };

/** What counsel has said of a case: that it may read it, or that it steps back (§7.8). */
export type StanceRow = StanceOf & { readonly caseId: string };

/** Something to deliver to the board, kept until the board has taken it. */
export type Parcel = {
  readonly id: number;
  readonly kind: "mail" | "erasure" | "opening" | "admission" | "cosignature" | "destruction";
  /** The mailbox for mail; the size for a cosignature; otherwise empty. */
  readonly target: string;
  readonly bytes: Uint8Array;
};

/** An entry of the log that is not yet settled. `bytes` is null when the board has erased it since. */
export type EntryRow = { readonly position: number; readonly bytes: Uint8Array | null };

/** A contribution to one record: Sᵢ of each slot, joined. */
export type ContributionRow = { readonly record: string; readonly trustee: number; readonly results: Uint8Array };

/** How much one author has sealed since some hour, refused records included. */
export type Usage = { readonly records: number; readonly slots: number };

/** The tables of a trustee inside one transaction. Either all of a transaction is durable when it returns, or nothing. */
export interface TrusteeTables {
  get(key: string): Promise<Uint8Array | undefined>;
  put(key: string, value: Uint8Array): Promise<void>;
  remove(key: string): Promise<void>;

  /** Keeps entries, each with the root of the tree that ends with it. */
  addEntries(rows: readonly (EntryRow & { readonly root: Uint8Array })[]): Promise<void>;
  entries(from: number, before: number, limit: number): Promise<EntryRow[]>;
  dropEntries(positions: readonly number[]): Promise<void>;
  dropEntriesBefore(position: number): Promise<void>;
  /** The root of the log's tree at `size`, computed from leaves that this trustee has read itself. */
  rootAt(size: number): Promise<Uint8Array | undefined>;

  /** Keeps evidence against the board (misconduct.ts) under an id, for ever. False when it is there already. */
  addMisconduct(id: string, bytes: Uint8Array): Promise<boolean>;
  countMisconduct(): Promise<number>;
  misconduct(): Promise<Uint8Array[]>;

  addAuthor(author: string): Promise<void>;
  hasAuthor(author: string): Promise<boolean>;
  authorsAfter(author: string, limit: number): Promise<string[]>;
  usage(author: string, sinceHour: number): Promise<Usage>;

  addCounsel(id: string, admitted: Uint8Array): Promise<void>;
  counsel(id: string): Promise<Uint8Array | undefined>;
  allCounsel(): Promise<{ readonly id: string; readonly admitted: Uint8Array }[]>;

  addRecord(row: RecordRow): Promise<void>;
  record(id: string): Promise<RecordRow | undefined>;
  /** Those of these records that are known. */
  records(ids: readonly string[]): Promise<ReadonlyMap<string, RecordRow>>;
  /** The record that was admitted or refused at this position. */
  recordAt(position: number): Promise<RecordRow | undefined>;
  changeRecord(id: string, change: Partial<Omit<RecordRow, "record">>): Promise<void>;
  /** Records whose id is larger, in the order of their ids. */
  recordsAfter(id: string, limit: number): Promise<RecordRow[]>;
  /** Accepted records that stand before `position` and have no tags yet. */
  waitingBefore(position: number): Promise<RecordRow[]>;
  countRecords(): Promise<{ accepted: number; rejected: number; withdrawn: number; waiting: number }>;

  addContributions(rows: readonly ContributionRow[]): Promise<void>;
  /** How many contributions there are to each of these records that has any. */
  countContributions(records: readonly string[]): Promise<ReadonlyMap<string, number>>;
  contributions(record: string): Promise<ContributionRow[]>;
  dropContributions(record: string): Promise<void>;

  /** Keeps that a trustee will not contribute to a record, which need not be known here yet. */
  addRefusal(record: string, trustee: number): Promise<void>;
  countRefusals(record: string): Promise<number>;

  park(seq: number, bytes: Uint8Array): Promise<void>;
  parked(): Promise<{ readonly seq: number; readonly bytes: Uint8Array }[]>;
  unpark(seq: number): Promise<void>;

  addTags(rows: readonly TagRow[]): Promise<void>;
  /** Every row of these tags. */
  tagRows(tags: readonly string[]): Promise<TagRow[]>;
  tagsOfRecord(record: string): Promise<TagRow[]>;
  tagsOfCase(caseId: string): Promise<TagRow[]>;
  dropTags(record: string): Promise<void>;

  addVerdict(row: VerdictRow): Promise<void>;
  verdicts(caseId: string): Promise<VerdictRow[]>;
  allVerdicts(): Promise<VerdictRow[]>;

  addStance(row: StanceRow): Promise<void>;
  stances(caseIds: readonly string[]): Promise<StanceRow[]>;
  allStances(): Promise<StanceRow[]>;

  send(parcel: Omit<Parcel, "id">): Promise<void>;
  parcels(limit: number): Promise<Parcel[]>;
  delivered(id: number): Promise<void>;
}

/** A trustee's own database. One worker writes at a time. */
export interface TrusteeStore {
  transaction<Result>(work: (tables: TrusteeTables) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** The board's figures, as `GET /v1/log/follow` gives them. */
export type BoardFigures = {
  readonly size: number;
  readonly cosigned: number;
  readonly mail: number;
  readonly applications: number;
};

/** The board as a trustee sees it: untrusted but for being there. Every call can fail and is then simply made again. */
export interface TrusteeBoard {
  follow(known: BoardFigures, waitSeconds: number): Promise<BoardFigures>;
  checkpoint(): Promise<string>;
  entries(from: number, count: number): Promise<EntryRow[]>;
  leaf(position: number): Promise<Uint8Array>;
  witnessed(): Promise<readonly { readonly trustee: number; readonly note: string }[]>;
  /** The checkpoint of a size with its cosignatures so far; undefined when there was none of that size. */
  checkpointAt(size: number): Promise<string | undefined>;
  /** The newest mail when the charter of an epoch was logged. */
  mailAt(epoch: number): Promise<number>;
  mail(after: number): Promise<readonly { readonly seq: number; readonly bytes: Uint8Array }[]>;
  applications(): Promise<
    readonly { readonly card: Uint8Array; readonly signature: Uint8Array; readonly admitted: readonly number[] }[]
  >;
  deliver(parcel: Parcel): Promise<void>;
}

export type { Caller };
