/**
 * The cases of one desk, opened: what lies in the mailbox, what colleagues said of it, and the accounts themselves, which
 * are kept in memory alone. In a browser it lives in a worker; the bench runs the same in Node.
 */
import { equalBytes, fromHex, toHex } from "../../core/bytes/bytes.ts";
import type { Rng } from "../../core/ports.ts";
import type { Account, Who } from "../../core/protocol/account.ts";
import type { Precedence } from "../../core/protocol/precedence.ts";
import type { TalkAddress } from "../../core/protocol/talk-address.ts";
import {
  type CaseEntry,
  type Casework,
  caseworkOf,
  countOutcomes,
  type OutcomeCounts,
  type Said,
} from "../../roles/counsel/casework.ts";
import { type Comparison, comparisonsOf, remembered, verdictsOf } from "../../roles/counsel/compare.ts";
import { type Case, precedenceOf } from "../../roles/counsel/counsel.ts";
import { type Meeting, meetingsOf } from "../../roles/counsel/matched.ts";
import { type ShownEarlier, shownEarlier } from "./account-receipts.ts";
import type { CaseFacts } from "./case-facts.ts";
import { type CaseProofs, gatherProofs } from "./case-proofs.ts";
import {
  type CounselSeat,
  EMPTY_INBOX,
  type Inbox,
  isContinued,
  listCases,
  type OpenedCase,
  type OpenedRecord,
  openCase,
  openDescription,
  readInbox,
  sendStance,
  sendVerdict,
} from "./desk.ts";
import type { KeptDesk } from "./kept-desk.ts";
import { timeStamps } from "./time-stamp.ts";

/** How one author describes the respondent. */
export type Description = { readonly record: string; readonly who: Who | undefined };

/** One author's account, the attachments without their bytes. */
export type AccountFacts = {
  readonly record: string;
  readonly incidents: Account["incidents"];
  readonly contact: Account["contact"];
  readonly attachments: readonly { readonly name: string; readonly size: number }[];
  /** Since when its pages are proven to have been there, as far as its author sealed receipts with it. */
  readonly earlier: readonly ShownEarlier[];
};

/** A case as the desk shows it. Accounts come only once counsel has said that there is no conflict. */
export type CaseReading = {
  readonly id: string;
  readonly casework: Casework;
  readonly descriptions: readonly Description[];
  readonly meetings: readonly Meeting[];
  readonly comparisons: readonly Comparison[];
  readonly accounts: readonly AccountFacts[];
  /** An author has named somebody who reads if this counsel must step back. */
  readonly canPass: boolean;
};

/** Where something that was searched for stands. */
export type Found = { readonly id: string; readonly names: readonly string[]; readonly around: string };

/** What the practice says and hears; entries in their order. */
export type Notes = {
  readonly entries: readonly CaseEntry[];
  pull(): Promise<void>;
  say(entries: readonly CaseEntry[]): Promise<void>;
};

/** `kept`: what this device kept since it was last here; without it everything is read from the board each time. */
export type CaseDeskPorts = {
  readonly rng: Rng;
  readonly seconds: () => number;
  readonly by: string;
  readonly kept?: KeptDesk;
};

const AROUND_CHARACTERS = 60;

export class CaseDesk {
  readonly #seat: CounselSeat;
  readonly #notes: Notes;
  readonly #ports: CaseDeskPorts;
  #inbox: Inbox = EMPTY_INBOX;
  /** By record. Descriptions do not change: each is fetched and opened once. */
  #descriptions = new Map<string, Who>();
  #takenUp: Promise<void> | undefined;
  /** What of the above is in `kept` already. */
  #keptAs = "";
  readonly #opened = new Map<string, OpenedCase>();

  constructor(seat: CounselSeat, notes: Notes, ports: CaseDeskPorts) {
    this.#seat = seat;
    this.#notes = notes;
    this.#ports = ports;
  }

  /** Did something in the mailbox not hold? */
  get isFaulty(): boolean {
    return this.#inbox.faulty;
  }

  /** Takes in what is new in the mailbox and among the notes. */
  async look(): Promise<void> {
    this.#takenUp ??= this.#takeUp().catch((error: unknown) => {
      this.#takenUp = undefined;
      throw error;
    });
    await this.#takenUp;
    this.#inbox = await readInbox(this.#seat, this.#inbox);
    await this.#notes.pull();
  }

  /** The cases as they stand, which are also kept for the next time. */
  async list(): Promise<CaseFacts[]> {
    const notes = indexed(this.#notes.entries);
    const cases = await Promise.all(listCases(this.#inbox).map((one) => this.#factsOf(one, notes)));
    await this.#keep(cases);
    return cases;
  }

  /** Goes on from what was kept, if the board still has what it came from. What cannot be read is read anew. */
  async #takeUp(): Promise<void> {
    const kept = await this.#ports.kept?.mail().catch(() => undefined);
    if (kept === undefined || !(await isContinued(this.#seat, kept.inbox))) return;
    this.#inbox = kept.inbox;
    this.#descriptions = new Map(kept.descriptions);
    this.#keptAs = this.#mailState;
  }

  async #keep(cases: readonly CaseFacts[]): Promise<void> {
    const { kept } = this.#ports;
    if (kept === undefined) return;
    await kept.keepList(cases);
    const state = this.#mailState;
    if (state === this.#keptAs) return;
    await kept.keepMail({ inbox: this.#inbox, descriptions: this.#descriptions });
    this.#keptAs = state;
  }

  get #mailState(): string {
    return `${this.#inbox.after} ${this.#descriptions.size}`;
  }

  /** A case as far as it may be read now; undefined when this desk has no such case. */
  async read(id: string): Promise<CaseReading | undefined> {
    const one = this.#find(id);
    if (one === undefined) return undefined;
    const casework = this.#casework(one);
    const descriptions = await this.#describe(one);
    const whoOf = (record: string) => descriptions.find((description) => description.record === record)?.who;
    const records = casework.conflict === "none" ? (await this.#open(one)).records : [];
    return {
      id,
      canPass: this.#canPass(one),
      casework,
      descriptions,
      meetings: meetingsOf(one, whoOf),
      comparisons: comparisonsOf(this.#seat.context, one, casework.verdicts),
      accounts: await this.#accounts(records),
    };
  }

  /** Says something of a case, for all colleagues. What stands by itself gets a name by which it can be struck out. */
  async say(id: string, ...said: readonly Said[]): Promise<void> {
    const matters = this.#required(id).matters.map(({ caseId }) => caseId);
    await this.#notes.say(said.map((one) => ({ at: this.#ports.seconds(), by: this.#ports.by, matters, said: one })));
  }

  /** Counsel says whether it may read a case: to the trustees, who hold back or pass on, and to the practice. */
  async declare(id: string, conflict: "none" | "declared"): Promise<void> {
    const one = this.#required(id);
    const stance = conflict === "none" ? "clear" : "recused";
    const concerned = conflict === "declared" || this.#canPass(one) ? one.matters : [];
    for (const { caseId } of concerned) await sendStance(this.#seat, fromHex(caseId), stance);
    const state = conflict === "none" ? "reading" : "conflict-check";
    await this.say(id, { kind: "conflict", conflict }, { kind: "state", state });
  }

  /** Has an author named somebody who reads in this counsel's place? */
  #canPass(one: Case): boolean {
    return one.records.some(({ header }) => {
      const own = header.counsel.findIndex((counsel) => equalBytes(counsel, this.#seat.id));
      return own >= 0 && own < header.counsel.length - 1;
    });
  }

  newId(): string {
    return toHex(this.#ports.rng.bytes(8));
  }

  /** Says of a comparison which records describe one person; none at all when `same` is empty. */
  async compare(id: string, matter: string, same: readonly string[]): Promise<void> {
    const one = this.#required(id);
    const asked = comparisonsOf(this.#seat.context, one, this.#casework(one).verdicts).find(
      (comparison) => comparison.matter === matter,
    );
    for (const verdict of asked ? verdictsOf(asked, new Set(same)) : []) {
      await sendVerdict(this.#seat, verdict);
      await this.say(id, { kind: "verdict", ...remembered(verdict) });
    }
  }

  /** What can be shown of the case to somebody who does not trust counsel. */
  async proofs(id: string): Promise<CaseProofs> {
    return gatherProofs(this.#seat, (await this.opened(id)).case);
  }

  /** The whole of a case, once counsel has said that there is no conflict. */
  opened(id: string): Promise<OpenedCase> {
    const one = this.#required(id);
    if (this.#casework(one).conflict !== "none") throw new Error("the conflict check comes first");
    return this.#open(one);
  }

  /** Where each author of a case can be written to, by record: those whose accounts name a box. */
  async addresses(id: string): Promise<ReadonlyMap<string, TalkAddress>> {
    const { records } = await this.opened(id);
    return new Map(records.flatMap(({ id: record, account }) => (account?.talk ? [[record, account.talk]] : [])));
  }

  /** What the author of each record of a case can show of its precedence (§7.9), by record. */
  async precedences(id: string): Promise<ReadonlyMap<string, Precedence>> {
    const { records } = await this.opened(id);
    const { escrow } = this.#seat.context;
    return new Map(
      records.flatMap(({ id: record, record: held }) => {
        const precedence = precedenceOf(escrow, held);
        return precedence === undefined ? [] : [[record, precedence]];
      }),
    );
  }

  /**
   * Searches names, descriptions, notes, and the accounts that may be read. Nothing is written anywhere: accounts that
   * were not opened yet are fetched and opened for it.
   */
  async search(words: string): Promise<Found[]> {
    const wanted = plain(words);
    if (wanted === "") return [];
    const found: Found[] = [];
    for (const one of listCases(this.#inbox)) {
      const names = namesIn(await this.#describe(one));
      const text = (await this.#textsOf(one)).find((candidate) => plain(candidate).includes(wanted));
      if (text !== undefined) found.push({ id: one.id, names, around: around(text, wanted) });
    }
    return found;
  }

  counts(): OutcomeCounts {
    const notes = indexed(this.#notes.entries);
    return countOutcomes(listCases(this.#inbox).map((one) => caseworkFrom(notes, one)));
  }

  async #accounts(records: readonly OpenedRecord[]): Promise<AccountFacts[]> {
    const { context } = this.#seat;
    const all = records.map(async ({ id, record, account }) => {
      if (account === undefined) return [];
      const evidence = { ...context, timeStamps };
      const earlier = await shownEarlier(evidence, context.escrow.charterId, record.header.author, account);
      return [accountFacts(id, account, earlier)];
    });
    return (await Promise.all(all)).flat();
  }

  async #factsOf(one: Case, notes: Indexed): Promise<CaseFacts> {
    const { conflict, verdicts, state, tasks, deadlines } = caseworkFrom(notes, one);
    return {
      id: one.id,
      names: namesIn(await this.#describe(one)),
      accounts: one.records.length,
      conflict,
      state,
      asks: comparisonsOf(this.#seat.context, one, verdicts).length > 0,
      tasks: tasks.filter(({ done }) => !done).length,
      deadline: state === "closed" ? "" : (deadlines[0]?.due ?? ""),
    };
  }

  async #textsOf(one: Case): Promise<string[]> {
    const { conflict, notes, tasks, contacts, outcomes } = this.#casework(one);
    const descriptions = await this.#describe(one);
    const who = descriptions.flatMap(({ who }) =>
      who ? [...who.names.map(({ value }) => value), who.description] : [],
    );
    const said = [...notes, ...tasks, ...contacts, ...outcomes].map(({ text }) => text);
    if (conflict !== "none") return [...who, ...said];
    const { records } = await this.#open(one);
    const told = records.flatMap(({ account }) =>
      (account?.incidents ?? []).flatMap(({ title, when, passages }) => [
        title,
        when.words,
        ...passages.map(({ text }) => text),
      ]),
    );
    return [...who, ...said, ...told];
  }

  async #describe(one: Case): Promise<readonly Description[]> {
    return Promise.all(
      one.records.map(async (record) => {
        const id = toHex(record.header.record);
        const who = this.#descriptions.get(id) ?? (await openDescription(this.#seat, record));
        if (who !== undefined) this.#descriptions.set(id, who);
        return { record: id, who };
      }),
    );
  }

  async #open(one: Case): Promise<OpenedCase> {
    const key = recordsOf(one).join();
    const known = this.#opened.get(key);
    if (known !== undefined) return known;
    const opened = await openCase(this.#seat, one);
    if (opened.records.every(({ account }) => account !== undefined)) this.#opened.set(key, opened);
    return opened;
  }

  #casework(one: Case): Casework {
    return caseworkFrom(indexed(this.#notes.entries), one);
  }

  #find(id: string): Case | undefined {
    return listCases(this.#inbox).find((one) => one.id === id);
  }

  #required(id: string): Case {
    const one = this.#find(id);
    if (one === undefined) throw new Error("there is no such case at this desk");
    return one;
  }
}

/** All entries, and those of each matter, in order, so that a long list of cases is not searched for every one of them. */
type Indexed = { readonly entries: readonly CaseEntry[]; readonly byMatter: ReadonlyMap<string, readonly CaseEntry[]> };

function indexed(entries: readonly CaseEntry[]): Indexed {
  const byMatter = new Map<string, CaseEntry[]>();
  for (const entry of entries) {
    for (const matter of entry.matters) {
      const list = byMatter.get(matter);
      if (list) list.push(entry);
      else byMatter.set(matter, [entry]);
    }
  }
  return { entries, byMatter };
}

function caseworkFrom({ entries, byMatter }: Indexed, one: Case): Casework {
  const matters = one.matters.map(({ caseId }) => caseId);
  const [only] = matters;
  return caseworkOf(matters.length === 1 && only !== undefined ? (byMatter.get(only) ?? []) : entries, matters);
}

const recordsOf = (one: Case) => one.records.map(({ header }) => toHex(header.record));

function namesIn(descriptions: readonly Description[]): string[] {
  return [...new Set(descriptions.flatMap(({ who }) => who?.names.map(({ value }) => value) ?? []))];
}

function accountFacts(
  record: string,
  { incidents, contact, attachments, files }: Account,
  earlier: readonly ShownEarlier[],
): AccountFacts {
  const inside = attachments.map(({ name, bytes }) => ({ name, size: bytes.length }));
  const outside = files.map(({ name, size }) => ({ name, size }));
  return { record, incidents, contact, attachments: [...inside, ...outside], earlier };
}

/** Words as they are compared: without accents and case. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

function around(text: string, wanted: string): string {
  const at = Math.max(0, plain(text).indexOf(wanted));
  const from = Math.max(0, at - AROUND_CHARACTERS);
  return text.slice(from, at + wanted.length + AROUND_CHARACTERS).trim();
}
