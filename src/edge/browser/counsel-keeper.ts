/**
 * Keeps counsel's unlocked keys, and does with them what the desk needs: reading the mailbox, opening, comparing,
 * exporting. It lives in a worker of its own, so that ending the worker forgets every key and every account at once.
 */
import { zipSync } from "fflate";
import { equalBytes, toHex } from "../../core/bytes/bytes.ts";
import { ChorusError } from "../../core/bytes/errors.ts";
import type { Account, Who } from "../../core/protocol/account.ts";
import { type Casework, mergeCasework, NEW_CASEWORK } from "../../roles/counsel/casework.ts";
import { type Comparison, comparisonsOf, remembered, verdictsOf } from "../../roles/counsel/compare.ts";
import type { Case } from "../../roles/counsel/counsel.ts";
import { ageSealer } from "../shared/age.ts";
import { type BoardClient, boardClient } from "../shared/board-client.ts";
import { exportCase, exportFolder } from "../shared/counsel-export.ts";
import {
  type CounselKeys,
  type CounselPerson,
  makeCounselKeys,
  openCounselKeys,
  sealCounselKeys,
} from "../shared/counsel-keys.ts";
import { applyForSeat, takeSeat } from "../shared/counsel-seat.ts";
import {
  type CounselSeat,
  EMPTY_INBOX,
  type Inbox,
  listCases,
  openCase,
  openDescriptions,
  readInbox,
  sendVerdict,
} from "../shared/desk.ts";
import { admittedCounsel, meetEscrow } from "../shared/escrow.ts";
import { type Attempt, attempt } from "./attempt.ts";
import { eraseDesk, keepCasework, keepKeyFile, keptCasework, keptKeyFile } from "./counsel-store.ts";
import { browserClock, browserRng } from "./platform.ts";

/** A case in the list: whom it names, and what it waits for. */
export type CaseFacts = {
  readonly id: string;
  readonly names: readonly string[];
  readonly accounts: number;
  readonly conflict: Casework["conflict"];
  readonly asks: boolean;
};

/** How one author describes the respondent. */
export type Description = { readonly record: string; readonly who: Who | undefined };

/** One author's account; the attachments without their bytes. Undefined while it is sealed. */
export type AccountFacts = {
  readonly record: string;
  readonly incidents: Account["incidents"];
  readonly contact: Account["contact"];
  readonly attachments: readonly { readonly name: string; readonly size: number }[];
};

/** A case as the desk shows it. Accounts come only once counsel has said that there is no conflict. */
export type CaseReading = {
  readonly id: string;
  readonly conflict: Casework["conflict"];
  readonly descriptions: readonly Description[];
  readonly comparisons: readonly Comparison[];
  readonly accounts: readonly AccountFacts[];
};

/** Where this counsel stands with the escrow, and whether everything in the mailbox held. */
export type DeskFacts = {
  readonly admitted: boolean;
  readonly faulty: boolean;
  readonly cases: readonly CaseFacts[];
};

export type DownloadedFile = { readonly name: string; readonly bytes: Uint8Array };

/** One for each worker. */
export class CounselKeeper {
  readonly #board: BoardClient;
  readonly #address: string;
  #keys: CounselKeys | undefined;
  #seat: CounselSeat | undefined;
  #inbox: Inbox = EMPTY_INBOX;
  readonly #descriptions = new Map<string, Description[]>();

  constructor(boardAddress: string) {
    this.#address = boardAddress;
    this.#board = boardClient(boardAddress);
  }

  async isKept(): Promise<boolean> {
    return (await keptKeyFile()) !== undefined;
  }

  /** Makes the keys for the escrow of this board, keeps them under the passphrase, and asks to be admitted. */
  create(person: Omit<CounselPerson, "board">, passphrase: string): Promise<Attempt<string>> {
    return attempt(async () => {
      const { group, signer } = await ports();
      const escrow = await meetEscrow(this.#board, group, signer);
      const keys = await makeCounselKeys({ ...person, board: this.#address }, escrow, browserRng);
      await keepKeyFile(await sealCounselKeys(keys, passphrase));
      this.#keys = keys;
      return keys.name;
    });
  }

  async unlock(passphrase: string): Promise<{ name: string } | "wrong"> {
    const file = await keptKeyFile();
    const keys = file && (await openCounselKeys(file, passphrase));
    if (keys === undefined) return "wrong";
    this.#keys = keys;
    return { name: keys.name };
  }

  /** Brings a key file back that was saved here or made by `chorus counsel` under a passphrase. */
  async restore(file: Uint8Array, passphrase: string): Promise<{ name: string } | "wrong" | "not-a-key"> {
    try {
      const keys = await openCounselKeys(file, passphrase);
      if (keys === undefined) return "wrong";
      await keepKeyFile(file);
      this.#keys = keys;
      return { name: keys.name };
    } catch (error) {
      if (error instanceof ChorusError) return "not-a-key";
      throw error;
    }
  }

  /** Takes what counsel needs to carry the desk elsewhere: the key file, as it lies here, under its passphrase. */
  async keyFile(): Promise<DownloadedFile> {
    const bytes = await keptKeyFile();
    if (bytes === undefined) throw new Error("there is no key on this device");
    return { name: "counsel.key", bytes };
  }

  /** The age identity that opens exports. */
  async exportIdentity(): Promise<string> {
    return this.#known().exportIdentity;
  }

  async erase(): Promise<void> {
    this.#keys = undefined;
    await eraseDesk();
  }

  /** Looks into the mailbox. Asks to be admitted (again) while this counsel is not. */
  look(): Promise<Attempt<DeskFacts>> {
    return attempt(async () => {
      const seat = await this.#takeSeat();
      const counsel = await admittedCounsel(seat.board, seat.context.signer, seat.context.escrow);
      const admitted = counsel.some(({ id }) => equalBytes(id, seat.id));
      if (!admitted) {
        await applyForSeat(seat, this.#known());
        return { admitted, faulty: false, cases: [] };
      }
      this.#inbox = await readInbox(seat, this.#inbox);
      const cases = await Promise.all(listCases(this.#inbox).map((one) => this.#factsOf(seat, one)));
      return { admitted, faulty: this.#inbox.faults.length > 0, cases };
    });
  }

  /** Reads a case as far as it may be read now; undefined when this desk has no such case. */
  read(id: string): Promise<Attempt<CaseReading | undefined>> {
    return attempt(async () => {
      const seat = await this.#takeSeat();
      this.#inbox = await readInbox(seat, this.#inbox);
      const one = this.#find(id);
      return one && this.#readingOf(seat, one);
    });
  }

  /** Counsel says whether it may read the case. */
  async declare(id: string, conflict: "none" | "declared"): Promise<void> {
    await this.#change(this.#required(id), (before) => ({ ...before, conflict }));
  }

  /** Says of a comparison which records describe one person; none at all when `same` is empty. */
  compare(id: string, matter: string, same: readonly string[]): Promise<Attempt<void>> {
    return attempt(async () => {
      const seat = await this.#takeSeat();
      const one = this.#required(id);
      const { verdicts } = await this.#casework(one);
      const asked = comparisonsOf(seat.context, one, verdicts).find((comparison) => comparison.matter === matter);
      for (const verdict of asked ? verdictsOf(asked, new Set(same)) : []) {
        await sendVerdict(seat, verdict);
        await this.#change(one, (before) => ({ ...before, verdicts: [...before.verdicts, remembered(verdict)] }));
      }
    });
  }

  /** One file that an author gave with the account. */
  attachment(id: string, record: string, index: number): Promise<Attempt<DownloadedFile>> {
    return attempt(async () => {
      const opened = await openCase(await this.#takeSeat(), await this.#readable(id));
      const file = opened.records.find((one) => one.id === record)?.account?.attachments[index];
      if (file === undefined) throw new Error("there is no such file in the account");
      return { name: file.name, bytes: file.bytes };
    });
  }

  /** The case as a ZIP file of age files (the age files do not get smaller by packing). */
  exportCase(id: string): Promise<Attempt<DownloadedFile>> {
    return attempt(async () => {
      const opened = await openCase(await this.#takeSeat(), await this.#readable(id));
      const files: Record<string, Uint8Array> = {};
      await exportCase(opened, this.#known().exportIdentity, (path, bytes) => {
        files[path] = bytes;
      });
      return { name: `${exportFolder(id)}.zip`, bytes: zipSync(files, { level: 0 }) };
    });
  }

  async #factsOf(seat: CounselSeat, one: Case): Promise<CaseFacts> {
    const descriptions = await this.#describe(seat, one);
    const { conflict, verdicts } = await this.#casework(one);
    const names = descriptions.flatMap(({ who }) => who?.names.map(({ value }) => value) ?? []);
    const asks = comparisonsOf(seat.context, one, verdicts).length > 0;
    return { id: one.id, names: [...new Set(names)], accounts: one.records.length, conflict, asks };
  }

  async #readingOf(seat: CounselSeat, one: Case): Promise<CaseReading> {
    const { conflict, verdicts } = await this.#casework(one);
    const descriptions = await this.#describe(seat, one);
    const reading = { id: one.id, conflict, descriptions, comparisons: comparisonsOf(seat.context, one, verdicts) };
    if (conflict !== "none") return { ...reading, accounts: [] };
    const { records } = await openCase(seat, one);
    const accounts = records.flatMap(({ id, account }) => (account ? [accountFacts(id, account)] : []));
    return { ...reading, accounts };
  }

  /** Descriptions do not change; each is fetched and opened once. A record that joins makes the case anew. */
  async #describe(seat: CounselSeat, one: Case): Promise<Description[]> {
    const records = one.records.map(({ header }) => toHex(header.record));
    const known = this.#descriptions.get(records.join());
    if (known !== undefined) return known;
    const opened = await openDescriptions(seat, one);
    const described = records.map((record, i) => ({ record, who: opened[i] }));
    if (opened.every((who) => who !== undefined)) this.#descriptions.set(records.join(), described);
    return described;
  }

  async #casework(one: Case): Promise<Casework> {
    const { identity } = this.#known();
    const kept = await Promise.all(one.matters.map(({ caseId }) => keptCasework(identity, caseId)));
    return mergeCasework(kept.map((casework) => casework ?? NEW_CASEWORK));
  }

  /** One change after another, in however many tabs. */
  async #change(one: Case, how: (before: Casework) => Casework): Promise<void> {
    await navigator.locks.request("desk", async () => {
      const matters = one.matters.map(({ caseId }) => caseId);
      await keepCasework(this.#known().identity, matters, how(await this.#casework(one)));
    });
  }

  #find(id: string): Case | undefined {
    return listCases(this.#inbox).find((one) => one.id === id);
  }

  #required(id: string): Case {
    const one = this.#find(id);
    if (one === undefined) throw new Error("there is no such case at this desk");
    return one;
  }

  /** The case, once counsel has said that there is no conflict. */
  async #readable(id: string): Promise<Case> {
    const one = this.#required(id);
    if ((await this.#casework(one)).conflict !== "none") throw new Error("the conflict check comes first");
    return one;
  }

  async #takeSeat(): Promise<CounselSeat> {
    this.#seat ??= await takeSeat(await ports(), this.#board, this.#known());
    return this.#seat;
  }

  #known(): CounselKeys {
    if (this.#keys === undefined) throw new Error("the desk is locked");
    return this.#keys;
  }
}

/** libsodium checks many trustees' shares ten times faster than noble, and is fetched only by a desk that opens. */
async function ports() {
  const [{ sodiumGroup }, { sodiumSigner }] = await Promise.all([
    import("../../core/crypto/group-sodium.ts"),
    import("../../core/crypto/signer-sodium.ts"),
  ]);
  return { group: await sodiumGroup(), signer: await sodiumSigner(), sealer: ageSealer, clock: browserClock };
}

function accountFacts(record: string, { incidents, contact, attachments }: Account): AccountFacts {
  const files = attachments.map(({ name, bytes }) => ({ name, size: bytes.length }));
  return { record, incidents, contact, attachments: files };
}
