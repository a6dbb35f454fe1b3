/** A circle as its pages show it, to a member and to counsel alike. */
import { toHex } from "../../../core/bytes/bytes.ts";
import type { Signer } from "../../../core/ports.ts";
import type { Escrow } from "../../../core/protocol/charter.ts";
import { encodeText, type PublicationText, textHash } from "../../../core/protocol/publication.ts";
import type { CircleView, Comment, Said } from "../../../roles/circle/view.ts";
import { draftOf, languageOf, signedBy, voicesInStatement } from "../../shared/circle/draft.ts";
import type { PublishedFacts } from "../../shared/circle/published.ts";
import type { CircleSeat, CounselOffer } from "../../shared/circle/seat.ts";
import { partText, type SharedDay, type SharedField, sharedDay, sharedText } from "../../shared/circle/texts.ts";

/** `on`: whose part, or the text that all write together. */
export type DraftVersion = {
  readonly on: string | "shared";
  readonly by: string;
  readonly at: number;
  readonly text: string;
};

/** A circle as a page shows it. Voices are in hex. */
export type CircleFacts = {
  readonly me: string;
  readonly members: readonly { readonly voice: string; readonly name: string | undefined }[];
  /** Counsel's voice while counsel is in the room. */
  readonly counsel: string | undefined;
  readonly words: readonly Said[];
  readonly comments: readonly Comment[];
  readonly wantsCounsel: boolean;
  readonly parts: readonly { readonly voice: string; readonly text: string; readonly signed: boolean }[];
  readonly shared: Readonly<Record<SharedField, string>>;
  /** How parts and the common text stood before, newest first; each differs from the one after it. */
  readonly versions: readonly DraftVersion[];
  readonly days: Readonly<Record<SharedDay, number>>;
  /** The language that the statement was begun in. */
  readonly language: PublicationText["language"] | undefined;
  /** What was published from here, newest first. */
  readonly published: readonly PublishedFacts[];
  /** Whether there is a text that can be signed, whether everyone has signed exactly it, and whether it is published. */
  readonly standing: "nothing" | "open" | "signed" | "published";
};

function versionsOf({ versions, parts, shared }: CircleView): DraftVersion[] {
  const textOf = (on: string, state: Uint8Array | null | undefined) => {
    if (on !== "shared") return partText(state ?? undefined);
    return [sharedText(state ?? null, "title"), sharedText(state ?? null, "opening")].filter(Boolean).join("\n\n");
  };
  const newest = new Map<string, string>();
  const before: DraftVersion[] = [];
  for (const { on, by, at, state } of versions.toReversed()) {
    const after = newest.get(on) ?? textOf(on, on === "shared" ? shared : parts.get(on));
    const text = textOf(on, state);
    newest.set(on, text);
    if (text !== after && text.trim() !== "") before.push({ on, by, at, text });
  }
  return before;
}

function standingOf(text: PublicationText, signed: readonly boolean[], published: readonly PublishedFacts[]) {
  if (!signed.every(Boolean)) return "open";
  const hash = toHex(textHash(encodeText(text)));
  return published.some((one) => one.text === hash) ? "published" : "signed";
}

/**
 * @param offer by which counsel can be in this circle; undefined where there is none
 * @param published what was published from this circle, newest first
 */
export function circleFacts(
  signer: Signer,
  seat: CircleSeat,
  escrow: Escrow,
  language: PublicationText["language"],
  offer: CounselOffer | undefined,
  published: readonly PublishedFacts[],
): CircleFacts {
  const { view, voice: me, members } = seat;
  const text = draftOf(view, escrow, language);
  const voices = voicesInStatement(view);
  const signed = text ? signedBy(signer, escrow, view, text) : [];
  const counsel = offer && toHex(offer.voice);
  return {
    me,
    members: [...members].map((voice) => ({ voice, name: view.names.get(voice) })),
    counsel: counsel !== undefined && members.has(counsel) ? counsel : undefined,
    words: view.words,
    comments: view.comments,
    wantsCounsel: view.counselWelcome.get(me) ?? false,
    parts: [...view.parts].map(([voice, state]) => ({
      voice,
      text: partText(state),
      signed: signed[voices.indexOf(voice)] ?? false,
    })),
    shared: {
      title: sharedText(view.shared, "title"),
      opening: sharedText(view.shared, "opening"),
      letter: sharedText(view.shared, "letter"),
      answer: sharedText(view.shared, "answer"),
    },
    versions: versionsOf(view),
    language: languageOf(view),
    days: {
      asked: sharedDay(view.shared, "asked"),
      deadline: sharedDay(view.shared, "deadline"),
      answered: sharedDay(view.shared, "answered"),
    },
    published,
    standing: text === undefined ? "nothing" : standingOf(text, signed, published),
  };
}
