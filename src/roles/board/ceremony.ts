/** The board's part in the key ceremony: one list of messages, and the charter put together at its end. */

import { equalBytes } from "../../core/bytes/bytes.ts";
import { conflict, rejected } from "../../core/bytes/errors.ts";
import { escrowKeys, transcriptHash } from "../../core/crypto/keygen.ts";
import {
  type CeremonyMessage,
  ceremonyOf,
  charterOf,
  openCeremonyMessage,
  type Proposal,
  readAnnouncement,
  readJoiner,
  readProposal,
} from "../../core/protocol/ceremony.ts";
import { type BoardCard, encodeCharter, encodeSignedCharter, openCharter } from "../../core/protocol/charter.ts";
import type { BoardContext } from "./board.ts";
import type { BoardTables } from "./ports.ts";

/** Takes a proposal, once. */
export async function acceptProposal(context: BoardContext, card: BoardCard, bytes: Uint8Array): Promise<void> {
  const proposal = readProposal(bytes);
  if (!equalBytes(proposal.board.signingKey, card.signingKey) || proposal.board.origin !== card.origin) {
    throw rejected("proposal-board", "the proposal names another board");
  }
  await context.store.transaction(async (tables) => {
    const before = await tables.get("proposal");
    if (before !== undefined && !equalBytes(before, bytes))
      throw conflict("proposal", "a ceremony is already under way");
    await tables.put("proposal", bytes);
  });
}

const JOINERS_MAX = 100;

/** Takes the card of an organisation that wants to join. Whoever has the set-up token may put one here. */
export async function acceptJoiner(context: BoardContext, bytes: Uint8Array): Promise<void> {
  readJoiner(bytes);
  await context.store.transaction(async (tables) => {
    const before = await tables.joiners();
    if (before.length >= JOINERS_MAX) throw conflict("joiners", "too many cards wait here already");
    await tables.addJoiner(bytes);
  });
}

/** Takes a message of the ceremony; with the last signature the charter stands and is logged. */
export async function acceptCeremonyMessage(context: BoardContext, bytes: Uint8Array): Promise<"added" | "same"> {
  return context.store.transaction(async (tables) => {
    const proposalBytes = await tables.get("proposal");
    if (proposalBytes === undefined) throw conflict("no-proposal", "there is no ceremony under way");
    const proposal = readProposal(proposalBytes);
    const message = openCeremonyMessage(context.signer, proposal, bytes);
    const result = await tables.addCeremonyMessage(message.trustee, message.step, bytes);
    if (result === "different") throw conflict("ceremony-twice", "this trustee has said something else in this step");
    if (message.step === "sign" && result === "added") await finish(context, tables, proposal);
    return result;
  });
}

async function finish(context: BoardContext, tables: BoardTables, proposal: Proposal): Promise<void> {
  const messages = (await tables.ceremonyMessages(0)).map(({ bytes }) =>
    openCeremonyMessage(context.signer, proposal, bytes),
  );
  const of = (step: CeremonyMessage["step"]) =>
    messages.filter((message) => message.step === step).sort((a, b) => a.trustee - b.trustee);
  const signatures = of("sign");
  if (signatures.length < proposal.trustees.length) return;
  const announcements = of("announce").map(({ body }) => readAnnouncement(context.group, body));
  const keys = escrowKeys(context.group, announcements);
  const charter = charterOf(proposal, keys, transcriptHash(ceremonyOf(proposal), announcements));
  const signed = encodeSignedCharter({
    v: 1,
    charter: encodeCharter(charter),
    signatures: signatures.map(({ trustee, body }) => ({ trustee, signature: body })),
  });
  openCharter(context.group, context.signer, signed); // throws when a signature does not hold
  await tables.put("charter", signed);
  await tables.append("charter", signed);
}
