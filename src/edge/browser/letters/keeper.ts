/**
 * Letters from counsel, and circles, for an unlocked notebook (§18, §19). It lives in the vault's worker, because it needs
 * the keys; a page is given words and facts.
 */
import { generateHybridIdentity, identityToRecipient } from "age-encryption";
import { fromHex, toHex } from "../../../core/bytes/bytes.ts";
import { conflict } from "../../../core/bytes/errors.ts";
import { nobleSigner } from "../../../core/crypto/signer-noble.ts";
import type { Escrow } from "../../../core/protocol/charter.ts";
import type { Counsel } from "../../../core/protocol/counsel.ts";
import type { Talk, TalkFile } from "../../../core/protocol/talk.ts";
import type { TalkAddress } from "../../../core/protocol/talk-address.ts";
import { ageSealer } from "../../shared/age.ts";
import { boardClient } from "../../shared/board-client.ts";
import { sayYes } from "../../shared/circle/yes.ts";
import { admittedCounsel } from "../../shared/escrow.ts";
import { answerCounsel, lettersToAuthor, type TalkKeys } from "../../shared/talk/letters.ts";
import { talkBoard } from "../../shared/talk-board.ts";
import { type Attempt, attempt } from "../attempt.ts";
import { browserClock, browserRng } from "../platform.ts";
import { CircleRooms } from "./circles.ts";
import { type LetterKeys, letterKeys, type OwnLetter } from "./keys.ts";
import { asLetterFile, type Enclosed, enclosed, type LetterFile } from "./letter-files.ts";
import type { Notebook } from "./notebook.ts";

/** A letter as a page shows it. */
export type Letter = {
  readonly from: "author" | "counsel";
  readonly at: number;
  readonly text: string;
  readonly files: readonly LetterFile[];
};

/** An invitation to be connected. `asked`: not answered; `waiting`: yes said, nobody else there yet. */
export type Invitation = {
  readonly circle: string;
  readonly text: string;
  readonly standing: "asked" | "waiting" | "in" | "over";
};

/** All letters between this person and one counsel about one record. */
export type Conversation = {
  readonly record: string;
  readonly counsel: { readonly id: string; readonly name: string };
  readonly letters: readonly Letter[];
  readonly invitation: Invitation | undefined;
};

const ports = { signer: nobleSigner, sealer: ageSealer, rng: browserRng };

export class LettersKeeper {
  readonly circles: CircleRooms;
  readonly #notebook: Notebook;
  readonly #board: ReturnType<typeof talkBoard>;
  readonly #client: ReturnType<typeof boardClient>;
  readonly #keys: LetterKeys;

  constructor(boardAddress: string, notebook: Notebook) {
    this.#notebook = notebook;
    this.#board = talkBoard(boardAddress);
    this.#client = boardClient(boardAddress);
    this.#keys = letterKeys(() => notebook.vault.documents);
    this.circles = new CircleRooms(boardAddress, notebook, this.#keys, (circle) => this.#introductions(circle));
  }

  /** An address for a record that is about to be sealed. `keep` is called once the record is made. */
  async newAddress(): Promise<{
    readonly address: TalkAddress;
    readonly keep: (record: Uint8Array, envelope: Uint8Array) => void;
  }> {
    const identity = await generateHybridIdentity();
    const keys: TalkKeys = { box: browserRng.bytes(16), identity, seed: browserRng.bytes(32) };
    const recipient = await identityToRecipient(identity);
    return {
      address: { box: keys.box, recipient, signingKey: nobleSigner.publicKey(keys.seed) },
      keep: (record, envelope) => this.#keys.putTalk(record, { v: 1, ...keys, envelope }),
    };
  }

  /** Everything counsel has written, with the answers, oldest conversation first. */
  list(): Promise<Attempt<Conversation[]>> {
    return attempt(async () => {
      const { escrow, counsel } = await this.#admitted();
      const found: Conversation[] = [];
      for (const [record, keys] of this.#keys.talks()) {
        const talks = await lettersToAuthor(ports, escrow, this.#board, counsel, keys);
        for (const one of counsel) {
          const theirs = talks.filter((talk) => toHex(talk.counsel) === toHex(one.id));
          if (theirs.length > 0) found.push(await this.#conversation(record, one, theirs));
        }
      }
      return found;
    });
  }

  /** Answers a counsel who has written. The answer is kept in the notebook once it is sent. */
  answer(record: string, counselId: string, text: string, enclosing: Enclosed): Promise<Attempt<void>> {
    return attempt(async () => {
      const { escrow, counsel } = await this.#admitted();
      const to = theOne(counsel, counselId);
      const at = browserClock.seconds();
      const files = await enclosed(enclosing);
      const body = { kind: "words" as const, text, files };
      await answerCounsel(ports, escrow, this.#board, to, this.#talk(record), body, at);
      const own = { v: 1 as const, record: fromHex(record), counsel: to.id, at, text, files: files.map(sizeOf) };
      this.#keys.putOwn(own, browserRng.bytes(16));
      await this.#notebook.vault.keep();
    });
  }

  /** Says yes to being connected. A no is never sent: there is nothing to call for it. */
  accept(record: string, counselId: string, circle: string): Promise<Attempt<void>> {
    return attempt(async () => {
      const { escrow, counsel } = await this.#admitted();
      const authorSeed = this.#notebook.authorSeed();
      if (authorSeed === undefined) throw conflict("author", "there is no author key in this notebook");
      const keys = this.#talk(record);
      let yes = this.#keys.yes(circle)?.yes;
      if (yes === undefined) {
        // Kept before it is sent: what was said once is what is said again.
        yes = await sayYes(ports, escrow, fromHex(circle), { envelope: keys.envelope, authorSeed });
        this.#keys.putYes(record, yes);
        await this.#notebook.vault.keep();
      }
      const body = { kind: "acceptance" as const, circle: yes.circle, joining: yes.joining };
      await answerCounsel(ports, escrow, this.#board, theOne(counsel, counselId), keys, body, browserClock.seconds());
    });
  }

  async #admitted(): Promise<{ escrow: Escrow; counsel: Counsel[] }> {
    const escrow = await this.#notebook.meet();
    return { escrow, counsel: await admittedCounsel(this.#client, nobleSigner, escrow) };
  }

  async #conversation(record: string, { id, card }: Counsel, talks: readonly Talk[]): Promise<Conversation> {
    const theirs = talks.flatMap(({ at, body }) =>
      body.kind === "words"
        ? [{ from: "counsel" as const, at, text: body.text, files: body.files.map(asLetterFile) }]
        : [],
    );
    const own = this.#keys
      .own()
      .filter((letter) => toHex(letter.record) === record && toHex(letter.counsel) === toHex(id))
      .map(({ at, text, files }) => ({ from: "author" as const, at, text, files: files.map(kept) }));
    return {
      record,
      counsel: { id: toHex(id), name: card.name },
      letters: [...theirs, ...own].sort((a, b) => a.at - b.at),
      invitation: await this.#invitation(talks),
    };
  }

  async #invitation(talks: readonly Talk[]): Promise<Invitation | undefined> {
    const last = talks.map(({ body }) => body).findLast((body) => body.kind === "invitation");
    if (last === undefined) return undefined;
    const circle = toHex(last.circle);
    const said = this.#keys.yes(circle) !== undefined;
    const standing = said ? await this.circles.standing(circle) : "asked";
    return { circle, text: last.text, standing };
  }

  /** What counsel has handed on for a circle, and counsel's own offer to come in. */
  async #introductions(circle: string) {
    const { escrow, counsel } = await this.#admitted();
    const record = this.#keys.yes(circle)?.record;
    const keys = record === undefined ? undefined : this.#keys.talks().get(record);
    if (keys === undefined) throw conflict("yes", "nothing was said to this invitation yet");
    const bodies = (await lettersToAuthor(ports, escrow, this.#board, counsel, keys)).map(({ body }) => body);
    const introductions = bodies.filter((body) => body.kind === "introduction" && toHex(body.circle) === circle);
    const invitation = bodies.findLast((body) => body.kind === "invitation" && toHex(body.circle) === circle);
    return {
      begins: introductions.some((body) => body.kind === "introduction" && body.begin),
      joinings: introductions.flatMap((body) => (body.kind === "introduction" ? body.joinings : [])),
      precedence: introductions.flatMap((body) => (body.kind === "introduction" && body.precedence) || []).at(-1),
      counsel: (invitation?.kind === "invitation" && invitation.counsel) || undefined,
    };
  }

  #talk(record: string) {
    const keys = this.#keys.talks().get(record);
    if (keys === undefined) throw conflict("record", "no letters can come for this record");
    return keys;
  }
}

const sizeOf = ({ name, bytes }: TalkFile) => ({ name, bytes: bytes.length });
const kept = ({ name, bytes }: OwnLetter["files"][number]): LetterFile => ({ name, size: bytes, bytes: undefined });

function theOne(counsel: readonly Counsel[], id: string): Counsel {
  const found = counsel.find((one) => toHex(one.id) === id);
  if (found === undefined) throw conflict("counsel", "this counsel is not admitted here any more");
  return found;
}
