/**
 * What a desk keeps between two unlockings, so that nothing is checked or opened twice: the mail that held, how the
 * authors describe the respondents, the practice's notes, and the list as it was last shown. Accounts are never in it. It lies on counsel's
 * device, sealed under a key that only the practice's key gives (§20); what was altered does not open.
 */
import * as v from "valibot";
import { concat, fromHex, toHex, utf8 } from "../../core/bytes/bytes.ts";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { LABELS } from "../../core/bytes/labels.ts";
import { boundedBytes, fixedBytes, text, version, whole } from "../../core/bytes/schema.ts";
import {
  COUNSEL_ID_BYTES,
  ENTRY_MAX_BYTES,
  HASH_BYTES,
  POINT_BYTES,
  RECORD_ID_BYTES,
  SIGNATURE_BYTES,
  VAULT_ID_BYTES,
  WHO_MAX_BYTES,
} from "../../core/bytes/sizes.ts";
import type { Point } from "../../core/crypto/group.ts";
import { openUnder, sealUnder } from "../../core/crypto/sealed.ts";
import type { Rng } from "../../core/ports.ts";
import { encodeWho, readWho, type Who } from "../../core/protocol/account.ts";
import { readHeader } from "../../core/protocol/record.ts";
import { testifiedListSchema } from "../../core/protocol/testimony.ts";
import { type Vault, vaultKey } from "../../core/protocol/vault.ts";
import { CASE_STATES, CASEWORK_MAX_BYTES, encodeEntries, readEntries } from "../../roles/counsel/casework.ts";
import type { CaseRecord, Matter, PartShares } from "../../roles/counsel/counsel.ts";
import type { CaseFacts } from "./case-facts.ts";
import type { Inbox } from "./desk.ts";
import type { KeptNotes } from "./practice.ts";

/** `mail`: what the mailbox came to, with the descriptions. `list`: the list alone, which opens at once. `notes`: what was said. */
export type KeptPart = "mail" | "list" | "notes";

/** Where the sealed parts lie. */
export type KeptParts = {
  read(part: KeptPart): Promise<Uint8Array | undefined>;
  write(part: KeptPart, sealed: Uint8Array): Promise<void>;
};

export type KeptMail = { readonly inbox: Inbox; readonly descriptions: ReadonlyMap<string, Who> };

const MAIL_MAX_BYTES = 512 * 1024 * 1024;
const LIST_MAX_BYTES = 64 * 1024 * 1024;

const count = whole(0, Number.MAX_SAFE_INTEGER);
const recordId = fixedBytes(RECORD_ID_BYTES);
/** Shares of one part: of which epoch, by which trustee. */
const shares = v.array(v.tuple([count, count, fixedBytes(POINT_BYTES)]));
const matterSchema = v.strictObject({
  id: fixedBytes(HASH_BYTES),
  confirmFirst: v.boolean(),
  salt: fixedBytes(HASH_BYTES),
  records: v.array(
    v.strictObject({
      header: boundedBytes(1, ENTRY_MAX_BYTES),
      position: count,
      who: shares,
      account: shares,
      precedence: v.array(v.tuple([count, count, fixedBytes(SIGNATURE_BYTES)])),
    }),
  ),
  companions: v.array(v.tuple([recordId, v.array(fixedBytes(COUNSEL_ID_BYTES))])),
  testimonies: v.array(
    v.strictObject({
      epoch: count,
      commitment: fixedBytes(HASH_BYTES),
      records: testifiedListSchema,
      signatures: v.array(v.tuple([count, fixedBytes(SIGNATURE_BYTES)])),
    }),
  ),
});
const mailSchema = v.strictObject({
  v: version(1),
  after: count,
  last: boundedBytes(0, HASH_BYTES),
  faulty: v.boolean(),
  matters: v.array(matterSchema),
  descriptions: v.array(v.tuple([recordId, boundedBytes(1, WHO_MAX_BYTES)])),
});
const notesSchema = v.strictObject({
  v: version(1),
  vault: fixedBytes(VAULT_ID_BYTES),
  seq: count,
  hash: fixedBytes(HASH_BYTES),
  snapshotAt: count,
  entries: boundedBytes(1, CASEWORK_MAX_BYTES),
});
const listSchema = v.strictObject({
  v: version(1),
  cases: v.array(
    v.strictObject({
      id: text(64, 1),
      names: v.array(text(10_000)),
      accounts: count,
      conflict: v.picklist(["unasked", "none", "declared"]),
      state: v.picklist(CASE_STATES),
      asks: v.boolean(),
      tasks: count,
      deadline: text(10),
    }),
  ),
});

/** Seals and opens the parts for one practice, whose home (§20) gives the key. */
export class KeptDesk {
  readonly #home: Vault;
  readonly #parts: KeptParts;
  readonly #rng: Rng;

  constructor(home: Vault, parts: KeptParts, rng: Rng) {
    this.#home = home;
    this.#parts = parts;
    this.#rng = rng;
  }

  /** The mail as it was kept. @throws ChorusError when it was altered, or another version wrote it */
  async mail(): Promise<KeptMail | undefined> {
    const bytes = await this.#open("mail");
    if (bytes === undefined) return undefined;
    const { after, last, faulty, matters, descriptions } = decode(mailSchema, bytes, "kept mail", MAIL_MAX_BYTES);
    const desk = new Map(matters.map(matterOf).map((matter) => [matter.caseId, matter]));
    return {
      inbox: { desk, after, last, faults: [], faulty },
      descriptions: new Map(descriptions.map(([record, who]) => [toHex(record), readWho(who)])),
    };
  }

  async keepMail({ inbox, descriptions }: KeptMail): Promise<void> {
    const { desk, after, last, faulty } = inbox;
    const matters = [...desk.values()].map(writtenMatter);
    const described = [...descriptions].map(([record, who]) => [fromHex(record), encodeWho(who)]);
    await this.#seal("mail", encode({ v: 1, after, last, faulty, matters, descriptions: described }));
  }

  /** The list as it was last shown. */
  async list(): Promise<CaseFacts[] | undefined> {
    const bytes = await this.#open("list");
    return bytes && decode(listSchema, bytes, "kept list", LIST_MAX_BYTES).cases;
  }

  async keepList(cases: readonly CaseFacts[]): Promise<void> {
    await this.#seal("list", encode({ v: 1, cases }));
  }

  /** The practice's notes as this device saw them last. */
  async notes(): Promise<KeptNotes | undefined> {
    const bytes = await this.#open("notes");
    if (bytes === undefined) return undefined;
    const { vault, seq, hash, snapshotAt, entries } = decode(notesSchema, bytes, "kept notes", 2 * CASEWORK_MAX_BYTES);
    return { vault, place: { seq, hash }, snapshotAt, entries: readEntries(entries) };
  }

  async keepNotes({ vault, place, snapshotAt, entries }: KeptNotes): Promise<void> {
    await this.#seal("notes", encode({ v: 1, vault, ...place, snapshotAt, entries: encodeEntries(entries) }));
  }

  async #open(part: KeptPart): Promise<Uint8Array | undefined> {
    const sealed = await this.#parts.read(part);
    return sealed && openUnder(this.#key, this.#context(part), sealed);
  }

  #seal(part: KeptPart, content: Uint8Array): Promise<void> {
    return this.#parts.write(part, sealUnder(this.#rng, this.#key, this.#context(part), content));
  }

  get #key(): Uint8Array {
    return vaultKey(this.#home, LABELS.vaultDevice);
  }

  #context(part: KeptPart): Uint8Array {
    return concat(this.#home.id, utf8(`desk ${part}`));
  }
}

type WrittenMatter = v.InferOutput<typeof matterSchema>;
type WrittenShares = WrittenMatter["records"][number]["who"];

function writtenMatter({ caseId, confirmFirst, salt, records, companions, testimonies }: Matter): WrittenMatter {
  return {
    id: fromHex(caseId),
    confirmFirst,
    salt,
    records: [...records.values()].map((record) => ({
      header: record.signedHeader,
      position: record.position,
      who: writtenShares(record.shares.who),
      account: writtenShares(record.shares.account),
      precedence: [...record.precedence].flatMap(([epoch, words]) =>
        [...words].map(([trustee, word]): [number, number, Uint8Array] => [epoch, trustee, word]),
      ),
    })),
    companions: [...companions].map(([record, counsel]) => [fromHex(record), counsel.map(fromHex)]),
    testimonies: testimonies.map((one) => ({ ...one, records: [...one.records], signatures: [...one.signatures] })),
  };
}

function writtenShares(part: PartShares): WrittenShares {
  return [...part].flatMap(([epoch, given]) =>
    [...given].map(([trustee, share]): WrittenShares[number] => [epoch, trustee, share]),
  );
}

function matterOf({ id, confirmFirst, salt, records, companions, testimonies }: WrittenMatter): Matter {
  const read = records.map(recordOf);
  return {
    caseId: toHex(id),
    confirmFirst,
    salt,
    records: new Map(read.map((record) => [toHex(record.header.record), record])),
    companions: new Map(companions.map(([record, counsel]) => [toHex(record), counsel.map(toHex)])),
    testimonies: testimonies.map((one) => ({ ...one, signatures: new Map(one.signatures) })),
  };
}

/** Header and shares were checked before they were kept. */
function recordOf({ header, position, who, account, precedence }: WrittenMatter["records"][number]): CaseRecord {
  return {
    header: readHeader(header),
    signedHeader: header,
    position,
    shares: { who: sharesOf(who), account: sharesOf(account) },
    precedence: byEpoch(precedence),
  };
}

function sharesOf(written: WrittenShares): PartShares {
  return byEpoch(written.map(([epoch, trustee, share]) => [epoch, trustee, share as Point] as const));
}

/** What each trustee gave, by epoch and trustee. */
function byEpoch<Given>(written: readonly (readonly [number, number, Given])[]): Map<number, Map<number, Given>> {
  const given = new Map<number, Map<number, Given>>();
  for (const [epoch, trustee, one] of written) {
    given.set(epoch, (given.get(epoch) ?? new Map<number, Given>()).set(trustee, one));
  }
  return given;
}
