/** The people of a rehearsal, each with real keys and the real client: they do what a browser would do. */
import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { rejected } from "../../../core/bytes/errors.ts";
import { sodiumGroup } from "../../../core/crypto/group-sodium.ts";
import { sodiumSigner } from "../../../core/crypto/signer-sodium.ts";
import { encodeAccount, encodeWho } from "../../../core/protocol/account.ts";
import type { Escrow } from "../../../core/protocol/charter.ts";
import type { Counsel } from "../../../core/protocol/counsel.ts";
import { plainIncident } from "../../../core/protocol/incident.ts";
import {
  type SealedIdentifier,
  type SealedRecord,
  type SealingPorts,
  sealRecord,
} from "../../../core/protocol/seal.ts";
import { IDENTIFIER_RULES_VERSION } from "../../../core/respondent/identifier.ts";
import { readRespondent } from "../../../core/respondent/respondent.ts";
import { nodeSealer } from "../../../edge/node/age.ts";
import { systemRng } from "../../../edge/node/platform.ts";
import { blindSigner } from "../../../edge/shared/blind-rsa.ts";
import type { BoardClient } from "../../../edge/shared/board-client.ts";
import { type AuthorKey, enrol, readAnswers, type TrusteeAnswers, withdraw } from "../../../roles/author/author.ts";
import type { Scenario, Survivor } from "./scenario.ts";

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  jpg: "image/jpeg",
  png: "image/png",
  pdf: "application/pdf",
  txt: "text/plain",
};

/** A withdrawal whose answers can be read later. */
type Asked = { readonly box: Uint8Array; readonly record: Uint8Array; readonly identity: string };

/** How long a sealing took by itself, and which names were left out of it. */
export type Sealing = { readonly milliseconds: number; readonly unusable: readonly string[] };

/** Everybody who writes, by their name in the scenario. */
export class People {
  readonly #board: BoardClient;
  readonly #escrow: Escrow;
  readonly #ports: SealingPorts;
  readonly #authors = new Map<string, AuthorKey>();
  readonly sealed = new Map<string, SealedRecord>();
  readonly #withdrawals = new Map<string, Asked>();

  static async gather(board: BoardClient, escrow: Escrow): Promise<People> {
    const ports = { group: await sodiumGroup(), signer: await sodiumSigner(), sealer: nodeSealer, rng: systemRng };
    return new People(board, escrow, ports);
  }

  constructor(board: BoardClient, escrow: Escrow, ports: SealingPorts) {
    this.#board = board;
    this.#escrow = escrow;
    this.#ports = ports;
  }

  /** A credential, once a person. */
  async enrol(author: string): Promise<AuthorKey> {
    const known = this.#authors.get(author);
    if (known !== undefined) return known;
    const key = await enrol({ ...this.#ports, blindSigner }, this.#escrow, { kind: "open" }, (file) =>
      this.#board.registrar(file),
    );
    this.#authors.set(author, key);
    return key;
  }

  /**
   * Seals what the scenario says and posts it. What nothing can be matched on is left out, as a page would do.
   *
   * @throws ChorusError `rejected` when nothing is left to match on
   */
  async seal(
    name: string,
    survivor: Survivor,
    scenario: Scenario,
    counsel: ReadonlyMap<string, Counsel>,
  ): Promise<Sealing> {
    const { identifiers, unusable } = identifiersOf(survivor);
    if (identifiers.length === 0) throw rejected("nothing-to-match", unusable.join("; "));
    const author = await this.enrol(survivor.author ?? name);
    const replaced = survivor.replaces === undefined ? undefined : this.sealed.get(survivor.replaces)?.record;
    const start = performance.now();
    const record = await sealRecord(this.#ports, this.#escrow, {
      identifiers,
      quorum: survivor.quorum,
      counsel: survivor.counsel.map((one) => counsel.get(one) as Counsel),
      who: encodeWho({ v: 1, names: namesOf(survivor), description: "" }),
      account: encodeAccount({
        v: 1,
        incidents: [plainIncident(survivor.text)],
        contact: { ways: [], never: "" },
        attachments: (survivor.attachments ?? []).map((path) => attachment(scenario.folder, path)),
        files: [],
      }),
      rules: IDENTIFIER_RULES_VERSION,
      authorSeed: author.seed,
      credential: author.credential,
      ...(replaced === undefined ? {} : { replaces: replaced }),
    });
    const milliseconds = performance.now() - start;
    await this.#board.seal(record);
    this.sealed.set(name, record);
    return { milliseconds, unusable };
  }

  /** Sends the very same record again. */
  async replay(name: string): Promise<void> {
    await this.#board.seal(this.#sealedBy(name));
  }

  /** Sends the record again with one bit of its envelope turned. */
  async tamper(name: string): Promise<void> {
    const record = this.#sealedBy(name);
    const envelope = Uint8Array.from(record.envelope);
    const middle = envelope.length >> 1;
    envelope[middle] = (envelope[middle] as number) ^ 1;
    await this.#board.seal({ ...record, envelope });
  }

  async withdraw(name: string, author: string): Promise<void> {
    const { record } = this.#sealedBy(name);
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    const { withdrawal, box } = withdraw(this.#ports, this.#escrow, await this.enrol(author), record, recipient);
    await this.#board.withdraw(withdrawal);
    this.#withdrawals.set(name, { box, record, identity });
  }

  /** What the trustees answered to each withdrawal. */
  async answers(): Promise<Map<string, TrusteeAnswers>> {
    const all = new Map<string, TrusteeAnswers>();
    for (const [name, { box, record, identity }] of this.#withdrawals) {
      const files = (await this.#board.replies(box)).map(({ bytes }) => bytes);
      all.set(name, await readAnswers(this.#ports, this.#escrow, record, identity, files));
    }
    return all;
  }

  #sealedBy(name: string): SealedRecord {
    const record = this.sealed.get(name);
    if (record === undefined) throw rejected("scenario-order", `${name} has not sealed anything yet`);
    return record;
  }
}

/** What the respondent's names come to, and which of them nothing can be matched on, with the reason. */
function identifiersOf(survivor: Survivor): { identifiers: SealedIdentifier[]; unusable: string[] } {
  const readings = survivor.respondent.map(({ type, value, org, city }) => {
    const input = { type, value, ...(org === undefined ? {} : { org }), ...(city === undefined ? {} : { city }) };
    return { value, reading: readRespondent(input, {}) };
  });
  return {
    identifiers: readings.flatMap(({ reading }) =>
      reading.kind === "unusable" ? [] : reading.identifiers.map(({ text, confirmFirst }) => ({ text, confirmFirst })),
    ),
    unusable: readings.flatMap(({ value, reading }) =>
      reading.kind === "unusable" ? [`“${value}” cannot be matched on: ${reading.reason}`] : [],
    ),
  };
}

function namesOf(survivor: Survivor) {
  return survivor.respondent.map(({ type, value, org = "", city = "" }) => ({ type, value, org, city }));
}

/** A file beside the scenario. */
function attachment(folder: string, path: string) {
  const file = resolve(join(folder, path));
  const mediaType = MEDIA_TYPES[path.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";
  return { name: basename(path), mediaType, bytes: new Uint8Array(readFileSync(file)) };
}
