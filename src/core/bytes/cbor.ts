/**
 * Deterministic CBOR (RFC 8949 §4.2.1), the only door for bytes that are signed or hashed.
 *
 * Reading is strict in the plainest way: what was read is written again, and must come out the same. So a
 * value has exactly one encoding, and nobody can send the same statement twice under two hashes.
 */
import * as cborg from "cborg";
import * as v from "valibot";
import { equalBytes } from "./bytes.ts";
import { malformed, overLimit } from "./errors.ts";

/**
 * Writes a value; maps are ordered by their encoded keys, numbers are the shortest that hold them. The bytes are
 * copied, because in Node the library may give a Buffer, whose `slice` shares its memory and whose memory is shared.
 */
export function encode(value: unknown): Uint8Array {
  return new Uint8Array(cborg.encode(value, cborg.rfc8949EncodeOptions));
}

/**
 * Reads bytes, checks that they are the one encoding of what they say, and checks its shape.
 *
 * @param schema what must come out; its output type is the return type
 * @param bytes the encoding, at most `limit` bytes
 * @param what the name of the thing, for the error message
 * @throws ChorusError `malformed` naming the field and the rule, or `limit`
 */
export function decode<Schema extends v.GenericSchema>(
  schema: Schema,
  bytes: Uint8Array,
  what: string,
  limit: number,
): v.InferOutput<Schema> {
  if (bytes.length > limit) throw overLimit("size", `the ${what} is larger than ${limit} bytes`);
  return validate(schema, read(bytes, what), what);
}

/** Checks the shape of a value that is already in memory. Errors name the first field that is wrong. */
export function validate<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  what: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { abortEarly: true, abortPipeEarly: true });
  if (result.success) return result.output;
  const issue = result.issues[0];
  const field = v.getDotPath(issue) ?? undefined;
  throw malformed(issue.type, `the ${what} is not in the right form${field ? ` (${field})` : ""}`, field);
}

function read(bytes: Uint8Array, what: string): unknown {
  let value: unknown;
  try {
    value = cborg.decode(bytes, {
      strict: true,
      rejectDuplicateMapKeys: true,
      allowIndefinite: false,
      allowUndefined: false,
      allowInfinity: false,
      allowNaN: false,
      allowBigInt: false,
    });
  } catch {
    throw malformed("cbor", `the ${what} is not strict CBOR`);
  }
  if (!equalBytes(encode(value), bytes)) throw malformed("canonical", `the ${what} is not in its one canonical form`);
  return value;
}
