/** What the board's routes are given, and what they share. */

import type { BoardCard, Escrow } from "../../../core/protocol/charter.ts";
import type { BoardContext } from "../../../roles/board/board.ts";
import type { PieceContext } from "../../../roles/board/pieces.ts";
import type { BoardTables } from "../../../roles/board/ports.ts";
import type { ServedSite } from "../../../roles/board/site.ts";
import type { Bell, Callers } from "./http.ts";
import type { Knocks } from "./knocking.ts";

export type Routes = {
  readonly context: BoardContext;
  readonly pieces: PieceContext;
  readonly card: BoardCard;
  readonly bell: Bell;
  readonly setupToken: string | undefined;
  readonly registrarUrl: string | undefined;
  /** Does this board send mail when something comes for counsel? */
  readonly knocks: Knocks;
  /** The build of the pages that is served, if one is. */
  readonly site?: ServedSite;
};

/** What every group of routes works with. */
export type Shared = Routes & {
  readonly read: <Result>(work: (tables: BoardTables) => Promise<Result>) => Promise<Result>;
  readonly escrow: () => Promise<Escrow>;
  readonly callers: Callers;
};
