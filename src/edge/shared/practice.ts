/**
 * A practice's notes over HTTP (§20): reads what colleagues said, says something after it, lets a colleague in or takes one
 * out. Everything leaves sealed; whoever speaks at the same time as another follows them and speaks again.
 */
import { identityToRecipient } from "age-encryption";
import { equalBytes } from "../../core/bytes/bytes.ts";
import { ChorusError, rejected } from "../../core/bytes/errors.ts";
import { pad, unpad } from "../../core/bytes/padding.ts";
import type { FileSealer, Rng } from "../../core/ports.ts";
import {
  encodePractice,
  type Member,
  type PracticeFile,
  practiceHome,
  readPractice,
} from "../../core/protocol/practice.ts";
import {
  CHAIN_START,
  type ChainPlace,
  newVault,
  openSnapshot,
  openUpdate,
  placeOf,
  sealSnapshot,
  sealUpdate,
  type Vault,
} from "../../core/protocol/vault.ts";
import { type CaseEntry, encodeEntries, readEntries } from "../../roles/counsel/casework.ts";
import type { CounselKeys } from "./counsel-keys.ts";
import { type VaultAtBoard, vaultAtBoard } from "./vault-board.ts";

const FILE = "practice";
/** So many updates become one snapshot, for those who come later. */
const UPDATES_MAX = 64;
const NOTHING = new Uint8Array();

/** What a device keeps of the notes of one vault: everything said up to a place among its updates. */
export type KeptNotes = {
  readonly vault: Uint8Array;
  readonly place: ChainPlace;
  readonly entries: readonly CaseEntry[];
  readonly snapshotAt: number;
};

/** `kept`: where this device keeps them; without it a desk believes the history that it is first shown. */
export type PracticePorts = {
  readonly sealer: FileSealer;
  readonly rng: Rng;
  readonly kept?: { notes(): Promise<KeptNotes | undefined>; keepNotes(notes: KeptNotes): Promise<void> };
};

/** What this desk knows of its practice, up to some place among its updates. */
type Known = { readonly place: ChainPlace; readonly entries: readonly CaseEntry[]; readonly snapshotAt: number };

const NOTHING_KNOWN: Known = { place: CHAIN_START, entries: [], snapshotAt: 0 };

/** One desk's view of its practice. One call at a time. */
export class Practice {
  readonly #ports: PracticePorts;
  readonly #base: string;
  readonly #keys: CounselKeys;
  readonly #home: VaultAtBoard;
  #file: PracticeFile | undefined;
  #fileVersion = 0;
  #known: Known = NOTHING_KNOWN;
  /** What is known was kept here, and the board has not yet shown that it knows it, too. */
  #unproven = false;
  #older = false;
  #keptAt: ChainPlace | undefined;

  constructor(ports: PracticePorts, base: string, keys: CounselKeys) {
    this.#ports = ports;
    this.#base = base;
    this.#keys = keys;
    this.#home = vaultAtBoard(base, practiceHome(keys.seed, keys.charter));
  }

  get entries(): readonly CaseEntry[] {
    return this.#known.entries;
  }

  /** The board shows other notes, or fewer, than this device has seen before. */
  get isOlder(): boolean {
    return this.#older;
  }

  get members(): readonly Member[] {
    return this.#file?.members ?? [];
  }

  /**
   * Takes in what is new; makes the practice the first time.
   *
   * @throws ChorusError `rejected` (`practice-member`) when this desk's member is not one of the practice
   */
  async pull(): Promise<void> {
    if (this.#file === undefined) await this.#enter();
    if (!(await this.#readOn())) {
      // The vault is gone: a colleague was taken out, and the others went on in a new one.
      await this.#enter();
      if (!(await this.#readOn())) throw rejected("practice-vault", "the practice's notes are not at the board");
    }
    await this.#keep();
  }

  /** Says something after everything that was said before it. */
  async say(entries: readonly CaseEntry[]): Promise<void> {
    for (;;) {
      await this.pull();
      const { place } = this.#known;
      const sealed = sealUpdate(this.#ports.rng, this.#vault, place, { pages: encodeEntries(entries), ring: NOTHING });
      if (!(await this.#append(place.seq, sealed))) continue;
      const next = placeOf(place.seq + 1, sealed);
      this.#known = { ...this.#known, place: next, entries: [...this.#known.entries, ...entries] };
      await this.#shorten();
      return this.#keep();
    }
  }

  /** Wraps the practice's file to one more colleague. */
  async add(member: Member): Promise<void> {
    await this.pull();
    const others = this.members.filter(({ recipient }) => recipient !== member.recipient);
    await this.#rewrap({ ...this.#practice, members: [...others, member] });
  }

  /** Goes on in a new vault, whose secret only the others get, and erases the old one. */
  async remove(recipient: string): Promise<void> {
    await this.pull();
    const members = this.members.filter((member) => member.recipient !== recipient);
    if (members.length === 0) throw rejected("practice-last", "the last member of a practice cannot be taken out");
    const before = vaultAtBoard(this.#base, this.#vault);
    const vault = newVault(this.#ports.rng);
    const content = { pages: encodeEntries(this.entries), ring: NOTHING };
    const sealed = sealUpdate(this.#ports.rng, vault, CHAIN_START, content);
    const at = vaultAtBoard(this.#base, vault);
    await at.begin();
    await at.append(0, sealed);
    await this.#rewrap({ v: 1, vault, members });
    this.#known = { ...this.#known, place: placeOf(1, sealed), snapshotAt: 0 };
    await before.erase();
  }

  get #practice(): PracticeFile {
    if (this.#file === undefined) throw new Error("the practice has not been entered");
    return this.#file;
  }

  get #vault() {
    return this.#practice.vault;
  }

  async #enter(): Promise<void> {
    const blob = await this.#home.blob(FILE);
    if (blob === undefined) return this.#begin();
    const bytes = await this.#ports.sealer.open(blob.bytes, this.#keys.member.identity);
    if (bytes === undefined) throw rejected("practice-member", "this key is not one of the practice's members");
    const file = readPractice(unpad(bytes));
    if (this.#file === undefined || !equalBytes(this.#file.vault.id, file.vault.id)) await this.#takeUp(file.vault);
    this.#file = file;
    this.#fileVersion = blob.blobVersion;
  }

  /** Goes on from what was kept of this vault. What cannot be read is as if nothing had been kept. */
  async #takeUp(vault: Vault): Promise<void> {
    const kept = await this.#ports.kept?.notes().catch(() => undefined);
    this.#unproven = kept !== undefined && equalBytes(kept.vault, vault.id);
    this.#known = kept && this.#unproven ? kept : NOTHING_KNOWN;
    this.#keptAt = this.#known.place;
  }

  async #keep(): Promise<void> {
    const { place } = this.#known;
    if (this.#ports.kept === undefined || place === this.#keptAt || place.seq === 0) return;
    await this.#ports.kept.keepNotes({ vault: this.#vault.id, ...this.#known });
    this.#keptAt = place;
  }

  async #begin(): Promise<void> {
    const { name, identity } = this.#keys.member;
    const member = { name, recipient: await identityToRecipient(identity) };
    const vault = newVault(this.#ports.rng);
    await this.#home.begin();
    await vaultAtBoard(this.#base, vault).begin();
    await this.#rewrap({ v: 1, vault, members: [member] }).catch((error: unknown) => {
      if (!wasFirst(error)) throw error; // another desk of this counsel began it in the same moment
    });
    if (this.#file === undefined) await this.#enter();
  }

  /** Writes the practice's file to its members. @throws ChorusError `conflict` when a colleague did in the meantime */
  async #rewrap(file: PracticeFile): Promise<void> {
    const recipients = file.members.map(({ recipient }) => recipient);
    const sealed = await this.#ports.sealer.seal(pad(encodePractice(file)), recipients);
    await this.#home.putBlob(FILE, this.#fileVersion, sealed);
    this.#file = file;
    this.#fileVersion += 1;
  }

  /** Reads updates on from where this desk stands. False when there is no such vault any more. */
  async #readOn(): Promise<boolean> {
    if (!this.#unproven) return this.#readFrom(this.#known.place.seq);
    try {
      // The last update again, or what stands for it: it must be the one that this device has seen.
      return await this.#readFrom(this.#known.place.seq - 1);
    } catch (error) {
      if (!isLost(error)) throw error;
      this.#older = true;
      this.#known = NOTHING_KNOWN;
      return await this.#readFrom(0);
    } finally {
      this.#unproven = false;
    }
  }

  async #readFrom(after: number): Promise<boolean> {
    const at = vaultAtBoard(this.#base, this.#vault);
    for (let from = after; ; from = this.#known.place.seq) {
      const piece = await at.updates(from);
      if (piece === undefined) return false;
      if (piece.newest < this.#known.place.seq) throw lost();
      if (piece.snapshot) this.#takeSnapshot(piece.snapshot.bytes);
      for (const { seq, bytes } of piece.updates) this.#takeUpdate(seq, bytes);
      if (this.#known.place.seq >= piece.newest) return true;
    }
  }

  #takeSnapshot(sealed: Uint8Array): void {
    const { place, pages } = openSnapshot(this.#vault, sealed);
    const { place: before } = this.#known;
    if (place.seq < before.seq || (place.seq === before.seq && !equalBytes(place.hash, before.hash))) throw lost();
    this.#known = { place, entries: readEntries(pages), snapshotAt: place.seq };
  }

  #takeUpdate(seq: number, sealed: Uint8Array): void {
    const { place, entries } = this.#known;
    if (seq < place.seq) return;
    if (seq === place.seq && equalBytes(placeOf(seq, sealed).hash, place.hash)) return;
    const { follows, pages } = openUpdate(this.#vault, seq, sealed);
    if (seq !== place.seq + 1 || !equalBytes(follows, place.hash)) throw lost();
    this.#known = { ...this.#known, place: placeOf(seq, sealed), entries: [...entries, ...readEntries(pages)] };
  }

  /** False when a colleague was first. */
  async #append(after: number, sealed: Uint8Array): Promise<boolean> {
    try {
      return (await vaultAtBoard(this.#base, this.#vault).append(after, sealed)) !== undefined;
    } catch (error) {
      if (wasFirst(error)) return false;
      throw error;
    }
  }

  async #shorten(): Promise<void> {
    const { place, entries, snapshotAt } = this.#known;
    if (place.seq - snapshotAt < UPDATES_MAX) return;
    const content = { pages: encodeEntries(entries), ring: NOTHING };
    const sealed = sealSnapshot(this.#ports.rng, this.#vault, place, content);
    // Whoever was quicker has shortened it as well.
    await vaultAtBoard(this.#base, this.#vault)
      .replace(place.seq, sealed)
      .catch((error: unknown) => {
        if (!wasFirst(error)) throw error;
      });
    this.#known = { ...this.#known, snapshotAt: place.seq };
  }
}

const wasFirst = (error: unknown) => error instanceof ChorusError && error.kind === "conflict";

const isLost = (error: unknown) => error instanceof ChorusError && error.rule === "practice-history";

const lost = () => rejected("practice-history", "the board shows another history of the practice's notes");
