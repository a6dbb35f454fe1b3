/** What the tests of receipts stand on: an escrow in memory, things in its log, and receipts of them. */
import { utf8 } from "../../src/core/bytes/bytes.ts";
import { sha256 } from "../../src/core/crypto/hash.ts";
import { makeDatedNote } from "../../src/core/protocol/dated-note.ts";
import type { EvidencePorts } from "../../src/core/protocol/receipt.ts";
import { timeStamps } from "../../src/edge/shared/time-stamp.ts";
import { type LoggedThing, makeReceipt } from "../../src/roles/author/receipt.ts";
import { receiptAnswer } from "../../src/roles/board/receipt.ts";
import { type Story, signedCharter } from "../story/world.ts";

export const portsOf = ({ world }: Story): EvidencePorts => ({ group: world.group, signer: world.signer, timeStamps });

/** The receipt of what stands at a place in the story's log, as its author makes it. */
export async function receiptFor(story: Story, position: number, thing: LoggedThing): Promise<Uint8Array> {
  const { escrow } = story.world;
  const { witnesses } = escrow.charter.policy;
  const answer = await story.boardStore.transaction((tables) => receiptAnswer(tables, witnesses, position));
  if (answer === undefined) throw new Error("the log has not been cosigned yet");
  return makeReceipt(portsOf(story), signedCharter(story.world), thing, answer, escrow.charterId);
}

/** Puts a dated note of some texts into the log, and waits for the trustees. */
export async function noteInLog(
  story: Story,
  texts: readonly string[],
): Promise<{ position: number; thing: LoggedThing }> {
  const { body, opened } = makeDatedNote(
    story.world.rng,
    texts.map((text) => sha256(utf8(text))),
  );
  const position = await story.boardStore.transaction((tables) => tables.append("note", body));
  await story.settle();
  return { position, thing: { type: "note", body, opened } };
}

/** A copy of bytes with one bit turned. */
export function turnBit(bytes: Uint8Array, bit: number): Uint8Array {
  const turned = bytes.slice();
  turned[bit >> 3] = (turned[bit >> 3] as number) ^ (1 << (bit & 7));
  return turned;
}
