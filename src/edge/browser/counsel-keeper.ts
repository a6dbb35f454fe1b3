/**
 * Keeps counsel's unlocked keys, and does with them what the desk needs. It lives in a worker of its own, so that ending
 * the worker forgets every key and every account at once.
 */
import { equalBytes } from "../../core/bytes/bytes.ts";
import { ChorusError } from "../../core/bytes/errors.ts";
import type { Escrow } from "../../core/protocol/charter.ts";
import { isAsked, type Knock } from "../../core/protocol/knock.ts";
import { practiceHome } from "../../core/protocol/practice.ts";
import type { PublicationText } from "../../core/protocol/publication.ts";
import type { OutcomeCounts, Said } from "../../roles/counsel/casework.ts";
import { ageSealer } from "../shared/age.ts";
import { contentOf } from "../shared/attachments.ts";
import { type BoardClient, boardClient, type OfferedKnock } from "../shared/board-client.ts";
import { CaseDesk, type CaseReading, type Found } from "../shared/case-desk.ts";
import type { CaseFacts } from "../shared/case-facts.ts";
import { exportCase, exportFolder } from "../shared/counsel-export.ts";
import {
  type CounselKeys,
  type CounselPerson,
  makeCounselKeys,
  openCounselKeys,
  sealCounselKeys,
} from "../shared/counsel-keys.ts";
import { applyForSeat, takeSeat } from "../shared/counsel-seat.ts";
import type { CounselSeat } from "../shared/desk.ts";
import { admittedCounsel, meetEscrow } from "../shared/escrow.ts";
import { KeptDesk } from "../shared/kept-desk.ts";
import { Practice } from "../shared/practice.ts";
import { type Attempt, attempt } from "./attempt.ts";
import { CounselLetters, type DeskConversation } from "./counsel-letters.ts";
import { CounselRooms } from "./counsel-rooms.ts";
import { dropKept, dropPasskey, eraseDesk, keepFile, keptFile, keptParts } from "./counsel-store.ts";
import { addDeskPasskey, type DeskPasskey, deskPasskeys, openByPasskey, type PasskeyAnswer } from "./desk-passkeys.ts";
import { Joining } from "./joining-keeper.ts";
import type { CircleFacts } from "./letters/circle-facts.ts";
import type { Enclosed } from "./letters/letter-files.ts";
import { browserClock, browserRng } from "./platform.ts";
import { type MemberFacts, PracticeKeeper } from "./practice-keeper.ts";
import { zipSink } from "./zip.ts";

/** Where this counsel stands with the escrow, and whether everything in the mailbox held. */
export type DeskFacts = {
  readonly admitted: boolean;
  readonly faulty: boolean;
  /** The board shows other notes, or fewer, than this device has seen before. */
  readonly older: boolean;
  readonly cases: readonly CaseFacts[];
};

export type DownloadedFile = { readonly name: string; readonly bytes: Uint8Array | Blob };

/** Something said of a case, before it has a name of its own. */
export type Saying = Said extends infer One ? (One extends { id: string } ? Omit<One, "id"> | One : One) : never;

/** A room that counsel is in. */
export type CaseRoom = { readonly circle: string; readonly facts: CircleFacts };

type Opened = {
  readonly seat: CounselSeat;
  readonly cases: CaseDesk;
  readonly notes: Practice;
  readonly practice: PracticeKeeper;
};

/** One for each worker. */
export class CounselKeeper {
  readonly #board: BoardClient;
  readonly #address: string;
  readonly #face: () => Promise<Uint8Array>;
  readonly #joining = new Joining();
  #keys: CounselKeys | undefined;
  #opened: Promise<Opened> | undefined;
  #circles: Promise<CounselRooms> | undefined;

  /** `face` gives the file of the typeface for what is set on paper. */
  constructor(boardAddress: string, face: () => Promise<Uint8Array>) {
    this.#face = face;
    this.#address = boardAddress;
    this.#board = boardClient(boardAddress);
  }

  /** What this device has of a desk. */
  async kept(): Promise<"none" | "joining" | "key"> {
    if ((await keptFile("key")) !== undefined) return "key";
    return (await keptFile("joining")) === undefined ? "none" : "joining";
  }

  /** Makes the keys for the escrow of this board and keeps them under the passphrase. */
  create(person: Omit<CounselPerson, "board">, passphrase: string): Promise<Attempt<string>> {
    return attempt(async () => {
      const escrow = await this.#meet();
      const keys = await makeCounselKeys({ ...person, board: this.#address }, escrow, browserRng);
      await keepFile("key", await sealCounselKeys(keys, passphrase));
      return this.#take(keys);
    });
  }

  async unlock(passphrase: string): Promise<{ name: string } | "wrong"> {
    const file = await keptFile("key");
    const keys = file && (await openCounselKeys(file, passphrase));
    return keys === undefined ? "wrong" : { name: this.#take(keys) };
  }

  async unlockByPasskey(answer: PasskeyAnswer): Promise<{ name: string } | "wrong"> {
    const keys = await openByPasskey(answer);
    return keys === undefined ? "wrong" : { name: this.#take(keys) };
  }

  /** Lets a passkey open the desk on this device, too. */
  async addPasskey(answer: PasskeyAnswer): Promise<DeskPasskey[]> {
    await addDeskPasskey(answer, this.#known());
    return deskPasskeys();
  }

  passkeys(): Promise<DeskPasskey[]> {
    return deskPasskeys();
  }

  async removePasskey(id: string): Promise<DeskPasskey[]> {
    this.#known();
    await dropPasskey(id);
    return deskPasskeys();
  }

  /** Brings a key file back that was saved here or made by `chorus counsel` under a passphrase. */
  async restore(file: Uint8Array, passphrase: string): Promise<{ name: string } | "wrong" | "not-a-key"> {
    try {
      const keys = await openCounselKeys(file, passphrase);
      if (keys === undefined) return "wrong";
      await keepFile("key", file);
      return { name: this.#take(keys) };
    } catch (error) {
      if (error instanceof ChorusError) return "not-a-key";
      throw error;
    }
  }

  /** Makes a key of one's own with which a colleague's practice can be joined. */
  beginJoining(name: string, passphrase: string): Promise<MemberFacts & { request: Uint8Array }> {
    return this.#joining.begin(name, passphrase);
  }

  /** Takes up the practice's key from the letter that a colleague handed back. */
  async join(letter: Uint8Array, passphrase: string): Promise<{ name: string } | "wrong" | "not-for-me"> {
    const keys = await this.#joining.end(letter, passphrase);
    return typeof keys === "string" ? keys : { name: this.#take(keys) };
  }

  /** The key file, as it lies here, under its passphrase. */
  async keyFile(): Promise<DownloadedFile> {
    const bytes = await keptFile("key");
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

  /** The list as it was last shown on this device, at once and without asking anybody; undefined where there is none. */
  async lastList(): Promise<CaseFacts[] | undefined> {
    return this.#kept()
      .list()
      .catch(() => undefined); // altered, or written by another version: the desk reads everything anew
  }

  /** Looks into the mailbox. Asks to be admitted (again) while this counsel is not. */
  async look(): Promise<Attempt<DeskFacts>> {
    const looked = await this.#look();
    // Whoever was taken out of the practice keeps nothing of it here.
    if (looked.kind === "refused" && looked.rule === "practice-member") await dropKept();
    return looked;
  }

  #look(): Promise<Attempt<DeskFacts>> {
    return attempt(async () => {
      const { seat, cases, notes } = await this.#open();
      const counsel = await admittedCounsel(seat.board, seat.context.signer, seat.context.escrow);
      const admitted = counsel.some(({ id }) => equalBytes(id, seat.id));
      if (!admitted) {
        await applyForSeat(seat, this.#known());
        return { admitted, faulty: false, older: false, cases: [] };
      }
      await cases.look();
      return { admitted, faulty: cases.isFaulty, older: notes.isOlder, cases: await cases.list() };
    });
  }

  /** How counsel is told outside the desk; undefined where the board tells nobody. */
  knock(): Promise<Attempt<OfferedKnock | undefined>> {
    return attempt(async () => {
      const { seat } = await this.#open();
      const knock = await seat.board.knock(seat.as, seat.id);
      return knock.offered || knock.pushKey !== null || isAsked(knock) ? knock : undefined;
    });
  }

  setKnock(knock: Knock): Promise<Attempt<void>> {
    return attempt(async () => {
      const { seat } = await this.#open();
      await seat.board.setKnock(seat.as, seat.id, knock);
    });
  }

  /** Reads a case as far as it may be read now; undefined when this desk has no such case. */
  read(id: string): Promise<Attempt<CaseReading | undefined>> {
    return this.#withCases(async (cases) => {
      await cases.look();
      return cases.read(id);
    });
  }

  /** Says something of a case, for all colleagues, and reads the case anew. */
  say(id: string, ...sayings: Saying[]): Promise<Attempt<CaseReading | undefined>> {
    return this.#withCases(async (cases) => {
      await cases.say(id, ...sayings.map((said) => named(said, cases.newId())));
      return cases.read(id);
    });
  }

  /** Says whether this counsel may read a case, and reads on. */
  declare(id: string, conflict: "none" | "declared"): Promise<Attempt<CaseReading | undefined>> {
    return this.#withCases(async (cases) => {
      await cases.declare(id, conflict);
      return cases.read(id);
    });
  }

  compare(id: string, matter: string, same: readonly string[]): Promise<Attempt<void>> {
    return this.#withCases((cases) => cases.compare(id, matter, same));
  }

  search(words: string): Promise<Attempt<Found[]>> {
    return this.#withCases((cases) => cases.search(words));
  }

  counts(): Promise<Attempt<OutcomeCounts>> {
    return this.#withCases(async (cases) => cases.counts());
  }

  /** One file that an author gave with the account: those inside it are counted first. */
  attachment(id: string, record: string, index: number): Promise<Attempt<DownloadedFile>> {
    return this.#withCases(async (cases) => {
      const { records } = await cases.opened(id);
      const account = records.find((one) => one.id === record)?.account;
      const inside = account?.attachments[index];
      if (inside) return { name: inside.name, bytes: inside.bytes };
      const file = account?.files[index - account.attachments.length];
      if (file === undefined) throw new Error("there is no such file in the account");
      const content: Blob[] = [];
      for await (const chunk of contentOf(this.#board.shelf(file.attachment), file)) {
        content.push(new Blob([chunk as BlobPart]));
      }
      return { name: file.name, bytes: new Blob(content) };
    });
  }

  /** The case as a ZIP file of age files, its PDF in this language. `paper`: whether there is one. */
  exportCase(id: string, language: string): Promise<Attempt<DownloadedFile & { readonly paper: boolean }>> {
    return this.#withCases(async (cases) => {
      const { sink, end } = zipSink();
      const { exportIdentity } = this.#known();
      const how = { language, made: browserClock.seconds(), face: this.#face };
      const [opened, proofs] = [await cases.opened(id), await cases.proofs(id)];
      const { paper } = await exportCase({ board: this.#board }, opened, exportIdentity, proofs, how, sink);
      return { name: `${exportFolder(id)}.zip`, bytes: end(), paper };
    });
  }

  /** The letters of a case, by author. */
  letters(id: string): Promise<Attempt<DeskConversation[]>> {
    return this.#withLetters(id, async () => undefined);
  }

  writeLetter(id: string, record: string, text: string, files: Enclosed): Promise<Attempt<DeskConversation[]>> {
    return this.#withLetters(id, (letters) => letters.write(id, record, text, files));
  }

  /** Asks every author of the case who was not asked yet whether they want to be connected. */
  invite(id: string, text: string): Promise<Attempt<DeskConversation[]>> {
    return this.#withLetters(id, (letters) => letters.invite(id, text));
  }

  /** The room of a case's authors; undefined while there is none, or while they do not all want counsel there. */
  room(id: string, language: PublicationText["language"]): Promise<Attempt<CaseRoom | undefined>> {
    return attempt(async () => {
      const { seat, cases } = await this.#open();
      const circle = await new CounselLetters(seat, cases, this.#address, () => this.#rooms()).circle(id);
      const facts = circle && (await (await this.#rooms()).look(circle, language));
      return circle && facts ? { circle, facts } : undefined;
    });
  }

  sayInRoom(circle: string, text: string): Promise<Attempt<void>> {
    return attempt(async () => (await this.#rooms()).words(circle, text));
  }

  commentInRoom(circle: string, on: string, text: string): Promise<Attempt<void>> {
    return attempt(async () => (await this.#rooms()).comment(circle, on, text));
  }

  #rooms(): Promise<CounselRooms> {
    this.#circles ??= this.#open().then(({ seat }) => {
      const { seed, charter } = this.#known();
      return new CounselRooms(seat, this.#address, practiceHome(seed, charter));
    });
    return this.#circles.catch((error: unknown) => {
      this.#circles = undefined;
      throw error;
    });
  }

  members(): Promise<Attempt<MemberFacts[]>> {
    return attempt(async () => (await this.#open()).practice.members());
  }

  /** Lets in the colleague whose request this is. @returns the letter to hand back */
  addMember(request: Uint8Array): Promise<Attempt<DownloadedFile>> {
    return attempt(async () => (await this.#open()).practice.add(request));
  }

  removeMember(recipient: string): Promise<Attempt<void>> {
    return attempt(async () => (await this.#open()).practice.remove(recipient));
  }

  #withLetters(id: string, act: (letters: CounselLetters) => Promise<void>): Promise<Attempt<DeskConversation[]>> {
    return attempt(async () => {
      const { seat, cases } = await this.#open();
      const letters = new CounselLetters(seat, cases, this.#address, () => this.#rooms());
      await act(letters);
      return letters.read(id);
    });
  }

  #withCases<Value>(act: (cases: CaseDesk) => Promise<Value>): Promise<Attempt<Value>> {
    return attempt(async () => act((await this.#open()).cases));
  }

  #open(): Promise<Opened> {
    this.#opened ??= this.#openDesk().catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  async #openDesk(): Promise<Opened> {
    const keys = this.#known();
    const seat = await takeSeat(await seatPorts(), this.#board, keys);
    const kept = this.#kept();
    const practice = new Practice({ sealer: ageSealer, rng: browserRng, kept }, this.#address, keys);
    const by = keys.member.name;
    const ports = { rng: browserRng, seconds: browserClock.seconds, by, kept };
    const cases = new CaseDesk(seat, practice, ports);
    return { seat, cases, notes: practice, practice: new PracticeKeeper(practice, keys) };
  }

  async #meet(): Promise<Escrow> {
    const { group, signer } = await seatPorts();
    return meetEscrow(this.#board, group, signer);
  }

  #kept(): KeptDesk {
    const { seed, charter } = this.#known();
    return new KeptDesk(practiceHome(seed, charter), keptParts, browserRng);
  }

  #take(keys: CounselKeys): string {
    this.#keys = keys;
    return keys.member.name;
  }

  #known(): CounselKeys {
    if (this.#keys === undefined) throw new Error("the desk is locked");
    return this.#keys;
  }
}

const NAMED: readonly Said["kind"][] = ["note", "task", "deadline", "contact", "mark", "outcome"];

function named(said: Saying, id: string): Said {
  return (NAMED.includes(said.kind) && !("id" in said) ? { ...said, id } : said) as Said;
}

/** libsodium checks many trustees' shares ten times faster than noble, and is fetched only by a desk that opens. */
async function seatPorts() {
  const [{ sodiumGroup }, { sodiumSigner }] = await Promise.all([
    import("../../core/crypto/group-sodium.ts"),
    import("../../core/crypto/signer-sodium.ts"),
  ]);
  return { group: await sodiumGroup(), signer: await sodiumSigner(), sealer: ageSealer, clock: browserClock };
}
