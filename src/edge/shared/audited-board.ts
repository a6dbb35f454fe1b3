/** A board as an auditor reads it over HTTP: the AuditedBoard port. Nothing is signed, and no leave is needed. */
import * as v from "valibot";
import { ChorusError, rejected } from "../../core/bytes/errors.ts";
import { whole } from "../../core/bytes/schema.ts";
import { type Tile, tilePath } from "../../core/tlog/tiles.ts";
import type { AuditedBoard } from "../../roles/auditor/ports.ts";
import { boardClient } from "./board-client.ts";
import { ask, BoardUnreachable, send } from "./http-client.ts";

const witnessedSchema = v.array(
  v.strictObject({ trustee: whole(1, 255), size: whole(0, Number.MAX_SAFE_INTEGER), note: v.string() }),
);

/** A board tells those who ask too often to wait; a whole log is many tiles. */
const PAUSE_MILLISECONDS = 5000;
const PAUSES = 60;

export function auditedBoard(base: string, pause = PAUSE_MILLISECONDS): AuditedBoard {
  const client = boardClient(base);
  return {
    async charters() {
      const { charter, successors } = await client.escrow();
      if (charter === null) throw rejected("no-charter", "this board has no escrow yet");
      return { charter, successors };
    },
    checkpoint: () => client.checkpoint(),
    async tile(tile: Tile) {
      const response = await patiently(pause, () => send(base, { method: "GET", target: `/${tilePath(tile)}` }));
      if (response === undefined) throw rejected("tile-missing", `the board does not show ${tilePath(tile)}`);
      return new Uint8Array(await response.arrayBuffer());
    },
    async witnessed() {
      const answer = await ask(base, { method: "GET", target: "/v1/log/witnessed" }, witnessedSchema);
      if (answer === undefined) throw new BoardUnreachable(404);
      return answer;
    },
    consistency: async (from, to) => (await client.consistency(from, to)).path,
  };
}

async function patiently<Result>(pause: number, work: () => Promise<Result>): Promise<Result> {
  for (let again = 0; ; again++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ChorusError) || error.rule !== "rate" || again >= PAUSES) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
