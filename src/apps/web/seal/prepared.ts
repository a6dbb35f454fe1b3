/** What is handed to be sealed: the account, who it was, and the condition, as the notebook stands at this moment. */
import type { Doc } from "yjs";
import type { SealedIdentifier } from "../../../core/protocol/seal.ts";
import type { Sealing } from "../../../edge/browser/notebook-keeper.ts";
import { sealable } from "../write/document/account.ts";
import { contactOf, counselOf, nextCounselOf, quorumOf, whoOf } from "../write/document/draft.ts";
import { accountOf } from "../write/document/incidents.ts";
import { nameOf } from "../write/name.svelte.ts";

/** @param replaces the record whose place it takes; null if none */
export function prepared(pages: Doc, identifiers: readonly SealedIdentifier[], replaces: Uint8Array | null): Sealing {
  const sealed = accountOf(pages).filter(({ keptBack }) => !keptBack);
  return {
    identifiers: identifiers.map(({ text, confirmFirst }) => ({ text, confirmFirst })),
    quorum: quorumOf(pages),
    counsel: [counselOf(pages), nextCounselOf(pages)].filter((id) => id !== ""),
    who: whoOf(pages),
    account: { v: 1, incidents: sealable(pages), contact: contactOf(pages), attachments: [], files: [] },
    pages: sealed.map(nameOf),
    replaces,
  };
}
