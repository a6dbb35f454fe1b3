/** The building blocks of message shapes: byte strings of a fixed size, bounded numbers and texts. */
import * as v from "valibot";

/** A byte string of exactly `size` bytes. */
export function fixedBytes(size: number) {
  return boundedBytes(size, size);
}

/** A byte string of at least `least` and at most `most` bytes. */
export function boundedBytes(least: number, most: number) {
  return v.custom<Uint8Array>(
    (value) => value instanceof Uint8Array && value.length >= least && value.length <= most,
    `must be ${least === most ? least : `${least} to ${most}`} bytes`,
  );
}

/** A whole number between two bounds, both allowed. */
export function whole(least: number, most: number) {
  return v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most));
}

/** Text of at most `most` UTF-16 units, without lone surrogates. */
export function text(most: number, least = 0) {
  return v.pipe(
    v.string(),
    v.minLength(least),
    v.maxLength(most),
    v.check((value) => value.isWellFormed(), "must be well-formed Unicode"),
  );
}

/** A format's version, which is a constant until there is a second one. */
export function version<const V extends number>(number: V) {
  return v.literal(number);
}
