/** A board that really listens, founded by the real key ceremony over HTTP; with an RSA key, so credentials are real. */
import { constants, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { toHex, utf8 } from "../../src/core/bytes/bytes.ts";
import { encode } from "../../src/core/bytes/cbor.ts";
import type { Group } from "../../src/core/crypto/group.ts";
import { sodiumGroup } from "../../src/core/crypto/group-sodium.ts";
import { deal } from "../../src/core/crypto/keygen.ts";
import { sodiumSigner } from "../../src/core/crypto/signer-sodium.ts";
import type { Signer } from "../../src/core/ports.ts";
import { ceremonyOf, encodeProposal, makeCeremonyMessage, type Proposal } from "../../src/core/protocol/ceremony.ts";
import { type Escrow, openCharter } from "../../src/core/protocol/charter.ts";
import { encodeCounselCard, signAdmission, signCounselCard } from "../../src/core/protocol/counsel.ts";
import { credentialMessage } from "../../src/core/protocol/credential.ts";
import { authorize, type Caller } from "../../src/core/protocol/request.ts";
import { type SealedRecord, sealRecord } from "../../src/core/protocol/seal.ts";
import { readCheckpointText } from "../../src/core/tlog/checkpoint.ts";
import { cosign, witnessKey } from "../../src/core/tlog/cosignature.ts";
import type { Knocking } from "../../src/edge/node/board/knocking.ts";
import type { Bucket } from "../../src/edge/node/board/piece-bucket.ts";
import { startBoard } from "../../src/edge/node/board/process.ts";
import { ageSealer } from "../../src/edge/shared/age.ts";
import { boardClient } from "../../src/edge/shared/board-client.ts";
import { ceremonyBoard } from "../../src/edge/shared/ceremony-board.ts";
import { type CeremonySeat, nextMove } from "../../src/roles/trustee/ceremony.ts";
import { ageKeys, makeCounsel, REGISTRAR_SEED, seededRng, type TestAuthor, type TestCounsel } from "../actors.ts";

export const SETUP_TOKEN = "set-up token for tests";
const rng = seededRng("served board");

export type Seat = { readonly index: number; readonly seed: Uint8Array; readonly identity: string };

export type ServedOptions = {
  readonly registrarUrl?: string;
  readonly requestsPerMinute?: number;
  readonly recordsPerYear?: number;
  readonly vaultBytes?: number;
  readonly attachmentBytes?: number;
  readonly trustedProxies?: string;
  readonly knocking?: Knocking;
  readonly bucket?: Bucket;
  /** A PostgreSQL database in place of a file. */
  readonly database?: string;
  /** A build of the pages, to be served. */
  readonly web?: string;
  /** Default: there. Without it the board waits for its ceremony. */
  readonly founded?: boolean;
};

/** Everything a test asks of the board. */
export class Served {
  readonly url: string;
  /** Where the board keeps everything. */
  readonly folder: string;
  readonly group: Group;
  readonly signer: Signer;
  readonly seats: readonly Seat[];
  readonly proposal: Proposal;
  /** What the board wrote into its log of operation. */
  readonly logged: string[];
  readonly #close: () => Promise<void>;
  readonly #credentialKey: KeyObject;
  escrow: Escrow | undefined;
  counsel: TestCounsel | undefined;

  static async start(options: ServedOptions = {}): Promise<Served> {
    const folder = mkdtempSync(join(tmpdir(), "chorus-board-"));
    const logged: string[] = [];
    const logger = pino({ level: "trace" }, { write: (line: string) => logged.push(line) });
    const board = await startBoard({
      folder,
      host: "127.0.0.1",
      port: 0,
      origin: "board.example/log",
      requestsPerMinute: options.requestsPerMinute ?? 100_000,
      logger,
      setupToken: SETUP_TOKEN,
      ...(options.web === undefined ? {} : { web: options.web }),
      ...(options.database === undefined ? {} : { database: options.database }),
      ...(options.bucket === undefined ? {} : { bucket: options.bucket }),
      ...(options.knocking === undefined ? {} : { knocking: options.knocking }),
      ...(options.trustedProxies === undefined ? {} : { trustedProxies: options.trustedProxies }),
      ...(options.registrarUrl === undefined ? {} : { registrarUrl: options.registrarUrl }),
      ...(options.vaultBytes === undefined ? {} : { vaultBytes: options.vaultBytes }),
      ...(options.attachmentBytes === undefined ? {} : { attachmentBytes: options.attachmentBytes }),
    });
    const close = async () => {
      await board.close();
      rmSync(folder, { recursive: true, force: true });
    };
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const [group, signer] = [await sodiumGroup(), await sodiumSigner()];
    const seats = await Promise.all(
      [1, 2, 3].map(async (index) => ({ index, seed: rng.bytes(32), ...(await ageKeys()) })),
    );
    const { board: card } = await boardClient(board.url).escrow();
    const proposal: Proposal = {
      v: 1,
      name: "Served escrow",
      nonce: rng.bytes(32),
      threshold: 2,
      trustees: seats.map(({ index, seed, recipient }) => ({
        name: `Trustee ${index}`,
        signingKey: signer.publicKey(seed),
        recipient,
      })),
      registrar: {
        name: "Registrar",
        signingKey: signer.publicKey(REGISTRAR_SEED),
        recipient: (await ageKeys()).recipient,
        credentialKey: new Uint8Array(publicKey.export({ format: "der", type: "spki" })),
        admits: "open",
      },
      board: card,
      policy: { recordsPerYear: options.recordsPerYear ?? 12, slotsPerYear: 96, witnesses: 2 },
    };
    const served = new Served({
      url: board.url,
      folder,
      group,
      signer,
      seats,
      proposal,
      logged,
      close,
      credentialKey: privateKey,
    });
    if (options.founded !== false) await served.found();
    return served;
  }

  constructor(parts: {
    url: string;
    folder: string;
    group: Group;
    signer: Signer;
    seats: readonly Seat[];
    proposal: Proposal;
    logged: string[];
    close: () => Promise<void>;
    credentialKey: KeyObject;
  }) {
    this.url = parts.url;
    this.folder = parts.folder;
    this.group = parts.group;
    this.signer = parts.signer;
    this.seats = parts.seats;
    this.proposal = parts.proposal;
    this.logged = parts.logged;
    this.#close = parts.close;
    this.#credentialKey = parts.credentialKey;
  }

  close(): Promise<void> {
    return this.#close();
  }

  /** The key ceremony, all three trustees over HTTP at once; then one counsel is admitted. */
  async found(): Promise<void> {
    await ceremonyBoard(this.url).propose(encodeProposal(this.proposal), SETUP_TOKEN);
    await Promise.all(this.seats.map((seat) => this.#takePart(seat)));
    const { charter } = await boardClient(this.url).escrow();
    this.escrow = openCharter(this.group, this.signer, charter as Uint8Array);
    this.counsel = await makeCounsel(this.signer, rng);
    const { body } = this.application(this.counsel);
    await this.post("/v1/counsel/applications", body);
    for (const index of [1, 2]) await this.admit(index, this.counsel);
  }

  async #takePart({ index, seed, identity }: Seat): Promise<void> {
    const { group, signer, proposal } = this;
    const ceremony = ceremonyOf(proposal);
    const dealt = deal(group, ceremony, index, rng);
    const seat: CeremonySeat = { group, signer, sealer: ageSealer, proposal, index, seed, identity, dealt };
    const board = ceremonyBoard(this.url);
    const messages: Uint8Array[] = [];
    for (let seen = 0; ; ) {
      for (const { seq, bytes } of await board.messages(seen, 1)) {
        seen = seq;
        messages.push(bytes);
      }
      const move = await nextMove(seat, messages);
      if (move.kind === "done") return;
      if (move.kind === "post")
        await board.post(makeCeremonyMessage(signer, ceremony, index, move.step, move.body, seed));
    }
  }

  get charted(): Escrow {
    if (this.escrow === undefined) throw new Error("the escrow is not founded");
    return this.escrow;
  }

  application(counsel: TestCounsel): { card: Uint8Array; body: Uint8Array } {
    const card = encodeCounselCard(counsel.card);
    const signature = signCounselCard(this.signer, this.charted, card, counsel.seed);
    return { card, body: encode({ v: 1, card, signature }) };
  }

  admit(index: number, counsel: TestCounsel): Promise<Response> {
    const card = encodeCounselCard(counsel.card);
    const signature = signAdmission(this.signer, this.charted, card, this.seatOf(index).seed);
    return this.post("/v1/counsel/admissions", encode({ v: 1, card, signature }), { as: { role: "trustee", index } });
  }

  seatOf(index: number): Seat {
    return this.seats[index - 1] as Seat;
  }

  /** A credential as the registrar's signature gives it once unblinded. */
  credentialOf(author: TestAuthor) {
    const prefix = rng.bytes(32);
    const message = new Uint8Array([...prefix, ...credentialMessage(this.charted, this.signer.publicKey(author.seed))]);
    const key = { key: this.#credentialKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
    return { prefix, signature: new Uint8Array(sign("sha384", message, key)) };
  }

  seal(author: TestAuthor, text = `${author.name} tells what happened`): Promise<SealedRecord> {
    const ports = { group: this.group, signer: this.signer, sealer: ageSealer, rng };
    return sealRecord(ports, this.charted, {
      identifiers: [{ text: "email:respondent@example.org", confirmFirst: false }],
      quorum: 2,
      counsel: [this.counsel as TestCounsel],
      who: utf8("who"),
      account: utf8(text),
      rules: 1,
      authorSeed: author.seed,
      credential: this.credentialOf(author),
    });
  }

  /** Lets trustees cosign the newest checkpoint, as their processes would. */
  async cosignNewest(...trustees: number[]): Promise<void> {
    const { origin } = this.charted.charter.board;
    const text = `${(await boardClient(this.url).checkpoint()).split("\n\n")[0]}\n`;
    const { size } = readCheckpointText(text);
    for (const index of trustees) {
      const { seed } = this.seatOf(index);
      const key = witnessKey(origin, index, this.signer.publicKey(seed));
      const line = cosign(this.signer, key, text, Math.floor(Date.now() / 1000), seed);
      await this.post("/v1/log/cosignatures", encode({ v: 1, size, line }), { as: { role: "trustee", index } });
    }
  }

  get(target: string, options: RequestOptions = {}): Promise<Response> {
    return this.request("GET", target, undefined, options);
  }

  post(target: string, body: Uint8Array, options: RequestOptions = {}): Promise<Response> {
    return this.request("POST", target, body, options);
  }

  request(
    method: string,
    target: string,
    body: Uint8Array | undefined,
    { as, seed, seconds, headers }: RequestOptions = {},
  ): Promise<Response> {
    const said = { board: this.proposal.board.origin, method, target, body: body ?? new Uint8Array() };
    const at = seconds ?? Math.floor(Date.now() / 1000);
    return fetch(this.url + target, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/cbor" }),
        ...(as === undefined ? {} : { authorization: authorize(this.signer, as, said, at, seed ?? this.#seedOf(as)) }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: body as BodyInit }),
    });
  }

  #seedOf(caller: Caller): Uint8Array {
    if (caller.role === "trustee") return this.seatOf(caller.index).seed;
    return caller.role === "registrar" ? REGISTRAR_SEED : (this.counsel as TestCounsel).seed;
  }

  /** Whatever of the board's state a refused request might have changed. */
  async state(): Promise<string> {
    const as = { role: "trustee", index: 1 } as const;
    const read = async (target: string) => toHex(new Uint8Array(await (await this.get(target, { as })).arrayBuffer()));
    const targets = [
      "/v1/log/follow",
      "/v1/log/entries?after=0",
      "/v1/mail/trustees",
      "/v1/counsel/applications",
      "/v1/counsel",
    ];
    return (await Promise.all(targets.map(read))).join("\n");
  }
}

export type RequestOptions = {
  readonly as?: Caller;
  readonly seed?: Uint8Array;
  readonly seconds?: number;
  readonly headers?: Readonly<Record<string, string>>;
};
