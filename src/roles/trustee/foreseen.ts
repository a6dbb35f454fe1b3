/** What other processes of a trustee have worked out beforehand (labour.ts), kept in memory until the rules ask for it. */
import { toHex } from "../../core/bytes/bytes.ts";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { sha256 } from "../../core/crypto/hash.ts";
import type { Contribution } from "../../core/protocol/matching.ts";
import { readHeader } from "../../core/protocol/record.ts";
import { checkDoneSchema, JOB_MAX_BYTES, readJob, recordsDoneSchema } from "./jobs.ts";

export type OwnContribution = { readonly message: Uint8Array; readonly results: readonly Uint8Array[] };

/** What has been worked out beforehand, until it is asked for. */
export class Foreseen {
  readonly #headers = new Map<string, Uint8Array>();
  readonly #proven = new Set<string>();
  readonly #contributions = new Map<string, OwnContribution>();
  readonly #checked = new Map<string, readonly Uint8Array[]>();

  /** Takes in what a job came to. What is not in the right form is as if it had not been done. */
  keep(bytes: Uint8Array, done: Uint8Array): void {
    const job = readJob(bytes);
    if (job.kind === "check") {
      const { results } = decode(checkDoneSchema, done, "done job", JOB_MAX_BYTES);
      this.#checked.set(keyOf(job.contribution), results);
      return;
    }
    const { headers, contribution } = decode(recordsDoneSchema, done, "done job", JOB_MAX_BYTES);
    const records: Uint8Array[] = [];
    for (const [i, header] of headers.entries()) {
      const body = job.bodies[i];
      if (header === null || body === undefined) continue;
      this.#headers.set(keyOf(body), header);
      this.#proven.add(`${job.epoch}/${keyOf(header)}`);
      records.push(readHeader(header).record);
    }
    if (contribution !== null) this.#contributions.set(contributionKey(job.epoch, job.prefix, records), contribution);
  }

  /** The signed header that lies in an entry's body, sealed to this trustee. */
  header(body: Uint8Array): Uint8Array | undefined {
    return this.#headers.get(keyOf(body));
  }

  /** Was this signed header found to hold, with its proof, in this epoch? */
  proven(epoch: number, signedHeader: Uint8Array): boolean {
    return this.#proven.has(`${epoch}/${keyOf(signedHeader)}`);
  }

  /** This trustee's contribution to just these records in this order. */
  contribution(
    epoch: number,
    prefix: Contribution["prefix"],
    records: readonly Uint8Array[],
  ): OwnContribution | undefined {
    return this.#contributions.get(contributionKey(epoch, prefix, records));
  }

  /** Sᵢ of each record, joined, of a contribution whose proof holds over the headers that it carries itself. */
  checked(contribution: Uint8Array): readonly Uint8Array[] | undefined {
    return this.#checked.get(keyOf(contribution));
  }

  /** Forgets what is about entries, once they are admitted. */
  forgetRecords(): void {
    for (const kept of [this.#headers, this.#proven, this.#contributions]) kept.clear();
  }

  forgetChecked(contribution: Uint8Array): void {
    this.#checked.delete(keyOf(contribution));
  }
}

const keyOf = (bytes: Uint8Array): string => toHex(sha256(bytes));

function contributionKey(epoch: number, prefix: Contribution["prefix"], records: readonly Uint8Array[]): string {
  return keyOf(encode([epoch, prefix.size, prefix.root, [...records]]));
}
