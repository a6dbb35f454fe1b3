/**
 * Keeps the author's receipts in the vault: of records, of withdrawals, and of dated notes. The board hands out what they are
 * made from; only what verifies is kept. Lives in the notebook's worker.
 */

import { base64 } from "@scure/base";
import { identityToRecipient } from "age-encryption";
import { zipSync } from "fflate";
import { equalBytes, toHex, utf8 } from "../../../core/bytes/bytes.ts";
import { rejected, unavailable } from "../../../core/bytes/errors.ts";
import { ACCOUNT_RECEIPTS_MAX } from "../../../core/bytes/sizes.ts";
import { nobleGroup } from "../../../core/crypto/group-noble.ts";
import { nobleSigner } from "../../../core/crypto/signer-noble.ts";
import type { Escrow } from "../../../core/protocol/charter.ts";
import { readEntry } from "../../../core/protocol/entry.ts";
import { type ReceiptFacts, readReceipt, verifyReceipt } from "../../../core/protocol/receipt.ts";
import { openEnvelope } from "../../../core/protocol/record.ts";
import { makeWithdrawal } from "../../../core/protocol/withdrawal.ts";
import { type DatedPage, datePages, receiptsOf } from "../../../roles/author/dated.ts";
import type { SealedNote } from "../../../roles/author/notebook.ts";
import { type LoggedThing, makeReceipt } from "../../../roles/author/receipt.ts";
import { type BoardClient, boardClient } from "../../shared/board-client.ts";
import { datedKeepsake, type Keepsakes, readKeepsakes } from "../../shared/keepsakes.ts";
import { timeStamps } from "../../shared/time-stamp.ts";
import { type Attempt, attempt } from "../attempt.ts";
import { keptFiles } from "../files/kept-files.ts";
import { browserClock, browserRng } from "../platform.ts";
import type { VaultKeeper } from "../vault/keeper.ts";
import { keptReceipts } from "./kept-receipts.ts";

/** What a page shows: since when it is proven, and the file to save. */
export type ReceiptShown = { readonly seenBy: number; readonly name: string; readonly bytes: Uint8Array };
/** A dated note for a page; `seenBy` is undefined while the trustees have not seen it. */
export type DatedShown = { readonly key: string; readonly at: number; readonly seenBy: number | undefined };

/** What the keeper of the notebook lends. */
export type ReceiptsPorts = {
  readonly vault: VaultKeeper;
  readonly meet: () => Promise<Escrow>;
  readonly sealed: () => readonly SealedNote[];
  readonly authorSeed: () => Uint8Array | undefined;
};

const evidence = { group: nobleGroup, signer: nobleSigner, timeStamps };
/** How long the board may wait for the trustees, in seconds. */
const PATIENCE = 20;
const A_DAY = 24 * 3600;

/** One for each notebook. */
export class ReceiptsKeeper {
  readonly #ports: ReceiptsPorts;
  readonly #board: BoardClient;

  constructor(boardAddress: string, ports: ReceiptsPorts) {
    this.#board = boardClient(boardAddress);
    this.#ports = ports;
  }

  /** The receipt of a record that has arrived. Without a connection the one that is kept, if there is one. */
  ofRecord(record: Uint8Array): Promise<Attempt<ReceiptShown>> {
    return this.#receipt(`record/${toHex(record)}`, async (escrow) => {
      const place = await this.#board.placeOf(record);
      const entry = await this.#board.recordEntry(record);
      if (place === undefined || entry === undefined) throw notYet();
      const { body } = readEntry(entry);
      if (!equalBytes(openEnvelope(nobleSigner, escrow, body).record, record)) {
        throw rejected("receipt-record", "the board shows another record's entry");
      }
      return { position: place.position, thing: { type: "record", body } };
    });
  }

  /** The receipt of a withdrawal that has arrived. */
  ofWithdrawal(record: Uint8Array): Promise<Attempt<ReceiptShown>> {
    return this.#receipt(`withdrawal/${toHex(record)}`, async (escrow) => {
      const note = this.#ports.sealed().find((one) => equalBytes(one.record, record));
      const seed = this.#ports.authorSeed();
      if (!note?.takenBack || seed === undefined) throw notYet();
      const { box, identity } = note.takenBack;
      // Signing is deterministic, so this is the withdrawal that was sent; the board answers with its first place.
      const reply = { box, recipient: await identityToRecipient(identity) };
      const body = makeWithdrawal(nobleSigner, escrow, record, reply, seed);
      return { position: await this.#board.withdraw(body), thing: { type: "withdrawal", body } };
    });
  }

  /** Dates the pages as they stand, and files that are whole. Kept before it is sent. */
  async date(pages: readonly DatedPage[]): Promise<Attempt<DatedShown[]>> {
    const files = keptFiles(this.#documents)
      .all()
      .flatMap(({ whole }) => (whole ? [whole.hash] : []));
    const kept = this.#kept();
    kept.addNote(datePages(browserRng, browserClock.seconds(), pages, files));
    await this.#ports.vault.keep();
    return this.notes();
  }

  /** The same, if the author wants that, at most once a day, and only when something has changed since. */
  async dateDaily(pages: readonly DatedPage[]): Promise<void> {
    const kept = this.#kept();
    const newest = kept.notes().at(-1)?.note;
    const due = newest === undefined || newest.at + A_DAY <= browserClock.seconds();
    const changed = JSON.stringify(newest?.pages) !== JSON.stringify(pages);
    if (kept.isDaily() && due && changed && pages.length > 0) await this.date(pages);
  }

  async isDaily(): Promise<boolean> {
    return this.#kept().isDaily();
  }

  async setDaily(daily: boolean): Promise<void> {
    this.#kept().setDaily(daily);
    await this.#ports.vault.keep();
  }

  /** Every dated note, newest first; sends and completes those that wait. */
  notes(): Promise<Attempt<DatedShown[]>> {
    return attempt(async () => {
      const shown: DatedShown[] = [];
      for (const { key, note } of this.#kept().notes()) {
        const bytes = note.receipt ?? (await this.#completeNote(key));
        const seenBy = bytes && (await this.#factsOf(bytes)).witnessed.seenBy;
        shown.unshift({ key, at: note.at, seenBy });
      }
      return shown;
    });
  }

  /** What goes along when pages are sealed: since when their very texts have been there, and the receipt of the record replaced. */
  toSeal(texts: readonly string[], replaces: Uint8Array | null): Uint8Array[] {
    const kept = this.#kept();
    const before = replaces === null ? undefined : kept.receipt(`record/${toHex(replaces)}`);
    const dated = receiptsOf(
      texts,
      kept.notes().map(({ note }) => note),
    );
    return [...(before ? [before] : []), ...dated].slice(0, ACCOUNT_RECEIPTS_MAX);
  }

  /** A note's receipt and the very texts that it is about, as one ZIP file. */
  async noteFile(key: string): Promise<ReceiptShown | undefined> {
    const note = this.#kept().note(key);
    if (!note?.receipt) return undefined;
    const files: Record<string, Uint8Array> = { "note.receipt": note.receipt };
    for (const [i, page] of note.pages.entries()) files[`page-${i + 1}.txt`] = utf8(page.text);
    const { seenBy } = (await this.#factsOf(note.receipt)).witnessed;
    return { seenBy, name: `${dayOf(seenBy)}.zip`, bytes: zipSync(files) };
  }

  /** Everything that is kept here, to travel with a copy of the notebook. */
  async toTake(): Promise<Keepsakes> {
    const kept = this.#kept();
    return {
      receipts: kept.receipts().map(([key, bytes]) => ({ key, receipt: base64.encode(bytes) })),
      dated: kept.notes().map(({ key, note }) => datedKeepsake(key, note)),
    };
  }

  /** Takes in what came with a copy; what is here already stays as it is. */
  async bringIn(keepsakes: Keepsakes): Promise<void> {
    const kept = this.#kept();
    const { receipts, dated } = readKeepsakes(keepsakes);
    for (const { key, bytes } of receipts) if (kept.receipt(key) === undefined) kept.putReceipt(key, bytes);
    for (const { key, note } of dated) if (!kept.note(key)?.receipt) kept.changeNote(key, note);
    await this.#ports.vault.keep();
  }

  async #completeNote(key: string): Promise<Uint8Array | undefined> {
    const note = this.#kept().note(key);
    if (note === undefined) return undefined;
    const made = await attempt(async () => {
      const position = await this.#board.note(note.body);
      return this.#make(await this.#ports.meet(), position, { type: "note", body: note.body, opened: note.opened });
    });
    if (made.kind !== "done") return undefined;
    this.#kept().changeNote(key, { ...note, receipt: made.value });
    await this.#ports.vault.keep();
    return made.value;
  }

  async #receipt(
    key: string,
    find: (escrow: Escrow) => Promise<{ position: number; thing: LoggedThing }>,
  ): Promise<Attempt<ReceiptShown>> {
    const before = this.#kept().receipt(key);
    // One that an outside authority has stamped is as good as it can become.
    if (before !== undefined && readReceipt(before).stamp !== null)
      return { kind: "done", value: await this.#show(before) };
    const made = await attempt(async () => {
      const escrow = await this.#ports.meet();
      const { position, thing } = await find(escrow);
      return this.#make(escrow, position, thing);
    });
    if (made.kind !== "done") return before ? { kind: "done", value: await this.#show(before) } : made;
    this.#kept().putReceipt(key, made.value);
    await this.#ports.vault.keep();
    return { kind: "done", value: await this.#show(made.value) };
  }

  async #make(escrow: Escrow, position: number, thing: LoggedThing): Promise<Uint8Array> {
    const answer = await this.#board.receipt(position, PATIENCE);
    const { charter, successors } = await this.#board.escrow();
    if (answer === undefined || charter === null) throw notYet();
    return makeReceipt(evidence, charter, thing, answer, escrow.charterId, successors);
  }

  async #show(bytes: Uint8Array): Promise<ReceiptShown> {
    const { seenBy } = (await this.#factsOf(bytes)).witnessed;
    return { seenBy, name: `${dayOf(seenBy)}.receipt`, bytes };
  }

  #factsOf(bytes: Uint8Array): Promise<ReceiptFacts> {
    return verifyReceipt(evidence, readReceipt(bytes));
  }

  get #documents() {
    return this.#ports.vault.documents;
  }

  #kept() {
    return keptReceipts(this.#documents);
  }
}

/** A name that says nothing but the day. */
function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

function notYet() {
  return unavailable("receipt-waits", "the trustees have not seen it yet; try again in a while");
}
