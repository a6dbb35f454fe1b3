import type en from "./en.ts";

/** A key of a message; English has them all. */
export type Key = keyof typeof en;

/** One language's messages: every key, no other. Written `satisfies Translation`, so that a gap fails `tsc`. */
export type Translation = Readonly<Record<Key, string>>;

/** What may fill a `{place}` in a message. */
export type Value = string | number | Date;

/**
 * The names in a message: what stands between `{` and the next `}` or `,`, unless it has a space or a `#` in it, which
 * only the text of a plural's branch has.
 */
type Names<Text extends string> = Text extends `${string}{${infer Rest}` ? Name<Before<Rest>> | Names<Rest> : never;
type Before<Text extends string> = Text extends `${infer Start}}${string}`
  ? Start extends `${infer Start},${string}`
    ? Start
    : Start
  : never;
type Name<Start extends string> = Start extends "" | `${string}${" " | "#" | "." | "{"}${string}` ? never : Start;

type NamesOf<K extends Key> = Names<(typeof en)[K]>;

/** The arguments after a key: none for a plain message, one object with exactly its names for the others. */
export type Values<K extends Key> = [NamesOf<K>] extends [never] ? [] : [values: Record<NamesOf<K>, Value>];

/** A key whose message has no places to fill. */
export type PlainKey = { [K in Key]: [NamesOf<K>] extends [never] ? K : never }[Key];
