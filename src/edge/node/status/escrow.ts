/** How an escrow is, as anyone can see it from outside: is the board there, who has cosigned how much, and when. */
import { connect } from "node:tls";
import { sodiumGroup } from "../../../core/crypto/group-sodium.ts";
import { sodiumSigner } from "../../../core/crypto/signer-sodium.ts";
import type { Signer } from "../../../core/ports.ts";
import type { Charter, Escrow } from "../../../core/protocol/charter.ts";
import { openCharters } from "../../../core/protocol/succession.ts";
import { logKey, openCheckpoint } from "../../../core/tlog/checkpoint.ts";
import { cosignedAt, witnessKey } from "../../../core/tlog/cosignature.ts";
import { auditedBoard } from "../../shared/audited-board.ts";
import { boardClient } from "../../shared/board-client.ts";

export type TrusteeStanding = {
  readonly trustee: number;
  readonly name: string;
  /** How many entries it has cosigned, and when it last did, in seconds since 1970. */
  readonly size: number;
  readonly seconds: number | null;
};

export type EscrowStatus = {
  readonly url: string;
  readonly name: string;
  readonly charter: Escrow["charterId"];
  readonly epoch: number;
  readonly size: number;
  /** How many entries as many trustees as the charter asks for have cosigned: as far as the escrow acts. */
  readonly cosigned: number;
  readonly trustees: readonly TrusteeStanding[];
  /** Do the pages that are served stand in the log, cosigned? */
  readonly pagesLogged: boolean;
  /** When the certificate ends, in seconds since 1970; null without one. */
  readonly certificateEnds: number | null;
};

export async function escrowStatus(url: string): Promise<EscrowStatus> {
  const [group, signer] = [await sodiumGroup(), await sodiumSigner()];
  const board = auditedBoard(url);
  const { charter: first, successors } = await board.charters();
  const { charter, charterId } = openCharters(group, signer, first, successors);
  const trustees = standings(signer, charter, await board.witnessed());
  const key = logKey(charter.board.origin, charter.board.signingKey);
  const { checkpoint } = openCheckpoint(signer, key, await board.checkpoint());
  const sizes = trustees.map(({ size }) => size).sort((a, b) => b - a);
  return {
    url,
    name: charter.name,
    charter: charterId,
    epoch: charter.epoch,
    size: checkpoint.size,
    cosigned: sizes[charter.policy.witnesses - 1] ?? 0,
    trustees,
    pagesLogged: (await boardClient(url).site()) !== undefined,
    certificateEnds: url.startsWith("https:") ? await certificateEnd(new URL(url)) : null,
  };
}

type Witnessed = readonly { readonly trustee: number; readonly note: string }[];

function standings(signer: Signer, { board, trustees }: Charter, witnessed: Witnessed): TrusteeStanding[] {
  return trustees.map(({ name, signingKey }, i) => {
    const text = witnessed.find(({ trustee }) => trustee === i + 1)?.note;
    const nothing = { trustee: i + 1, name, size: 0, seconds: null };
    if (text === undefined) return nothing;
    const { checkpoint, note } = openCheckpoint(signer, logKey(board.origin, board.signingKey), text);
    const seconds = cosignedAt(signer, note, witnessKey(board.origin, i + 1, signingKey));
    return seconds === undefined ? nothing : { ...nothing, size: checkpoint.size, seconds };
  });
}

const TLS_MILLISECONDS = 10_000;

/** When the certificate at an address ends, whoever signed it; null when there is no telling. */
function certificateEnd({ hostname, port }: URL): Promise<number | null> {
  return new Promise((resolve) => {
    const options = { host: hostname, port: Number(port || 443), servername: hostname, rejectUnauthorized: false };
    const socket = connect(options, () => {
      const { valid_to: ends } = socket.getPeerCertificate();
      socket.end();
      resolve(ends ? Math.floor(Date.parse(ends) / 1000) : null);
    });
    socket.setTimeout(TLS_MILLISECONDS, () => socket.destroy());
    socket.once("error", () => resolve(null));
    socket.once("close", () => resolve(null));
  });
}
