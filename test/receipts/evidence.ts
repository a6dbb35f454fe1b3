/** What the tests of receipts stand on: an escrow in memory, things in its log, and receipts of them. */
import { toHex, utf8 } from "../../src/core/bytes/bytes.ts";
import { sha256 } from "../../src/core/crypto/hash.ts";
import { makeDatedNote } from "../../src/core/protocol/dated-note.ts";
import { readEntry } from "../../src/core/protocol/entry.ts";
import type { EvidencePorts } from "../../src/core/protocol/receipt.ts";
import type { SealedRecord } from "../../src/core/protocol/seal.ts";
import { proveInclusion } from "../../src/core/tlog/merkle.ts";
import { timeStamps } from "../../src/edge/shared/time-stamp.ts";
import { type LoggedThing, makeReceipt } from "../../src/roles/author/receipt.ts";
import { cosignedCheckpoint } from "../../src/roles/board/board.ts";
import { receiptAnswer } from "../../src/roles/board/receipt.ts";
import { proveIndependence } from "../../src/roles/counsel/independence.ts";
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

/** The proof of independence of the case that a record opened in, as its counsel makes it. */
export async function proofOf(story: Story, { record }: SealedRecord): Promise<Uint8Array> {
  const { escrow } = story.world;
  const read = story.boardStore.transaction.bind(story.boardStore);
  const { cases } = await story.desk();
  const matters = cases.flatMap((one) => one.matters);
  const matter = matters.findLast(({ companions }) => companions.has(toHex(record)));
  if (matter === undefined) throw new Error("the record has not opened");
  const { bytes } = await proveIndependence(
    portsOf(story),
    escrow,
    { charter: signedCharter(story.world), successors: [] },
    matter,
    {
      recordEntry: (id) =>
        read(async (tables) => {
          const place = await tables.record(toHex(id));
          return (place && (await tables.entries(place.position, 1))[0]?.bytes) ?? undefined;
        }),
      opening: (commitment) =>
        read(async (tables) => {
          const position = await tables.place(`opening/${toHex(commitment)}`);
          const [row] = position === undefined ? [] : await tables.entries(position, 1);
          return row?.bytes ? { position: row.position, hour: readEntry(row.bytes).hour } : undefined;
        }),
      checkpoint: () =>
        read(async (tables) => {
          const size = (await tables.newestCosigned(escrow.charter.policy.witnesses)) ?? 0;
          return { size, note: (await cosignedCheckpoint(tables, size)) ?? "" };
        }),
      path: (position, size) => read((tables) => proveInclusion(tables.readNodes, position, size)),
    },
  );
  return bytes;
}
