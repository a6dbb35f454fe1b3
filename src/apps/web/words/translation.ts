import type en from "./en.ts";

/** A key of a message; English has them all. */
export type Key = keyof typeof en;

/** One language's messages: every key, no other. Written `satisfies Translation`, so that a gap fails `tsc`. */
export type Translation = Readonly<Record<Key, string>>;

/** What may fill a `{place}` in a message. */
export type Value = string | number | Date;

/** The names of a message's places, read from its text: `{name}` and `{name, plural, …}`, but no text of a branch. */
type Names<Text extends string> = Text extends `${string}{${infer Rest}` ? Name<Inside<Rest>> | Names<Rest> : never;
type Inside<Text extends string> = Text extends `${infer Start}}${string}` ? Start : never;
type Name<Text extends string> = Text extends `${infer Start}, ${Kind}${string}` ? Plain<Start> : Plain<Text>;
type Plain<Text extends string> = Text extends "" | `${string}${" " | "#" | "." | "{"}${string}` ? never : Text;
type Kind = "plural" | "select" | "number" | "date" | "time";

type NamesOf<K extends Key> = Names<(typeof en)[K]>;

/** The arguments after a key: none for a plain message, one object with exactly its names for the others. */
export type Values<K extends Key> = [NamesOf<K>] extends [never] ? [] : [values: Record<NamesOf<K>, Value>];

/** A key whose message has no places to fill. */
export type PlainKey = { [K in Key]: [NamesOf<K>] extends [never] ? K : never }[Key];
