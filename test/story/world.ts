/**
 * A whole escrow in memory: the real board's rules, the real trustees on SQLite, the real author's and counsel's
 * side, a clock that stands still until it is moved, and one seed. No network. Anyone may be made to cheat.
 */
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { fromHex, toHex, utf8 } from "../../src/core/bytes/bytes.ts";
import { encode } from "../../src/core/bytes/cbor.ts";
import { ChorusError } from "../../src/core/bytes/errors.ts";
import type { Scalar } from "../../src/core/crypto/group.ts";
import { sha256 } from "../../src/core/crypto/hash.ts";
import type { PerSecret } from "../../src/core/crypto/keygen.ts";
import type { CredentialVerifier } from "../../src/core/ports.ts";
import { encodeAccount, encodeWho } from "../../src/core/protocol/account.ts";
import {
  allCharters,
  type Escrow,
  encodeCharter,
  encodeSignedCharter,
  escrowOf,
  signCharter,
  trusteeWithKey,
} from "../../src/core/protocol/charter.ts";
import { encodeCounselCard, signCounselCard } from "../../src/core/protocol/counsel.ts";
import { credentialMessage, makeIssuance } from "../../src/core/protocol/credential.ts";
import { plainIncident } from "../../src/core/protocol/incident.ts";
import { openEnvelope } from "../../src/core/protocol/record.ts";
import { type SealedRecord, type SealingInput, sealRecord } from "../../src/core/protocol/seal.ts";
import { makeStance, type StanceName } from "../../src/core/protocol/stance.ts";
import { makeVerdict } from "../../src/core/protocol/verdict.ts";
import type { WithdrawalOutcome } from "../../src/core/protocol/withdrawal.ts";
import { readRespondent } from "../../src/core/respondent/respondent.ts";
import { type BoardDatabase, createBoardTables } from "../../src/edge/node/board/schema.ts";
import { boardStore } from "../../src/edge/node/board/store.ts";
import { openDatabase } from "../../src/edge/node/database.ts";
import { createTrusteeTables, type TrusteeDatabase } from "../../src/edge/node/trustee/schema.ts";
import { trusteeStore } from "../../src/edge/node/trustee/store.ts";
import { ageSealer } from "../../src/edge/shared/age.ts";
import { readAnswers, withdraw } from "../../src/roles/author/author.ts";
import * as board from "../../src/roles/board/board.ts";
import { successor } from "../../src/roles/board/charters.ts";
import type { BoardStore } from "../../src/roles/board/ports.ts";
import { acceptDestruction } from "../../src/roles/board/resharing.ts";
import type { Succession } from "../../src/roles/trustee/epochs.ts";
import type { Labour } from "../../src/roles/trustee/labour.ts";
import type { Parcel, TrusteeBoard, TrusteeStore } from "../../src/roles/trustee/ports.ts";
import type { TrusteeContext, TrusteeNotice, TrusteeSecrets } from "../../src/roles/trustee/trustee.ts";
import { type TrusteeWorker, trusteeWorker } from "../../src/roles/trustee/worker.ts";
import {
  type EscrowOptions,
  foundEscrow,
  makeCounsel,
  REGISTRAR_SEED,
  type TestAuthor,
  type TestCounsel,
  type TestEscrow,
} from "../actors.ts";
import { readDesk, type StoryDesk } from "./story-desk.ts";
import { dumpOf, stateOf } from "./trustee-tables.ts";

export const BOARD_SEED = new Uint8Array(32).fill(0x42);
export const ORIGIN = "board.example/chorus";

/** Stands in for the registrar's RSA signature where nothing of the story is about it. */
const credentials: CredentialVerifier = {
  verify: async (_key, message, signature) => toHex(signature.slice(0, 32)) === toHex(sha256(message)),
};

/** A clock that only the test moves. */
export class StoryClock {
  now = 1_800_000_000;
  seconds(): number {
    return this.now;
  }
  advanceHours(hours: number): void {
    this.now += hours * 3600;
  }
}

/** Ends a trustee's process at once; the next round is that of a new one on the same database. */
export class PowerCut extends Error {}

/** One trustee: its worker, its database, what it has told its operator. */
export type StoryTrustee = {
  readonly index: number;
  readonly context: TrusteeContext;
  readonly store: TrusteeStore;
  readonly database: ReturnType<typeof openDatabase<TrusteeDatabase>>["db"];
  readonly notices: TrusteeNotice[];
  /** A process's worth of memory; a new one after a power cut. */
  worker: TrusteeWorker;
  readonly newWorker: () => TrusteeWorker;
  /** Is the process running? One that is away does nothing until it is back. */
  away: boolean;
};

export type StoryOptions = EscrowOptions & {
  readonly recordsPerYear?: number;
  readonly slotsPerYear?: number;
  /** Puts itself between a trustee and the board, or its store, or changes its secrets. */
  readonly boardFor?: (index: number, real: TrusteeBoard) => TrusteeBoard;
  readonly storeFor?: (index: number, real: TrusteeStore) => TrusteeStore;
  readonly secretsFor?: (index: number, real: TrusteeSecrets) => TrusteeSecrets;
  /** Other processes that help a trustee. */
  readonly labourFor?: (index: number) => Labour | undefined;
};

/** A respondent as people type them: what `readRespondent` takes. */
export type Named = Parameters<typeof readRespondent>[0];

export type StorySealing = {
  readonly quorum?: number;
  readonly counsel?: readonly TestCounsel[];
  readonly replaces?: SealedRecord;
  readonly text?: string;
  /** Changes the input to sealing, for authors of ill will. */
  readonly change?: Partial<SealingInput>;
};

export class Story {
  readonly clock = new StoryClock();
  readonly trustees: StoryTrustee[] = [];
  readonly counsel: TestCounsel[] = [];
  readonly world: TestEscrow;
  readonly boardStore: BoardStore;
  readonly board: board.BoardContext;
  /** Every trustee's shares, by its signing key and epoch. */
  readonly held = new Map<string, { readonly index: number; readonly shares: PerSecret<Scalar> }>();
  readonly #options: StoryOptions;
  readonly #withdrawals = new Map<string, { box: Uint8Array; identity: string }>();

  /** Founds the escrow and admits one counsel; more with `addCounsel`. */
  static async begin(options: StoryOptions = {}): Promise<Story> {
    const founded = await foundEscrow(options);
    const { recordsPerYear = 12, slotsPerYear = 96 } = options;
    const policy = { ...founded.charter.policy, recordsPerYear, slotsPerYear };
    const boardCard = { origin: ORIGIN, signingKey: founded.signer.publicKey(BOARD_SEED) };
    const charter = { ...founded.charter, policy, board: boardCard };
    const world = { ...founded, charter, escrow: escrowOf(founded.group, charter) };
    const { db, dialect } = openDatabase<BoardDatabase>(":memory:");
    await createBoardTables(db, dialect);
    const open = (clock: StoryClock) =>
      boardStore(db, dialect, { signer: world.signer, clock, origin: ORIGIN, seed: BOARD_SEED });
    const story = new Story(world, open, options);
    await story.boardStore.transaction(async (tables) => {
      const bytes = signedCharter(world);
      await tables.put("charter", bytes);
      await tables.append("charter", bytes);
    });
    for (const { index, seed, identity, shares } of world.trustees) {
      const secrets = { seed, identity, ...shares.shares };
      const { k, z, x } = options.secretsFor?.(index, secrets) ?? secrets;
      story.hold(seed, 0, index, { k, z, x });
      story.trustees.push(await story.start(index, { seed, identity }));
    }
    await story.addCounsel(world.counsel);
    return story;
  }

  constructor(world: TestEscrow, open: (clock: StoryClock) => BoardStore, options: StoryOptions) {
    this.world = world;
    this.#options = options;
    this.boardStore = open(this.clock);
    const { group, signer } = world;
    this.board = { group, signer, credentials, clock: this.clock, store: this.boardStore };
  }

  hold(seed: Uint8Array, epoch: number, index: number, shares: PerSecret<Scalar>): void {
    this.held.set(`${toHex(seed)}/${epoch}`, { index, shares });
  }

  /** A trustee begins to work; `index` is its place in the charter with which it came. */
  async start(index: number, keys: { seed: Uint8Array; identity: string }): Promise<StoryTrustee> {
    const { boardFor, storeFor } = this.#options;
    const { group, signer, rng, escrow } = this.world;
    const { db, dialect } = openDatabase<TrusteeDatabase>(":memory:");
    await createTrusteeTables(db, dialect);
    const notices: TrusteeNotice[] = [];
    const nothing = new Uint8Array() as Scalar;
    const first = this.held.get(`${toHex(keys.seed)}/0`)?.shares ?? { k: nothing, z: nothing, x: nothing };
    const context: TrusteeContext = {
      group,
      signer,
      sealer: ageSealer,
      credentials,
      rng,
      clock: this.clock,
      escrow: escrowOf(group, allCharters(escrow)[0] as Escrow["charter"]),
      index,
      secrets: { ...keys, ...first },
      notice: (notice) => notices.push(notice),
    };
    const succession: Succession = {
      seat: async ({ charter }) => {
        const held = this.held.get(`${toHex(keys.seed)}/${charter.epoch}`);
        return held && { index: held.index, secrets: { ...keys, ...held.shares } };
      },
      destroy: async (epoch) => void this.held.delete(`${toHex(keys.seed)}/${epoch}`),
    };
    const store = storeFor?.(index, trusteeStore(db)) ?? trusteeStore(db);
    const real = this.trusteeBoard(keys.seed);
    const labour = this.#options.labourFor?.(index);
    const newWorker = () => trusteeWorker(context, store, boardFor?.(index, real) ?? real, "all", succession, labour);
    return { index, context, store, database: db, notices, worker: newWorker(), newWorker, away: false };
  }

  /** The board's rules as a trustee's port, without HTTP between them. */
  trusteeBoard(seed: Uint8Array): TrusteeBoard {
    const read = this.boardStore.transaction.bind(this.boardStore);
    return {
      follow: () => read((tables) => board.figuresOf(tables, this.world.escrow.charter.policy.witnesses)),
      checkpoint: () => read(async (tables) => (await board.cosignedCheckpoint(tables, await tables.size())) ?? ""),
      entries: (from, count) => read((tables) => tables.entries(from, count)),
      leaf: (position) => read(async (tables) => (await tables.leaf(position)) ?? new Uint8Array()),
      witnessed: () => read(board.witnessedNotes),
      checkpointAt: (size) => read((tables) => board.cosignedCheckpoint(tables, size)),
      mailAt: async (epoch) => (await read((tables) => successor(tables, epoch)))?.mail ?? 0,
      mail: (after) => read((tables) => tables.mail("trustees", after, 100)),
      applications: () => read((tables) => tables.applications()),
      deliver: (parcel) => this.#deliver(seed, parcel),
    };
  }

  async #deliver(seed: Uint8Array, { kind, target, bytes }: Parcel): Promise<void> {
    const { escrow, signer } = this.world;
    const by = signer.publicKey(seed);
    if (kind === "destruction") await acceptDestruction(this.board, escrow, bytes);
    if (kind === "mail") await this.boardStore.transaction((tables) => tables.post(target, bytes));
    if (kind === "erasure") await board.acceptErasure(this.board, escrow, by, bytes);
    if (kind === "opening") await board.acceptOpening(this.board, escrow, bytes);
    const index = trusteeWithKey(escrow.charter, by) ?? 0;
    if (kind === "admission") await board.acceptAdmission(this.board, escrow, index, bytes);
    if (kind === "cosignature") {
      const body = encode({ v: 1, size: Number(target), line: new TextDecoder().decode(bytes) });
      await board.acceptCosignature(this.board, escrow, by, body);
    }
  }

  /** Lets every trustee that is not away work until none has anything left to do. */
  async settle(): Promise<void> {
    for (let quiet = false, rounds = 0; !quiet; rounds++) {
      if (rounds > 200) throw new Error("the trustees do not come to rest");
      quiet = true;
      for (const trustee of this.trustees) {
        if (!trustee.away && (await this.#round(trustee))) quiet = false;
      }
    }
  }

  /** A round as the process runs it: what fails is noted, and tried again later. */
  async #round(trustee: StoryTrustee): Promise<boolean> {
    try {
      return await trustee.worker.round();
    } catch (error) {
      if (error instanceof PowerCut) {
        trustee.worker = trustee.newWorker();
        return true;
      }
      if (!(error instanceof ChorusError)) throw error;
      trustee.notices.push({ event: "will try again", rule: error.rule });
      return false;
    }
  }

  trustee(index: number): StoryTrustee {
    return this.trustees[index - 1] as StoryTrustee;
  }

  /** A counsel applies, and the trustees admit it. */
  async addCounsel(counsel?: TestCounsel): Promise<TestCounsel> {
    const { signer, rng, escrow } = this.world;
    const one = counsel ?? (await makeCounsel(signer, rng, `Counsel ${this.counsel.length + 1}`));
    const card = encodeCounselCard(one.card);
    const signature = signCounselCard(signer, escrow, card, one.seed);
    await board.acceptApplication(this.board, escrow, encode({ v: 1, card, signature }));
    this.counsel.push(one);
    await this.settle();
    return one;
  }

  /** Logs that the registrar issued a credential. Answers the credential of this author. */
  async enrol(author: TestAuthor, logged = true): Promise<SealingInput["credential"]> {
    const { signer, rng, escrow } = this.world;
    if (logged) {
      const issuance = makeIssuance(signer, escrow, rng.bytes(256), REGISTRAR_SEED);
      await board.acceptIssuance(this.board, escrow, issuance);
    }
    return this.credentialOf(author);
  }

  credentialOf(author: TestAuthor): SealingInput["credential"] {
    const { signer, rng, escrow } = this.world;
    const prefix = rng.bytes(32);
    const hash = sha256(new Uint8Array([...prefix, ...credentialMessage(escrow, signer.publicKey(author.seed))]));
    return { prefix, signature: new Uint8Array([...hash, ...new Uint8Array(224)]) };
  }

  /** An author names a respondent and seals. Nothing is sent. */
  async prepare(author: TestAuthor, named: readonly Named[], sealing: StorySealing = {}): Promise<SealedRecord> {
    const { group, signer, rng, escrow } = this.world;
    const identifiers = named.flatMap((one) => {
      const reading = readRespondent(one, {});
      if (reading.kind === "unusable") throw new Error(`unusable: ${reading.reason}`);
      return reading.identifiers.map(({ text, confirmFirst }) => ({ text, confirmFirst }));
    });
    const names = named.map(({ type, value, org = "", city = "" }) => ({ type, value, org, city }));
    return sealRecord({ group, signer, sealer: ageSealer, rng }, escrow, {
      identifiers,
      quorum: sealing.quorum ?? 2,
      counsel: sealing.counsel ?? this.counsel.slice(0, 1),
      who: encodeWho({ v: 1, names, description: `${author.name}'s description` }),
      account: encodeAccount({
        v: 1,
        incidents: [plainIncident(sealing.text ?? `${author.name} tells what happened`)],
        contact: { ways: [], never: "" },
        attachments: [],
        files: [],
      }),
      rules: 1,
      authorSeed: author.seed,
      credential: this.credentialOf(author),
      ...(sealing.replaces === undefined ? {} : { replaces: sealing.replaces.record }),
      ...sealing.change,
    });
  }

  /** Sends a sealed record to the board. Answers its place in the log. */
  async send({ envelope, who, account }: SealedRecord): Promise<number> {
    const body = encode({ v: 1, envelope, who, account, attachments: [] });
    return (await board.acceptRecord(this.board, this.world.escrow, body)).position;
  }

  /** Puts a record into the log as a board would that checks nothing. */
  async slipIn({ record, envelope, who, account }: SealedRecord): Promise<void> {
    const author = toHex(openEnvelope(this.world.signer, this.world.escrow, envelope).author);
    await this.boardStore.transaction(async (tables) => {
      const position = await tables.append("record", envelope);
      await tables.addRecord(toHex(record), { position, author }, { hour: 0, slots: 0 }, { who, account });
    });
  }

  async seal(author: TestAuthor, named: readonly Named[], sealing: StorySealing = {}): Promise<SealedRecord> {
    const sealed = await this.prepare(author, named, sealing);
    await this.send(sealed);
    return sealed;
  }

  async withdraw(author: TestAuthor, { record }: SealedRecord): Promise<void> {
    const { signer, rng, escrow } = this.world;
    const identity = await generateX25519Identity();
    const key = { seed: author.seed, credential: this.credentialOf(author) };
    const inFlight = withdraw({ signer, rng }, escrow, key, record, await identityToRecipient(identity));
    await board.acceptWithdrawal(this.board, escrow, inFlight.withdrawal);
    this.#withdrawals.set(toHex(record), { box: inFlight.box, identity });
  }

  /** What each trustee answered to the withdrawal of a record, in their order. */
  async answers({ record }: SealedRecord): Promise<WithdrawalOutcome[]> {
    const { box, identity } = this.#withdrawals.get(toHex(record)) ?? { box: new Uint8Array(), identity: "" };
    const { signer, escrow } = this.world;
    const mail = await this.boardStore.transaction((tables) => tables.mail(`reply/${toHex(box)}`, 0, 100));
    const files = mail.map(({ bytes }) => bytes);
    const answers = await readAnswers({ signer, sealer: ageSealer }, escrow, record, identity, files);
    return [...answers].sort(([a], [b]) => a - b).map(([, outcome]) => outcome);
  }

  /** Counsel says of its own record which others are the same person. */
  async verdict(
    counsel: TestCounsel,
    caseId: string,
    record: SealedRecord,
    same: SealedRecord[],
    different: SealedRecord[] = [],
  ): Promise<void> {
    const { signer, escrow } = this.world;
    const ids = (list: SealedRecord[]) => list.map((one) => one.record);
    const statement = {
      case: Buffer.from(caseId, "hex"),
      record: record.record,
      same: ids(same),
      different: ids(different),
    };
    const said = { ...statement, case: new Uint8Array(statement.case) };
    const verdict = makeVerdict(signer, escrow, counsel.id, said, counsel.seed);
    const file = await ageSealer.seal(
      verdict,
      escrow.charter.trustees.map(({ recipient }) => recipient),
    );
    await board.acceptVerdict(this.board, file);
  }

  /** Counsel says that it may read a case, or steps back from it. */
  async stance(counsel: TestCounsel, caseId: string, stance: StanceName): Promise<void> {
    const { signer, escrow } = this.world;
    const bytes = makeStance(signer, escrow, counsel.id, { case: fromHex(caseId), stance }, counsel.seed);
    const recipients = escrow.charter.trustees.map(({ recipient }) => recipient);
    await board.acceptVerdict(this.board, await ageSealer.seal(bytes, recipients));
  }

  /** Counsel's desk: everything in its mailbox, opened as far as the trustees have released it. */
  desk(counsel: TestCounsel = this.counsel[0] as TestCounsel): Promise<StoryDesk> {
    return readDesk(this.world, this.boardStore, counsel);
  }

  /** What all trustees must agree on: records, tags, and nothing that is still waiting. */
  states(): Promise<unknown[]> {
    return Promise.all(this.trustees.map(({ database }) => stateOf(database)));
  }

  /** Everything in a trustee's tables as one text of hexadecimal and words, to look for what must not be there. */
  dump({ database }: StoryTrustee): Promise<string> {
    return dumpOf(database);
  }

  async close(): Promise<void> {
    await Promise.all([this.boardStore.close(), ...this.trustees.map(({ store }) => store.close())]);
  }
}

/** The charter with every trustee's signature. */
export function signedCharter({ charter, signer, trustees }: TestEscrow): Uint8Array {
  const signatures = trustees.map(({ index, seed }) => ({
    trustee: index,
    signature: signCharter(signer, charter, seed),
  }));
  return encodeSignedCharter({ v: 1, charter: encodeCharter(charter), signatures });
}

/** The bytes of a text, for looking whether they are somewhere. */
export const hexOf = (text: string): string => toHex(utf8(text));
