/** The board's part in a resharing: one proposal, one list of messages, and the successor charter put together at its end. */
import { equalBytes } from "../../core/bytes/bytes.ts";
import { conflict } from "../../core/bytes/errors.ts";
import { resharedKeys } from "../../core/crypto/reshare.ts";
import { type Escrow, encodeCharter } from "../../core/protocol/charter.ts";
import {
  escrowKeysOf,
  openDestruction,
  openResharing,
  openResharingMessage,
  type ResharingMessage,
  type ResharingProposal,
  readDeal,
  resharingOf,
  resharingTranscript,
  successorCharter,
} from "../../core/protocol/resharing.ts";
import { encodeSuccessor, openSuccessor } from "../../core/protocol/succession.ts";
import type { BoardContext, Stored } from "./board.ts";
import { keepSuccessor } from "./charters.ts";
import type { BoardTables } from "./ports.ts";

const PROPOSAL = "resharing";

/** Takes a trustee's proposal. One that has not come to its end gives way to the next: a dealer may have gone for good. */
export async function acceptResharing(context: BoardContext, escrow: Escrow, bytes: Uint8Array): Promise<void> {
  openResharing(context.signer, escrow, bytes);
  await context.store.transaction(async (tables) => {
    const before = await tables.get(PROPOSAL);
    if (before !== undefined && equalBytes(before, bytes)) return;
    await tables.clearResharing();
    await tables.put(PROPOSAL, bytes);
  });
}

/** The proposal that is under way, or the last one. */
export function proposedResharing(tables: BoardTables): Promise<Uint8Array | undefined> {
  return tables.get(PROPOSAL);
}

/** Takes a message; with the last signature the successor stands and is logged. */
export async function acceptResharingMessage(
  context: BoardContext,
  escrow: Escrow,
  bytes: Uint8Array,
): Promise<"added" | "same"> {
  return context.store.transaction(async (tables) => {
    const proposed = await tables.get(PROPOSAL);
    if (proposed === undefined) throw conflict("no-resharing", "no change of trustees is under way");
    const proposal = openResharing(context.signer, escrow, proposed);
    const { set, trustee, step } = openResharingMessage(context.signer, escrow, proposal, bytes);
    const result = await tables.addResharingMessage(`${set}/${trustee}`, step, bytes);
    if (result === "different") throw conflict("resharing-twice", "this trustee has said something else in this step");
    if (step === "sign" && result === "added") await finish(context, escrow, tables, proposal);
    return result;
  });
}

async function finish(
  context: BoardContext,
  escrow: Escrow,
  tables: BoardTables,
  proposal: ResharingProposal,
): Promise<void> {
  const { group, signer } = context;
  const messages = (await tables.resharingMessages(0)).map(({ bytes }) =>
    openResharingMessage(signer, escrow, proposal, bytes),
  );
  const signing = (set: ResharingMessage["set"]) =>
    messages
      .filter((message) => message.step === "sign" && message.set === set)
      .sort((a, b) => a.trustee - b.trustee)
      .map(({ trustee, body }) => ({ trustee, signature: body }));
  const [signatures, predecessors] = [signing("new"), signing("old")];
  if (signatures.length < proposal.trustees.length || predecessors.length < proposal.dealers.length) return;
  const announcements = proposal.dealers.map((dealer) => {
    const deal = messages.find((message) => message.step === "deal" && message.trustee === dealer);
    return readDeal(group, dealer, (deal as ResharingMessage).body).announcement;
  });
  const keys = resharedKeys(group, resharingOf(proposal), escrowKeysOf(group, escrow.charter), announcements);
  const charter = successorCharter(escrow, proposal, keys, resharingTranscript(proposal, announcements));
  const signed = encodeSuccessor({ v: 1, charter: encodeCharter(charter), signatures, predecessors });
  openSuccessor(group, signer, escrow, signed); // throws when a signature does not hold
  const mail = await tables.newestMail("trustees");
  const position = await tables.append("charter", signed);
  await keepSuccessor(tables, charter.epoch, { position, mail, charter: signed });
  await tables.clearPendingAdmissions();
}

/** Logs that a trustee destroyed its shares of an epoch; from then on it is a stranger here, but for newer epochs. */
export async function acceptDestruction(context: BoardContext, escrow: Escrow, body: Uint8Array): Promise<Stored> {
  const { epoch, trustee } = openDestruction(context.signer, escrow, body);
  if (epoch >= escrow.charter.epoch) throw conflict("destruction-epoch", "this epoch has not ended");
  return context.store.transaction(async (tables) => {
    const name = destroyedName(epoch, trustee);
    const before = await tables.place(name);
    if (before !== undefined) return { position: before, fresh: false };
    const position = await tables.append("ceremony", body);
    await tables.setPlace(name, position);
    return { position, fresh: true };
  });
}

/** Has this trustee of an earlier epoch destroyed its shares? */
export async function isRetired(tables: BoardTables, epoch: number, trustee: number): Promise<boolean> {
  return (await tables.place(destroyedName(epoch, trustee))) !== undefined;
}

const destroyedName = (epoch: number, trustee: number) => `destroyed/${epoch}/${trustee}`;
