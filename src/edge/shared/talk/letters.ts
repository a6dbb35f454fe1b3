/**
 * Letters between counsel and authors, as both sides have them. Counsel's lie on the board, sealed to counsel too; an
 * author keeps what they wrote in the notebook.
 */
import { toHex } from "../../../core/bytes/bytes.ts";
import { ChorusError } from "../../../core/bytes/errors.ts";
import type { FileSealer, Signer } from "../../../core/ports.ts";
import type { Escrow } from "../../../core/protocol/charter.ts";
import type { Counsel } from "../../../core/protocol/counsel.ts";
import { openTalk, sealTalk, type Talk, type TalkBody } from "../../../core/protocol/talk.ts";
import type { TalkAddress } from "../../../core/protocol/talk-address.ts";
import type { Mail } from "../board-client.ts";
import type { CounselSeat } from "../desk.ts";
import type { talkBoard } from "../talk-board.ts";

type TalkBoard = ReturnType<typeof talkBoard>;
type Ports = { readonly signer: Signer; readonly sealer: FileSealer };

/** What an author keeps for one record, so that counsel can write: the box, its age identity, its signing seed. */
export type TalkKeys = { readonly box: Uint8Array; readonly identity: string; readonly seed: Uint8Array };

/** What counsel has written to an author. Letters that do not hold are left out: anyone can leave a file in a box. */
export async function lettersToAuthor(
  ports: Ports,
  escrow: Escrow,
  board: TalkBoard,
  admitted: readonly Counsel[],
  { box, identity }: TalkKeys,
): Promise<Talk[]> {
  const keyOf = ({ from, box: named, counsel }: Pick<Talk, "from" | "box" | "counsel">) => {
    if (from !== "counsel" || toHex(named) !== toHex(box)) return undefined;
    return admitted.find(({ id }) => toHex(id) === toHex(counsel))?.card.signingKey;
  };
  return opened(ports, escrow, identity, await everything((after) => board.written(box, after)), keyOf);
}

/** An author answers counsel. Gives the letter as it was sent, to be kept. */
export async function answerCounsel(
  ports: Ports,
  escrow: Escrow,
  board: TalkBoard,
  { id, card }: Counsel,
  { box, seed }: TalkKeys,
  body: TalkBody,
  at: number,
): Promise<void> {
  const statement = { box, counsel: id, from: "author" as const, at, body };
  await board.answer(box, id, await sealTalk(ports, escrow, statement, seed, [card.recipient]));
}

/** Counsel writes to the author of an opened account. */
export async function writeToAuthor(
  { context, id, as }: CounselSeat,
  board: TalkBoard,
  own: string,
  address: TalkAddress,
  body: TalkBody,
): Promise<void> {
  const { box, recipient } = address;
  const statement = { box, counsel: id, from: "counsel" as const, at: as.clock.seconds(), body };
  await board.write(as, box, await sealTalk(context, context.escrow, statement, as.seed, [recipient, own]));
}

/** Counsel's whole conversations, by box in hex, oldest first: what was written, and what authors answered. */
export async function lettersOfCounsel(
  { context, id, as }: CounselSeat,
  board: TalkBoard,
  addresses: readonly TalkAddress[],
): Promise<ReadonlyMap<string, readonly Talk[]>> {
  const boxes = new Map(addresses.map((address) => [toHex(address.box), address]));
  const keyOf = ({ from, box, counsel }: Pick<Talk, "from" | "box" | "counsel">) => {
    if (toHex(counsel) !== toHex(id)) return undefined;
    return from === "author" ? boxes.get(toHex(box))?.signingKey : context.signer.publicKey(as.seed);
  };
  const open = (mail: Mail) => opened(context, context.escrow, context.identity, mail, keyOf);
  const answers = await open(await everything((after) => board.answers(as, id, after)));
  const conversations = await Promise.all(
    addresses.map(async ({ box }) => {
      const written = await open(await everything((after) => board.written(box, after)));
      const all = [...written, ...answers.filter((talk) => toHex(talk.box) === toHex(box))];
      return [toHex(box), all.sort((a, b) => a.at - b.at)] as const;
    }),
  );
  return new Map(conversations);
}

async function opened(
  ports: Ports,
  escrow: Escrow,
  identity: string,
  mail: Mail,
  keyOf: Parameters<typeof openTalk>[4],
): Promise<Talk[]> {
  const letters = await Promise.all(
    mail.map(async ({ bytes }) => {
      try {
        return await openTalk(ports, escrow, identity, bytes, keyOf);
      } catch (error) {
        if (error instanceof ChorusError) return undefined;
        throw error;
      }
    }),
  );
  return letters.filter((talk) => talk !== undefined);
}

async function everything(read: (after: number) => Promise<Mail>): Promise<Mail> {
  const all: Mail = [];
  for (let after = 0; ; ) {
    const mail = await read(after);
    if (mail.length === 0) return all;
    all.push(...mail);
    after = mail.at(-1)?.seq ?? after;
  }
}
