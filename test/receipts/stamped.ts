/** A stamp for a receipt, made by an authority on the receipt's own checkpoint. */
import type { Receipt, Stamped } from "../../src/core/protocol/receipt.ts";
import { readNote } from "../../src/core/tlog/note.ts";
import { timeStampRequest, tokenOf } from "../../src/edge/shared/time-stamp-request.ts";
import type { Authority } from "./authority.ts";

export function stampOf(authority: Authority, { place: { path, checkpoint } }: Receipt): Stamped {
  return { path, checkpoint, token: tokenOf(authority.answer(timeStampRequest(readNote(checkpoint).text))) };
}
