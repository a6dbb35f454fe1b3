/**
 * What a member sees of a circle (§19): who is in it, what was said, the statement as it stands, who signed which text.
 * A pure reduction of the room's messages in their order, the same for every member who saw the same ones. Nobody is
 * counted, ranked or summarised.
 */
import { toHex } from "../../core/bytes/bytes.ts";
import type { RoomMessage } from "../../core/protocol/circle/words.ts";
import type { Precedence } from "../../core/protocol/precedence.ts";

/** Joins two states of a shared text; in any order, and twice, it comes to the same. */
export type Merge = (a: Uint8Array, b: Uint8Array) => Uint8Array;

export type Said = { readonly voice: string; readonly at: number; readonly text: string };
export type Comment = Said & { readonly on: string };
export type SignOff = {
  readonly text: Uint8Array;
  readonly receipt: Uint8Array;
  readonly signature: Uint8Array;
  readonly precedence: Precedence | null;
  readonly at: number;
};

/** A part, or the text that all write together, as it stood after `by` changed it. */
export type Version = {
  readonly on: string | "shared";
  readonly by: string;
  readonly at: number;
  readonly state: Uint8Array;
};

/** So many of each are kept; what is older goes. */
const VERSIONS_MAX = 20;

/** Voices are written in hex throughout. */
export type CircleView = {
  readonly names: ReadonlyMap<string, string>;
  readonly words: readonly Said[];
  readonly comments: readonly Comment[];
  /** Each voice's own part of the statement, as its owner made it. */
  readonly parts: ReadonlyMap<string, Uint8Array>;
  readonly shared: Uint8Array | null;
  /** How parts and the common text stood before, oldest first. */
  readonly versions: readonly Version[];
  /** The last text that each voice signed. It counts only while the text is exactly that one. */
  readonly signOffs: ReadonlyMap<string, SignOff>;
  readonly counselWelcome: ReadonlyMap<string, boolean>;
  /** Statements that somebody here has published, oldest first, by SHA-256 in hex. The board says whether it is so. */
  readonly published: readonly string[];
  /** Members who said that they go and are still in the group: the next one who is there takes them out. */
  readonly leaving: ReadonlySet<string>;
  /** Voices that were in the group and are no more. Their old yes lets nobody bring them back. */
  readonly gone: ReadonlySet<string>;
};

export const EMPTY_VIEW: CircleView = {
  names: new Map(),
  words: [],
  comments: [],
  parts: new Map(),
  shared: null,
  versions: [],
  signOffs: new Map(),
  counselWelcome: new Map(),
  published: [],
  leaving: new Set(),
  gone: new Set(),
};

/** Takes in one message, whose voice has been checked. */
export function heard(view: CircleView, { voice, at, body }: RoomMessage, merge: Merge): CircleView {
  const by = toHex(voice);
  switch (body.kind) {
    case "name":
      return { ...view, names: new Map(view.names).set(by, body.name) };
    case "words":
      return { ...view, words: [...view.words, { voice: by, at, text: body.text }] };
    case "comment":
      return { ...view, comments: [...view.comments, { voice: by, at, text: body.text, on: toHex(body.on) }] };
    case "part": {
      const state = merged(view.parts.get(by), body.update, merge);
      const versions = withVersion(view.versions, { on: by, by, at, state });
      return { ...view, parts: new Map(view.parts).set(by, state), versions };
    }
    case "shared": {
      const state = merged(view.shared ?? undefined, body.update, merge);
      return { ...view, shared: state, versions: withVersion(view.versions, { on: "shared", by, at, state }) };
    }
    case "sign-off": {
      const { text, receipt, signature, precedence } = body;
      return { ...view, signOffs: new Map(view.signOffs).set(by, { text, receipt, signature, precedence, at }) };
    }
    case "counsel":
      return { ...view, counselWelcome: new Map(view.counselWelcome).set(by, body.welcome) };
    case "published": {
      const id = toHex(body.publication);
      return view.published.includes(id) ? view : { ...view, published: [...view.published, id] };
    }
    case "leave":
      return { ...without(view, by), leaving: new Set(view.leaving).add(by) };
  }
}

/** Who is in the group has changed: those who went take their part, their signature and their wishes with them. */
export function membersChanged(view: CircleView, before: ReadonlySet<string>, after: ReadonlySet<string>): CircleView {
  const went = [...before].filter((voice) => !after.has(voice));
  const left = went.reduce(without, view);
  const leaving = new Set([...view.leaving].filter((voice) => after.has(voice)));
  return { ...left, leaving, gone: new Set([...view.gone, ...went]) };
}

/** Counsel is in the room only while every author in it says so. */
export function counselIsWelcome(view: CircleView, authors: readonly string[]): boolean {
  return authors.length > 0 && authors.every((voice) => view.counselWelcome.get(voice) === true);
}

function without(view: CircleView, voice: string): CircleView {
  const others = <Value>(map: ReadonlyMap<string, Value>) => new Map([...map].filter(([key]) => key !== voice));
  return {
    ...view,
    parts: others(view.parts),
    signOffs: others(view.signOffs),
    counselWelcome: others(view.counselWelcome),
    comments: view.comments.filter(({ on }) => on !== voice),
    versions: view.versions.filter(({ on }) => on !== voice),
  };
}

function withVersion(versions: readonly Version[], version: Version): readonly Version[] {
  const same = versions.filter(({ on }) => on === version.on);
  const oldest = same.length < VERSIONS_MAX ? undefined : same[0];
  return [...versions.filter((one) => one !== oldest), version];
}

function merged(before: Uint8Array | undefined, update: Uint8Array, merge: Merge): Uint8Array {
  return before === undefined ? update : merge(before, update);
}
