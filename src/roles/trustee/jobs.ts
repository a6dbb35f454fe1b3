/** Jobs that processes of one trustee do for one another (labour.ts), and what comes of them, as bytes. */
import * as v from "valibot";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { boundedBytes, fixedBytes, text, version, whole } from "../../core/bytes/schema.ts";
import { ENTRY_MAX_BYTES, HASH_BYTES } from "../../core/bytes/sizes.ts";
import { CONTRIBUTION_MAX_BYTES, CONTRIBUTION_RECORDS_MAX } from "../../core/protocol/matching.ts";

/** How many records one job, and then one contribution, is about. */
export const JOB_RECORDS = 16;
export const JOB_MAX_BYTES = 2 * CONTRIBUTION_MAX_BYTES;

const prefixSchema = v.strictObject({ size: whole(1, Number.MAX_SAFE_INTEGER), root: fixedBytes(HASH_BYTES) });
export const recordsSchema = v.strictObject({
  v: version(1),
  kind: v.literal("records"),
  /** Which epochs the leader knows, and in which of them it holds shares. */
  standing: text(10_000, 1),
  epoch: whole(0, 1_000_000),
  prefix: prefixSchema,
  /** Bodies of record entries, in order. */
  bodies: v.pipe(v.array(boundedBytes(1, ENTRY_MAX_BYTES)), v.minLength(1), v.maxLength(JOB_RECORDS)),
});
const checkSchema = v.strictObject({
  v: version(1),
  kind: v.literal("check"),
  standing: text(10_000, 1),
  /** A contribution that another trustee signed. */
  contribution: boundedBytes(1, CONTRIBUTION_MAX_BYTES),
});
const jobSchema = v.variant("kind", [recordsSchema, checkSchema]);
export type Job = v.InferOutput<typeof jobSchema>;

const results = v.array(boundedBytes(0, 1024));
export const recordsDoneSchema = v.strictObject({
  v: version(1),
  /** The signed header of each body; null where it was not sealed to this trustee or breaks a rule. */
  headers: v.pipe(v.array(v.nullable(boundedBytes(1, ENTRY_MAX_BYTES))), v.maxLength(JOB_RECORDS)),
  /** A contribution to all that hold, and this trustee's own Sᵢ of each, joined; null when none holds. */
  contribution: v.nullable(v.strictObject({ message: boundedBytes(1, CONTRIBUTION_MAX_BYTES), results })),
});
export const checkDoneSchema = v.strictObject({
  v: version(1),
  results: v.pipe(results, v.maxLength(CONTRIBUTION_RECORDS_MAX)),
});

export const encodeJob = (job: Job): Uint8Array => encode(job);
export const readJob = (bytes: Uint8Array): Job => decode(jobSchema, bytes, "job", JOB_MAX_BYTES);
