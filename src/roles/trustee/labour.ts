/**
 * Work that several processes of one trustee share (decision 0032): whatever takes group elements and nothing from the
 * tables. One process leads and decides; the others work out beforehand what it will ask for.
 *
 * What was worked out beforehand decides nothing. The rules ask for it by the very bytes that they stand before; what is
 * not there, or was made from other bytes, they work out themselves. A job whose bytes break a rule comes to nothing, so
 * that the leader meets the fault itself.
 */
import type * as v from "valibot";
import { concat } from "../../core/bytes/bytes.ts";
import { encode } from "../../core/bytes/cbor.ts";
import { ChorusError } from "../../core/bytes/errors.ts";
import type { Point } from "../../core/crypto/group.ts";
import { checkContribution, makeContribution, readContribution } from "../../core/protocol/matching.ts";
import { checkHeaderInEnvelope, openEnvelope, openHeader, readHeader } from "../../core/protocol/record.ts";
import type { Epochs } from "./epochs.ts";
import { readJob, type recordsDoneSchema, type recordsSchema } from "./jobs.ts";

/** Other processes of this trustee, as its rules see them. */
export interface Labour {
  /** How many others are there to help just now. */
  hands(): Promise<number>;
  /**
   * Has jobs done, each once, here and by whoever is there. In their order; undefined what came to nothing or was not done
   * in time.
   *
   * @param work how it is done here
   */
  share(
    jobs: readonly Uint8Array[],
    work: (job: Uint8Array) => Promise<Uint8Array | undefined>,
  ): Promise<(Uint8Array | undefined)[]>;
}

/** Does a job. Undefined when it comes to nothing, or is of other epochs than are known here. */
export async function doJob(epochs: Epochs, bytes: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    const job = readJob(bytes);
    if (job.standing !== epochs.standing) return undefined;
    return job.kind === "records" ? await readAndContribute(epochs, job) : check(epochs, job.contribution);
  } catch (error) {
    if (error instanceof ChorusError) return undefined;
    throw error;
  }
}

async function readAndContribute(
  epochs: Epochs,
  { epoch, prefix, bodies }: v.InferOutput<typeof recordsSchema>,
): Promise<Uint8Array | undefined> {
  const context = epochs.all[epoch]?.context;
  if (context === undefined) return undefined;
  const { group, signer, sealer, escrow, index, secrets, rng } = context;
  const opened = await Promise.all(
    bodies.map(async (body) => {
      try {
        const envelope = openEnvelope(signer, escrow, body);
        const signedHeader = await sealer.open(envelope.header, secrets.identity);
        if (signedHeader === undefined) return undefined;
        const header = openHeader(group, signer, escrow, signedHeader);
        checkHeaderInEnvelope(envelope, header, signedHeader);
        return { header, signedHeader };
      } catch (error) {
        if (error instanceof ChorusError) return undefined;
        throw error;
      }
    }),
  );
  const accepted = opened.filter((one) => one !== undefined);
  const trustee = { index, k: secrets.k, z: secrets.z };
  const made = accepted.length === 0 ? undefined : makeContribution(group, escrow, trustee, prefix, accepted, rng);
  return encode({
    v: 1,
    headers: opened.map((one) => one?.signedHeader ?? null),
    contribution: made === undefined ? null : { message: made.message, results: made.results.map(joined) },
  } satisfies v.InferOutput<typeof recordsDoneSchema>);
}

function check(epochs: Epochs, bytes: Uint8Array): Uint8Array {
  const { group, escrow } = epochs.reader;
  const contribution = readContribution(bytes);
  const headers = contribution.records.map((one) => readHeader(one.header));
  return encode({ v: 1, results: checkContribution(group, escrow, contribution, headers).map(joined) });
}

const joined = (points: readonly Point[]): Uint8Array => concat(...points);
