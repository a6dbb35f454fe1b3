/** The statement as it would be published now, and the publication once every voice in it has signed exactly that. */
import { equalBytes } from "../../../core/bytes/bytes.ts";
import type { Signer } from "../../../core/ports.ts";
import type { Escrow } from "../../../core/protocol/charter.ts";
import { readEntry } from "../../../core/protocol/entry.ts";
import {
  encodeText,
  isSignedOff,
  type Publication,
  type PublicationText,
  signText,
  textHash,
} from "../../../core/protocol/publication.ts";
import { readReceipt } from "../../../core/protocol/receipt.ts";
import { openEnvelope } from "../../../core/protocol/record.ts";
import type { CircleView, SignOff } from "../../../roles/circle/view.ts";
import { partText, sharedDay, sharedLanguage, sharedText } from "./texts.ts";

/** The voices that have a part, in the order in which they stand in the statement: the same for every member. */
export function voicesInStatement({ parts }: CircleView): string[] {
  return [...parts]
    .filter(([, state]) => partText(state).trim() !== "")
    .map(([voice]) => voice)
    .sort();
}

/** The language that the statement was begun in, the same for every member; undefined while there is none. */
export function languageOf({ shared }: CircleView): PublicationText["language"] | undefined {
  const code = sharedLanguage(shared);
  return code === "en" || code === "es" || code === "fr" ? code : undefined;
}

/** The text as it stands; undefined while there is no title or no part. `language` counts while none was chosen. */
export function draftOf(
  view: CircleView,
  escrow: Escrow,
  language: PublicationText["language"],
): PublicationText | undefined {
  const voices = voicesInStatement(view);
  const title = sharedText(view.shared, "title").trim();
  if (title === "" || voices.length === 0) return undefined;
  return {
    v: 1,
    charter: escrow.charterId,
    language: languageOf(view) ?? language,
    title,
    opening: sharedText(view.shared, "opening").trim(),
    parts: voices.map((voice) => ({
      name: view.names.get(voice) ?? null,
      text: partText(view.parts.get(voice)).trim(),
    })),
    reply: replyOf(view),
  };
}

function replyOf({ shared }: CircleView): PublicationText["reply"] {
  const letter = sharedText(shared, "letter").trim();
  const [asked, deadline] = [sharedDay(shared, "asked"), sharedDay(shared, "deadline")];
  if (letter === "" || asked === 0 || deadline === 0) return null;
  const text = sharedText(shared, "answer").trim();
  return { asked, letter, deadline, answer: text === "" ? null : { day: sharedDay(shared, "answered"), text } };
}

/** Signs the text as it stands, as the voice of one's own part. */
export function signDraft(
  signer: Signer,
  text: PublicationText,
  at: number,
  authorSeed: Uint8Array,
): Pick<SignOff, "text" | "signature"> {
  const hash = textHash(encodeText(text));
  return { text: hash, signature: signText(signer, text.charter, hash, at, authorSeed) };
}

/** Who has signed exactly this text, in its order; false where a voice has not, or signed another. */
export function signedBy(signer: Signer, escrow: Escrow, view: CircleView, text: PublicationText): boolean[] {
  const hash = textHash(encodeText(text));
  return voicesInStatement(view).map((voice, at) => {
    const signOff = view.signOffs.get(voice);
    return signOff !== undefined && holds(signer, escrow, signOff, hash, at);
  });
}

/** The publication, once everybody has signed; undefined before. */
export function publicationOf(
  signer: Signer,
  escrow: Escrow,
  view: CircleView,
  text: PublicationText,
  more: Pick<Publication, "independence" | "replaces">,
): Publication | undefined {
  if (!signedBy(signer, escrow, view, text).every(Boolean)) return undefined;
  const signOffs = voicesInStatement(view).map((voice) => {
    const { receipt, signature, precedence } = view.signOffs.get(voice) as SignOff;
    return { receipt, signature, precedence };
  });
  return { v: 1, kind: "publication", text: encodeText(text), signOffs, ...more };
}

function holds(signer: Signer, escrow: Escrow, signOff: SignOff, hash: Uint8Array, at: number): boolean {
  try {
    const { type, body } = readEntry(readReceipt(signOff.receipt).entry);
    if (type !== "record" || !equalBytes(signOff.text, hash)) return false;
    const { author } = openEnvelope(signer, escrow, body);
    return isSignedOff(signer, escrow.charterId, hash, at, signOff.signature, author);
  } catch {
    return false;
  }
}
