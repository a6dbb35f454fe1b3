/**
 * Keeps an unlocked notebook, and does with it what needs its keys: saving, sealing, taking back. It lives in a worker of
 * its own, so that ending the worker forgets every key at once, and the page stays quick while the mathematics is done.
 */
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { equalBytes, toHex } from "../../core/bytes/bytes.ts";
import { ChorusError } from "../../core/bytes/errors.ts";
import { nobleGroup } from "../../core/crypto/group-noble.ts";
import { nobleSigner } from "../../core/crypto/signer-noble.ts";
import { type Account, encodeAccount, encodeWho, type Who } from "../../core/protocol/account.ts";
import type { Escrow } from "../../core/protocol/charter.ts";
import { type SealedIdentifier, sealRecord } from "../../core/protocol/seal.ts";
import { IDENTIFIER_RULES_VERSION } from "../../core/respondent/identifier.ts";
import {
  type AuthorKey,
  enquire,
  enrol,
  readAnswers,
  type TrusteeAnswers,
  withdraw,
} from "../../roles/author/author.ts";
import type { NotebookContent, SealedNote } from "../../roles/author/notebook.ts";
import type { Enquiry, EnquiryAnswer, IssueRequest } from "../../roles/registrar/registrar.ts";
import { pageText } from "../shared/account-text.ts";
import { ageSealer } from "../shared/age.ts";
import { blindSigner } from "../shared/blind-rsa.ts";
import { type BoardClient, boardClient } from "../shared/board-client.ts";
import { admittedCounsel, meetEscrow } from "../shared/escrow.ts";
import { type Attempt, attempt } from "./attempt.ts";
import { sealCopies } from "./files/copies.ts";
import { FileKeeper } from "./files/file-keeper.ts";
import { LettersKeeper } from "./letters/keeper.ts";
import { readContent, writeContent } from "./notebook-content.ts";
import { browserClock, browserRng } from "./platform.ts";
import { ReceiptsKeeper } from "./receipts/keeper.ts";
import { VaultKeeper } from "./vault/keeper.ts";

/** What a page shows of the escrow before anything is sealed. */
export type EscrowFacts = {
  readonly name: string;
  readonly admits: Escrow["charter"]["registrar"]["admits"];
  /** Has this person been admitted already? Then nothing more is asked. */
  readonly admitted: boolean;
  readonly trustees: readonly string[];
  readonly threshold: number;
  readonly counsel: readonly CounselFacts[];
};
export type CounselFacts = {
  readonly id: string;
  readonly name: string;
  readonly profession: "lawyer" | "advocate" | "reporter";
  readonly about: string;
};

/** What a page prepared to be sealed. */
export type Sealing = {
  readonly identifiers: readonly SealedIdentifier[];
  readonly quorum: number;
  /** Ids in hexadecimal: who reads, and who reads if they must step back (§7.8). */
  readonly counsel: readonly string[];
  readonly who: Who;
  readonly account: Account;
  /** What the sealed pages are called, for the author's own list. */
  readonly pages: readonly string[];
  /** A record of the same author whose place this one takes. */
  readonly replaces: Uint8Array | null;
};

/** How something ended that is kept in the notebook first. `later`: it is there, and can be sent again. */
export type Outcome = Attempt<NotebookContent> | { readonly kind: "later"; readonly value: NotebookContent };

/** How somebody shows that they may seal. */
type Proof = IssueRequest["proof"];

/** What became of a record that was taken back. */
export type TakenBack = "waiting" | "erased" | "partly-open" | "too-late";

const ports = { group: nobleGroup, signer: nobleSigner, sealer: ageSealer, rng: browserRng, blindSigner };

/** One for each worker. */
export class NotebookKeeper {
  /** The vault that it all is kept in. */
  readonly vault: VaultKeeper;
  /** The files in it. */
  readonly files: FileKeeper;
  /** What counsel writes once a record has opened, and whoever one is connected with. */
  readonly letters: LettersKeeper;
  /** Proof of when. */
  readonly receipts: ReceiptsKeeper;
  readonly #board: BoardClient;
  readonly #boardAddress: string;

  constructor(boardAddress: string) {
    this.#boardAddress = boardAddress;
    this.vault = new VaultKeeper(boardAddress);
    this.files = new FileKeeper(this.vault, boardAddress);
    this.#board = boardClient(boardAddress);
    this.letters = new LettersKeeper(boardAddress, {
      vault: this.vault,
      meet: () => this.#meet(),
      authorSeed: () => this.#kept().author?.seed,
    });
    this.receipts = new ReceiptsKeeper(boardAddress, {
      vault: this.vault,
      meet: () => this.#meet(),
      sealed: () => this.#kept().sealed,
      authorSeed: () => this.#kept().author?.seed,
    });
  }

  /** Everything but the documents that a page has itself. */
  async content(): Promise<NotebookContent> {
    return this.#kept();
  }

  meet(): Promise<Attempt<EscrowFacts>> {
    return attempt(async () => {
      const escrow = await this.#meet();
      const { name, registrar, trustees, threshold } = escrow.charter;
      const counsel = await admittedCounsel(this.#board, nobleSigner, escrow);
      return {
        name,
        admits: registrar.admits,
        admitted: this.#kept().author !== null,
        trustees: trustees.map((trustee) => trustee.name),
        threshold,
        counsel: counsel.map(({ id, card }) => ({
          id: toHex(id),
          name: card.name,
          profession: card.profession,
          about: card.about,
        })),
      };
    });
  }

  /**
   * Seals what a page prepared. The record is kept on the device before it is sent, and only that record is ever sent
   * again.
   */
  async seal(sealing: Sealing, proof: Proof): Promise<Outcome> {
    const made = await attempt(() => this.#makeRecord(sealing, proof));
    return made.kind === "done" ? this.send(made.value) : made;
  }

  /** Has a code sent, or learns where to sign in, where the escrow asks for that. */
  enquire(ask: Enquiry): Promise<Attempt<EnquiryAnswer>> {
    return attempt(async () => enquire(ports, await this.#meet(), ask, (file) => this.#board.registrar(file)));
  }

  /** Shows, once, that this person may seal here. */
  admit(proof: Proof): Promise<Attempt<true>> {
    return attempt(async () => {
      await this.#author(await this.#meet(), proof);
      return true as const;
    });
  }

  /** Sends a sealed record that has not arrived yet. */
  async send(record: Uint8Array): Promise<Outcome> {
    const note = this.#noteOf(record);
    const { onItsWay } = note;
    if (onItsWay === null) return { kind: "done", value: this.#kept() };
    const sent = await attempt(() => arrived(this.#board.seal(onItsWay, onItsWay.attachments)));
    if (sent.kind === "done") {
      return {
        kind: "done",
        value: await this.#changeNote(record, { sealedAt: browserClock.seconds(), onItsWay: null }),
      };
    }
    if (sent.kind !== "refused") return { kind: "later", value: this.#kept() };
    await this.#change((before) => ({ ...before, sealed: before.sealed.filter((one) => one !== note) }));
    return sent;
  }

  /** Takes a sealed record back. Like a record, the withdrawal is kept before it is sent. */
  async takeBack(record: Uint8Array): Promise<Outcome> {
    const asked = await attempt(() => this.#makeWithdrawal(record));
    if (asked.kind !== "done") return asked;
    const { takenBack } = this.#noteOf(record);
    if (!takenBack?.onItsWay) return { kind: "done", value: this.#kept() };
    const withdrawal = takenBack.onItsWay;
    const sent = await attempt(() => arrived(this.#board.withdraw(withdrawal)));
    if (sent.kind === "refused") return sent;
    if (sent.kind !== "done") return { kind: "later", value: this.#kept() };
    return {
      kind: "done",
      value: await this.#changeNote(record, { takenBack: { ...takenBack, onItsWay: null } }),
    };
  }

  /** What the trustees have answered so far to a withdrawal. */
  becameOf(record: Uint8Array): Promise<Attempt<TakenBack>> {
    return attempt(async () => {
      const { takenBack } = this.#noteOf(record);
      if (takenBack === null) return "waiting";
      const escrow = await this.#meet();
      const files = (await this.#board.replies(takenBack.box)).map(({ bytes }) => bytes);
      return concluded(await readAnswers(ports, escrow, record, takenBack.identity, files), escrow);
    });
  }

  async #makeRecord({ account, who, ...sealing }: Sealing, proof: Proof): Promise<Uint8Array> {
    const escrow = await this.#meet();
    const author = await this.#author(escrow, proof);
    const all = await admittedCounsel(this.#board, nobleSigner, escrow);
    const counsel = sealing.counsel.flatMap((chosen) => all.filter(({ id }) => toHex(id) === chosen));
    const files = await sealCopies(VaultKeeper.opened(this.vault), this.#boardAddress, {
      escrow,
      signer: nobleSigner,
      author,
    });
    const letters = await this.letters.newAddress();
    const receipts = this.receipts.toSeal(account.incidents.map(pageText), sealing.replaces);
    const { record, ...sealed } = await sealRecord(ports, escrow, {
      identifiers: sealing.identifiers,
      quorum: sealing.quorum,
      counsel,
      who: encodeWho(who),
      account: encodeAccount({ ...account, files, talk: letters.address, receipts }),
      rules: IDENTIFIER_RULES_VERSION,
      authorSeed: author.seed,
      credential: author.credential,
      ...(sealing.replaces === null ? {} : { replaces: sealing.replaces }),
    });
    letters.keep(record, sealed.envelope);
    const note: SealedNote = {
      record,
      sealedAt: browserClock.seconds(),
      names: who.names.map(({ value }) => value),
      quorum: sealing.quorum,
      counsel: counsel.map(({ card }) => card.name).join(", "),
      pages: [...sealing.pages],
      replaces: sealing.replaces,
      onItsWay: { ...sealed, attachments: files.map(({ attachment }) => attachment) },
      takenBack: null,
    };
    await this.#change((before) => ({ ...before, sealed: [...before.sealed, note] }));
    return record;
  }

  async #makeWithdrawal(record: Uint8Array): Promise<void> {
    if (this.#noteOf(record).takenBack !== null) return;
    const escrow = await this.#meet();
    const author = await this.#author(escrow, { kind: "open" });
    const identity = await generateX25519Identity();
    const { withdrawal, box } = withdraw(ports, escrow, author, record, await identityToRecipient(identity));
    const takenBack = { at: browserClock.seconds(), box, identity, onItsWay: withdrawal };
    await this.#changeNote(record, { takenBack });
  }

  async #meet(): Promise<Escrow> {
    const pinned = this.#kept().escrow ?? undefined;
    const escrow = await meetEscrow(this.#board, nobleGroup, nobleSigner, pinned);
    if (pinned === undefined) await this.#change((before) => ({ ...before, escrow: escrow.charterId }));
    return escrow;
  }

  /** One key for all records of this person; the credential is asked for once. */
  async #author(escrow: Escrow, proof: Proof): Promise<AuthorKey> {
    const known = this.#kept().author;
    if (known !== null) return known;
    const author = await enrol(ports, escrow, proof, (file) => this.#board.registrar(file));
    await this.#change((before) => ({ ...before, author }));
    return author;
  }

  #kept(): NotebookContent {
    return readContent(this.vault.documents);
  }

  #noteOf(record: Uint8Array): SealedNote {
    const note = this.#kept().sealed.find((one) => equalBytes(one.record, record));
    if (note === undefined) throw new Error("there is no such record in the notebook");
    return note;
  }

  #changeNote(record: Uint8Array, change: Partial<SealedNote>): Promise<NotebookContent> {
    return this.#change((before) => ({
      ...before,
      sealed: before.sealed.map((one) => (equalBytes(one.record, record) ? { ...one, ...change } : one)),
    }));
  }

  /** Changes the notebook and keeps it. Rejects when the device does not take it. */
  async #change(how: (before: NotebookContent) => NotebookContent): Promise<NotebookContent> {
    const next = how(this.#kept());
    writeContent(this.vault.documents, next);
    await this.vault.keep();
    return next;
  }
}

/** An answer that was lost on its way: the board has it already. */
async function arrived(sending: Promise<number>): Promise<void> {
  try {
    await sending;
  } catch (error) {
    if (!(error instanceof ChorusError && error.kind === "conflict")) throw error;
  }
}

/** Erased once so many trustees erased it that the others are too few to open it. */
function concluded(answers: TrusteeAnswers, { charter }: Escrow): TakenBack {
  const said = (outcome: string) => [...answers.values()].filter((one) => one === outcome).length;
  const tooFewLeft = charter.trustees.length - charter.threshold + 1;
  if (said("erased") >= Math.max(tooFewLeft, charter.threshold)) return "erased";
  if (said("too-late") >= charter.threshold) return "too-late";
  return said("partly-open") >= charter.threshold ? "partly-open" : "waiting";
}
