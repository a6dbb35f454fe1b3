/**
 * Counsel's side: what the trustees send is checked share by share, and from any t of them a record is opened
 * with counsel's own key. Pure; the desk in the browser and the command line both stand on it.
 *
 * Messages may come in any order, twice, and from trustees that cheat. Nothing is shown that does not verify.
 */
import { equalBytes, toHex } from "../../core/bytes/bytes.ts";
import { ChorusError, rejected } from "../../core/bytes/errors.ts";
import type { Group, Point } from "../../core/crypto/group.ts";
import { sha256 } from "../../core/crypto/hash.ts";
import type { FileSealer, Signer } from "../../core/ports.ts";
import { type Account, readAccount, readWho, type Who } from "../../core/protocol/account.ts";
import { charterOfEpoch, type Escrow } from "../../core/protocol/charter.ts";
import { openMessage } from "../../core/protocol/message.ts";
import { checkOpening, combineOpening, type Opening, readOpening } from "../../core/protocol/opening.ts";
import { type Precedence, precedenceWordHolds } from "../../core/protocol/precedence.ts";
import { type Header, openHeader, type PartName, partPoint, readHeader } from "../../core/protocol/record.ts";
import { openPart } from "../../core/protocol/seal.ts";
import { type GivenTestimony, withTestimony } from "./independence.ts";

/** What counsel's rules need. `identity` is counsel's age identity. */
export type CounselContext = {
  readonly group: Group;
  readonly signer: Signer;
  readonly sealer: FileSealer;
  readonly escrow: Escrow;
  readonly identity: string;
};

/** Shares of one part by the epoch of those who gave them, and by trustee. Only shares of one epoch go together. */
export type PartShares = ReadonlyMap<number, ReadonlyMap<number, Point>>;

/** One record as it comes together: its header, and for each part the shares. */
export type CaseRecord = {
  readonly header: Header;
  readonly signedHeader: Uint8Array;
  readonly position: number;
  readonly shares: Readonly<Record<PartName, PartShares>>;
  /** The words of trustees that it came first (§7.9), by their epoch. */
  readonly precedence: ReadonlyMap<number, ReadonlyMap<number, Uint8Array>>;
};

/** A tag's worth of records, as the trustees name it. Several with a record in common are one case to counsel. */
export type Matter = {
  readonly caseId: string;
  readonly confirmFirst: boolean;
  readonly salt: Uint8Array;
  readonly records: ReadonlyMap<string, CaseRecord>;
  /** Every open record of the matter and its counsel, other counsels' included. */
  readonly companions: ReadonlyMap<string, readonly string[]>;
  /** What each trustee testified at each opening of the case, for the proof of independence. */
  readonly testimonies: readonly GivenTestimony[];
};

/** Everything counsel has received, by case id. */
export type Desk = ReadonlyMap<string, Matter>;

/**
 * Takes in one file of counsel's mailbox.
 *
 * @returns the desk with it; or the same desk and the fault, naming the trustee that sent what does not hold
 */
export async function receive(
  context: CounselContext,
  desk: Desk,
  file: Uint8Array,
): Promise<{ readonly desk: Desk; readonly fault?: ChorusError }> {
  try {
    const bytes = await context.sealer.open(file, context.identity);
    if (bytes === undefined) throw rejected("mail-recipient", "a file in the mailbox is not addressed to this counsel");
    const { trustee, body } = openMessage(context.signer, context.escrow, "opening", bytes);
    const opening = readOpening(body);
    if (opening.trustee !== trustee) throw rejected("opening-sender", "a trustee sent another's shares");
    return { desk: addOpening(context, desk, opening) };
  } catch (error) {
    if (error instanceof ChorusError) return { desk, fault: error };
    throw error;
  }
}

function addOpening({ group, signer, escrow }: CounselContext, desk: Desk, opening: Opening): Desk {
  const caseId = toHex(opening.case);
  const matter = desk.get(caseId) ?? emptyMatter(caseId, opening);
  const headers = opening.records.map(
    (one) => checkedBefore(matter, one.header) ?? openHeader(group, signer, escrow, one.header),
  );
  const shares = checkOpening(group, escrow, opening, headers);
  const records = new Map(matter.records);
  opening.records.forEach((one, i) => {
    const header = headers[i] as Header;
    const id = toHex(header.record);
    const record = records.get(id) ?? newRecord(header, one.header, one.position);
    const ofRecord = shares.filter((share) => share.record === id);
    records.set(id, {
      ...record,
      precedence: withWord({ signer, escrow }, record, opening, one.precedence),
      shares: {
        who: withShare(record.shares.who, opening, ofRecord.find((share) => share.part === "who")?.share),
        account: withShare(record.shares.account, opening, ofRecord.find((share) => share.part === "account")?.share),
      },
    });
  });
  const companions = new Map(matter.companions);
  for (const { record, counsel } of opening.companions) companions.set(toHex(record), counsel.map(toHex));
  const testimonies = withTestimony({ signer, escrow }, matter.testimonies, opening);
  return new Map(desk).set(caseId, { ...matter, records, companions, testimonies });
}

/** Every trustee sends the same signed header; once checked, the same bytes need no second look. */
function checkedBefore(matter: Matter, signedHeader: Uint8Array): Header | undefined {
  const known = matter.records.get(toHex(readHeader(signedHeader).record));
  return known !== undefined && equalBytes(known.signedHeader, signedHeader) ? known.header : undefined;
}

function emptyMatter(caseId: string, { confirmFirst, salt }: Opening): Matter {
  return { caseId, confirmFirst, salt, records: new Map(), companions: new Map(), testimonies: [] };
}

function newRecord(header: Header, signedHeader: Uint8Array, position: number): CaseRecord {
  return { header, signedHeader, position, shares: { who: new Map(), account: new Map() }, precedence: new Map() };
}

/** A word that does not hold is as none: it spoils nobody else's. */
function withWord(
  { signer, escrow }: Pick<CounselContext, "signer" | "escrow">,
  { header, precedence }: CaseRecord,
  { epoch, trustee }: Opening,
  word: Uint8Array | null,
): CaseRecord["precedence"] {
  if (word === null || !precedenceWordHolds(signer, escrow, header.record, word, { epoch, trustee })) return precedence;
  return new Map(precedence).set(epoch, new Map(precedence.get(epoch)).set(trustee, word));
}

/** What the author of a record can show of its precedence; undefined while too few trustees say so. */
export function precedenceOf(escrow: Escrow, { precedence }: CaseRecord): Precedence | undefined {
  for (const [epoch, words] of precedence) {
    const inOrder = [...words].sort(([a], [b]) => a - b).map(([trustee, signature]) => ({ trustee, signature }));
    const enough = inOrder.slice(0, charterOfEpoch(escrow, epoch).threshold);
    if (enough.length === charterOfEpoch(escrow, epoch).threshold) return { epoch, words: enough };
  }
  return undefined;
}

function withShare(shares: PartShares, { epoch, trustee }: Opening, share: Point | undefined): PartShares {
  if (share === undefined) return shares;
  return new Map(shares).set(epoch, new Map(shares.get(epoch)).set(trustee, share));
}

/** Have enough trustees sent their share of this part? */
export function isReleased({ escrow }: CounselContext, record: CaseRecord, part: PartName): boolean {
  return enoughShares(escrow, record.shares[part]) !== undefined;
}

/** As many shares of one epoch as its threshold. */
function enoughShares(escrow: Escrow, shares: PartShares): [number, Point][] | undefined {
  for (const [epoch, given] of shares) {
    const { threshold } = charterOfEpoch(escrow, epoch);
    if (given.size >= threshold) return [...given].slice(0, threshold);
  }
  return undefined;
}

/**
 * Opens one part of a record.
 *
 * @param file the sealed part from the board
 * @returns the content; undefined while too few shares are there
 * @throws ChorusError when the file is not the one that the author named in the header, or is damaged
 */
async function openRecordPart(
  context: CounselContext,
  record: CaseRecord,
  part: PartName,
  file: Uint8Array,
): Promise<Uint8Array | undefined> {
  const { group, escrow, sealer, identity } = context;
  const chosen = enoughShares(escrow, record.shares[part]);
  if (chosen === undefined) return undefined;
  if (!equalBytes(sha256(file), record.header[part].hash)) {
    throw rejected("part-hash", "the sealed file is not the one that the author named");
  }
  const shared = combineOpening(
    group,
    chosen.map(([index]) => index),
    chosen.map(([, share]) => share),
  );
  const content = await openPart(sealer, escrow, part, partPoint(group, record.header, part), shared, file, identity);
  if (content === undefined) throw rejected("part-recipient", "the record was not sealed to this counsel's key");
  return content;
}

/** How the author describes the respondent. */
export async function openWho(context: CounselContext, record: CaseRecord, file: Uint8Array): Promise<Who | undefined> {
  const content = await openRecordPart(context, record, "who", file);
  return content && readWho(content);
}

/** What the author wrote. */
export async function openAccount(
  context: CounselContext,
  record: CaseRecord,
  file: Uint8Array,
): Promise<Account | undefined> {
  const content = await openRecordPart(context, record, "account", file);
  return content && readAccount(content);
}

/** Matters that share a record are one case to counsel. Each case lists its matters and its own records, oldest first. */
export type Case = {
  readonly id: string;
  readonly matters: readonly Matter[];
  readonly records: readonly CaseRecord[];
};

/** The desk as cases, in the order in which their first record was sealed. */
export function casesOf(desk: Desk): Case[] {
  const groups = new Set<readonly Matter[]>();
  const groupOf = new Map<string, readonly Matter[]>();
  for (const matter of desk.values()) {
    const met = new Set([...matter.companions.keys()].map((record) => groupOf.get(record)));
    const joined = [...groups].filter((group) => met.has(group));
    const group = [...joined.flat(), matter];
    for (const one of joined) groups.delete(one);
    groups.add(group);
    for (const { companions } of group) for (const record of companions.keys()) groupOf.set(record, group);
  }
  return [...groups].map(caseOf).sort((a, b) => firstPosition(a) - firstPosition(b));
}

function caseOf(matters: readonly Matter[]): Case {
  const records = mergeRecords(matters);
  const ids = matters.map((matter) => matter.caseId).sort();
  return { id: ids[0] as string, matters, records: records.sort((a, b) => a.position - b.position) };
}

/** A record that opened by two identifiers has shares under both; any t of them together are enough. */
function mergeRecords(matters: readonly Matter[]): CaseRecord[] {
  const merged = new Map<string, CaseRecord>();
  for (const matter of matters) {
    for (const [id, record] of matter.records) {
      const other = merged.get(id);
      merged.set(id, other === undefined ? record : mergeRecord(other, record));
    }
  }
  return [...merged.values()];
}

function mergeRecord(a: CaseRecord, b: CaseRecord): CaseRecord {
  return {
    ...b,
    shares: { who: merge(a.shares.who, b.shares.who), account: merge(a.shares.account, b.shares.account) },
    precedence: merge(a.precedence, b.precedence),
  };
}

type ByEpoch<Given> = ReadonlyMap<number, ReadonlyMap<number, Given>>;

function merge<Given>(one: ByEpoch<Given>, other: ByEpoch<Given>): ByEpoch<Given> {
  return new Map(
    [...one.keys(), ...other.keys()].map((epoch) => [
      epoch,
      new Map([...(one.get(epoch) ?? []), ...(other.get(epoch) ?? [])]),
    ]),
  );
}

function firstPosition(one: Case): number {
  return one.records[0]?.position ?? Number.POSITIVE_INFINITY;
}
